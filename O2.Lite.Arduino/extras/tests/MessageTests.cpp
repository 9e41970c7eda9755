#include "Bytes.h"
#include "Check.h"
#include "O2LiteMessage.h"
#include "core/ByteOrderWalk.h"
#include "core/MessageWriter.h"

using namespace o2lite;

namespace {

/// Takes bytes from the wire apart, as a session does.
struct Received {
    explicit Received(const Bytes& wire) : bytes(wire) {
        walkByteOrder(bytes.data(), bytes.size(), false);
        result = MessageLayout::parse(bytes.data(), bytes.size(), layout);
    }

    Exact bytes;
    MessageLayout layout = {};
    ParseResult result;
};

/// Writes a message into poisoned memory, so that a byte that was forgotten shows.
template <typename... Args>
Bytes write(const char* address, const char* types, Args... args) {
    Bytes buffer(512, 0xA5);
    MessageWriter writer;
    writer.start(buffer.data(), buffer.size(), address, types, 0, true);
    int inOrder[] = {0, (writer.add(args), 0)...};
    static_cast<void>(inOrder);
    size_t size;
    CHECK(writer.finish(size) == O2LiteError::None);
    buffer.resize(size);
    return buffer;
}

template <typename... Args>
O2LiteError errorOf(size_t capacity, const char* address, const char* types, Args... args) {
    Bytes buffer(capacity);
    MessageWriter writer;
    writer.start(buffer.data(), capacity, address, types, 0, true);
    int inOrder[] = {0, (writer.add(args), 0)...};
    static_cast<void>(inOrder);
    size_t size;
    return writer.finish(size);
}

}  // namespace

TEST(Walk_gives_the_image_of_every_golden_message_and_its_bytes_back) {
    int count = 0;
    for (const GoldenLine& vector : golden("Vectors/messages.json")) {
        if (vector["kind"] != "message" || vector["hex_tcp"].empty()) continue;
        std::string wire = vector["hex_tcp"].substr(8);
        Exact bytes(fromHex(wire));
        walkByteOrder(bytes.data(), bytes.size(), false);
        CHECK_EQUAL(vector["host_le"].substr(8), toHex(bytes.data(), bytes.size()));
        walkByteOrder(bytes.data(), bytes.size(), true);
        CHECK_EQUAL(wire, toHex(bytes.data(), bytes.size()));
        count++;
    }
    CHECK(count > 100);
}

TEST(Every_golden_message_has_its_address_types_and_arguments) {
    for (const GoldenLine& vector : golden("Vectors/messages.json")) {
        if (vector["kind"] != "message" || vector["hex_tcp"].empty()) continue;
        Received received(fromHex(vector["hex_tcp"].substr(8)));
        CHECK(received.result == ParseResult::Ok);
        CHECK_EQUAL(vector["address"], received.layout.address);
        CHECK_EQUAL(vector["types"], received.layout.types);
        bool isPlain = vector["types"].find_first_of("[]v") == std::string::npos;
        CHECK(!isPlain || received.layout.readable == received.layout.typesLength);
    }
}

TEST(A_message_cut_anywhere_is_never_read_behind_its_end) {
    for (const GoldenLine& vector : golden("Vectors/messages.json")) {
        Bytes whole = fromHex(vector["hex_udp"]);
        for (size_t size = 0; size < whole.size(); size++) {
            Received received(Bytes(whole.begin(), whole.begin() + static_cast<long>(size)));
            if (received.result != ParseResult::Ok) continue;
            O2LiteMessage message(received.layout);
            for (size_t i = 0; i < message.count(); i++) message.number(i);
        }
    }
}

TEST(R4_2_Flags_0x103_and_0x102_are_taken_like_1_and_0) {
    Bytes wire = write("/a", "i", static_cast<int32_t>(5));
    for (uint32_t flags : {0x103u, 0x102u, 1u, 0u}) {
        Bytes copy = wire;
        copy[2] = static_cast<uint8_t>(flags >> 8);
        copy[3] = static_cast<uint8_t>(flags);
        Received received(copy);
        O2LiteMessage message(received.layout);
        CHECK_EQUAL(5, message.int32(0));
        CHECK_EQUAL((flags & 1) != 0, message.isReliable());
    }
}

TEST(R4_5_A_blob_is_filled_to_the_next_multiple_of_4_and_not_beyond) {
    const uint8_t data[] = {1, 2, 3, 4, 5, 6, 7, 8};
    const size_t emptySize = write("/a", "b", O2LiteBlob{data, 0}).size();
    for (uint32_t size = 1; size <= 8; size++) {
        Bytes wire = write("/a", "b", O2LiteBlob{data, size});
        CHECK_EQUAL(emptySize + (size + 3) / 4 * 4, wire.size());
        for (size_t i = emptySize + size; i < wire.size(); i++) CHECK_EQUAL(0, wire[i]);
    }
}

TEST(D4_3_A_blob_of_the_C_client_with_a_word_too_many_is_read_when_it_is_the_last_argument) {
    Bytes wire = write("/a", "b", O2LiteBlob{"abcd", 4});
    wire.insert(wire.end(), 4, 0);
    Received received(wire);
    CHECK(received.result == ParseResult::Ok);
    CHECK_EQUAL(4u, O2LiteMessage(received.layout).blob(0).size);
}

TEST(D4_4_A_blob_of_any_size_can_be_followed_by_more_arguments) {
    const uint8_t data[] = {1, 2, 3, 4, 5, 6, 7, 8};
    for (uint32_t size = 0; size <= 8; size++) {
        Received received(write("/a", "bids", O2LiteBlob{data, size}, static_cast<int32_t>(-9), 2.5, "end"));
        O2LiteMessage message(received.layout);
        CHECK_EQUAL(size, message.blob(0).size);
        CHECK(std::memcmp(message.blob(0).data, data, size) == 0);
        CHECK_EQUAL(-9, message.int32(1));
        CHECK_EQUAL(2.5, message.number(2));
        CHECK_EQUAL(std::string("end"), message.text(3));
        CHECK(message.ok());
    }
}

TEST(D4_56_The_time_of_a_message_can_be_read) {
    Received received(fromHex("00000000" "3ff8000000000000" "2f610000" "2c000000"));
    CHECK_EQUAL(1.5, O2LiteMessage(received.layout).time());
}

TEST(D4_57_A_string_of_0_to_3_characters_is_read_as_the_last_argument) {
    for (const char* text : {"", "a", "ab", "abc"}) {
        Received received(write("/a", "s", text));
        CHECK_EQUAL(std::string(text), O2LiteMessage(received.layout).text(0));
    }
}

TEST(D4_62_Negative_numbers_are_sent_and_read) {
    Received received(write("/a", "ih", static_cast<int32_t>(-2), static_cast<int64_t>(-3000000000)));
    O2LiteMessage message(received.layout);
    CHECK_EQUAL(-2, message.int32(0));
    CHECK_EQUAL(-3000000000, message.int64(1));
}

TEST(D4_63_A_blob_of_o2litepy_without_its_padding_is_read) {
    Bytes wire = write("/a", "b", O2LiteBlob{"abcde", 5});
    wire.resize(wire.size() - 3);
    Received received(wire);
    CHECK(received.result == ParseResult::Ok);
    CHECK_EQUAL(5u, O2LiteMessage(received.layout).blob(0).size);
}

TEST(D4_64_The_argument_behind_a_blob_is_read) {
    Received received(write("/a", "bi", O2LiteBlob{"abcd", 4}, static_cast<int32_t>(7)));
    O2LiteMessage message(received.layout);
    message.blob(0);
    CHECK_EQUAL(7, message.int32(1));
}

TEST(Arguments_are_read_in_any_order_and_more_than_once) {
    Received received(write("/a", "sifs", "one", static_cast<int32_t>(2), 3.5f, "four"));
    O2LiteMessage message(received.layout);
    CHECK_EQUAL(std::string("four"), message.text(3));
    CHECK_EQUAL(3.5f, message.single(2));
    CHECK_EQUAL(std::string("one"), message.text(0));
    CHECK_EQUAL(2, message.int32(1));
    CHECK_EQUAL(std::string("four"), message.text(3));
    CHECK(message.ok());
}

TEST(What_is_not_there_or_of_another_kind_reads_as_nothing) {
    Received received(write("/a", "si", "text", static_cast<int32_t>(1)));
    O2LiteMessage message(received.layout);
    CHECK_EQUAL(0, message.int32(0));
    CHECK(!message.ok());
    CHECK_EQUAL(std::string(""), message.text(1));
    CHECK_EQUAL(0u, message.blob(1).size);
    CHECK_EQUAL(0.0, message.number(2));
}

TEST(A_number_out_of_range_gives_the_end_of_the_range) {
    Received received(write("/a", "dddfh", 1e300, -1e300, std::nan(""), 2.9f, static_cast<int64_t>(5000000000)));
    O2LiteMessage message(received.layout);
    CHECK_EQUAL(INT32_MAX, message.int32(0));
    CHECK_EQUAL(INT64_MIN, message.int64(1));
    CHECK_EQUAL(0, message.int32(2));
    CHECK_EQUAL(2, message.int32(3));
    CHECK_EQUAL(INT32_MAX, message.int32(4));
    CHECK(std::isinf(message.single(0)));
}

TEST(All_types_that_can_be_received_are_read) {
    for (const GoldenLine& vector : golden("Vectors/messages.json")) {
        if (vector["name"] != "all-scalars") continue;
        Received received(fromHex(vector["hex_tcp"].substr(8)));
        O2LiteMessage message(received.layout);
        CHECK_EQUAL(std::string("ihfdtsScBmTFNI"), message.types());
        CHECK_EQUAL(1, message.int32(0));
        CHECK_EQUAL(2, message.int64(1));
        CHECK_EQUAL(3.5f, message.single(2));
        CHECK_EQUAL(4.25, message.number(3));
        CHECK_EQUAL(5.125, message.number(4));
        CHECK_EQUAL(std::string("six"), message.text(5));
        CHECK_EQUAL(std::string("seven"), message.text(6));
        CHECK_EQUAL('8', message.int32(7));
        CHECK(message.boolean(8));
        CHECK(message.boolean(10));
        CHECK(!message.boolean(11));
        CHECK_EQUAL(14u, message.count());
        CHECK(message.ok());
    }
}

TEST(The_writer_makes_the_bytes_of_the_C_client) {
    const std::string expected = "0000000100000000000000002f616c6c74797065730000002c736966746468424262000074686973206973206120746573740000000004d242f6cccd4081bf1eb851eb85";
    uint8_t data[99];
    for (int i = 0; i < 99; i++) data[i] = static_cast<uint8_t>(i + 1);
    Bytes wire = write("/alltypes", "siftdhBBb", "this is a test", static_cast<int32_t>(1234), 123.4f, O2LiteTime{567.89}, 2.0123456789,
                       static_cast<int64_t>(98765432100), true, false, O2LiteBlob{data, 99});
    CHECK_EQUAL(expected, toHex(wire).substr(0, expected.size()));
    CHECK_EQUAL(196u, wire.size());
}

TEST(The_writer_refuses_what_is_no_message) {
    CHECK(errorOf(100, "synth", "") == O2LiteError::BadAddress);
    CHECK(errorOf(100, "/", "") == O2LiteError::BadAddress);
    CHECK(errorOf(100, "//a", "") == O2LiteError::BadAddress);
    CHECK(errorOf(100, "", "") == O2LiteError::BadAddress);
    CHECK(errorOf(100, "/a", "q", static_cast<int32_t>(1)) == O2LiteError::WrongArguments);
    CHECK(errorOf(100, "/a", "ii", static_cast<int32_t>(1)) == O2LiteError::WrongArguments);
    CHECK(errorOf(100, "/a", "i", static_cast<int32_t>(1), static_cast<int32_t>(1)) == O2LiteError::WrongArguments);
    CHECK(errorOf(100, "/a", "i", 1.0f) == O2LiteError::WrongArguments);
}

TEST(The_writer_never_writes_behind_its_buffer) {
    const uint8_t data[40] = {};
    for (size_t capacity = 0; capacity < 96; capacity++) {
        CHECK(errorOf(capacity, "/synth/noteon", "sib", "a text of some length", static_cast<int32_t>(1), O2LiteBlob{data, 40}) == O2LiteError::TooLarge);
    }
    CHECK(errorOf(100, "/a", "b", O2LiteBlob{data, 0xFFFFFFFF}) == O2LiteError::TooLarge);
}

TEST(Bundles_are_told_apart_and_not_touched) {
    Received received(fromHex("00000000" "0000000000000000" "23610000" "0000001400000000000000000000000061000000" "2c000000"));
    CHECK(received.result == ParseResult::Bundle);
}
