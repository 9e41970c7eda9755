#pragma once

#include <stddef.h>
#include <stdint.h>

namespace o2lite {

/// A domain name from a DNS message: labels, each behind a byte with its length.
struct DnsName {
    uint8_t labels[255];
    size_t size;

    /// Reads the name at `offset`, which moves behind it. Pointers may only lead backwards, so there is no endless loop.
    bool read(const uint8_t* packet, size_t packetSize, size_t& offset);

    /// Whether it ends with these labels (in wire form, with the final 0), letters of either case, behind exactly `before` labels.
    bool isBelow(const uint8_t* parent, size_t parentSize, int before) const;
};

}  // namespace o2lite
