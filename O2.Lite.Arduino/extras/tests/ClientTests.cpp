#include <algorithm>

#include "Check.h"
#include "VirtualNetwork.h"
#include "core/Bytes.h"

namespace {

const O2LiteHost host = {0x7f000001, 4711, 4712};
const double hostAhead = 500;

std::string hexOf(double value) {
    uint8_t bytes[8];
    o2lite::store64le(bytes, o2lite::bitsAs<uint64_t>(value));
    std::reverse(bytes, bytes + 8);
    return toHex(bytes, 8);
}

std::string hexOf(int32_t value) {
    uint8_t bytes[4];
    o2lite::store32be(bytes, static_cast<uint32_t>(value));
    return toHex(bytes, 4);
}

/// A client and the host that the test plays.
struct Rig {
    VirtualNetwork network;
    O2Lite o2{network};
    int lastPing = 0;

    explicit Rig(bool begins = true) {
        if (begins) o2.begin("gold", host);
    }

    void pass(double seconds) {
        network.time += seconds;
        o2.poll();
    }

    /// Lets the client connect, and answers its `con`.
    void accept(int32_t id = 7) {
        while (o2.state() < O2LiteState::WaitingForId) pass(0.1);
        network.sendTcp(hostMessage("!_o2/id", "i", hexOf(id), 0, 0x103));
        o2.poll();
        o2.poll();
    }

    /// Answers pings until the clock is won.
    void synchronize() {
        for (int i = 0; i < 200 && !o2.isSynchronized(); i++) {
            pass(0.1);
            answerPings();
            o2.poll();
        }
        o2.poll();
    }

    void answerPings() {
        for (const std::string& message : network.sent) {
            if (message.compare(0, 22, "!_o2/o2lite/cs/get iis") != 0) continue;
            int id;
            int number;
            CHECK(std::sscanf(message.c_str(), "!_o2/o2lite/cs/get iis %d %d", &id, &number) == 2);
            CHECK_EQUAL(o2.bridgeId(), id);
            if (number <= lastPing) continue;
            lastPing = number;
            network.datagrams.push_back(hostMessage("!_o2/cs/put", "it", hexOf(number) + hexOf(network.time + hostAhead), 0, 0x102));
        }
    }

    void breakConnection() {
        network.hostIsGone = true;
        lastPing = 0;
        o2.poll();
    }
};

/// Everything that a handler was called with.
struct Log {
    std::string text;

    static void add(O2LiteMessage& message, void* context) {
        std::string& text = static_cast<Log*>(context)->text;
        text += std::string(message.address()) + " " + message.types();
        if (message.count() > 0) text += " " + check::show(message.int32(0));
        text += "\n";
    }
};

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

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

TEST(After_the_id_services_and_taps_are_announced_and_the_clock_starts) {
    Rig rig(false);
    rig.o2.addService("synth", ";color:red;");
    rig.o2.addService("drum");
    rig.o2.addTap("any", "drum", O2LiteTapMode::BestEffort);
    rig.o2.begin("gold", host);
    rig.accept(12);
    CHECK(rig.o2.state() == O2LiteState::Connected);
    CHECK_EQUAL(12, rig.o2.bridgeId());
    rig.pass(0.06);
    CHECK_EQUAL(std::string("!_o2/o2lite/con si 7f000001 5000 tcp\n"
                            "!_o2/o2lite/sv siisi synth 1 1 ;color:red; 0 tcp\n"
                            "!_o2/o2lite/sv siisi drum 1 1 \"\" 0 tcp\n"
                            "!_o2/o2lite/sv siisi drum 1 0 any 2 tcp\n"
                            "!_o2/o2lite/cs/get iis 12 1 !_o2/cs/put udp\n"),
                rig.network.takeSent());
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

TEST(D4_18_Properties_are_sent_with_the_leading_semicolon) {
    Rig rig(false);
    rig.o2.addService("a", "color:red;");
    rig.o2.addService("b", ";");
    rig.o2.begin("gold", host);
    rig.accept();
    std::string sent = rig.network.takeSent();
    CHECK(contains(sent, "sv siisi a 1 1 ;color:red; 0 tcp"));
    CHECK(contains(sent, "sv siisi b 1 1 ; 0 tcp"));
}

TEST(D4_20_Announcing_again_keeps_the_properties) {
    Rig rig;
    rig.o2.addService("a", ";color:red;");
    rig.accept();
    rig.o2.addService("b");
    rig.network.takeSent();
    rig.o2.poll();
    CHECK_EQUAL(std::string("!_o2/o2lite/sv siisi b 1 1 \"\" 0 tcp\n"), rig.network.takeSent());
    rig.breakConnection();
    rig.accept();
    CHECK(contains(rig.network.takeSent(), "sv siisi a 1 1 ;color:red; 0 tcp"));
}

TEST(D4_21_A_service_name_that_is_too_long_does_not_keep_others_from_being_offered) {
    Rig rig;
    CHECK(rig.o2.addService("a234567890123456789012345678901x") == O2LiteError::BadName);
    CHECK(rig.o2.addService("a234567890123456789012345678901") == O2LiteError::None);
    CHECK(rig.o2.addService("b") == O2LiteError::None);
    rig.accept();
    std::string sent = rig.network.takeSent();
    CHECK(contains(sent, "sv siisi a234567890123456789012345678901 1"));
    CHECK(contains(sent, "sv siisi b 1"));
}

TEST(D4_55_An_empty_service_name_is_refused) {
    Rig rig;
    CHECK(rig.o2.addService("") == O2LiteError::BadName);
    CHECK(rig.o2.addService("a/b") == O2LiteError::BadName);
    CHECK(rig.o2.addService("a b") == O2LiteError::BadName);
    CHECK(rig.o2.addTap("", "a") == O2LiteError::BadName);
    CHECK(rig.o2.begin("other", host) == O2LiteError::NoNetwork);
    rig.o2.end();
    CHECK(rig.o2.begin("") == O2LiteError::BadName);
    CHECK(rig.o2.begin(std::string(64, 'e').c_str()) == O2LiteError::BadName);
}

TEST(Properties_change_and_services_and_taps_go_while_connected) {
    Rig rig;
    rig.o2.addService("a");
    rig.o2.addTap("x", "a");
    rig.accept();
    rig.network.takeSent();
    rig.o2.addService("a", ";volume:3;");
    rig.o2.poll();
    CHECK(rig.o2.removeTap("x", "a") == O2LiteError::None);
    CHECK(rig.o2.removeService("a") == O2LiteError::None);
    CHECK(rig.o2.removeService("a") == O2LiteError::NotFound);
    CHECK(rig.o2.removeTap("x", "a") == O2LiteError::NotFound);
    CHECK_EQUAL(std::string("!_o2/o2lite/sv siisi a 1 1 ;volume:3; 0 tcp\n"
                            "!_o2/o2lite/sv siisi a 0 0 x 0 tcp\n"
                            "!_o2/o2lite/sv siisi a 0 1 ;volume:3; 0 tcp\n"),
                rig.network.takeSent());
    rig.breakConnection();
    rig.accept();
    CHECK(!contains(rig.network.takeSent(), "/sv"));
}

TEST(Status_and_list_are_asked_for_and_their_answers_reach_methods) {
    Rig rig;
    Log log;
    rig.o2.addMethod("/_o2/st", "si", Log::add, &log);
    rig.o2.addMethod("/_o2/ls", "siss", Log::add, &log);
    CHECK(rig.o2.requestStatus("synth") == O2LiteError::NotConnected);
    rig.accept();
    rig.network.takeSent();
    CHECK(rig.o2.requestStatus("synth") == O2LiteError::None);
    CHECK(rig.o2.requestServices() == O2LiteError::None);
    CHECK_EQUAL(std::string("!_o2/o2lite/st s synth tcp\n!_o2/o2lite/ls  tcp\n"), rig.network.takeSent());
    rig.network.sendTcp(hostMessage("!_o2/st", "si", "73796e746800000000000004", 0, 0x103));
    rig.network.sendTcp(hostMessage("!_o2/ls", "siss", "00000000000000000000000000000000", 0, 0x103));
    rig.o2.poll();
    CHECK_EQUAL(std::string("!_o2/st si 0\n!_o2/ls siss 0\n"), log.text);
}

TEST(D4_60_A_method_with_types_empty_takes_only_messages_without_arguments) {
    Rig rig;
    Log log;
    rig.o2.addMethod("/a/b", "", Log::add, &log);
    rig.accept();
    rig.network.sendTcp(hostMessage("/a/b", "i", hexOf(1)));
    rig.network.sendTcp(hostMessage("/a/b", ""));
    rig.o2.poll();
    CHECK_EQUAL(std::string("/a/b \n"), log.text);
    CHECK_EQUAL(1, rig.o2.counters().unhandled);
}

TEST(D4_61_A_prefix_method_is_called_for_an_address_equal_to_its_prefix) {
    Rig rig;
    Log log;
    rig.o2.addMethods("/a", nullptr, Log::add, &log);
    rig.accept();
    for (const char* address : {"/a", "/a/b", "!a/b/c", "/ab", "/b"}) rig.network.sendTcp(hostMessage(address, ""));
    rig.o2.poll();
    CHECK_EQUAL(std::string("/a \n/a/b \n!a/b/c \n"), log.text);
    CHECK_EQUAL(2, rig.o2.counters().unhandled);
}

TEST(The_newest_exact_method_wins_over_older_ones_and_over_prefixes) {
    Rig rig;
    Log older;
    Log newer;
    Log prefix;
    rig.o2.addMethod("/a/b", nullptr, Log::add, &older);
    rig.o2.addMethod("/a/b", "i", Log::add, &newer);
    rig.o2.addMethods("/a", nullptr, Log::add, &prefix);
    rig.accept();
    rig.network.sendTcp(hostMessage("/a/b", "i", hexOf(1)));
    rig.network.sendTcp(hostMessage("/a/b", "f", hexOf(0)));
    rig.o2.poll();
    CHECK_EQUAL(std::string("/a/b i 1\n"), newer.text);
    CHECK_EQUAL(std::string("/a/b f 0\n"), older.text);
    CHECK(rig.o2.removeMethod("/a/b") == O2LiteError::None);
    CHECK(rig.o2.removeMethod("/a/b") == O2LiteError::NotFound);
    rig.network.datagrams.push_back(hostMessage("/a/b", "i", hexOf(2), 0, 0));
    rig.o2.poll();
    CHECK_EQUAL(std::string("/a/b i 2\n"), prefix.text);
}

TEST(Tables_that_are_full_say_so) {
    Rig rig;
    std::vector<std::string> names;
    for (int i = 0; i < 20; i++) names.push_back("s" + std::to_string(i));
    for (int i = 0; i < O2LITE_MAX_SERVICES; i++) CHECK(rig.o2.addService(names[static_cast<size_t>(i)].c_str()) == O2LiteError::None);
    CHECK(rig.o2.addService("more") == O2LiteError::TableFull);
    CHECK(rig.o2.addService("s0", ";a:b;") == O2LiteError::None);
    for (int i = 0; i < O2LITE_MAX_TAPS; i++) CHECK(rig.o2.addTap(names[static_cast<size_t>(i)].c_str(), "s0") == O2LiteError::None);
    CHECK(rig.o2.addTap("more", "s0") == O2LiteError::TableFull);
    for (int i = 0; i < O2LITE_MAX_METHODS; i++) CHECK(rig.o2.addMethod("/s0", nullptr, Log::add) == O2LiteError::None);
    CHECK(rig.o2.addMethod("/s0", nullptr, Log::add) == O2LiteError::TableFull);
    CHECK(rig.o2.addMethod("s0", nullptr, Log::add) == O2LiteError::BadAddress);
}

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

TEST(Announcements_that_find_no_room_are_made_later) {
    Rig rig;
    std::string properties = ";" + std::string(3000, 'p') + ":1;";
    rig.o2.addService("a", properties.c_str());
    rig.o2.addService("b", properties.c_str());
    while (rig.o2.state() < O2LiteState::WaitingForId) rig.pass(0.1);
    rig.network.window = 0;
    rig.accept();
    CHECK(!contains(rig.network.takeSent(), "/sv"));
    rig.network.window = SIZE_MAX;
    rig.pass(0.01);
    rig.pass(0.01);
    std::string sent = rig.network.takeSent();
    CHECK(contains(sent, "sv siisi a 1"));
    CHECK(contains(sent, "sv siisi b 1"));
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

TEST(A_host_that_does_not_accept_us_is_given_up_and_tried_again_after_a_pause) {
    Rig rig;
    for (int i = 0; i < 40; i++) rig.pass(0.1);
    CHECK(rig.o2.state() == O2LiteState::WaitingForId);
    for (int i = 0; i < 20; i++) rig.pass(0.1);
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

TEST(A_host_is_found_by_multicast_dns) {
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

TEST(One_poll_takes_a_limited_number_of_messages) {
    Rig rig;
    Log log;
    rig.o2.addMethod("/a", "i", Log::add, &log);
    rig.accept();
    for (int i = 0; i < 2 * O2LITE_MESSAGES_PER_POLL; i++) rig.network.datagrams.push_back(hostMessage("/a", "i", hexOf(i), 0, 0));
    rig.o2.poll();
    CHECK_EQUAL(static_cast<size_t>(O2LITE_MESSAGES_PER_POLL), rig.network.datagrams.size());
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
