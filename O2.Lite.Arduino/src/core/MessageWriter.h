#pragma once

#include "../O2LiteTypes.h"

namespace o2lite {

/// Writes one message into memory that it is given. The first error is kept and returned by finish().
class MessageWriter {
   public:
    /// Starts a message. `types` lists the arguments that follow: i h f d t s b B. Both texts are copied.
    void start(uint8_t* buffer, size_t capacity, const char* address, const char* types, double time, bool reliable);

    void add(int32_t value);
    void add(int64_t value);
    void add(float value);
    void add(double value);
    void add(O2LiteTime value);
    void add(bool value);
    void add(O2LiteBlob value);
    void add(const char* value) { addText("", value); }

    /// Adds one text that consists of two.
    void addText(const char* first, const char* second);

    /// Turns the message into its form on the wire. `size` is its length from the flags on; 0 when it fails.
    O2LiteError finish(size_t& size);

   private:
    /// Room for the next argument, of this type; null when there is none.
    uint8_t* next(char type, size_t size);
    /// Room for a field, filled with 0 up to its end.
    uint8_t* take(size_t size);
    void fail(O2LiteError error);
    void writeText(const char* first, const char* second);

    uint8_t* buffer_ = nullptr;
    size_t capacity_ = 0;
    size_t size_ = 0;
    size_t types_ = 0;  // where the type of the next argument stands in the buffer
    O2LiteError error_ = O2LiteError::WrongArguments;
};

}  // namespace o2lite
