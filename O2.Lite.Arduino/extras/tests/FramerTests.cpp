#include <algorithm>

#include "Bytes.h"
#include "Check.h"
#include "core/TcpFramer.h"

using o2lite::TcpFramer;

namespace {

Bytes frame(size_t length, uint8_t fill) {
    Bytes bytes(4 + length, fill);
    for (int i = 0; i < 4; i++) bytes[static_cast<size_t>(i)] = static_cast<uint8_t>(length >> (24 - 8 * i));
    return bytes;
}

Bytes operator+(Bytes first, const Bytes& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

/// Feeds bytes in pieces of at most this size, and returns what comes out, one line a result.
std::string feed(TcpFramer& framer, const Bytes& bytes, size_t piece) {
    std::string out;
    for (size_t position = 0; position < bytes.size();) {
        size_t space;
        uint8_t* target = framer.space(space);
        size_t size = std::min({piece, space, bytes.size() - position});
        CHECK(size > 0);
        std::memcpy(target, bytes.data() + position, size);
        framer.received(size);
        position += size;
        uint8_t* body;
        size_t length;
        for (TcpFramer::Result result; (result = framer.next(body, length)) != TcpFramer::Result::None;) {
            if (result == TcpFramer::Result::Broken) return out + "broken";
            out += result == TcpFramer::Result::TooLong ? "long\n" : toHex(body, length) + "\n";
        }
    }
    return out;
}

}  // namespace

TEST(Messages_are_found_however_the_stream_is_cut) {
    Bytes stream = frame(4, 0x11) + frame(8, 0x22) + frame(12, 0x33);
    for (size_t piece = 1; piece <= stream.size(); piece++) {
        TcpFramer framer;
        CHECK_EQUAL(std::string("11111111\n2222222222222222\n333333333333333333333333\n"), feed(framer, stream, piece));
    }
}

TEST(The_longest_message_fits) {
    TcpFramer framer;
    std::string out = feed(framer, frame(O2LITE_MAX_MESSAGE, 0x44) + frame(4, 0x55), 100);
    CHECK_EQUAL(2u * O2LITE_MAX_MESSAGE + 1 + 9, out.size());
}

TEST(A_message_that_is_too_long_is_passed_over) {
    for (size_t piece : {1u, 3u, 1000u, 100000u}) {
        TcpFramer framer;
        Bytes stream = frame(4, 0x11) + frame(O2LITE_MAX_MESSAGE + 1, 0x66) + frame(65535, 0x77) + frame(4, 0x22);
        CHECK_EQUAL(std::string("11111111\nlong\nlong\n22222222\n"), feed(framer, stream, piece));
    }
}

TEST(D4_1_A_length_of_zero_or_below_or_above_65535_breaks_the_connection) {
    for (const char* length : {"00000000", "ffffffff", "80000000", "00010000"}) {
        TcpFramer framer;
        CHECK_EQUAL(std::string("broken"), feed(framer, fromHex(length), 4));
    }
}

TEST(A_new_connection_starts_with_a_length) {
    TcpFramer framer;
    feed(framer, fromHex("0000000811"), 5);
    framer.reset();
    CHECK_EQUAL(std::string("22222222\n"), feed(framer, frame(4, 0x22), 100));
}
