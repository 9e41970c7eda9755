#pragma once

#include "O2LiteTypes.h"

/// What a TCP connection is doing.
enum class O2LiteLink : uint8_t { Down, Connecting, Up };

/// The network and the clock, as O2Lite needs them. O2LiteSockets is the one for the ESP32 and for Linux; write another for other networks.
///
/// No call may block. All are made from poll(), begin(), end() and the send functions. `read`-like functions return the number of bytes, 0 when there are none now,
/// and -1 when the connection has ended.
class O2LiteTransport {
   public:
    /// Seconds since any moment; never goes back.
    virtual double now() = 0;

    /// Opens the UDP socket, on any free port. False when there is no network yet: it is tried again.
    virtual bool open() = 0;
    virtual void close() = 0;

    /// The port of the UDP socket.
    virtual uint16_t udpPort() = 0;

    /// Opens a socket for multicast DNS (224.0.0.251, port 5353); one that is open is closed before, so that a network that was gone is joined again.
    virtual bool openDiscovery() = 0;
    virtual void closeDiscovery() = 0;
    virtual void sendDiscovery(const uint8_t* data, size_t size) = 0;
    virtual int receiveDiscovery(uint8_t* data, size_t capacity) = 0;

    /// Starts to connect to a host by TCP; link() tells what comes of it.
    virtual bool connect(const O2LiteHost& host) = 0;
    virtual O2LiteLink link() = 0;
    virtual void disconnect() = 0;

    /// The address of this end of the TCP connection: 127.0.0.1 only if the host is on this machine.
    virtual uint32_t localAddress() = 0;

    virtual int write(const uint8_t* data, size_t size) = 0;
    virtual int read(uint8_t* data, size_t capacity) = 0;

    /// Sends a datagram to the UDP port of the host; it may be lost.
    virtual void sendDatagram(const uint8_t* data, size_t size) = 0;
    virtual int receiveDatagram(uint8_t* data, size_t capacity) = 0;

   protected:
    ~O2LiteTransport() = default;
};
