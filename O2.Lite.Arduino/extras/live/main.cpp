// A client for tests beside a real host:  o2lite_live ENSEMBLE [TCP-PORT UDP-PORT]
//
// With ports it connects to this machine, without it looks for a host on the loopback interface. It offers the service "live", tells what happens on
// standard output, and does what lines on standard input ask. It ends when its standard input ends.

#include <poll.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <list>
#include <string>

#include "O2Lite.h"
#include "O2LiteSockets.h"

namespace {

O2LiteSockets network;
O2Lite o2(network);
std::list<std::string> names;  // texts that the client keeps
int counted = 0;
bool inOrder = true;
int toSend = 0;
int sent = 0;
bool reliably = true;

const char* keep(const char* text) {
    names.push_back(text);
    return names.back().c_str();
}

/// Sends a message back, all types that can be sent, the way it came.
void onEcho(O2LiteMessage& message, void*) {
    o2lite::MessageWriter& writer = o2.start("/host/echo", message.types(), message.isReliable());
    for (size_t i = 0; i < message.count(); i++) {
        switch (message.types()[i]) {
            case 'i': writer.add(message.int32(i)); break;
            case 'h': writer.add(message.int64(i)); break;
            case 'f': writer.add(message.single(i)); break;
            case 'd': writer.add(message.number(i)); break;
            case 't': writer.add(O2LiteTime{message.number(i)}); break;
            case 'B': writer.add(message.boolean(i)); break;
            case 's': writer.add(message.text(i)); break;
            default: writer.add(message.blob(i)); break;
        }
    }
    std::printf("echo %s %d\n", message.types(), static_cast<int>(o2.finish()));
}

void onCount(O2LiteMessage& message, void*) {
    inOrder = inOrder && message.int32(0) == counted;
    counted++;
}

void onReport(O2LiteMessage&, void*) {
    std::printf("counted %d %s\n", counted, inOrder ? "in order" : "out of order");
    counted = 0;
    inOrder = true;
}

void onTimed(O2LiteMessage& message, void*) {
    std::printf("timed %.6f late\n", o2.time() - message.time());
}

void onStatus(O2LiteMessage& message, void*) {
    std::printf("status %s %d\n", message.text(0), message.int32(1));
}

void onListed(O2LiteMessage& message, void*) {
    std::printf("listed %s %d %s %s\n", message.text(0), message.int32(1), message.text(2), message.text(3));
}

void onCheckedIn(O2LiteMessage& message, void*) {
    o2.sendReliable("/checkin/goodbye", o2.bridgeId());
    std::printf("checked in %d\n", message.int32(0));
}

/// What the reference's test program o2litemulticlient does.
void checkIn() {
    std::string service = "client" + std::to_string(o2.bridgeId());
    const char* name = keep(service.c_str());
    o2.addMethod(keep(("/" + service + "/checkin_reply").c_str()), "i", onCheckedIn);
    o2.addService(name);
    o2.sendReliable("/checkin/hello", o2.bridgeId(), name);
}

/// The other half of the reference's test program o2litehost: counts, and says the number to one of 20 methods of the service "client".
void onBenchmark(O2LiteMessage& message, void*) {
    static int count = 0;
    if (message.int32(0) == -1) {
        std::printf("benchmark %d\n", count);
        return;
    }
    char address[32];
    count++;
    std::snprintf(address, sizeof address, "!client/benchmark/%d", count % 20);
    message.isReliable() ? o2.sendReliable(address, count) : o2.send(address, count);
}

void onOther(O2LiteMessage& message, void*) {
    std::printf("other %s %s\n", message.address(), message.types());
}

void obey(char* line) {
    const char* verb = std::strtok(line, " ");
    const char* first = std::strtok(nullptr, " ");
    const char* second = std::strtok(nullptr, " ");
    std::string command = verb == nullptr ? "" : verb;
    if (command == "reliable" || command == "unreliable") {
        reliably = command == "reliable";
        sent = 0;
        toSend = std::atoi(first);
    } else if (command == "offer") {
        o2.addService(keep(first), keep(second == nullptr ? "" : second));
    } else if (command == "withdraw") {
        o2.removeService(first);
    } else if (command == "tap") {
        o2.addTap(keep(first), keep(second));
    } else if (command == "untap") {
        o2.removeTap(first, second);
    } else if (command == "status") {
        o2.requestStatus(first);
    } else if (command == "list") {
        o2.requestServices();
    } else if (command == "time") {
        std::printf("time %.6f\n", o2.time());
    } else if (command == "at") {
        o2.sendReliableAt(o2.time() + std::atof(first), "/host/timed");
    } else if (command == "checkin") {
        checkIn();
    }
}

/// False at the end of the input.
bool readCommands() {
    static char line[256];
    static size_t length = 0;
    pollfd input = {STDIN_FILENO, POLLIN, 0};
    while (poll(&input, 1, 0) > 0) {
        if (length == sizeof line || read(STDIN_FILENO, line + length, 1) != 1) return false;
        if (line[length++] != '\n') continue;
        line[length - 1] = 0;
        obey(line);
        length = 0;
    }
    return true;
}

void sendSome() {
    for (int i = 0; i < 100 && sent < toSend; i++) {
        O2LiteError error = reliably ? o2.sendReliable("/host/count", sent) : o2.send("/host/count", sent);
        if (error != O2LiteError::None) return;
        if (++sent == toSend) std::printf("sent %d\n", sent);
    }
}

void reportState() {
    static const char* const stateNames[] = {"stopped", "searching", "connecting", "waiting", "connected", "synchronized"};
    static O2LiteState last = O2LiteState::Stopped;
    if (o2.state() == last) return;
    last = o2.state();
    std::printf("%s %d\n", stateNames[static_cast<int>(last)], o2.bridgeId());
}

}  // namespace

int main(int argumentCount, char** arguments) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (argumentCount != 2 && argumentCount != 4) {
        std::puts("o2lite_live ENSEMBLE [TCP-PORT UDP-PORT]");
        return 1;
    }
    o2.addService("live", ";language:c++;");
    o2.addMethod("/live/echo", nullptr, onEcho);
    o2.addMethod("/live/count", "i", onCount);
    o2.addMethod("/live/report", "", onReport);
    o2.addMethod("/live/timed", nullptr, onTimed);
    o2.addMethods("/live", nullptr, onOther);
    o2.addMethods("/server/benchmark", "i", onBenchmark);
    o2.addMethod("/_o2/st", "si", onStatus);
    o2.addMethod("/_o2/ls", "siss", onListed);
    o2.requestEarly();
    if (argumentCount == 4) {
        o2.begin(arguments[1], {0x7f000001, static_cast<uint16_t>(std::atoi(arguments[2])), static_cast<uint16_t>(std::atoi(arguments[3]))});
    } else {
        o2.begin(arguments[1]);
    }

    while (readCommands()) {
        o2.poll();
        sendSome();
        reportState();
        bool isIdle = sent == toSend;
        if (isIdle) usleep(200);
    }
    return 0;
}
