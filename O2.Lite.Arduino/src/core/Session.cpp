#include "Session.h"

#include <string.h>

#include "ByteOrderWalk.h"

namespace o2lite {

namespace {

const size_t maxServiceName = 31;

/// 1 to 31 bytes, no '/' and nothing that cannot be printed.
bool isServiceName(const char* name) {
    size_t length = 0;
    for (; name[length] != 0; length++) {
        bool isControl = static_cast<unsigned char>(name[length]) <= ' ';
        if (isControl || name[length] == '/' || length == maxServiceName) return false;
    }
    return length > 0;
}

void writeHex(uint32_t value, char* text) {
    for (int i = 0; i < 8; i++) text[i] = "0123456789abcdef"[(value >> (28 - 4 * i)) & 15];
    text[8] = 0;
}

}  // namespace

void Session::connected(uint32_t localAddress, uint16_t udpPort) {
    disconnected();
    state_ = State::WaitingForId;
    char address[9];
    writeHex(localAddress, address);
    MessageWriter& writer = outgoing_.start("!_o2/o2lite/con", "si", 0, true);
    writer.add(address);
    writer.add(static_cast<int32_t>(udpPort));
    outgoing_.finish();
}

void Session::disconnected() {
    state_ = State::Disconnected;
    bridgeId_ = -1;
    saidSynchronized_ = saidEarly_ = false;
    for (size_t i = 0; i < serviceCount_; i++) services_[i].announced = false;
    for (size_t i = 0; i < tapCount_; i++) taps_[i].announced = false;
    framer_.reset();
    outgoing_.clear();
}

void Session::stop() {
    disconnected();
    timed_.clear();
}

bool Session::received(size_t size, double now) {
    framer_.received(size);
    uint8_t* body;
    size_t length;
    while (true) {
        switch (framer_.next(body, length)) {
            case TcpFramer::Result::None:
                return true;
            case TcpFramer::Result::TooLong:
                count(counters_.tooLong);
                break;
            case TcpFramer::Result::Message:
                if (!handle(body, length, now)) return false;
                break;
            case TcpFramer::Result::Broken:
                count(counters_.malformed);
                return false;
        }
    }
}

void Session::handleDatagram(uint8_t* body, size_t size, double now) {
    handle(body, size, now);
}

bool Session::handle(uint8_t* body, size_t size, double now) {
    walkByteOrder(body, size, false);
    MessageLayout layout;
    ParseResult result = MessageLayout::parse(body, size, layout);
    if (result == ParseResult::Bundle) {
        count(counters_.unsupported);
        return true;
    }
    if (result != ParseResult::Ok) {
        count(counters_.malformed);
        return result != ParseResult::BadHeader;
    }

    O2LiteMessage message(layout);
    if (handleSystemMessage(message, now)) return true;
    bool isEarly = state_ == State::Synchronized && layout.time > time(now);
    if (!isEarly) {
        deliver(layout);
    } else if (!timed_.add(layout.time, body, size)) {
        count(counters_.timedOverflow);
    }
    return true;
}

void Session::deliver(const MessageLayout& layout) {
    O2LiteMessage message(layout);
    if (!methods_.deliver(message)) count(counters_.unhandled);
}

bool Session::handleSystemMessage(O2LiteMessage& message, double now) {
    const char* path = message.address();
    if (path[0] == 0 || strncmp(path + 1, "_o2/", 4) != 0) return false;
    path += 5;
    if (strcmp(path, "id") == 0 && strcmp(message.types(), "i") == 0) {
        if (state_ != State::WaitingForId || message.int32(0) <= 0) return true;
        bridgeId_ = message.int32(0);
        state_ = State::Connected;
        clock_.start(now);
        return true;
    }
    if (strcmp(path, "cs/put") == 0 && strcmp(message.types(), "it") == 0) {
        bool isWon = state_ >= State::Connected && clock_.handleReply(message.int32(0), message.number(1), now);
        if (isWon) state_ = State::Synchronized;
        return true;
    }
    return false;
}

void Session::deliverDue(double now) {
    size_t size;
    if (state_ == State::Synchronized) timedOffset_ = clock_.offset();
    while (const uint8_t* body = timed_.due(now + timedOffset_, size)) {
        MessageLayout layout;
        MessageLayout::parse(body, size, layout);
        deliver(layout);
        timed_.removeFirst();  // there is none if the handler ended the connection
    }
}

void Session::advance(double now) {
    if (state_ < State::Connected || !announce()) return;
    if (state_ == State::Synchronized && !saidSynchronized_) {
        saidSynchronized_ = sendCommand("!_o2/o2lite/cs/cs") == O2LiteError::None;
    }
    if (saidSynchronized_ && wantsEarly_ && !saidEarly_) {
        saidEarly_ = sendCommand("!_o2/o2lite/early") == O2LiteError::None;
    }
    ping(now);
}

bool Session::announce() {
    for (size_t i = 0; i < serviceCount_; i++) {
        if (!services_[i].announced && sendService(services_[i], true) == O2LiteError::Blocked) return false;
        services_[i].announced = true;
    }
    for (size_t i = 0; i < tapCount_; i++) {
        if (!taps_[i].announced && sendTap(taps_[i], true) == O2LiteError::Blocked) return false;
        taps_[i].announced = true;
    }
    return true;
}

// What is sent or asked for next counts on it. Without room it is made in poll().
void Session::announceNow() {
    if (state_ >= State::Connected) announce();
}

void Session::ping(double now) {
    int32_t id;
    if (!clock_.pingDue(now, id)) return;
    MessageWriter& writer = outgoing_.start("!_o2/o2lite/cs/get", "iis", 0, false);
    writer.add(bridgeId_);
    writer.add(id);
    writer.add("!_o2/cs/put");
    outgoing_.finish();
}

O2LiteError Session::setService(const char* name, const char* properties) {
    if (!isServiceName(name)) return O2LiteError::BadName;
    Service* service = findService(name);
    if (service == nullptr) {
        if (serviceCount_ == O2LITE_MAX_SERVICES) return O2LiteError::TableFull;
        service = &services_[serviceCount_++];
    }
    *service = {name, properties, false};
    announceNow();
    return O2LiteError::None;
}

O2LiteError Session::removeService(const char* name) {
    Service* service = findService(name);
    if (service == nullptr) return O2LiteError::NotFound;
    if (service->announced) {
        O2LiteError error = sendService(*service, false);
        if (error != O2LiteError::None) return error;
    }
    memmove(service, service + 1, sizeof(Service) * static_cast<size_t>(services_ + serviceCount_ - service - 1));
    serviceCount_--;
    return O2LiteError::None;
}

O2LiteError Session::setTap(const char* tappee, const char* tapper, O2LiteTapMode mode) {
    if (!isServiceName(tappee) || !isServiceName(tapper)) return O2LiteError::BadName;
    Tap* tap = findTap(tappee, tapper);
    if (tap == nullptr) {
        if (tapCount_ == O2LITE_MAX_TAPS) return O2LiteError::TableFull;
        tap = &taps_[tapCount_++];
    }
    *tap = {tappee, tapper, mode, false};
    announceNow();
    return O2LiteError::None;
}

O2LiteError Session::removeTap(const char* tappee, const char* tapper) {
    Tap* tap = findTap(tappee, tapper);
    if (tap == nullptr) return O2LiteError::NotFound;
    if (tap->announced) {
        O2LiteError error = sendTap(*tap, false);
        if (error != O2LiteError::None) return error;
    }
    memmove(tap, tap + 1, sizeof(Tap) * static_cast<size_t>(taps_ + tapCount_ - tap - 1));
    tapCount_--;
    return O2LiteError::None;
}

O2LiteError Session::askFor(const char* address, const char* service) {
    if (state_ < State::Connected) return O2LiteError::NotConnected;
    if (service == nullptr) return sendCommand(address);
    outgoing_.start(address, "s", 0, true).add(service);
    return outgoing_.finish();
}

O2LiteError Session::sendService(const Service& service, bool exists) {
    MessageWriter& writer = outgoing_.start("!_o2/o2lite/sv", "siisi", 0, true);
    writer.add(service.name);
    writer.add(static_cast<int32_t>(exists));
    writer.add(static_cast<int32_t>(1));
    bool needsSemicolon = service.properties[0] != 0 && service.properties[0] != ';';
    writer.addText(needsSemicolon ? ";" : "", service.properties);
    writer.add(static_cast<int32_t>(0));
    return outgoing_.finish();
}

O2LiteError Session::sendTap(const Tap& tap, bool exists) {
    MessageWriter& writer = outgoing_.start("!_o2/o2lite/sv", "siisi", 0, true);
    writer.add(tap.tapper);
    writer.add(static_cast<int32_t>(exists));
    writer.add(static_cast<int32_t>(0));
    writer.add(tap.tappee);
    writer.add(static_cast<int32_t>(tap.mode));
    return outgoing_.finish();
}

O2LiteError Session::sendCommand(const char* address) {
    outgoing_.start(address, "", 0, true);
    return outgoing_.finish();
}

Session::Service* Session::findService(const char* name) {
    for (size_t i = 0; i < serviceCount_; i++) {
        if (strcmp(services_[i].name, name) == 0) return &services_[i];
    }
    return nullptr;
}

Session::Tap* Session::findTap(const char* tappee, const char* tapper) {
    for (size_t i = 0; i < tapCount_; i++) {
        if (strcmp(taps_[i].tappee, tappee) == 0 && strcmp(taps_[i].tapper, tapper) == 0) return &taps_[i];
    }
    return nullptr;
}

}  // namespace o2lite
