#include "ClientRig.h"

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
    rig.network.takeSent();
    rig.o2.addService("b");
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

TEST(Services_and_taps_are_announced_before_whatever_is_sent_after_them) {
    Rig rig;
    rig.accept();
    rig.network.takeSent();
    rig.o2.addService("a");
    rig.o2.addTap("x", "a");
    rig.o2.requestServices();
    CHECK_EQUAL(std::string("!_o2/o2lite/sv siisi a 1 1 \"\" 0 tcp\n"
                            "!_o2/o2lite/sv siisi a 1 0 x 0 tcp\n"
                            "!_o2/o2lite/ls  tcp\n"),
                rig.network.takeSent());
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
