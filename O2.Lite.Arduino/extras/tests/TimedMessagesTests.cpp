#include "Bytes.h"
#include "Check.h"
#include "core/Bytes.h"
#include "core/TimedMessages.h"

using o2lite::TimedMessages;

namespace {

Bytes image(double time, size_t size, uint8_t mark) {
    Bytes bytes(size, mark);
    o2lite::store64le(bytes.data() + 4, o2lite::bitsAs<uint64_t>(time));
    return bytes;
}

bool add(TimedMessages& messages, double time, uint8_t mark, size_t size = 16) {
    Bytes bytes = image(time, size, mark);
    return messages.add(time, bytes.data(), bytes.size());
}

/// The marks of all messages that are due, in order; they are removed.
std::string take(TimedMessages& messages, double now) {
    std::string marks;
    size_t size;
    while (const uint8_t* body = messages.due(now, size)) {
        marks += static_cast<char>(body[size - 1]);
        messages.removeFirst();
    }
    return marks;
}

}  // namespace

TEST(Messages_come_out_by_time_and_those_of_one_time_by_arrival) {
    TimedMessages messages;
    add(messages, 3, 'd');
    add(messages, 1, 'a', 40);
    add(messages, 2, 'b', 24);
    add(messages, 3, 'e', 80);
    add(messages, 2, 'c');
    CHECK_EQUAL(std::string(""), take(messages, 0.999));
    CHECK_EQUAL(std::string("abc"), take(messages, 2));
    CHECK_EQUAL(std::string("de"), take(messages, 10));
    CHECK(messages.isEmpty());
}

TEST(Messages_beyond_the_memory_are_refused_and_those_inside_are_kept) {
    TimedMessages messages;
    int kept = 0;
    while (add(messages, 1000 - kept, 'x', 100)) kept++;
    CHECK_EQUAL(O2LITE_TIMED_BYTES / 104, kept);
    CHECK_EQUAL(static_cast<size_t>(kept), take(messages, 2000).size());
    CHECK(add(messages, 1, 'y'));
}

TEST(Removing_from_none_is_harmless) {
    TimedMessages messages;
    messages.removeFirst();
    add(messages, 1, 'a');
    messages.clear();
    messages.removeFirst();
    CHECK(messages.isEmpty());
}
