#include "DnsName.h"

#include "Bytes.h"

namespace o2lite {

namespace {

const uint8_t pointerBits = 0xC0;

uint8_t lowerCase(uint8_t c) {
    return c >= 'A' && c <= 'Z' ? static_cast<uint8_t>(c + 32) : c;
}

}  // namespace

bool DnsName::read(const uint8_t* packet, size_t packetSize, size_t& offset) {
    size_t position = offset;
    size_t lowest = offset;
    bool followed = false;
    size = 0;
    while (position < packetSize) {
        uint8_t length = packet[position];
        if ((length & pointerBits) == pointerBits) {
            if (position + 1 >= packetSize) return false;
            size_t target = load16be(packet + position) & 0x3FFFu;
            if (target >= lowest) return false;
            if (!followed) offset = position + 2;
            followed = true;
            lowest = position = target;
            continue;
        }
        size_t step = 1u + length;
        if ((length & pointerBits) != 0 || step > packetSize - position || step > sizeof labels - size) return false;
        memcpy(labels + size, packet + position, step);
        size += step;
        position += step;
        if (length == 0) {
            if (!followed) offset = position;
            return true;
        }
    }
    return false;
}

bool DnsName::isBelow(const uint8_t* parent, size_t parentSize, int before) const {
    size_t start = 0;
    for (int i = 0; i < before; i++) {
        if (labels[start] == 0) return false;
        start += 1u + labels[start];
    }
    if (size - start != parentSize) return false;
    for (size_t i = 0; i < parentSize; i++) {
        if (lowerCase(labels[start + i]) != lowerCase(parent[i])) return false;
    }
    return true;
}

}  // namespace o2lite
