#pragma once

#include <algorithm>

#include "Check.h"
#include "VirtualNetwork.h"
#include "core/Bytes.h"

const O2LiteHost host = {0x7f000001, 4711, 4712};
const double hostAhead = 500;

inline std::string hexOf(double value) {
    uint8_t bytes[8];
    o2lite::store64le(bytes, o2lite::bitsAs<uint64_t>(value));
    std::reverse(bytes, bytes + 8);
    return toHex(bytes, 8);
}

inline std::string hexOf(int32_t value) {
    uint8_t bytes[4];
    o2lite::store32be(bytes, static_cast<uint32_t>(value));
    return toHex(bytes, 4);
}

/// A client and the host that the test plays.
struct Rig {
    VirtualNetwork network;
    O2Lite o2{network};
    int lastPing = 0;

    explicit Rig(bool begins = true) {
        if (begins) o2.begin("gold", host);
    }

    void pass(double seconds) {
        network.time += seconds;
        o2.poll();
    }

    /// Lets the client connect, and answers its `con`.
    void accept(int32_t id = 7) {
        while (o2.state() < O2LiteState::WaitingForId) pass(0.1);
        network.sendTcp(hostMessage("!_o2/id", "i", hexOf(id), 0, 0x103));
        o2.poll();
        o2.poll();
    }

    /// Answers pings until the clock is won.
    void synchronize() {
        for (int i = 0; i < 200 && !o2.isSynchronized(); i++) {
            pass(0.1);
            answerPings();
            o2.poll();
        }
        o2.poll();
    }

    void answerPings() {
        for (const std::string& message : network.sent) {
            if (message.compare(0, 22, "!_o2/o2lite/cs/get iis") != 0) continue;
            int id;
            int number;
            CHECK(std::sscanf(message.c_str(), "!_o2/o2lite/cs/get iis %d %d", &id, &number) == 2);
            CHECK_EQUAL(o2.bridgeId(), id);
            if (number <= lastPing) continue;
            lastPing = number;
            network.datagrams.push_back(hostMessage("!_o2/cs/put", "it", hexOf(number) + hexOf(network.time + hostAhead), 0, 0x102));
        }
    }

    void breakConnection() {
        network.hostIsGone = true;
        lastPing = 0;
        o2.poll();
    }
};

/// Everything that a handler was called with.
struct Log {
    std::string text;

    static void add(O2LiteMessage& message, void* context) {
        std::string& text = static_cast<Log*>(context)->text;
        text += std::string(message.address()) + " " + message.types();
        if (message.count() > 0) text += " " + check::show(message.int32(0));
        text += "\n";
    }
};

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}
