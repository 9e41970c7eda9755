#include <vector>

#include "Check.h"
#include "core/ClockFollower.h"

using o2lite::ClockFollower;

namespace {

const double hostAhead = 1000;

/// A clock, a host and a network whose round trips the test chooses.
struct Rig {
    ClockFollower clock;
    double now = 86400.0 * 30;  // an odd large value: the precision of a float would not do

    Rig() { clock.start(now); }

    /// Waits for the next ping and returns its number.
    int32_t ping() {
        int32_t id;
        while (!clock.pingDue(now, id)) now += 0.001;
        return id;
    }

    /// One ping and its answer; the way back may take longer than the way there.
    bool exchange(double there = 0.001, double back = 0.001, double ahead = hostAhead) {
        int32_t id = ping();
        double hostTime = now + there + ahead;
        now += there + back;
        return clock.handleReply(id, hostTime, now);
    }
};

}  // namespace

TEST(Pings_come_at_first_after_100_then_500_ms_then_10_s) {
    Rig rig;
    double start = rig.now;
    std::vector<double> times;
    for (int i = 0; i < 23; i++) {
        int32_t id = rig.ping();
        times.push_back(rig.now - start);
        rig.clock.handleReply(id, rig.now, rig.now);
    }
    CHECK_NEAR(0.05, times[0], 0.002);
    CHECK_NEAR(0.15, times[1], 0.003);
    for (size_t i = 1; i < times.size(); i++) {
        double elapsed = times[i - 1] - 0.05;
        CHECK_NEAR(elapsed > 5 ? 10.0 : elapsed > 1 ? 0.5 : 0.1, times[i] - times[i - 1], 0.0015);
    }
}

TEST(Without_a_clock_the_host_is_asked_twice_a_second_as_long_as_it_takes) {
    Rig rig;
    for (double end = rig.now + 60; rig.now < end;) {
        double last = rig.now;
        rig.ping();
        CHECK(rig.now - last < 0.502);
    }
    for (int i = 1; i <= 4; i++) CHECK(!rig.exchange());
    CHECK(rig.exchange());
}

TEST(D4_23_The_clock_is_won_with_the_fifth_reply) {
    Rig rig;
    for (int i = 1; i <= 4; i++) CHECK(!rig.exchange());
    CHECK(!rig.clock.isSynchronized());
    CHECK(rig.exchange());
    CHECK_NEAR(hostAhead, rig.clock.offset(), 1e-9);
    CHECK(!rig.exchange());
}

TEST(The_quickest_reply_counts) {
    Rig rig;
    for (int i = 0; i < 5; i++) rig.exchange(0.001, i == 2 ? 0.001 : 0.050);
    CHECK_NEAR(hostAhead, rig.clock.offset(), 1e-6);
}

TEST(A_reply_that_is_not_to_the_last_ping_is_ignored) {
    Rig rig;
    int32_t first = rig.ping();
    int32_t second = rig.ping();
    CHECK(!rig.clock.handleReply(first, 1, rig.now));
    for (int i = 0; i < 10; i++) CHECK(!rig.clock.handleReply(second, 1, rig.now));  // counts once
    for (int i = 0; i < 3; i++) CHECK(!rig.exchange());
    CHECK(rig.exchange());
}

TEST(A_reply_that_is_no_time_is_ignored) {
    Rig rig;
    for (int i = 0; i < 5; i++) CHECK(!rig.clock.handleReply(rig.ping(), NAN, rig.now));
    CHECK(!rig.clock.isSynchronized());
}

TEST(D4_24_An_offset_inside_of_the_round_trip_moves_by_2_ms_at_most) {
    Rig rig;
    for (int i = 0; i < 5; i++) rig.exchange(0.010, 0.010);
    double before = rig.clock.offset();
    rig.exchange(0.0095, 0.0095, hostAhead + 0.012);  // 12 ms off, round trip 19 ms
    CHECK_NEAR(before + 0.002, rig.clock.offset(), 1e-9);
    rig.exchange(0.0095, 0.0095, hostAhead + 0.012);
    CHECK_NEAR(before + 0.004, rig.clock.offset(), 1e-9);

    Rig back;
    for (int i = 0; i < 5; i++) back.exchange(0.010, 0.010);
    back.exchange(0.0095, 0.0095, hostAhead - 0.012);
    CHECK_NEAR(hostAhead - 0.002, back.clock.offset(), 1e-9);
}

TEST(An_offset_outside_of_the_round_trip_jumps_to_its_edge) {
    Rig rig;
    for (int i = 0; i < 5; i++) rig.exchange(0.001, 0.001);
    rig.exchange(0.0005, 0.0005, hostAhead + 1);
    CHECK_NEAR(hostAhead + 1 - 0.001, rig.clock.offset(), 1e-6);
    rig.exchange(0.0004, 0.0004, hostAhead - 1);
    CHECK_NEAR(hostAhead - 1 + 0.0008, rig.clock.offset(), 1e-6);
}

TEST(A_drifting_clock_is_followed) {
    Rig rig;
    const double drift = 50e-6;
    double start = rig.now;
    for (int i = 0; i < 40; i++) rig.exchange(0.001, 0.001, hostAhead + drift * (rig.now - start));
    CHECK_NEAR(hostAhead + drift * (rig.now - start), rig.clock.offset(), 0.004);
}
