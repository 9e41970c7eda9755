#include "ByteOrderWalk.h"

#include "Bytes.h"
#include "MessageLayout.h"

namespace o2lite {

namespace {

/// Reverses the count at p and returns its value.
uint32_t reverseCount(uint8_t* p, bool sending) {
    uint32_t value = sending ? load32le(p) : load32be(p);
    reverse(p, 4);
    return value;
}

void walkArguments(const char* types, size_t typesLength, uint8_t* data, size_t size, bool sending) {
    for (size_t i = 0; i < typesLength; i++) {
        size_t step = 0;
        switch (types[i]) {
            case 'i': case 'B': case 'm': case 'f': case 'c':
                step = 4;
                if (size < step) return;
                reverse(data, step);
                break;
            case 't': case 'h': case 'd':
                step = 8;
                if (size < step) return;
                reverse(data, step);
                break;
            case 's': case 'S':
                step = textFieldSize(data, size);
                if (step == 0) return;
                break;
            case 'T': case 'F': case 'N': case 'I':
                break;
            case 'b': case 'v': {
                if (size < 4) return;
                uint32_t count = reverseCount(data, sending);
                if (count > size - 4) return;
                // The reference skips neither the padding of a blob nor the elements of a vector.
                bool isBlob = types[i] == 'b';
                step = isBlob ? 4 + count : 4;
                i += isBlob ? 0 : 1;
                break;
            }
            default:
                return;
        }
        data += step;
        size -= step;
    }
}

}  // namespace

void walkByteOrder(uint8_t* body, size_t size, bool sending) {
    if (size < headerBytes) return;
    reverse(body, 4);
    reverse(body + 4, 8);

    size_t address = textFieldSize(body + headerBytes, size - headerBytes);
    if (address == 0 || body[headerBytes] == '#') return;
    uint8_t* types = body + headerBytes + address;
    size_t rest = size - headerBytes - address;
    size_t typesField = textFieldSize(types, rest);
    if (typesField == 0 || types[0] != ',') return;
    const char* codes = reinterpret_cast<const char*>(types) + 1;
    walkArguments(codes, strlen(codes), types + typesField, rest - typesField, sending);
}

}  // namespace o2lite
