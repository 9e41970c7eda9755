#include "MessageLayout.h"

#include "Bytes.h"

namespace o2lite {

static const long doesNotFit = -1;
static const long notReadable = -2;

size_t textFieldSize(const uint8_t* p, size_t size) {
    const void* end = memchr(p, 0, size);
    if (end == nullptr) return 0;
    size_t field = padded(static_cast<size_t>(static_cast<const uint8_t*>(end) - p) + 1);
    return field <= size ? field : 0;
}

long argumentSize(char type, const uint8_t* p, size_t size) {
    switch (type) {
        case 'i': case 'f': case 'B': case 'c': case 'm':
            return size >= 4 ? 4 : doesNotFit;
        case 'h': case 'd': case 't':
            return size >= 8 ? 8 : doesNotFit;
        case 'T': case 'F': case 'N': case 'I':
            return 0;
        case 's': case 'S': {
            size_t field = textFieldSize(p, size);
            return field > 0 ? static_cast<long>(field) : doesNotFit;
        }
        case 'b': {
            if (size < 4) return doesNotFit;
            uint32_t count = load32le(p);
            if (count > size - 4) return doesNotFit;
            size_t field = 4 + padded(count);
            return static_cast<long>(field <= size ? field : size);
        }
        default:
            return notReadable;
    }
}

ParseResult MessageLayout::parse(const uint8_t* body, size_t size, MessageLayout& layout) {
    if (size < headerBytes) return ParseResult::BadHeader;
    layout.flags = load32le(body);
    layout.time = bitsAs<double>(load64le(body + 4));

    const uint8_t* position = body + headerBytes;
    size_t rest = size - headerBytes;
    size_t address = textFieldSize(position, rest);
    if (address == 0) return ParseResult::BadHeader;
    layout.address = reinterpret_cast<const char*>(position);
    if (layout.address[0] == '#') return ParseResult::Bundle;
    position += address;
    rest -= address;

    size_t types = textFieldSize(position, rest);
    if (types == 0 || position[0] != ',') return ParseResult::BadHeader;
    layout.types = reinterpret_cast<const char*>(position) + 1;
    layout.typesLength = strlen(layout.types);
    layout.data = position + types;
    layout.dataSize = rest - types;

    position = layout.data;
    rest = layout.dataSize;
    for (layout.readable = 0; layout.readable < layout.typesLength; layout.readable++) {
        long step = argumentSize(layout.types[layout.readable], position, rest);
        if (step == notReadable) break;
        if (step == doesNotFit) return ParseResult::BadArguments;
        position += step;
        rest -= static_cast<size_t>(step);
    }
    return ParseResult::Ok;
}

}  // namespace o2lite
