#pragma once

#include "O2LiteTransport.h"

/// The network by BSD sockets, which the ESP32 has (lwIP, under WiFi or Ethernet), and Linux.
///
/// On the ESP32, call WiFi.begin() before O2Lite::begin(): without it there is no network stack. Nothing here blocks or allocates memory of its own;
/// lwIP and the WiFi driver manage theirs.
class O2LiteSockets final : public O2LiteTransport {
   public:
    O2LiteSockets() = default;
    ~O2LiteSockets() { close(); }
    O2LiteSockets(const O2LiteSockets&) = delete;
    O2LiteSockets& operator=(const O2LiteSockets&) = delete;

    double now() override;
    bool open() override;
    void close() override;
    uint16_t udpPort() override;
    bool openDiscovery() override;
    void closeDiscovery() override;
    void sendDiscovery(const uint8_t* data, size_t size) override;
    int receiveDiscovery(uint8_t* data, size_t capacity) override;
    bool connect(const O2LiteHost& host) override;
    O2LiteLink link() override;
    void disconnect() override;
    uint32_t localAddress() override;
    int write(const uint8_t* data, size_t size) override;
    int read(uint8_t* data, size_t capacity) override;
    void sendDatagram(const uint8_t* data, size_t size) override;
    int receiveDatagram(uint8_t* data, size_t capacity) override;

   private:
    static const int none = -1;

    int udp_ = none;
    int tcp_ = none;
    int discovery_ = none;
    O2LiteLink link_ = O2LiteLink::Down;
    O2LiteHost host_ = {};
};
