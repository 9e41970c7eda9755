#include "TcpFramer.h"

#include "Bytes.h"

namespace o2lite {

void TcpFramer::reset() {
    begin_ = end_ = skip_ = 0;
}

uint8_t* TcpFramer::space(size_t& size) {
    memmove(buffer_, buffer_ + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    size = sizeof buffer_ - end_;
    return buffer_ + end_;
}

TcpFramer::Result TcpFramer::next(uint8_t*& body, size_t& size) {
    size_t skipped = skip_ < end_ - begin_ ? skip_ : end_ - begin_;
    begin_ += skipped;
    skip_ -= skipped;
    if (end_ - begin_ < lengthBytes) return Result::None;

    uint32_t length = load32be(buffer_ + begin_);
    if (length == 0 || length >= firstImpossibleLength) return Result::Broken;
    if (length > O2LITE_MAX_MESSAGE) {
        begin_ += lengthBytes;
        skip_ = length;
        return Result::TooLong;
    }
    if (end_ - begin_ - lengthBytes < length) return Result::None;

    body = buffer_ + begin_ + lengthBytes;
    size = length;
    begin_ += lengthBytes + length;
    return Result::Message;
}

}  // namespace o2lite
