#include "O2Lite.h"

#include <string.h>

using namespace o2lite;

namespace {

const size_t maxEnsembleName = 63;
const double openPause = 1;     // seconds until sockets that could not be opened are tried again
const double linkTimeout = 5;   // for a TCP connection to be made
const double idTimeout = 3;     // for a host to accept us; a process that is no host never does

bool isMethodAddress(const char* address) {
    return (address[0] == '/' || address[0] == '!') && address[1] != 0;
}

}  // namespace

O2LiteError O2Lite::begin(const char* ensemble) {
    if (state_ != O2LiteState::Stopped) return O2LiteError::NoNetwork;
    hosts_.clear();
    return run(ensemble);
}

O2LiteError O2Lite::begin(const char* ensemble, const O2LiteHost& host) {
    if (state_ != O2LiteState::Stopped) return O2LiteError::NoNetwork;
    hosts_.setGiven(host);
    return run(ensemble);
}

O2LiteError O2Lite::run(const char* ensemble) {
    size_t length = strlen(ensemble);
    if (length == 0 || length > maxEnsembleName) return O2LiteError::BadName;
    ensemble_ = ensemble;
    deadline_ = transport_.now();
    browser_.start(ensemble, deadline_);
    state_ = O2LiteState::Searching;
    return O2LiteError::None;
}

void O2Lite::end() {
    session_.stop();
    transport_.close();
    isOpen_ = false;
    state_ = O2LiteState::Stopped;
}

void O2Lite::poll() {
    if (state_ == O2LiteState::Stopped || isPolling_) return;
    isPolling_ = true;
    double now = transport_.now();
    session_.deliverDue(now);
    switch (state_) {
        case O2LiteState::Stopped:  // by a handler
            break;
        case O2LiteState::Searching:
            search(now);
            break;
        case O2LiteState::Connecting:
            waitForLink(now);
            break;
        default:
            serve(now);
            break;
    }
    isPolling_ = false;
}

void O2Lite::search(double now) {
    if (!isOpen_) {
        if (now < deadline_) return;
        deadline_ = now + openPause;
        isOpen_ = transport_.open();
        if (!isOpen_) return;
        hosts_.seed((static_cast<uint32_t>(transport_.udpPort()) << 16) ^ static_cast<uint32_t>(now * 1e6));
    }
    if (!hosts_.isGiven()) browse(now);

    O2LiteHost host;
    if (!hosts_.choose(now, host)) return;
    transport_.closeDiscovery();
    session_.outgoing().setTcpOnly(host.udpPort == 0);
    if (!transport_.connect(host)) return lose(now);
    state_ = O2LiteState::Connecting;
    deadline_ = now + linkTimeout;
}

void O2Lite::browse(double now) {
    for (int i = 0; i < O2LITE_READS_PER_POLL; i++) {
        int size = transport_.receiveDiscovery(datagram_, sizeof datagram_);
        if (size <= 0) break;
        browser_.handle(datagram_, static_cast<size_t>(size), now);
    }
    size_t size = browser_.nextQuery(now, datagram_, sizeof datagram_);
    if (size > 0 && transport_.openDiscovery()) transport_.sendDiscovery(datagram_, size);
}

void O2Lite::waitForLink(double now) {
    O2LiteLink link = transport_.link();
    if (link == O2LiteLink::Up) {
        session_.connected(transport_.localAddress(), transport_.udpPort());
        state_ = O2LiteState::WaitingForId;
        deadline_ = now + idTimeout;
        flush();
    } else if (link == O2LiteLink::Down || now > deadline_) {
        lose(now);
    }
}

void O2Lite::serve(double now) {
    readTcp(now);
    readUdp(now);
    updateState(now);
    if (state_ < O2LiteState::WaitingForId) return;
    session_.advance(now);
    flush();
}

void O2Lite::readTcp(double now) {
    for (int i = 0; i < O2LITE_READS_PER_POLL && state_ >= O2LiteState::WaitingForId; i++) {
        size_t capacity;
        uint8_t* space = session_.space(capacity);
        int size = transport_.read(space, capacity);
        if (size == 0) return;
        if (size < 0 || !session_.received(static_cast<size_t>(size), now)) return lose(now);
    }
}

void O2Lite::readUdp(double now) {
    for (int i = 0; i < O2LITE_READS_PER_POLL && state_ >= O2LiteState::WaitingForId; i++) {
        int size = transport_.receiveDatagram(datagram_, sizeof datagram_);
        if (size <= 0) return;
        session_.handleDatagram(datagram_, static_cast<size_t>(size), now);
    }
}

/// Follows the session. What a handler or a broken connection has ended stays ended.
void O2Lite::updateState(double now) {
    if (state_ < O2LiteState::WaitingForId) return;
    switch (session_.state()) {
        case Session::State::Disconnected:
            lose(now);
            break;
        case Session::State::WaitingForId:
            if (now > deadline_) lose(now);
            break;
        case Session::State::Connected:
            if (state_ == O2LiteState::WaitingForId) hosts_.succeeded();
            state_ = O2LiteState::Connected;
            break;
        case Session::State::Synchronized:
            state_ = O2LiteState::Synchronized;
            break;
    }
}

/// Sends what there is to send. A connection that takes nothing more because it has ended is noticed by the next read.
void O2Lite::flush() {
    size_t size;
    if (const uint8_t* datagram = session_.outgoing().datagram(size)) {
        transport_.sendDatagram(datagram, size);
        session_.outgoing().datagramSent();
    }
    const uint8_t* waiting = session_.outgoing().waiting(size);
    if (size == 0) return;
    int taken = transport_.write(waiting, size);
    if (taken > 0) session_.outgoing().taken(static_cast<size_t>(taken));
}

void O2Lite::lose(double now) {
    session_.disconnected();
    transport_.disconnect();
    hosts_.failed(now);
    browser_.start(ensemble_, now);
    count(session_.counters().disconnects);
    state_ = O2LiteState::Searching;
}

O2LiteError O2Lite::addService(const char* name, const char* properties) {
    O2LiteError error = session_.setService(name, properties);
    flush();
    return error;
}

O2LiteError O2Lite::removeService(const char* name) {
    O2LiteError error = session_.removeService(name);
    flush();
    return error;
}

O2LiteError O2Lite::addTap(const char* tappee, const char* tapper, O2LiteTapMode mode) {
    O2LiteError error = session_.setTap(tappee, tapper, mode);
    flush();
    return error;
}

O2LiteError O2Lite::removeTap(const char* tappee, const char* tapper) {
    O2LiteError error = session_.removeTap(tappee, tapper);
    flush();
    return error;
}

O2LiteError O2Lite::addMethod(const char* address, const char* types, O2LiteHandler handler, void* context) {
    return addMethod(address, types, false, handler, context);
}

O2LiteError O2Lite::addMethods(const char* prefix, const char* types, O2LiteHandler handler, void* context) {
    return addMethod(prefix, types, true, handler, context);
}

O2LiteError O2Lite::addMethod(const char* address, const char* types, bool isPrefix, O2LiteHandler handler, void* context) {
    if (!isMethodAddress(address)) return O2LiteError::BadAddress;
    return session_.methods().add(address, types, isPrefix, handler, context) ? O2LiteError::None : O2LiteError::TableFull;
}

O2LiteError O2Lite::removeMethod(const char* address) {
    bool isFound = isMethodAddress(address) && session_.methods().remove(address);
    return isFound ? O2LiteError::None : O2LiteError::NotFound;
}

O2LiteError O2Lite::askFor(const char* address, const char* service) {
    O2LiteError error = session_.askFor(address, service);
    flush();
    return error;
}

MessageWriter& O2Lite::start(const char* address, const char* types, bool reliable, double time) {
    isTimed_ = time > 0;
    return session_.outgoing().start(address, types, time, reliable);
}

O2LiteError O2Lite::finish() {
    if (!isConnected()) return O2LiteError::NotConnected;
    if (isTimed_ && !isSynchronized()) return O2LiteError::NoClock;
    O2LiteError error = session_.outgoing().finish();
    if (error == O2LiteError::None) flush();
    return error;
}
