#include "O2LiteMessage.h"

#include <math.h>

#include "core/Bytes.h"

using namespace o2lite;

namespace {

/// A number cut to whole ones, and to the range of an integer type; 0 for what is no number.
template <typename Integer>
Integer saturate(double value, Integer lowest, Integer highest) {
    if (isnan(value)) return 0;
    if (value <= static_cast<double>(lowest)) return lowest;
    if (value >= static_cast<double>(highest)) return highest;
    return static_cast<Integer>(value);
}

}  // namespace

char O2LiteMessage::find(size_t index) {
    if (index >= layout_.readable) {
        ok_ = false;
        return 0;
    }
    if (index < next_) {
        next_ = 0;
        offset_ = 0;
    }
    for (; next_ < index; next_++) {
        offset_ += static_cast<size_t>(argumentSize(layout_.types[next_], layout_.data + offset_, layout_.dataSize - offset_));
    }
    argument_ = layout_.data + offset_;
    return layout_.types[index];
}

bool O2LiteMessage::isInteger(size_t index, int64_t& value) {
    switch (find(index)) {
        case 'i': case 'c': case 'B':
            value = bitsAs<int32_t>(load32le(argument_));
            return true;
        case 'h':
            value = bitsAs<int64_t>(load64le(argument_));
            return true;
        case 'T':
            value = 1;
            return true;
        case 'F':
            value = 0;
            return true;
        default:
            return false;
    }
}

int64_t O2LiteMessage::int64(size_t index) {
    int64_t value;
    return isInteger(index, value) ? value : saturate<int64_t>(number(index), INT64_MIN, INT64_MAX);
}

int32_t O2LiteMessage::int32(size_t index) {
    int64_t value = int64(index);
    if (value < INT32_MIN) return INT32_MIN;
    if (value > INT32_MAX) return INT32_MAX;
    return static_cast<int32_t>(value);
}

double O2LiteMessage::number(size_t index) {
    int64_t integer;
    if (isInteger(index, integer)) return static_cast<double>(integer);
    switch (find(index)) {
        case 'f':
            return static_cast<double>(bitsAs<float>(load32le(argument_)));
        case 'd': case 't':
            return bitsAs<double>(load64le(argument_));
        default:
            ok_ = false;
            return 0;
    }
}

float O2LiteMessage::single(size_t index) {
    return static_cast<float>(number(index));
}

bool O2LiteMessage::boolean(size_t index) {
    return number(index) != 0;
}

const char* O2LiteMessage::text(size_t index) {
    char type = find(index);
    if (type == 's' || type == 'S') return reinterpret_cast<const char*>(argument_);
    ok_ = false;
    return "";
}

O2LiteBlob O2LiteMessage::blob(size_t index) {
    if (find(index) == 'b') return {argument_ + 4, load32le(argument_)};
    ok_ = false;
    return {nullptr, 0};
}
