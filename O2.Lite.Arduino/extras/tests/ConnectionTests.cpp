#include "ClientRig.h"

TEST(Con_is_the_first_message_and_nothing_else_is_sent_before_the_id) {
    Rig rig(false);
    rig.o2.addService("synth");
    rig.o2.begin("gold", host);
    for (int i = 0; i < 20; i++) rig.pass(0.1);
    CHECK(rig.o2.state() == O2LiteState::WaitingForId);
    CHECK(rig.o2.send("/a", 1) == O2LiteError::NotConnected);
    CHECK_EQUAL(std::string("!_o2/o2lite/con si 7f000001 5000 tcp\n"), rig.network.takeSent());
    CHECK_EQUAL(4711, rig.network.target.tcpPort);
}

TEST(Everything_goes_by_TCP_to_a_host_whose_UDP_port_is_not_known) {
    Rig rig(false);
    rig.o2.begin("gold", {0x7f000001, 4711, 0});
    rig.accept();
    rig.network.takeSent();
    rig.pass(0.06);
    rig.o2.send("/a", 1);
    CHECK_EQUAL(std::string("!_o2/o2lite/cs/get iis 7 1 !_o2/cs/put best effort tcp\n/a i 1 best effort tcp\n"), rig.network.takeSent());
}

TEST(When_the_clock_is_won_the_host_is_told_once) {
    Rig rig;
    rig.accept();
    CHECK_EQUAL(-1.0, rig.o2.time());
    rig.synchronize();
    CHECK(rig.o2.isSynchronized());
    CHECK_NEAR(rig.network.time + hostAhead, rig.o2.time(), 0.001);
    CHECK(contains(rig.network.takeSent(), "!_o2/o2lite/cs/cs  tcp\n"));
    for (int i = 0; i < 300; i++) rig.pass(0.1);
    CHECK(!contains(rig.network.takeSent(), "cs/cs"));
}

TEST(R4_14_The_clock_starts_afresh_on_every_connection) {
    Rig rig;
    rig.accept();
    rig.synchronize();
    rig.breakConnection();
    CHECK(!rig.o2.isSynchronized());
    CHECK_EQUAL(-1.0, rig.o2.time());
    CHECK_EQUAL(-1, rig.o2.bridgeId());
    rig.network.takeSent();
    rig.accept(8);
    CHECK(rig.o2.state() == O2LiteState::Connected);
    rig.synchronize();
    CHECK(rig.o2.isSynchronized());
    std::string sent = rig.network.takeSent();
    CHECK(contains(sent, "cs/get iis 8 1 "));
    CHECK(contains(sent, "!_o2/o2lite/cs/cs  tcp\n"));
}

TEST(D4_22_Time_keeps_its_precision_after_a_year) {
    Rig rig;
    rig.network.time = 365 * 86400.0;
    rig.accept();
    rig.synchronize();
    double before = rig.o2.time();
    rig.network.time += 0.00001;
    CHECK_NEAR(0.00001, rig.o2.time() - before, 1e-6);
}

TEST(R4_15_Con_has_the_address_of_this_end_of_the_connection) {
    Rig rig(false);
    rig.network.address = 0xc0a80117;
    rig.o2.begin("gold", host);
    rig.accept();
    CHECK_EQUAL(std::string("!_o2/o2lite/con si c0a80117 5000 tcp"), rig.network.sent.front());
}

TEST(A_host_that_does_not_accept_us_is_given_up_and_tried_again_after_a_pause) {
    Rig rig;
    for (int i = 0; i < 28; i++) rig.pass(0.1);
    CHECK(rig.o2.state() == O2LiteState::WaitingForId);
    for (int i = 0; i < 12; i++) rig.pass(0.1);
    CHECK_EQUAL(2, rig.network.connects);
}

TEST(A_host_that_is_not_there_is_tried_again_with_longer_and_longer_pauses) {
    Rig rig(false);
    rig.network.accepts = false;
    rig.o2.begin("gold", host);
    for (int i = 0; i < 1000; i++) rig.pass(0.1);
    CHECK(rig.network.connects > 12);
    CHECK(rig.network.connects < 22);
    rig.network.accepts = true;
    for (int i = 0; i < 90; i++) rig.pass(0.1);
    CHECK(rig.o2.state() >= O2LiteState::WaitingForId);
}

TEST(A_connection_attempt_without_an_answer_ends_after_5_s) {
    Rig rig(false);
    rig.network.answersConnect = false;
    rig.o2.begin("gold", host);
    for (int i = 0; i < 48; i++) rig.pass(0.1);
    CHECK(rig.o2.state() == O2LiteState::Connecting);
    for (int i = 0; i < 5; i++) rig.pass(0.1);
    CHECK(rig.o2.state() == O2LiteState::Searching);
}

TEST(A_network_that_comes_late_is_waited_for) {
    Rig rig(false);
    rig.network.hasNetwork = false;
    rig.o2.begin("gold", host);
    for (int i = 0; i < 100; i++) rig.pass(0.1);
    CHECK_EQUAL(0, rig.network.connects);
    rig.network.hasNetwork = true;
    for (int i = 0; i < 15; i++) rig.pass(0.1);
    CHECK_EQUAL(1, rig.network.connects);
}

TEST(R4_12_A_host_is_found_by_multicast_dns_without_discovery_messages) {
    Rig rig(false);
    rig.o2.begin("gold");
    rig.o2.poll();
    CHECK_EQUAL(1u, rig.network.queries.size());
    for (const GoldenLine& packet : golden("Transcripts/dnssd.json")) {
        if (packet["proto"] == "mdns") rig.network.answers.push_back(fromHex(packet["hex"]));
    }
    for (int i = 0; i < 10; i++) rig.pass(0.1);
    CHECK_EQUAL(1, rig.network.connects);
    CHECK_EQUAL(0x7f000001u, rig.network.target.address);
    CHECK(rig.o2.state() == O2LiteState::WaitingForId);
}

TEST(Bytes_that_are_no_message_end_the_connection_and_another_is_made) {
    for (const char* bytes : {"00000000", "00010000", "0000000400000000", "00000014000000000000000000000000ffffffffffffffff", "0000001000000000000000000000000061616161"}) {
        Rig rig;
        rig.accept();
        Bytes poison = fromHex(bytes);
        rig.network.stream.insert(rig.network.stream.end(), poison.begin(), poison.end());
        rig.o2.poll();
        CHECK(rig.o2.state() == O2LiteState::Searching);
        CHECK_EQUAL(1, rig.o2.counters().disconnects);
        rig.accept();
        CHECK(rig.o2.isConnected());
    }
}

TEST(Ids_that_nobody_waits_for_and_wrong_ones_are_ignored) {
    Rig rig;
    while (rig.o2.state() < O2LiteState::WaitingForId) rig.pass(0.1);
    rig.network.sendTcp(hostMessage("!_o2/id", "i", hexOf(0)));
    rig.network.sendTcp(hostMessage("!_o2/id", "i", hexOf(-3)));
    rig.o2.poll();
    CHECK(rig.o2.state() == O2LiteState::WaitingForId);
    rig.accept(7);
    rig.network.sendTcp(hostMessage("!_o2/id", "i", hexOf(9)));
    rig.o2.poll();
    CHECK_EQUAL(7, rig.o2.bridgeId());
}

TEST(D4_54_End_closes_everything_and_begin_starts_again) {
    Rig rig;
    rig.o2.addService("a");
    rig.accept();
    rig.synchronize();
    rig.o2.end();
    CHECK(rig.o2.state() == O2LiteState::Stopped);
    CHECK(!rig.network.isOpen);
    rig.pass(1);
    CHECK(rig.o2.state() == O2LiteState::Stopped);
    rig.network.takeSent();
    rig.lastPing = 0;
    CHECK(rig.o2.begin("gold", host) == O2LiteError::None);
    rig.accept();
    rig.synchronize();
    CHECK(rig.o2.isSynchronized());
    CHECK(contains(rig.network.takeSent(), "sv siisi a 1 1"));
}
