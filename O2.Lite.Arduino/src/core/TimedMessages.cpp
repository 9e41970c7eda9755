#include "TimedMessages.h"

#include "Bytes.h"
#include "MessageLayout.h"

namespace o2lite {

/// The size of the entry at a position: its length, then the message, which has its time at byte 4.
size_t TimedMessages::entryAt(size_t position, double& time) const {
    const uint8_t* entry = memory_ + position;
    time = bitsAs<double>(load64le(entry + lengthBytes + 4));
    return lengthBytes + load32le(entry);
}

bool TimedMessages::add(double time, const uint8_t* body, size_t size) {
    size_t entry = lengthBytes + size;
    if (size < headerBytes || entry > sizeof memory_ - used_) return false;

    size_t position = 0;
    double other;
    while (position < used_) {
        size_t step = entryAt(position, other);
        if (other > time) break;
        position += step;
    }
    memmove(memory_ + position + entry, memory_ + position, used_ - position);
    store32le(memory_ + position, static_cast<uint32_t>(size));
    memcpy(memory_ + position + lengthBytes, body, size);
    used_ += entry;
    return true;
}

const uint8_t* TimedMessages::due(double now, size_t& size) const {
    double time;
    if (isEmpty()) return nullptr;
    size = entryAt(0, time) - lengthBytes;
    return time <= now ? memory_ + lengthBytes : nullptr;
}

void TimedMessages::removeFirst() {
    double time;
    if (isEmpty()) return;
    size_t entry = entryAt(0, time);
    used_ -= entry;
    memmove(memory_, memory_ + entry, used_);
}

}  // namespace o2lite
