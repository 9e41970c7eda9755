#include "MessageWriter.h"

#include "ByteOrderWalk.h"
#include "Bytes.h"
#include "MessageLayout.h"

namespace o2lite {

void MessageWriter::start(uint8_t* buffer, size_t capacity, const char* address, const char* types, double time, bool reliable) {
    buffer_ = buffer;
    capacity_ = capacity;
    size_ = 0;
    error_ = O2LiteError::None;

    bool hasService = (address[0] == '/' || address[0] == '!') && address[1] != 0 && address[1] != '/';
    if (!hasService) return fail(O2LiteError::BadAddress);
    if (types[strspn(types, "ihfdtsbB")] != 0) return fail(O2LiteError::WrongArguments);

    if (uint8_t* header = take(headerBytes)) {
        store32le(header, reliable ? reliableFlag : 0);
        store64le(header + 4, bitsAs<uint64_t>(time));
    }
    writeText(address, "");
    types_ = size_ + 1;
    writeText(",", types);
}

void MessageWriter::add(int32_t value) {
    if (uint8_t* p = next('i', 4)) store32le(p, static_cast<uint32_t>(value));
}

void MessageWriter::add(int64_t value) {
    if (uint8_t* p = next('h', 8)) store64le(p, static_cast<uint64_t>(value));
}

void MessageWriter::add(float value) {
    if (uint8_t* p = next('f', 4)) store32le(p, bitsAs<uint32_t>(value));
}

void MessageWriter::add(double value) {
    if (uint8_t* p = next('d', 8)) store64le(p, bitsAs<uint64_t>(value));
}

void MessageWriter::add(O2LiteTime value) {
    if (uint8_t* p = next('t', 8)) store64le(p, bitsAs<uint64_t>(value.seconds));
}

void MessageWriter::add(bool value) {
    if (uint8_t* p = next('B', 4)) store32le(p, value ? 1 : 0);
}

void MessageWriter::add(O2LiteBlob value) {
    if (value.size > capacity_) return fail(O2LiteError::TooLarge);
    uint8_t* p = next('b', 4 + value.size);
    if (p == nullptr) return;
    store32le(p, value.size);
    if (value.size > 0) memcpy(p + 4, value.data, value.size);
}

void MessageWriter::addText(const char* first, const char* second) {
    if (next('s', 0) != nullptr) writeText(first, second);
}

O2LiteError MessageWriter::finish(size_t& size) {
    if (error_ == O2LiteError::None && buffer_[types_] != 0) error_ = O2LiteError::WrongArguments;
    size = error_ == O2LiteError::None ? size_ : 0;
    walkByteOrder(buffer_, size, true);
    return error_;
}

uint8_t* MessageWriter::next(char type, size_t size) {
    if (error_ != O2LiteError::None) return nullptr;
    if (buffer_[types_] != type) {
        fail(O2LiteError::WrongArguments);
        return nullptr;
    }
    types_++;
    return take(size);
}

uint8_t* MessageWriter::take(size_t size) {
    size_t field = padded(size);
    if (error_ != O2LiteError::None || field > capacity_ - size_) {
        fail(O2LiteError::TooLarge);
        return nullptr;
    }
    uint8_t* p = buffer_ + size_;
    memset(p, 0, field);
    size_ += field;
    return p;
}

void MessageWriter::fail(O2LiteError error) {
    if (error_ == O2LiteError::None) error_ = error;
}

void MessageWriter::writeText(const char* first, const char* second) {
    size_t firstLength = strlen(first);
    size_t secondLength = strlen(second);
    uint8_t* p = take(firstLength + secondLength + 1);
    if (p == nullptr) return;
    memcpy(p, first, firstLength);
    memcpy(p + firstLength, second, secondLength);
}

}  // namespace o2lite
