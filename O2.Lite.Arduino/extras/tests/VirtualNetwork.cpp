#include "VirtualNetwork.h"

#include <algorithm>

#include "Check.h"
#include "core/Bytes.h"

std::string describe(Bytes body, bool isTcp) {
    o2lite::walkByteOrder(body.data(), body.size(), false);
    o2lite::MessageLayout layout;
    if (o2lite::MessageLayout::parse(body.data(), body.size(), layout) != o2lite::ParseResult::Ok) return "malformed";
    O2LiteMessage message(layout);
    std::string text = std::string(message.address()) + " " + message.types();
    for (size_t i = 0; i < message.count(); i++) {
        char type = message.types()[i];
        if (type == 's') text += std::string(" ") + (message.text(i)[0] == 0 ? "\"\"" : message.text(i));
        else if (type == 'b') text += " [" + std::to_string(message.blob(i).size) + "]";
        else text += " " + check::show(message.number(i));
    }
    if (message.time() != 0) text += " @" + check::show(message.time());
    if (message.isReliable() != isTcp) text += message.isReliable() ? " reliable" : " best effort";
    return text + (isTcp ? " tcp" : " udp");
}

Bytes hostMessage(const char* address, const char* types, const std::string& argumentsHex, double time, uint32_t flags) {
    Bytes buffer(1024);
    o2lite::MessageWriter writer;
    writer.start(buffer.data(), buffer.size(), address, "", time, false);
    size_t size;
    CHECK(writer.finish(size) == O2LiteError::None);
    buffer.resize(size - 4);  // without the empty types
    o2lite::store32be(buffer.data(), flags);
    std::string field = std::string(",") + types;
    field.resize(field.size() / 4 * 4 + 4);
    buffer.insert(buffer.end(), field.begin(), field.end());
    Bytes arguments = fromHex(argumentsHex);
    buffer.insert(buffer.end(), arguments.begin(), arguments.end());
    return buffer;
}

Bytes framed(const Bytes& body) {
    Bytes frame(4);
    o2lite::store32be(frame.data(), static_cast<uint32_t>(body.size()));
    frame.insert(frame.end(), body.begin(), body.end());
    return frame;
}

void VirtualNetwork::close() {
    disconnect();
    isOpen = false;
}

bool VirtualNetwork::connect(const O2LiteHost& host) {
    connects++;
    target = host;
    hostIsGone = false;
    stream.clear();
    received_.clear();
    link_ = O2LiteLink::Connecting;
    return true;
}

O2LiteLink VirtualNetwork::link() {
    if (link_ == O2LiteLink::Connecting && answersConnect) link_ = accepts ? O2LiteLink::Up : O2LiteLink::Down;
    return link_;
}

void VirtualNetwork::disconnect() {
    link_ = O2LiteLink::Down;
}

int VirtualNetwork::write(const uint8_t* data, size_t size) {
    if (hostIsGone) return -1;
    size = std::min(size, window);
    if (window != SIZE_MAX) window -= size;
    received_.insert(received_.end(), data, data + size);
    while (received_.size() >= 4 && received_.size() >= 4 + o2lite::load32be(received_.data())) {
        long end = static_cast<long>(4 + o2lite::load32be(received_.data()));
        sent.push_back(describe(Bytes(received_.begin() + 4, received_.begin() + end), true));
        received_.erase(received_.begin(), received_.begin() + end);
    }
    return static_cast<int>(size);
}

int VirtualNetwork::read(uint8_t* data, size_t capacity) {
    size_t size = std::min(capacity, stream.size());
    if (size == 0) return hostIsGone ? -1 : 0;
    std::memcpy(data, stream.data(), size);
    stream.erase(stream.begin(), stream.begin() + static_cast<long>(size));
    return static_cast<int>(size);
}

void VirtualNetwork::sendTcp(const Bytes& body) {
    Bytes frame = framed(body);
    stream.insert(stream.end(), frame.begin(), frame.end());
}

std::string VirtualNetwork::takeSent() {
    std::string all;
    for (const std::string& message : sent) all += message + "\n";
    sent.clear();
    return all;
}

int VirtualNetwork::take(std::deque<Bytes>& queue, uint8_t* data, size_t capacity) {
    if (queue.empty()) return 0;
    size_t size = std::min(capacity, queue.front().size());
    std::memcpy(data, queue.front().data(), size);
    queue.pop_front();
    return static_cast<int>(size);
}
