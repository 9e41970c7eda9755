#pragma once

#include "O2LiteConfiguration.h"
#include "O2LiteMessage.h"
#include "O2LiteTransport.h"
#include "O2LiteTypes.h"
#include "core/Arguments.h"
#include "core/MdnsBrowser.h"
#include "core/Session.h"

/// An O2lite client: joins an ensemble through a host, offers services, sends and receives messages, and knows the ensemble's time.
///
/// Call poll() from loop(), as often as you can. When the connection is lost, or the host starts anew, it looks for a host again by itself, and announces
/// services and taps again. Texts (names, addresses, types, properties) that are given to add... functions are kept, not copied: use literals or
/// static arrays. All memory is part of the object, nothing is allocated. No function blocks. None may be called from an interrupt or from two tasks at
/// the same time; handlers run inside of poll() and may call all functions, poll() itself does nothing there.
///
///     O2LiteSockets network;
///     O2Lite o2(network);
///     void setup() { WiFi.begin(SSID, PASSWORD); o2.begin("orchestra"); }
///     void loop()  { o2.poll(); }
class O2Lite {
   public:
    /// The transport has to live as long as this object.
    explicit O2Lite(O2LiteTransport& transport) : transport_(transport), browser_(hosts_) {}

    /// Starts to look for a host of an ensemble by multicast DNS. Returns None, BadName, or NoNetwork when it runs already.
    O2LiteError begin(const char* ensemble);

    /// Connects to one host, where multicast does not work.
    O2LiteError begin(const char* ensemble, const O2LiteHost& host);

    /// Leaves and closes all sockets. Services, taps and methods are kept for another begin().
    void end();

    /// Receives and delivers messages, keeps the clock, looks for a host: everything that O2Lite does. Takes microseconds when there is nothing to do.
    void poll();

    /// Where it stands.
    O2LiteState state() const { return state_; }
    bool isConnected() const { return state_ >= O2LiteState::Connected; }
    bool isSynchronized() const { return state_ == O2LiteState::Synchronized; }

    /// The number that the host has given to this client, -1 while there is none.
    int32_t bridgeId() const { return session_.bridgeId(); }

    /// The ensemble's time in seconds; -1 while it is not known. Double precision: microseconds for years.
    double time() const { return session_.time(transport_.now()); }

    /// The time of this machine in seconds.
    double localTime() const { return transport_.now(); }

    /// What went wrong so far.
    const O2LiteCounters& counters() const { return session_.counters(); }

    /// Offers a service, now and after every connect; for one that is offered already, sets its properties. `properties` are `;key:value;key:value;`
    /// or "". Another process of this host may have the name: the host then refuses it without a word. Returns None, BadName or TableFull.
    O2LiteError addService(const char* name, const char* properties = "");

    /// Withdraws a service. Returns None, NotFound or Blocked.
    O2LiteError removeService(const char* name);

    /// Calls a handler for messages to one address. `types` null takes all types, "" only messages without arguments. The newest method of an address wins.
    /// Returns None, BadAddress or TableFull.
    O2LiteError addMethod(const char* address, const char* types, O2LiteHandler handler, void* context = nullptr);

    /// Calls a handler for messages to an address and all below it, for which there is no addMethod(): "/synth" takes "/synth", "/synth/noteon" ...
    O2LiteError addMethods(const char* prefix, const char* types, O2LiteHandler handler, void* context = nullptr);

    /// Removes all methods of an address. Returns None or NotFound.
    O2LiteError removeMethod(const char* address);

    /// Has copies of all messages to the service `tappee` sent to the service `tapper` of this client. Returns None, BadName or TableFull.
    O2LiteError addTap(const char* tappee, const char* tapper, O2LiteTapMode mode = O2LiteTapMode::Keep);

    /// Returns None, NotFound or Blocked.
    O2LiteError removeTap(const char* tappee, const char* tapper);

    /// Asks the host for the status of a service. It answers "si" to /_o2/st: name, and -1 unknown, 0 to 3 without clock, 4 to 7 with clock.
    O2LiteError requestStatus(const char* service) { return askFor("!_o2/o2lite/st", service); }

    /// Asks the host for all services. It answers one "siss" to /_o2/ls for each: name, status (8 is a tap), process, properties or tapper. The last has the name "".
    O2LiteError requestServices() { return askFor("!_o2/o2lite/ls", nullptr); }

    /// Asks for timed messages to be sent ahead of their time; this client keeps them until then, so that the network does not matter. Hosts of O2.Actors do so; others
    /// hold the messages themselves, as they always do. Call it before begin().
    void requestEarly() { session_.requestEarly(); }

    /// Sends a message by UDP: fast, and lost at times. Arguments: integers (i, or h if they may exceed an int32), float (f), double (d), bool (B), const char* (s),
    /// O2LiteTime (t), O2LiteBlob (b).
    template <typename... Args>
    O2LiteError send(const char* address, Args... args) {
        return sendAll(0, address, false, args...);
    }

    /// Sends a message by TCP.
    template <typename... Args>
    O2LiteError sendReliable(const char* address, Args... args) {
        return sendAll(0, address, true, args...);
    }

    /// Sends a message by UDP that is delivered at a time of the ensemble's clock: `o2.sendAt(o2.time() + 0.5, "/synth/noteon", 60)`.
    template <typename... Args>
    O2LiteError sendAt(double time, const char* address, Args... args) {
        return sendAll(time, address, false, args...);
    }

    /// Sends a message by TCP that is delivered at a time of the ensemble's clock.
    template <typename... Args>
    O2LiteError sendReliableAt(double time, const char* address, Args... args) {
        return sendAll(time, address, true, args...);
    }

    /// Starts a message whose arguments are not known in advance; `types` lists them. Call add() of the result for each, then finish(), before the next poll().
    o2lite::MessageWriter& start(const char* address, const char* types, bool reliable, double time = 0);

    /// Sends the message that was started. Returns None, NotConnected, NoClock, Blocked, TooLarge, BadAddress or WrongArguments.
    O2LiteError finish();

   private:
    template <typename... Args>
    O2LiteError sendAll(double time, const char* address, bool reliable, Args... args) {
        const char types[] = {o2lite::Argument<Args>::type..., 0};
        o2lite::MessageWriter& writer = start(address, types, reliable, time);
        int inOrder[] = {0, (writer.add(static_cast<typename o2lite::Argument<Args>::Wire>(args)), 0)...};
        static_cast<void>(inOrder);
        return finish();
    }

    O2LiteError run(const char* ensemble);
    O2LiteError askFor(const char* address, const char* service);
    O2LiteError addMethod(const char* address, const char* types, bool isPrefix, O2LiteHandler handler, void* context);
    void search(double now);
    void browse(double now);
    void waitForLink(double now);
    void serve(double now);
    void readTcp(double now);
    void readUdp(double now);
    void updateState(double now);
    void flush();
    void lose(double now);

    O2LiteTransport& transport_;
    O2LiteState state_ = O2LiteState::Stopped;
    bool isPolling_ = false;
    bool isOpen_ = false;
    bool isTimed_ = false;  // the message that was started has a time
    const char* ensemble_ = "";
    double deadline_ = 0;   // of the state, or of the next attempt to open the sockets
    o2lite::Session session_;
    o2lite::HostTable hosts_;
    o2lite::MdnsBrowser browser_;
    uint8_t datagram_[O2LITE_MAX_MESSAGE];
};
