#pragma once

#include <stdint.h>

namespace o2lite {

/// Follows the ensemble's clock by asking the host for its time (O2lite, clock synchronization).
///
/// global time = local time + offset. A ping is answered with the host's time, which is taken to be that of the middle of the round trip. The offset is that
/// of the quickest of the last five answers; once there is one, it moves by at most 2 ms an answer, unless it is outside of what the round trip allows.
class ClockFollower {
   public:
    /// Forgets everything and starts to ask, 50 ms from now.
    void start(double now);

    /// Whether it is time to ask. If so, `id` is the number to ask with.
    bool pingDue(double now, int32_t& id);

    /// Takes an answer. One that does not answer the last ping is ignored. True when this answer has won the clock.
    bool handleReply(int32_t id, double hostTime, double now);

    bool isSynchronized() const { return synchronized_; }

    /// What to add to the local time to get the ensemble's; meaningless before isSynchronized().
    double offset() const { return offset_; }

   private:
    static const int window = 5;

    struct Sample {
        double roundTrip;
        double offset;
    };

    const Sample& quickest() const;
    void follow(const Sample& best);

    Sample samples_[window];
    int32_t lastId_ = 0;
    uint32_t replies_ = 0;
    bool answered_ = true;
    bool synchronized_ = false;
    double startTime_ = 0;
    double nextPing_ = 0;
    double sentAt_ = 0;
    double offset_ = 0;
};

}  // namespace o2lite
