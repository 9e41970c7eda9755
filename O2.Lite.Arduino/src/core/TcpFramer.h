#pragma once

#include "../O2LiteConfiguration.h"
#include "../O2LiteTypes.h"

namespace o2lite {

/// Cuts what arrives by TCP into messages: a length (4 bytes, big-endian), then that many bytes. A message that is longer than O2LITE_MAX_MESSAGE is passed over.
class TcpFramer {
   public:
    enum class Result : uint8_t {
        None,     ///< No whole message; receive more.
        Message,  ///< One whole message, valid until the next call.
        TooLong,  ///< A message that is being passed over. Told once.
        Broken    ///< A length that no message has: the connection has to be closed.
    };

    /// Forgets everything: a new connection.
    void reset();

    /// Where to receive to. Never 0 bytes, if next() has answered None since the last call of received().
    uint8_t* space(size_t& size);

    /// That many bytes were received there.
    void received(size_t size) { end_ += size; }

    /// The next message. `body` may be written to.
    Result next(uint8_t*& body, size_t& size);

   private:
    static const size_t lengthBytes = 4;
    static const uint32_t firstImpossibleLength = 0x10000;

    uint8_t buffer_[lengthBytes + O2LITE_MAX_MESSAGE];
    size_t begin_ = 0;
    size_t end_ = 0;
    size_t skip_ = 0;  // bytes of a too long message that are still to come
};

}  // namespace o2lite
