#pragma once

#include <stddef.h>
#include <stdint.h>

namespace o2lite {

/// Turns a message from its little-endian image into its form on the wire, and back, in place.
///
/// This is the reference's conversion, byte for byte. For most types it gives big-endian; behind a blob whose size is no multiple of 4 it converts at
/// the wrong place, and so does every other O2 program, which restores the same image. It never touches a byte outside of the message, and stops where
/// the message ends before its types do. Bundles are not converted: O2lite does not take them apart.
///
/// `body` is the message from its flags on. `sending` is true from image to wire, false from wire to image.
void walkByteOrder(uint8_t* body, size_t size, bool sending);

}  // namespace o2lite
