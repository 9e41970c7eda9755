#include "ClientRig.h"

TEST(Arguments_get_the_types_of_their_C_types) {
    Rig rig;
    rig.accept();
    rig.network.takeSent();
    char text[] = "text";
    uint32_t milliseconds = 4000000000;
    CHECK(rig.o2.sendReliable("/a", 1, milliseconds, 2.5f, 3.25, true, text, "literal", O2LiteTime{4.5}, O2LiteBlob{"xyz", 3}, static_cast<uint8_t>(255)) ==
          O2LiteError::None);
    CHECK_EQUAL(std::string("/a ihfdBsstbi 1 4000000000 2.5 3.25 1 text literal 4.5 [3] 255 tcp\n"), rig.network.takeSent());
    rig.o2.start("/b", "if", false).add(7);
    CHECK(rig.o2.finish() == O2LiteError::WrongArguments);
    CHECK(rig.o2.finish() == O2LiteError::WrongArguments);
    CHECK_EQUAL(std::string(""), rig.network.takeSent());
}

TEST(A_message_with_a_time_needs_the_clock) {
    Rig rig;
    rig.accept();
    CHECK(rig.o2.sendAt(1, "/a") == O2LiteError::NoClock);
    rig.synchronize();
    rig.network.takeSent();
    CHECK(rig.o2.sendReliableAt(2000.5, "/a", 1) == O2LiteError::None);
    CHECK(rig.o2.sendAt(2000.5, "/a", 1) == O2LiteError::None);
    CHECK_EQUAL(std::string("/a i 1 @2000.5 tcp\n/a i 1 @2000.5 udp\n"), rig.network.takeSent());
}

TEST(A_connection_that_does_not_keep_up_blocks_and_loses_nothing) {
    Rig rig;
    rig.accept();
    rig.network.takeSent();
    rig.network.window = 100;
    int sent = 0;
    while (rig.o2.sendReliable("/counter", sent) == O2LiteError::None) sent++;
    CHECK(sent > 10);
    CHECK(rig.o2.sendReliable("/counter", sent) == O2LiteError::Blocked);
    for (int i = 0; i < 200; i++) {
        rig.network.window = 17;
        rig.o2.poll();
    }
    rig.network.window = SIZE_MAX;
    rig.o2.poll();
    std::string expected;
    for (int i = 0; i < sent; i++) expected += "/counter i " + std::to_string(i) + " tcp\n";
    std::string actual;
    for (const std::string& message : rig.network.sent) {
        if (contains(message, "/counter")) actual += message + "\n";
    }
    CHECK_EQUAL(expected, actual);
    static const uint8_t big[O2LITE_MAX_MESSAGE] = {};
    CHECK(rig.o2.sendReliable("/counter", O2LiteBlob{big, sizeof big}) == O2LiteError::TooLarge);
}

TEST(A_future_message_waits_for_its_time_on_the_synchronized_clock) {
    Rig rig;
    Log log;
    rig.o2.addMethod("/a", "i", Log::add, &log);
    rig.accept();
    rig.synchronize();
    double now = rig.o2.time();
    rig.network.sendTcp(hostMessage("/a", "i", hexOf(3), now + 0.3));
    rig.network.sendTcp(hostMessage("/a", "i", hexOf(1), now + 0.1));
    rig.network.datagrams.push_back(hostMessage("/a", "i", hexOf(2), now + 0.2, 0));
    rig.network.sendTcp(hostMessage("/a", "i", hexOf(0), now - 1));
    rig.o2.poll();
    CHECK_EQUAL(std::string("/a i 0\n"), log.text);
    rig.pass(0.095);
    CHECK_EQUAL(std::string("/a i 0\n"), log.text);
    rig.pass(0.01);
    CHECK_EQUAL(std::string("/a i 0\n/a i 1\n"), log.text);
    rig.pass(0.5);
    CHECK_EQUAL(std::string("/a i 0\n/a i 1\n/a i 2\n/a i 3\n"), log.text);
}

TEST(Messages_that_wait_are_delivered_in_time_though_the_connection_is_lost) {
    Rig rig;
    Log log;
    rig.o2.addMethod("/a", "i", Log::add, &log);
    rig.accept();
    rig.synchronize();
    rig.network.sendTcp(hostMessage("/a", "i", hexOf(1), rig.o2.time() + 0.3));
    rig.o2.poll();
    rig.breakConnection();
    rig.pass(0.25);
    CHECK_EQUAL(std::string(""), log.text);
    rig.pass(0.1);
    CHECK_EQUAL(std::string("/a i 1\n"), log.text);
}

TEST(Without_a_clock_a_timed_message_is_delivered_at_once_for_the_host_has_held_it) {
    Rig rig;
    Log log;
    rig.o2.addMethod("/a", "i", Log::add, &log);
    rig.accept();
    rig.network.sendTcp(hostMessage("/a", "i", hexOf(1), 1e9));
    rig.o2.poll();
    CHECK_EQUAL(std::string("/a i 1\n"), log.text);
}

TEST(Timed_messages_that_find_no_room_are_counted) {
    Rig rig;
    rig.accept();
    rig.synchronize();
    for (int i = 0; i < 200; i++) rig.network.sendTcp(hostMessage("/a", "i", hexOf(i), rig.o2.time() + 10));
    for (int i = 0; i < 10; i++) rig.o2.poll();
    CHECK(rig.o2.counters().timedOverflow > 0);
    CHECK(rig.o2.counters().timedOverflow < 200);
}

TEST(Early_delivery_is_asked_for_once_on_each_connection_if_it_is_wanted) {
    Rig plain;
    plain.accept();
    plain.synchronize();
    CHECK(!contains(plain.network.takeSent(), "early"));

    Rig rig(false);
    rig.o2.requestEarly();
    rig.o2.begin("gold", host);
    for (int i = 0; i < 2; i++) {
        rig.accept();
        CHECK(!contains(rig.network.takeSent(), "early"));
        rig.synchronize();
        rig.pass(1);
        CHECK(contains(rig.network.takeSent(), "!_o2/o2lite/cs/cs  tcp\n!_o2/o2lite/early  tcp\n"));
        rig.pass(1);
        CHECK(!contains(rig.network.takeSent(), "early"));
        rig.breakConnection();
    }
}

TEST(A_message_whose_arguments_run_past_its_end_is_dropped_and_the_connection_kept) {
    Rig rig;
    Log log;
    rig.o2.addMethods("/a", nullptr, Log::add, &log);
    rig.accept();
    rig.network.sendTcp(hostMessage("/a", "ii", hexOf(1)));
    rig.network.sendTcp(hostMessage("/a", "b", "7fffffff"));
    rig.network.sendTcp(hostMessage("/a", "s", "61616161"));
    rig.network.datagrams.push_back(Bytes(3));
    rig.network.sendTcp(hostMessage("/a", "iq", hexOf(5)));  // an unknown type is delivered
    rig.o2.poll();
    CHECK_EQUAL(std::string("/a iq 5\n"), log.text);
    CHECK_EQUAL(4, rig.o2.counters().malformed);
    CHECK(rig.o2.isConnected());
}

TEST(A_handler_may_send_poll_remove_itself_and_end_the_client) {
    struct Mischief {
        static void act(O2LiteMessage&, void* context) {
            O2Lite& o2 = *static_cast<O2Lite*>(context);
            o2.poll();
            o2.sendReliable("/b");
            o2.removeMethod("/a");
            o2.end();
        }
    };
    for (double delay : {0.0, 0.5}) {
        Rig rig;
        rig.o2.addMethod("/a", nullptr, Mischief::act, &rig.o2);
        rig.accept();
        rig.synchronize();
        rig.network.takeSent();
        for (int i = 0; i < 3; i++) rig.network.sendTcp(hostMessage("/a", "", "", delay == 0 ? 0 : rig.o2.time() + delay));
        rig.o2.poll();
        rig.pass(1);
        CHECK(rig.o2.state() == O2LiteState::Stopped);
        CHECK(contains(rig.network.takeSent(), "/b  tcp\n"));
    }
}

TEST(One_poll_reads_a_limited_number_of_times) {
    Rig rig;
    Log log;
    rig.o2.addMethod("/a", "i", Log::add, &log);
    rig.accept();
    for (int i = 0; i < 2 * O2LITE_READS_PER_POLL; i++) rig.network.datagrams.push_back(hostMessage("/a", "i", hexOf(i), 0, 0));
    rig.o2.poll();
    CHECK_EQUAL(static_cast<size_t>(O2LITE_READS_PER_POLL), rig.network.datagrams.size());
    rig.o2.poll();
    CHECK_EQUAL(0u, rig.network.datagrams.size());
}

TEST(Bundles_are_counted_and_dropped) {
    Rig rig;
    rig.accept();
    Bytes bundle = hostMessage("/a", "");
    bundle[12] = '#';
    rig.network.sendTcp(bundle);
    rig.o2.poll();
    CHECK_EQUAL(1, rig.o2.counters().unsupported);
    CHECK(rig.o2.isConnected());
}
