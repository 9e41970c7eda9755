#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "Check.h"
#include "O2Lite.h"
#include "O2LiteSockets.h"
#include "VirtualNetwork.h"
#include "core/Bytes.h"

namespace {

const double patience = 30;  // seconds; tests end when what they wait for has happened

sockaddr_in loopback(uint16_t port) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

uint16_t portOf(int socket) {
    sockaddr_in address;
    socklen_t size = sizeof address;
    getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

int openSocket(int type, uint16_t port) {
    int result = socket(AF_INET, type, 0);
    int yes = 1;
    setsockopt(result, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address = loopback(port);
    CHECK(bind(result, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    fcntl(result, F_SETFL, O_NONBLOCK);
    return result;
}

/// The smallest host: it accepts one client, gives it an id, tells the time, sends back what comes for "/echo", and notes the rest.
class SmallHost {
   public:
    explicit SmallHost(uint16_t tcpPort = 0) : listener_(openSocket(SOCK_STREAM, tcpPort)), udp_(openSocket(SOCK_DGRAM, 0)) { listen(listener_, 5); }
    ~SmallHost() {
        for (int socket : {listener_, udp_, client_}) {
            if (socket >= 0) close(socket);
        }
    }

    O2LiteHost place() const { return {INADDR_LOOPBACK, portOf(listener_), portOf(udp_)}; }

    void poll() {
        if (client_ < 0) client_ = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
        uint8_t buffer[65536];
        for (ssize_t size; client_ >= 0 && (size = recv(client_, buffer, sizeof buffer, 0)) > 0;) stream_.insert(stream_.end(), buffer, buffer + size);
        while (stream_.size() >= 4 && stream_.size() >= 4 + o2lite::load32be(stream_.data())) {
            long end = static_cast<long>(4 + o2lite::load32be(stream_.data()));
            handle(Bytes(stream_.begin() + 4, stream_.begin() + end), true);
            stream_.erase(stream_.begin(), stream_.begin() + end);
        }
        for (ssize_t size; (size = recv(udp_, buffer, sizeof buffer, 0)) > 0;) handle(Bytes(buffer, buffer + size), false);
    }

    void sendTcp(const Bytes& body) {
        Bytes frame = framed(body);
        CHECK_EQUAL(static_cast<ssize_t>(frame.size()), send(client_, frame.data(), frame.size(), MSG_NOSIGNAL));
    }

    void sendUdp(const Bytes& body) {
        sockaddr_in address = loopback(clientUdp_);
        sendto(udp_, body.data(), body.size(), 0, reinterpret_cast<sockaddr*>(&address), sizeof address);
    }

    std::string log;
    int client() const { return client_; }

   private:
    void handle(const Bytes& body, bool isTcp) {
        std::string text = describe(body, isTcp);
        if (std::sscanf(text.c_str(), "!_o2/o2lite/con si 7f000001 %hu tcp", &clientUdp_) == 1) {
            sendTcp(hostMessage("!_o2/id", "i", "00000009", 0, 0x103));
        } else if (text.find("!_o2/o2lite/cs/get iis ") == 0) {
            int id;
            int number;
            std::sscanf(text.c_str(), "!_o2/o2lite/cs/get iis %d %d", &id, &number);
            Bytes arguments(4);
            o2lite::store32be(arguments.data(), static_cast<uint32_t>(number));
            sendUdp(hostMessage("!_o2/cs/put", "it", toHex(arguments) + "408f400000000000", 0, 0x102));  // always 1000 s
        } else if (text.find("/echo") == 0) {
            isTcp ? sendTcp(body) : sendUdp(body);
        } else {
            log += text + "\n";
        }
    }

    int listener_;
    int udp_;
    int client_ = -1;
    uint16_t clientUdp_ = 0;
    Bytes stream_;
};

template <typename Condition>
bool runUntil(O2Lite& o2, SmallHost* host, Condition condition) {
    for (double end = o2.localTime() + patience; o2.localTime() < end;) {
        o2.poll();
        if (host != nullptr) host->poll();
        if (condition()) return true;
        usleep(100);
    }
    return false;
}

struct Echoes {
    int count = 0;
    bool inOrder = true;

    static void add(O2LiteMessage& message, void* context) {
        Echoes& echoes = *static_cast<Echoes*>(context);
        echoes.inOrder = echoes.inOrder && message.int32(0) == echoes.count;
        echoes.count++;
    }
};

int openDescriptors() {
    int count = 0;
    for (int i = 0; i < 256; i++) count += fcntl(i, F_GETFD) != -1;
    return count;
}

}  // namespace

TEST(A_client_connects_synchronizes_and_sends_both_ways_over_real_sockets) {
    O2LiteSockets network;
    O2Lite o2(network);
    SmallHost host;
    Echoes echoes;
    o2.addService("synth", ";a:b;");
    o2.addMethod("/echo", "i", Echoes::add, &echoes);
    o2.begin("gold", host.place());
    CHECK(runUntil(o2, &host, [&] { return o2.isSynchronized() && host.log.find("cs/cs") != std::string::npos; }));
    CHECK_EQUAL(9, o2.bridgeId());
    CHECK(host.log.find("!_o2/o2lite/sv siisi synth 1 1 ;a:b; 0 tcp\n") == 0);
    CHECK_NEAR(1000.0, o2.time(), 20.0);

    o2.send("/echo", 0);
    CHECK(runUntil(o2, &host, [&] { return echoes.count == 1; }));
    for (int i = 1; i <= 500; i++) {
        CHECK(o2.sendReliable("/echo", i) == O2LiteError::None);
        CHECK(runUntil(o2, &host, [&] { return echoes.count == i + 1; }));
    }
    CHECK(echoes.inOrder);
}

TEST(R4_59_The_client_sets_TCP_NODELAY) {
    int before = openDescriptors();
    O2LiteSockets network;
    SmallHost host;
    CHECK(network.connect(host.place()));
    int found = 0;
    for (int i = 0; i < 256; i++) {
        sockaddr_in peer;
        socklen_t size = sizeof peer;
        if (getpeername(i, reinterpret_cast<sockaddr*>(&peer), &size) != 0 || ntohs(peer.sin_port) != host.place().tcpPort) continue;
        int value = 0;
        size = sizeof value;
        CHECK(getsockopt(i, IPPROTO_TCP, TCP_NODELAY, &value, &size) == 0);
        CHECK_EQUAL(1, value);
        CHECK((fcntl(i, F_GETFL) & O_NONBLOCK) != 0);
        found++;
    }
    CHECK_EQUAL(1, found);
    CHECK(openDescriptors() > before);
}

TEST(D4_54_End_closes_all_sockets_and_the_client_starts_again) {
    int before = openDescriptors();
    {
        O2LiteSockets network;
        O2Lite o2(network);
        for (int i = 0; i < 3; i++) {
            SmallHost host;
            CHECK(o2.begin("gold", host.place()) == O2LiteError::None);
            CHECK(runUntil(o2, &host, [&] { return o2.isConnected(); }));
            o2.end();
        }
        CHECK_EQUAL(before, openDescriptors());
        o2.begin("gold");
        o2.poll();
    }
    CHECK_EQUAL(before, openDescriptors());
}

TEST(D4_58_Sending_on_a_connection_that_the_host_has_closed_does_not_end_the_program) {
    O2LiteSockets network;
    O2Lite o2(network);
    {
        SmallHost host;
        o2.begin("gold", host.place());
        CHECK(runUntil(o2, &host, [&] { return o2.isConnected(); }));
    }
    for (int i = 0; i < 100; i++) {
        o2.sendReliable("/a", i);
        o2.send("/a", i);
    }
    CHECK(runUntil(o2, nullptr, [&] { return o2.state() == O2LiteState::Searching; }));
    CHECK(o2.sendReliable("/a") == O2LiteError::NotConnected);
}

TEST(A_host_that_starts_again_gets_its_client_back_with_its_services) {
    O2LiteSockets network;
    O2Lite o2(network);
    o2.addService("synth");
    O2LiteHost place;
    {
        SmallHost host;
        place = host.place();
        o2.begin("gold", place);
        CHECK(runUntil(o2, &host, [&] { return o2.isConnected(); }));
    }
    CHECK(runUntil(o2, nullptr, [&] { return o2.state() == O2LiteState::Searching; }));
    SmallHost again(place.tcpPort);
    CHECK(runUntil(o2, &again, [&] { return again.log.find("sv siisi synth 1 1") != std::string::npos; }));
}

TEST(Sockets_that_are_not_open_are_harmless) {
    O2LiteSockets network;
    uint8_t byte = 0;
    network.sendDatagram(&byte, 1);
    network.sendDiscovery(&byte, 1);
    CHECK_EQUAL(0, network.receiveDatagram(&byte, 1));
    CHECK_EQUAL(0, network.receiveDiscovery(&byte, 1));
    CHECK_EQUAL(-1, network.read(&byte, 1));
    CHECK_EQUAL(-1, network.write(&byte, 1));
    CHECK_EQUAL(0u, network.localAddress());
    CHECK_EQUAL(0, network.udpPort());
    CHECK(network.link() == O2LiteLink::Down);
    network.close();
}
