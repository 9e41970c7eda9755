#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Reading and writing numbers at any address, aligned or not.
namespace o2lite {

inline uint16_t load16be(const uint8_t* p) {
    return static_cast<uint16_t>((p[0] << 8) | p[1]);
}

inline uint32_t load32be(const uint8_t* p) {
    return (static_cast<uint32_t>(p[0]) << 24) | (static_cast<uint32_t>(p[1]) << 16) | (static_cast<uint32_t>(p[2]) << 8) | p[3];
}

inline uint32_t load32le(const uint8_t* p) {
    return (static_cast<uint32_t>(p[3]) << 24) | (static_cast<uint32_t>(p[2]) << 16) | (static_cast<uint32_t>(p[1]) << 8) | p[0];
}

inline uint64_t load64le(const uint8_t* p) {
    return (static_cast<uint64_t>(load32le(p + 4)) << 32) | load32le(p);
}

inline void store16be(uint8_t* p, uint16_t value) {
    p[0] = static_cast<uint8_t>(value >> 8);
    p[1] = static_cast<uint8_t>(value);
}

inline void store32be(uint8_t* p, uint32_t value) {
    store16be(p, static_cast<uint16_t>(value >> 16));
    store16be(p + 2, static_cast<uint16_t>(value));
}

inline void store32le(uint8_t* p, uint32_t value) {
    for (int i = 0; i < 4; i++) p[i] = static_cast<uint8_t>(value >> (8 * i));
}

inline void store64le(uint8_t* p, uint64_t value) {
    store32le(p, static_cast<uint32_t>(value));
    store32le(p + 4, static_cast<uint32_t>(value >> 32));
}

inline void reverse(uint8_t* p, size_t size) {
    for (size_t i = 0; i < size / 2; i++) {
        uint8_t other = p[size - 1 - i];
        p[size - 1 - i] = p[i];
        p[i] = other;
    }
}

/// Takes the bits of one type as another of the same size.
template <typename To, typename From>
inline To bitsAs(From from) {
    static_assert(sizeof(To) == sizeof(From), "sizes differ");
    To to;
    memcpy(&to, &from, sizeof to);
    return to;
}

/// The size of a field that holds this many bytes: the next multiple of 4. Text needs one byte more for its NUL.
inline size_t padded(size_t size) {
    return (size + 3) & ~static_cast<size_t>(3);
}

}  // namespace o2lite
