#include "ClockFollower.h"

#include <math.h>

namespace o2lite {

namespace {

const double startDelay = 0.05;
const double maxStep = 0.002;

/// Seconds from one ping to the next, by the time since the first. Unlike the reference it does not slow down before there is a clock to follow.
double interval(double elapsed, bool isSynchronized) {
    if (elapsed > 5 && isSynchronized) return 10;
    return elapsed > 1 ? 0.5 : 0.1;
}

}  // namespace

void ClockFollower::start(double now) {
    *this = ClockFollower();
    startTime_ = nextPing_ = now + startDelay;
}

bool ClockFollower::pingDue(double now, int32_t& id) {
    if (now < nextPing_) return false;
    id = ++lastId_;
    answered_ = false;
    sentAt_ = now;
    nextPing_ = now + interval(now - startTime_, synchronized_);
    return true;
}

bool ClockFollower::handleReply(int32_t id, double hostTime, double now) {
    if (id != lastId_ || answered_ || !isfinite(hostTime)) return false;
    answered_ = true;
    double roundTrip = now - sentAt_;
    samples_[replies_ % window] = {roundTrip, hostTime + roundTrip / 2 - now};
    replies_++;
    if (replies_ < window) return false;

    const Sample& best = quickest();
    bool wasSynchronized = synchronized_;
    synchronized_ = true;
    if (wasSynchronized) {
        follow(best);
    } else {
        offset_ = best.offset;
    }
    return !wasSynchronized;
}

const ClockFollower::Sample& ClockFollower::quickest() const {
    const Sample* best = &samples_[0];
    for (const Sample& sample : samples_) {
        if (sample.roundTrip < best->roundTrip) best = &sample;
    }
    return *best;
}

void ClockFollower::follow(const Sample& best) {
    double lowest = best.offset - best.roundTrip;
    double highest = best.offset + best.roundTrip;
    if (offset_ < lowest) {
        offset_ = lowest;
    } else if (offset_ > highest) {
        offset_ = highest;
    } else if (offset_ < best.offset - maxStep) {
        offset_ += maxStep;
    } else if (offset_ > best.offset + maxStep) {
        offset_ -= maxStep;
    } else {
        offset_ = best.offset;
    }
}

}  // namespace o2lite
