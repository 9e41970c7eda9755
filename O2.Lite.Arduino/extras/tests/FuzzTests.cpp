#include <random>

#include "Bytes.h"
#include "Check.h"
#include "VirtualNetwork.h"
#include "core/Bytes.h"
#include "core/MdnsBrowser.h"

namespace {

const int inputs = 100000;

/// Golden bytes with some of them changed, or cut, or doubled.
Bytes mutate(Bytes bytes, std::mt19937& random) {
    for (size_t changes = random() % 5; changes > 0 && !bytes.empty(); changes--) {
        size_t position = random() % bytes.size();
        switch (random() % 4) {
            case 0:
                bytes[position] = static_cast<uint8_t>(random());
                break;
            case 1:
                bytes[position] ^= static_cast<uint8_t>(1 << random() % 8);
                break;
            case 2:
                bytes.resize(position);
                break;
            default:
                bytes.insert(bytes.begin() + static_cast<long>(position), static_cast<uint8_t>(random() % 3 == 0 ? 0xFF : random()));
                break;
        }
    }
    return bytes;
}

std::vector<Bytes> goldenBytes(const char* file, const char* field) {
    std::vector<Bytes> all;
    for (const GoldenLine& line : golden(file)) all.push_back(fromHex(line[field]));
    return all;
}

/// Reads all that can be read of a message.
void readAll(O2LiteMessage& message, void*) {
    for (size_t i = 0; i < message.count() + 1; i++) {
        message.int32(i);
        message.int64(i);
        message.single(i);
        message.boolean(i);
        message.text(i);
        O2LiteBlob blob = message.blob(i);
        volatile uint8_t last = blob.size > 0 ? static_cast<const uint8_t*>(blob.data)[blob.size - 1] : 0;
        static_cast<void>(last);
    }
}

}  // namespace

TEST(A_hundred_thousand_damaged_messages_are_read_without_harm) {
    std::mt19937 random(20261121);
    std::vector<Bytes> seeds = goldenBytes("Vectors/messages.json", "hex_udp");
    for (int i = 0; i < inputs; i++) {
        Exact bytes(mutate(seeds[random() % seeds.size()], random));
        o2lite::walkByteOrder(bytes.data(), bytes.size(), false);
        o2lite::MessageLayout layout;
        if (o2lite::MessageLayout::parse(bytes.data(), bytes.size(), layout) != o2lite::ParseResult::Ok) continue;
        O2LiteMessage message(layout);
        readAll(message, nullptr);
    }
}

TEST(A_hundred_thousand_random_messages_are_read_without_harm) {
    static const char codes[] = "ihfdtsSbBcmTFNIv[]?";
    std::mt19937 random(4711);
    for (int i = 0; i < inputs; i++) {
        std::string types;
        for (size_t count = random() % 8; count > 0; count--) types += codes[random() % (sizeof codes - 1)];
        Bytes body = hostMessage("/a", types.c_str());
        for (size_t size = random() % 40; size > 0; size--) body.push_back(static_cast<uint8_t>(random() % 4 == 0 ? random() : random() % 9));
        Exact bytes(body);
        o2lite::walkByteOrder(bytes.data(), bytes.size(), false);
        o2lite::MessageLayout layout;
        if (o2lite::MessageLayout::parse(bytes.data(), bytes.size(), layout) != o2lite::ParseResult::Ok) continue;
        O2LiteMessage message(layout);
        readAll(message, nullptr);
    }
}

TEST(A_hundred_thousand_damaged_mdns_packets_are_read_without_harm) {
    std::mt19937 random(5353);
    std::vector<Bytes> seeds = goldenBytes("Transcripts/dnssd.json", "hex");
    o2lite::HostTable table;
    o2lite::MdnsBrowser browser(table);
    browser.start("gold", 0);
    for (int i = 0; i < inputs; i++) {
        Exact packet(mutate(seeds[random() % seeds.size()], random));
        browser.handle(packet.data(), packet.size(), i);
        uint8_t query[300];
        browser.nextQuery(i, query, random() % sizeof query);
    }
}

TEST(A_host_that_sends_nonsense_does_not_keep_a_client_from_coming_back) {
    std::mt19937 random(99);
    std::vector<Bytes> seeds = goldenBytes("Transcripts/o2lite_c_tcp.json", "hex");
    VirtualNetwork network;
    O2Lite o2(network);
    o2.addService("server");
    o2.addMethods("/server", nullptr, readAll);
    o2.addMethods("/_o2", nullptr, readAll);
    o2.begin("gold", {0x7f000001, 1, 2});
    for (int i = 0; i < inputs; i++) {
        network.time += 0.01;
        Bytes bytes = mutate(seeds[random() % seeds.size()], random);
        network.stream.insert(network.stream.end(), bytes.begin(), bytes.end());
        network.datagrams.push_back(mutate(seeds[random() % seeds.size()], random));
        o2.poll();
        network.sent.clear();
        if (network.stream.size() > 100000) network.stream.clear();
    }
    CHECK(o2.counters().malformed > 100);

    o2.end();
    network.stream.clear();
    network.datagrams.clear();
    o2.begin("gold", {0x7f000001, 1, 2});
    for (int i = 0; i < 100 && o2.state() < O2LiteState::WaitingForId; i++) {
        network.time += 0.1;
        o2.poll();
    }
    network.sendTcp(hostMessage("!_o2/id", "i", "00000001"));
    o2.poll();
    CHECK(o2.isConnected());
}
