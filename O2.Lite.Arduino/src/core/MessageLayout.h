#pragma once

#include <stddef.h>
#include <stdint.h>

namespace o2lite {

/// Flags (4 bytes) and time (8 bytes): what stands before the address.
static const size_t headerBytes = 12;

/// Flag bits.
static const uint32_t reliableFlag = 1;
static const uint32_t tapFlag = 2;

/// The size of the text field at p: text, one NUL or more, filled to a multiple of 4. 0 when it does not end within `size` bytes.
size_t textFieldSize(const uint8_t* p, size_t size);

/// What can be wrong with bytes that should be a message.
enum class ParseResult : uint8_t {
    Ok,
    Bundle,        ///< Several messages in one, which O2lite does not take apart: drop it.
    BadArguments,  ///< The arguments run past the end: drop the message.
    BadHeader      ///< Address or types do not end within the message: close the connection.
};

/// Where the parts of a message are. All pointers point into the message.
struct MessageLayout {
    const char* address;
    const char* types;  ///< Without the comma.
    size_t typesLength;
    size_t readable;    ///< How many arguments can be read one by one: those before the first vector, array or unknown type.
    const uint8_t* data;
    size_t dataSize;
    double time;
    uint32_t flags;

    /// Finds the parts of a message and checks that its arguments are inside of it. `body` is the little-endian image (see ByteOrderWalk.h).
    static ParseResult parse(const uint8_t* body, size_t size, MessageLayout& layout);
};

/// The size of an argument of this type at p, with padding; -1 when it does not fit, -2 when the type is not read one by one. The padding of a blob may be
/// missing at the end of a message: o2litepy leaves it out.
long argumentSize(char type, const uint8_t* p, size_t size);

}  // namespace o2lite
