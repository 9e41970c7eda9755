#include "Bytes.h"
#include "Check.h"
#include "core/HostRecord.h"
#include "core/MdnsBrowser.h"

using namespace o2lite;

namespace {

bool belongs(const std::string& instance, const char* ensemble) {
    return belongsToEnsemble(instance.c_str(), instance.size(), ensemble);
}

bool isCompatible(const std::string& version) {
    return isCompatibleVersion(version.c_str(), version.size());
}

const O2LiteHost first = {0x7f000001, 1, 11};
const O2LiteHost second = {0x7f000001, 2, 22};

void find(HostTable& table, const char* name, const O2LiteHost& host, bool isPlain = false) {
    table.found(name, std::strlen(name), isPlain, host);
}

/// The TCP port of the host that is tried now; 0 when there is none.
int choose(HostTable& table, double now) {
    O2LiteHost host;
    return table.choose(now, host) ? host.tcpPort : 0;
}

std::string name(const std::string& text) {
    return static_cast<char>(text.size()) + text;
}

const std::string serviceType = name("_o2proc") + name("_tcp") + name("local") + std::string(1, 0);

std::string word(int value) {
    return {static_cast<char>(value >> 8), static_cast<char>(value)};
}

std::string record(const std::string& owner, int type, const std::string& data, int timeToLive = 120) {
    return owner + word(type) + word(1) + word(0) + word(timeToLive) + word(static_cast<int>(data.size())) + data;
}

std::string textRecord(const std::string& instance, const std::string& process, const std::string& version = "2.0.1", int timeToLive = 120) {
    return record(name(instance) + serviceType, 16, name("vers=" + version) + name("name=" + process), timeToLive);
}

/// A browser of the ensemble "gold", and what it hears.
struct Rig {
    HostTable table;
    MdnsBrowser browser{table};

    Rig() { browser.start("gold", 0); }

    void hear(const Bytes& packet, double now = 0) {
        Exact exact(packet);
        browser.handle(exact.data(), exact.size(), now);
    }

    void hear(const std::vector<std::string>& records, double now = 0) {
        std::string packet = word(0) + word(0x8400) + word(0) + word(static_cast<int>(records.size())) + word(0) + word(0);
        for (const std::string& text : records) packet += text;
        hear(Bytes(packet.begin(), packet.end()), now);
    }

    std::string query(double now) {
        uint8_t packet[1024];
        size_t size = browser.nextQuery(now, packet, sizeof packet);
        return std::string(packet, packet + size);
    }
};

const char* const process = "@00000000:7f000001:81ef:c7b3";

}  // namespace

TEST(R4_10_The_ensemble_its_numbered_names_and_no_others_are_accepted) {
    CHECK(belongs("gold", "gold"));
    CHECK(belongs("gold #2", "gold"));
    CHECK(belongs("gold #140034256", "gold"));
    CHECK(belongs("gold (2)", "gold"));
    CHECK(belongs("gold #2 (3)", "gold"));
    CHECK(belongs("gold #2", "gold #2"));
    for (const char* other : {"", "g", "Gold", "gold ", "gold #", "gold ()", "gold #2x", "gold#2", "gold (2", "gold 2)", "golden", "my gold", " #2", "gold #-1"}) {
        CHECK(!belongs(other, "gold"));
    }
    std::string full(63, 'n');
    CHECK(belongs(full.substr(0, 60) + " #2", full.c_str()));
    CHECK(!belongs(std::string(60, 'm') + " #2", full.c_str()));
}

TEST(D4_7_A_host_of_another_ensemble_is_not_joined) {
    Rig rig;
    rig.hear({textRecord("silver", process), record(serviceType, 12, name("silver") + serviceType)});
    CHECK_EQUAL(0, choose(rig.table, 0));
    size_t length;
    CHECK(rig.table.unresolved(0, length) == nullptr);
}

TEST(D4_8_A_client_of_ensemble_a_does_not_join_a_host_of_ab) {
    CHECK(!belongs("ab", "a"));
    CHECK(!belongs("ab #2", "a"));
    CHECK(!belongs("a", "ab"));
}

TEST(R4_6_A_host_of_another_major_version_is_refused) {
    CHECK(isCompatible("2.0.1"));
    CHECK(isCompatible("2.255.0"));
    CHECK(isCompatible("2"));
    for (const char* other : {"", "1.9.9", "3.0.0", "0.2.0", "2.256.0", "2.0.0.1", "99999999999999999999"}) CHECK(!isCompatible(other));

    Rig rig;
    rig.hear({textRecord("gold", process, "3.0.0")});
    CHECK_EQUAL(0, choose(rig.table, 0));
}

TEST(D4_9_An_unusable_entry_is_passed_over) {
    Rig rig;
    rig.hear({textRecord("gold", "@00000000:7f000001:81ef"), textRecord("gold #3", "nonsense"), record(name("gold #4") + serviceType, 16, ""),
              textRecord("gold #2", process)});
    CHECK_EQUAL(0x81ef, choose(rig.table, 0));
}

TEST(A_process_name_is_28_characters_of_a_fixed_form) {
    O2LiteHost host;
    std::string good = "@c6336407:c0a80105:a3f5:837d";
    CHECK(parseProcessName(good.c_str(), good.size(), host));
    CHECK_EQUAL(0xc0a80105u, host.address);
    CHECK_EQUAL(0xa3f5, host.tcpPort);
    CHECK_EQUAL(0x837d, host.udpPort);
    for (size_t i = 0; i < good.size(); i++) {
        std::string bad = good;
        bad[i] = 'G';
        CHECK(!parseProcessName(bad.c_str(), bad.size(), host));
        CHECK(!parseProcessName(good.c_str(), i, host));
    }
    CHECK(!parseProcessName("@c6336407:00000000:a3f5:837d", 28, host));
    CHECK(!parseProcessName("@c6336407:c0a80105:0000:837d", 28, host));
}

TEST(What_Avahi_multicasts_for_two_processes_is_understood) {
    Rig rig;
    std::string ports;
    for (const GoldenLine& packet : golden("Transcripts/dnssd.json")) {
        rig.hear(fromHex(packet["hex"]));
        std::string port = std::to_string(choose(rig.table, 0)) + " ";
        if (ports.size() < port.size() || ports.substr(ports.size() - port.size()) != port) ports += port;
    }
    CHECK_EQUAL(std::string("0 33263 0 "), ports);  // the plain name comes first
}

TEST(A_process_that_has_only_told_its_name_is_asked_for_the_rest) {
    Rig rig;
    CHECK(rig.query(0).find("gold") == std::string::npos);
    rig.hear({record(serviceType, 12, name("gold #2") + serviceType)}, 0.5);
    CHECK_EQUAL(0, choose(rig.table, 0.5));
    std::string query = rig.query(0.5);
    CHECK(query.find(name("gold #2") + serviceType + word(16) + word(1)) != std::string::npos);
    CHECK_EQUAL(2, query[5]);
    CHECK_EQUAL(std::string(""), rig.query(0.6));
    rig.hear({textRecord("gold #2", process)}, 0.7);
    CHECK_EQUAL(0x81ef, choose(rig.table, 0.7));
}

TEST(Queries_come_seldomer_the_longer_nobody_answers) {
    Rig rig;
    std::string times;
    for (int second = 0; second < 40; second++) {
        if (!rig.query(second).empty()) times += std::to_string(second) + " ";
    }
    CHECK_EQUAL(std::string("0 1 3 7 15 23 31 39 "), times);
}

TEST(A_flood_of_names_does_not_make_a_flood_of_queries) {
    Rig rig;
    int queries = 0;
    for (int i = 0; i < 1000; i++) {
        rig.hear({record(serviceType, 12, name("gold #" + std::to_string(i)) + serviceType)}, i * 0.001);
        if (!rig.query(i * 0.001).empty()) queries++;
    }
    CHECK(queries <= 5);
}

TEST(A_process_that_says_goodbye_is_forgotten) {
    Rig rig;
    rig.hear({textRecord("gold", process)});
    CHECK_EQUAL(0x81ef, choose(rig.table, 0));
    rig.hear({record(serviceType, 12, name("gold") + serviceType, 0)});
    CHECK_EQUAL(0, choose(rig.table, 0));
}

TEST(Names_that_lead_in_circles_or_out_of_the_packet_are_no_answer) {
    Rig rig;
    for (const char* owner : {"c00c", "c00d", "c0ff", "3f61", "80", "01"}) {
        rig.hear(fromHex(std::string("000084000000000100000000") + owner + "001000010000007800010000"));
    }
    CHECK_EQUAL(0, choose(rig.table, 0));
}

TEST(The_plain_name_is_tried_first_then_the_others_then_after_a_pause_again) {
    HostTable table;
    find(table, "gold #1", first);
    find(table, "gold", second, true);
    CHECK_EQUAL(2, choose(table, 0));
    table.failed(0);
    CHECK_EQUAL(1, choose(table, 0));
    table.failed(0);
    CHECK_EQUAL(0, choose(table, 0.3));
    CHECK_EQUAL(2, choose(table, 0.5));
}

TEST(The_pause_doubles_up_to_8_s_and_ends_with_a_success) {
    HostTable table;
    table.setGiven(first);
    double now = 0;
    for (double pause : {0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0}) {
        CHECK_EQUAL(1, choose(table, now));
        table.failed(now);
        CHECK_EQUAL(0, choose(table, now + 0.74 * pause));
        now += pause;
    }
    CHECK_EQUAL(1, choose(table, now));
    table.succeeded();
    table.failed(now);
    CHECK_EQUAL(1, choose(table, now + 0.5));
}

TEST(Clients_pause_differently) {
    HostTable one;
    HostTable other;
    other.seed(12345);
    int differences = 0;
    for (HostTable* table : {&one, &other}) table->setGiven(first);
    for (int i = 0; i < 10; i++) {
        double now = i * 100;
        for (HostTable* table : {&one, &other}) {
            choose(*table, now);
            table->failed(now);
        }
        for (double pause = 0; pause < 8; pause += 0.01) {
            if ((choose(one, now + pause) != 0) != (choose(other, now + pause) != 0)) differences++;
        }
    }
    CHECK(differences > 0);
}

TEST(A_host_that_fails_six_times_has_to_be_found_anew) {
    HostTable table;
    find(table, "gold", first);
    for (int i = 0; i < 6; i++) {
        CHECK_EQUAL(1, choose(table, i * 100));
        table.failed(i * 100);
    }
    CHECK_EQUAL(0, choose(table, 10000));
    find(table, "gold", first);
    CHECK_EQUAL(1, choose(table, 10000));
}

TEST(A_host_that_came_back_on_another_port_is_tried_at_once) {
    HostTable table;
    find(table, "gold", first);
    choose(table, 0);
    table.failed(0);
    find(table, "gold", second);
    CHECK_EQUAL(2, choose(table, 0));
}

TEST(The_host_that_failed_most_makes_room) {
    HostTable table;
    for (int i = 0; i < O2LITE_MAX_HOSTS; i++) {
        find(table, std::to_string(i).c_str(), {1, static_cast<uint16_t>(100 + i), 0});
    }
    CHECK_EQUAL(100, choose(table, 0));
    table.failed(0);
    find(table, "new", first);
    for (int i = 1; i <= O2LITE_MAX_HOSTS; i++) {
        CHECK(choose(table, 0) != 100);
        table.failed(0);
    }
}
