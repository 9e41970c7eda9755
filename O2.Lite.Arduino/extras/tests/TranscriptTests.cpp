#include "Bytes.h"
#include "Check.h"
#include "VirtualNetwork.h"

namespace {

Bytes body(const GoldenLine& packet) {
    Bytes bytes = fromHex(packet["hex"]);
    if (packet["proto"] == "tcp") bytes.erase(bytes.begin(), bytes.begin() + 4);
    return bytes;
}

/// What the recorded client sent for its part of the protocol: everything below !_o2, without the numbers that differ from run to run.
std::string withoutPort(std::string message) {
    size_t con = message.find("con si 7f000001 ");
    return con == std::string::npos ? message : message.substr(0, con + 15) + " PORT tcp";
}

bool isProtocol(const std::string& message) {
    return message.compare(0, 5, "!_o2/") == 0;
}

/// Puts our client in the place of the recorded one: it gets what the recorded host sent, when it has sent what the recorded client had sent until then.
void replay(const char* file) {
    VirtualNetwork network;
    O2Lite o2(network);
    o2.addService("alltypes");
    std::string received;
    auto append = [](O2LiteMessage& message, void* context) { *static_cast<std::string*>(context) += std::string(message.address()) + " "; };
    o2.addMethods("/alltypes", nullptr, append, &received);
    o2.addMethods("/server", "i", append, &received);
    o2.begin("gold", {0x7f000001, 1, 2});

    std::vector<std::string> expected;
    size_t pings = 0;
    for (const GoldenLine& packet : golden(std::string("Transcripts/") + file)) {
        bool isTcp = packet["proto"] == "tcp";
        if (packet["from"] == "b") {
            std::string message = describe(body(packet), isTcp);
            bool repeatsService = message.find("/sv siisi alltypes") != std::string::npos && !expected.empty() && expected.back() != "!_o2/o2lite/con si 7f000001 PORT tcp";
            if (message.find("/sv siisi server") != std::string::npos) o2.addService("server");
            if (message.find("cs/get") != std::string::npos) pings++;
            if (isProtocol(message) && !repeatsService) expected.push_back(withoutPort(message));
            continue;
        }
        for (int i = 0; i < 200 && network.sent.size() < expected.size(); i++) {
            network.time += 0.01;
            o2.poll();
        }
        if (isTcp) {
            network.sendTcp(body(packet));
        } else {
            network.datagrams.push_back(body(packet));
        }
        o2.poll();
        o2.poll();
    }
    for (int i = 0; i < 20 && network.sent.size() < expected.size(); i++) {
        network.time += 0.1;
        o2.poll();
    }
    CHECK(pings >= 10);
    CHECK(o2.isSynchronized());
    std::string all;
    for (const std::string& message : expected) all += message + "\n";
    std::string actual;
    for (size_t i = 0; i < network.sent.size() && i < expected.size(); i++) actual += withoutPort(network.sent[i]) + "\n";
    CHECK_EQUAL(all, actual);
    CHECK(received.find("/alltypes ") == 0);
    CHECK(received.find("!server/benchmark/0 ") != std::string::npos || received.find("/server/benchmark/0 ") != std::string::npos);
    CHECK_EQUAL(0, o2.counters().malformed);
}

}  // namespace

TEST(Our_client_in_the_place_of_the_C_client_by_TCP_says_the_same) {
    replay("o2lite_c_tcp.json");
}

TEST(Our_client_in_the_place_of_the_C_client_by_UDP_says_the_same) {
    replay("o2lite_c_udp.json");
}

TEST(A_host_that_serves_o2litepy_is_understood_as_well) {
    for (const char* file : {"o2lite_py_tcp.json", "o2lite_py_udp.json"}) {
        for (const GoldenLine& packet : golden(std::string("Transcripts/") + file)) {
            CHECK(describe(body(packet), packet["proto"] == "tcp" || packet["hex"].substr(6, 2) == "01") != "malformed");
        }
    }
}
