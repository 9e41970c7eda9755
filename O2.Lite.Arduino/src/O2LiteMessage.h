#pragma once

#include "O2LiteTypes.h"
#include "core/MessageLayout.h"

/// A message that has arrived. It is handed to a handler and valid until the handler returns; so are the texts and blobs that it returns.
///
/// Arguments are read by their index, in any order; one after the other is fastest. Numbers are read as any number type: 2.9 read by int32() is 2, and
/// what exceeds the range gives its end. An argument that is not there or of another kind reads as 0, "" or an empty blob, and makes ok() false.
/// Nothing here blocks or allocates. Not ISR-safe.
class O2LiteMessage {
   public:
    explicit O2LiteMessage(const o2lite::MessageLayout& layout) : layout_(layout) {}

    /// The whole address, `/synth/noteon` or `!synth/noteon`; the two mean the same.
    const char* address() const { return layout_.address; }

    /// The types of the arguments, one letter each: "if" is an int32 and a float.
    const char* types() const { return layout_.types; }

    /// How many arguments there are to read: those before the first vector or array, which have only raw().
    size_t count() const { return layout_.readable; }

    /// The time for which the message was sent, in seconds on the ensemble's clock; 0 for "at once".
    double time() const { return layout_.time; }

    /// Whether it was sent reliably (by TCP).
    bool isReliable() const { return (layout_.flags & o2lite::reliableFlag) != 0; }

    /// Reads a number: types i h f d t c B T F.
    int32_t int32(size_t index);
    /// Reads a number: types i h f d t c B T F.
    int64_t int64(size_t index);
    /// Reads a number: types i h f d t c B T F.
    float single(size_t index);
    /// Reads a number: types i h f d t c B T F.
    double number(size_t index);
    /// Reads a number as "is not 0": types i h f d t c B T F.
    bool boolean(size_t index);
    /// Reads text: types s S.
    const char* text(size_t index);
    /// Reads bytes: type b.
    O2LiteBlob blob(size_t index);

    /// False once an argument was read that is not there or of another kind.
    bool ok() const { return ok_; }

    /// All arguments as they are in memory: little-endian, each filled to a multiple of 4 bytes.
    O2LiteBlob raw() const { return {layout_.data, static_cast<uint32_t>(layout_.dataSize)}; }

   private:
    /// The type of an argument; its bytes follow at argument_. 0, and ok() is false from now on, when there is none.
    char find(size_t index);
    bool isInteger(size_t index, int64_t& value);

    o2lite::MessageLayout layout_;
    size_t next_ = 0;        // the argument that was found last,
    size_t offset_ = 0;      // and where it is
    const uint8_t* argument_ = nullptr;
    bool ok_ = true;
};
