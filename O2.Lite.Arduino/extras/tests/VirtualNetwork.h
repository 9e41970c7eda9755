#pragma once

#include <deque>
#include <string>
#include <vector>

#include "Bytes.h"
#include "O2Lite.h"
#include "core/ByteOrderWalk.h"

/// A message that a client has sent, as text: `!_o2/o2lite/sv siisi synth 1 1 "" 0 tcp`.
std::string describe(Bytes body, bool isTcp);

/// A message as a host sends it; `arguments` are bytes in wire form.
Bytes hostMessage(const char* address, const char* types, const std::string& argumentsHex = "", double time = 0, uint32_t flags = 1);

/// A length in front of a message.
Bytes framed(const Bytes& body);

/// A network of one client and one host, in virtual time. Tests play the host: they look at what the client sent and give it bytes to receive.
class VirtualNetwork final : public O2LiteTransport {
   public:
    double time = 1000;                // the client's clock
    bool isOpen = false;
    bool hasNetwork = true;
    bool accepts = true;               // whether TCP connections succeed
    bool answersConnect = true;        // whether they do so at once
    uint32_t address = 0x7f000001;     // of the client's end
    size_t window = SIZE_MAX;          // bytes that TCP takes before it blocks
    int connects = 0;
    O2LiteHost target = {};
    std::deque<Bytes> queries;         // of multicast DNS
    std::deque<Bytes> answers;
    std::deque<std::string> sent;      // messages of the client
    Bytes stream;                      // what the client receives by TCP
    std::deque<Bytes> datagrams;       // and by UDP
    bool hostIsGone = false;

    double now() override { return time; }
    bool open() override { return isOpen = hasNetwork; }
    void close() override;
    uint16_t udpPort() override { return 5000; }
    bool openDiscovery() override { return hasNetwork; }
    void closeDiscovery() override { answers.clear(); }
    void sendDiscovery(const uint8_t* data, size_t size) override { queries.push_back(Bytes(data, data + size)); }
    int receiveDiscovery(uint8_t* data, size_t capacity) override { return take(answers, data, capacity); }
    bool connect(const O2LiteHost& host) override;
    O2LiteLink link() override;
    void disconnect() override;
    uint32_t localAddress() override { return address; }
    int write(const uint8_t* data, size_t size) override;
    int read(uint8_t* data, size_t capacity) override;
    void sendDatagram(const uint8_t* data, size_t size) override { sent.push_back(describe(Bytes(data, data + size), false)); }
    int receiveDatagram(uint8_t* data, size_t capacity) override { return take(datagrams, data, capacity); }

    void sendTcp(const Bytes& body);

    /// All that the client has sent since the last call, one line for each message.
    std::string takeSent();

   private:
    static int take(std::deque<Bytes>& queue, uint8_t* data, size_t capacity);

    O2LiteLink link_ = O2LiteLink::Down;
    Bytes received_;
};
