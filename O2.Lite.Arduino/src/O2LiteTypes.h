#pragma once

#include <stddef.h>
#include <stdint.h>

/// Where an O2Lite object stands. Each state includes the ones before it: `state() >= O2LiteState::Connected` is "connected".
enum class O2LiteState : uint8_t {
    Stopped,       ///< begin() was not called, or end() was.
    Searching,     ///< Looking for a host of the ensemble.
    Connecting,    ///< A host was found, its TCP connection is being made.
    WaitingForId,  ///< Connected by TCP; the host has not yet accepted this client.
    Connected,     ///< The services are announced, messages flow. The clock is not yet known.
    Synchronized   ///< The ensemble's clock is known: time() works, and so do timed messages.
};

/// What a call may answer. None is success.
enum class O2LiteError : uint8_t {
    None,
    NotConnected,    ///< There is no host at the moment; nothing was sent.
    NoClock,         ///< A time was given, but the ensemble's clock is not known yet; nothing was sent.
    Blocked,         ///< The TCP connection does not keep up; nothing was sent. Try again after the next poll().
    TooLarge,        ///< The message exceeds O2LITE_MAX_MESSAGE; nothing was sent.
    BadAddress,      ///< An address starts with '/' or '!' and has a service name.
    BadName,         ///< An ensemble has 1 to 63 bytes; a service 1 to 31, without '/' and control characters.
    WrongArguments,  ///< The arguments are not those that the type string announces, or a type cannot be sent.
    TableFull,       ///< One of the O2LITE_MAX_... limits is reached.
    NotFound,        ///< There is no such service, tap or method here.
    NoNetwork        ///< Already running, or the sockets cannot be opened.
};

/// How the copies of a tap are sent.
enum class O2LiteTapMode : uint8_t {
    Keep = 0,       ///< Each as its original.
    Reliable = 1,   ///< All by TCP.
    BestEffort = 2  ///< All by UDP.
};

/// A point in time as an argument of a message (type 't'): seconds on the ensemble's clock.
struct O2LiteTime {
    double seconds;
};

/// Bytes as an argument of a message (type 'b'). They are not copied: one that a message returns is valid as long as the message.
struct O2LiteBlob {
    const void* data;
    uint32_t size;
};

/// Where a host is reached. Addresses are numbers, first byte highest: 192.168.1.5 is 0xC0A80105. With UDP port 0, not known, everything is sent by TCP.
struct O2LiteHost {
    uint32_t address;
    uint16_t tcpPort;
    uint16_t udpPort;
};

/// What went wrong so far; counters stop at 65535. For the curious and for tests.
struct O2LiteCounters {
    uint16_t malformed;      ///< Messages that are none.
    uint16_t tooLong;        ///< Messages beyond O2LITE_MAX_MESSAGE; they were passed over.
    uint16_t unsupported;    ///< Bundles: they are not taken apart here.
    uint16_t unhandled;      ///< Messages without a method for their address and types.
    uint16_t timedOverflow;  ///< Timed messages that found no room among those that wait.
    uint16_t disconnects;    ///< Connections that ended, wanted or not.
};
