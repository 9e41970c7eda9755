#include "O2LiteSockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "O2LiteConfiguration.h"

namespace {

const uint32_t mdnsGroup = 0xE00000FB;  // 224.0.0.251
const uint16_t mdnsPort = 5353;

// A host that vanished without a word is noticed after idle + probes * pause = 11 s.
const int keepAliveIdle = 5;
const int keepAlivePause = 2;
const int keepAliveProbes = 3;

sockaddr_in endPoint(uint32_t address, uint16_t port) {
    sockaddr_in result;
    memset(&result, 0, sizeof result);
    result.sin_family = AF_INET;
    result.sin_addr.s_addr = htonl(address);
    result.sin_port = htons(port);
    return result;
}

template <typename T>
bool setOption(int socket, int level, int name, T value) {
    return setsockopt(socket, level, name, &value, sizeof value) == 0;
}

int openSocket(int type) {
    int result = socket(AF_INET, type, 0);
    if (result >= 0) fcntl(result, F_SETFL, fcntl(result, F_GETFL, 0) | O_NONBLOCK);
    return result;
}

void closeSocket(int& socket) {
    if (socket >= 0) ::close(socket);
    socket = -1;
}

bool bindTo(int socket, uint32_t address, uint16_t port) {
    sockaddr_in local = endPoint(address, port);
    return bind(socket, reinterpret_cast<sockaddr*>(&local), sizeof local) == 0;
}

bool localEnd(int socket, sockaddr_in& local) {
    socklen_t size = sizeof local;
    return getsockname(socket, reinterpret_cast<sockaddr*>(&local), &size) == 0;
}

bool joinGroup(int socket, uint32_t interfaceAddress) {
    ip_mreq membership;
    membership.imr_multiaddr.s_addr = htonl(mdnsGroup);
    membership.imr_interface.s_addr = htonl(interfaceAddress);
    in_addr interface = membership.imr_interface;
    return setOption(socket, IPPROTO_IP, IP_ADD_MEMBERSHIP, membership) && setOption(socket, IPPROTO_IP, IP_MULTICAST_IF, interface);
}

void sendTo(int socket, uint32_t address, uint16_t port, const uint8_t* data, size_t size) {
    if (socket < 0) return;
    sockaddr_in remote = endPoint(address, port);
    sendto(socket, data, size, 0, reinterpret_cast<sockaddr*>(&remote), sizeof remote);
}

bool wouldBlock() {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

int receiveFrom(int socket, uint8_t* data, size_t capacity) {
    if (socket < 0) return 0;
    ssize_t size = recv(socket, data, capacity, 0);
    return size > 0 ? static_cast<int>(size) : 0;
}

}  // namespace

double O2LiteSockets::now() {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

bool O2LiteSockets::open() {
    closeSocket(udp_);
    udp_ = openSocket(SOCK_DGRAM);
    if (udp_ >= 0 && bindTo(udp_, INADDR_ANY, 0)) return true;
    closeSocket(udp_);
    return false;
}

void O2LiteSockets::close() {
    disconnect();
    closeDiscovery();
    closeSocket(udp_);
}

uint16_t O2LiteSockets::udpPort() {
    sockaddr_in local;
    return localEnd(udp_, local) ? ntohs(local.sin_port) : 0;
}

bool O2LiteSockets::openDiscovery() {
    closeDiscovery();
    discovery_ = openSocket(SOCK_DGRAM);
    if (discovery_ < 0) return false;

    // The port belongs to all programs of the machine together. Bound to the group, this socket takes no unicast datagram away from the others.
    setOption(discovery_, SOL_SOCKET, SO_REUSEADDR, 1);
    setOption(discovery_, SOL_SOCKET, SO_REUSEPORT, 1);  // lwIP does not know it and does not need it
    setOption(discovery_, IPPROTO_IP, IP_MULTICAST_TTL, static_cast<uint8_t>(255));
    setOption(discovery_, IPPROTO_IP, IP_MULTICAST_LOOP, static_cast<uint8_t>(1));
    bool isJoined = bindTo(discovery_, mdnsGroup, mdnsPort) &&
                    (joinGroup(discovery_, O2LITE_MULTICAST_INTERFACE) || joinGroup(discovery_, INADDR_LOOPBACK));
    if (!isJoined) closeDiscovery();
    return isJoined;
}

void O2LiteSockets::closeDiscovery() {
    closeSocket(discovery_);
}

void O2LiteSockets::sendDiscovery(const uint8_t* data, size_t size) {
    sendTo(discovery_, mdnsGroup, mdnsPort, data, size);
}

int O2LiteSockets::receiveDiscovery(uint8_t* data, size_t capacity) {
    return receiveFrom(discovery_, data, capacity);
}

bool O2LiteSockets::connect(const O2LiteHost& host) {
    disconnect();
    host_ = host;
    tcp_ = openSocket(SOCK_STREAM);
    if (tcp_ < 0) return false;
    setOption(tcp_, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(tcp_, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(tcp_, IPPROTO_TCP, TCP_KEEPIDLE, keepAliveIdle);
    setOption(tcp_, IPPROTO_TCP, TCP_KEEPINTVL, keepAlivePause);
    setOption(tcp_, IPPROTO_TCP, TCP_KEEPCNT, keepAliveProbes);

    sockaddr_in remote = endPoint(host.address, host.tcpPort);
    bool isStarted = ::connect(tcp_, reinterpret_cast<sockaddr*>(&remote), sizeof remote) == 0 || errno == EINPROGRESS;
    if (isStarted) {
        link_ = O2LiteLink::Connecting;
    } else {
        disconnect();
    }
    return isStarted;
}

O2LiteLink O2LiteSockets::link() {
    if (link_ != O2LiteLink::Connecting) return link_;
    fd_set writable;
    FD_ZERO(&writable);
    FD_SET(tcp_, &writable);
    timeval atOnce = {0, 0};
    if (select(tcp_ + 1, nullptr, &writable, nullptr, &atOnce) <= 0) return link_;

    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(tcp_, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error == 0) {
        link_ = O2LiteLink::Up;
    } else {
        disconnect();
    }
    return link_;
}

void O2LiteSockets::disconnect() {
    closeSocket(tcp_);
    link_ = O2LiteLink::Down;
}

uint32_t O2LiteSockets::localAddress() {
    sockaddr_in local;
    return localEnd(tcp_, local) ? ntohl(local.sin_addr.s_addr) : 0;
}

int O2LiteSockets::write(const uint8_t* data, size_t size) {
    ssize_t taken = send(tcp_, data, size, MSG_NOSIGNAL);
    if (taken >= 0) return static_cast<int>(taken);
    return wouldBlock() ? 0 : -1;
}

int O2LiteSockets::read(uint8_t* data, size_t capacity) {
    ssize_t size = recv(tcp_, data, capacity, 0);
    if (size > 0) return static_cast<int>(size);
    return size < 0 && wouldBlock() ? 0 : -1;
}

void O2LiteSockets::sendDatagram(const uint8_t* data, size_t size) {
    sendTo(udp_, host_.address, host_.udpPort, data, size);
}

int O2LiteSockets::receiveDatagram(uint8_t* data, size_t capacity) {
    return receiveFrom(udp_, data, capacity);
}
