#include "Outgoing.h"

#include "Bytes.h"

namespace o2lite {

void Outgoing::clear() {
    used_ = datagramSize_ = 0;
    isStarted_ = false;
}

MessageWriter& Outgoing::start(const char* address, const char* types, double time, bool reliable) {
    isStarted_ = true;
    isReliable_ = reliable;
    datagramSize_ = 0;
    size_t room = sizeof memory_ - used_;
    size_t capacity = room > lengthBytes ? room - lengthBytes : 0;
    if (capacity > O2LITE_MAX_MESSAGE) capacity = O2LITE_MAX_MESSAGE;
    writer_.start(memory_ + used_ + (capacity > 0 ? lengthBytes : 0), capacity, address, types, time, reliable);
    return writer_;
}

O2LiteError Outgoing::finish() {
    if (!isStarted_) return O2LiteError::WrongArguments;
    isStarted_ = false;

    size_t size;
    O2LiteError error = writer_.finish(size);
    if (error == O2LiteError::TooLarge && used_ > 0) return O2LiteError::Blocked;
    if (error != O2LiteError::None) return error;

    if (isReliable_ || isTcpOnly_) {
        store32be(memory_ + used_, static_cast<uint32_t>(size));
        used_ += lengthBytes + size;
    } else {
        datagramSize_ = size;
    }
    return O2LiteError::None;
}

const uint8_t* Outgoing::datagram(size_t& size) const {
    size = datagramSize_;
    return size > 0 ? memory_ + used_ + lengthBytes : nullptr;
}

const uint8_t* Outgoing::waiting(size_t& size) const {
    size = used_;
    return memory_;
}

void Outgoing::taken(size_t size) {
    isStarted_ = false;
    used_ -= size;
    memmove(memory_, memory_ + size, used_);
}

}  // namespace o2lite
