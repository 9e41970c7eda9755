#pragma once

#include "../O2LiteConfiguration.h"
#include "MessageWriter.h"

namespace o2lite {

/// What goes out: one block of memory with the bytes that wait for the TCP connection, and behind them the message that is being written.
class Outgoing {
   public:
    /// Forgets everything.
    void clear();

    /// Starts a message; see MessageWriter. One that was started before and not finished is forgotten.
    MessageWriter& start(const char* address, const char* types, double time, bool reliable);

    /// Whether everything goes by TCP: the host's UDP port is not known.
    void setTcpOnly(bool value) { isTcpOnly_ = value; }

    /// Ends it. A reliable message joins the bytes that wait; another one is to be sent at once, from `datagram`.
    O2LiteError finish();

    /// The datagram that is to be sent now; null when there is none. Valid until the next start() or taken().
    const uint8_t* datagram(size_t& size) const;
    void datagramSent() { datagramSize_ = 0; }

    /// The bytes that wait for the TCP connection.
    const uint8_t* waiting(size_t& size) const;

    /// The connection has taken so many of them. A message that was started and not finished is forgotten.
    void taken(size_t size);

   private:
    static const size_t lengthBytes = 4;

    uint8_t memory_[O2LITE_OUTGOING_BYTES];
    size_t used_ = 0;
    size_t datagramSize_ = 0;
    bool isTcpOnly_ = false;
    bool isReliable_ = false;
    bool isStarted_ = false;
    MessageWriter writer_;
};

}  // namespace o2lite
