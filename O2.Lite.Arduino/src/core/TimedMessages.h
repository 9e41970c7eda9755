#pragma once

#include "../O2LiteConfiguration.h"
#include "../O2LiteTypes.h"

namespace o2lite {

/// Messages that wait for their time, in the order of their times; those of one time in the order of their arrival.
/// They lie one behind the other in one block of memory.
class TimedMessages {
   public:
    /// Keeps a copy of a message. False when there is no room.
    bool add(double time, const uint8_t* body, size_t size);

    /// The first message whose time has come; null when there is none. It stays until removeFirst().
    const uint8_t* due(double now, size_t& size) const;

    void removeFirst();
    void clear() { used_ = 0; }
    bool isEmpty() const { return used_ == 0; }

   private:
    static const size_t lengthBytes = 4;

    size_t entryAt(size_t position, double& time) const;

    uint8_t memory_[O2LITE_TIMED_BYTES];
    size_t used_ = 0;
};

}  // namespace o2lite
