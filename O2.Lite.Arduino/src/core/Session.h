#pragma once

#include "ClockFollower.h"
#include "Methods.h"
#include "Outgoing.h"
#include "TcpFramer.h"
#include "TimedMessages.h"

namespace o2lite {

/// The client's side of one O2lite connection after the other. Bytes and the local time go in, bytes and calls of handlers come out; it knows no sockets.
///
/// | state        | input                        | what it does                                                  | next state   |
/// | ------------ | ---------------------------- | ------------------------------------------------------------- | ------------ |
/// | Disconnected | connected()                  | `!_o2/o2lite/con`, nothing before it                          | WaitingForId |
/// | WaitingForId | `!_o2/id`                    | `!_o2/o2lite/sv` for each service and tap; starts the clock   | Connected    |
/// | Connected    | the clock is won             | `!_o2/o2lite/cs/cs`, and `!_o2/o2lite/early` if asked to      | Synchronized |
/// | any          | disconnected()               | forgets the clock; messages that wait still come in time      | Disconnected |
///
/// After each input the caller sends what outgoing() holds: a datagram at once, the bytes for TCP as far as they go.
/// Source: O2 2.0, O2lite.
class Session {
   public:
    enum class State : uint8_t { Disconnected, WaitingForId, Connected, Synchronized };

    State state() const { return state_; }
    int32_t bridgeId() const { return bridgeId_; }
    Outgoing& outgoing() { return outgoing_; }
    Methods& methods() { return methods_; }
    O2LiteCounters& counters() { return counters_; }
    const O2LiteCounters& counters() const { return counters_; }

    /// The ensemble's time, -1 while it is not known.
    double time(double now) const { return state_ == State::Synchronized ? now + clock_.offset() : -1; }

    /// A TCP connection to a host is there. The host will send datagrams to this address and port.
    void connected(uint32_t localAddress, uint16_t udpPort);
    void disconnected();

    /// Forgets the messages that wait for their time as well.
    void stop();

    /// Where to receive to from the TCP connection, and that so many bytes were received there. False: they are no O2 messages, close the connection.
    uint8_t* space(size_t& size) { return framer_.space(size); }
    bool received(size_t size, double now);

    /// A datagram has arrived; its bytes are converted in place.
    void handleDatagram(uint8_t* body, size_t size, double now);

    /// Delivers messages whose time has come, also while there is no connection.
    void deliverDue(double now);

    /// Announces what is not yet announced, and asks for the time when it is due.
    void advance(double now);

    /// See class O2Lite.
    O2LiteError setService(const char* name, const char* properties);
    O2LiteError removeService(const char* name);
    O2LiteError setTap(const char* tappee, const char* tapper, O2LiteTapMode mode);
    O2LiteError removeTap(const char* tappee, const char* tapper);
    O2LiteError askFor(const char* address, const char* service);
    void requestEarly() { wantsEarly_ = true; }

   private:
    struct Service {
        const char* name;
        const char* properties;
        bool announced;
    };

    struct Tap {
        const char* tappee;
        const char* tapper;
        O2LiteTapMode mode;
        bool announced;
    };

    bool handle(uint8_t* body, size_t size, double now);
    void deliver(const MessageLayout& layout);
    bool handleSystemMessage(O2LiteMessage& message, double now);
    bool announce();
    void announceNow();
    O2LiteError sendService(const Service& service, bool exists);
    O2LiteError sendTap(const Tap& tap, bool exists);
    O2LiteError sendCommand(const char* address);
    void ping(double now);
    Service* findService(const char* name);
    Tap* findTap(const char* tappee, const char* tapper);

    State state_ = State::Disconnected;
    bool wantsEarly_ = false;
    bool saidSynchronized_ = false;
    bool saidEarly_ = false;
    double timedOffset_ = 0;  // of the clock when it was known last
    int32_t bridgeId_ = -1;
    ClockFollower clock_;
    Service services_[O2LITE_MAX_SERVICES];
    Tap taps_[O2LITE_MAX_TAPS];
    size_t serviceCount_ = 0;
    size_t tapCount_ = 0;
    Methods methods_;
    O2LiteCounters counters_ = {};
    TcpFramer framer_;
    Outgoing outgoing_;
    TimedMessages timed_;
};

/// Counts up to 65535.
inline void count(uint16_t& counter) {
    if (counter < UINT16_MAX) counter++;
}

}  // namespace o2lite
