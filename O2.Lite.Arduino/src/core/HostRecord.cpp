#include "HostRecord.h"

#include <string.h>

namespace o2lite {

namespace {

const size_t fullLabel = 63;
const size_t longestCharacter = 4;
const int ourMajorVersion = 2;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes " #N" or " (N)" off the end of a name.
bool takeSuffixOff(const char* name, size_t& length) {
    size_t end = length;
    bool bracket = end > 0 && name[end - 1] == ')';
    if (bracket) end--;
    size_t digits = end;
    while (digits > 0 && isDigit(name[digits - 1])) digits--;
    if (digits == end || digits < 3 || name[digits - 1] != (bracket ? '(' : '#') || name[digits - 2] != ' ') return false;
    length = digits - 2;
    return true;
}

/// Reads hexadecimal digits up to `end`.
bool parseHex(const char*& text, const char* end, uint32_t& value) {
    for (value = 0; text < end; text++) {
        char c = *text;
        if (isDigit(c)) {
            value = (value << 4) | static_cast<uint32_t>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            value = (value << 4) | static_cast<uint32_t>(c - 'a' + 10);
        } else {
            return false;
        }
    }
    return true;
}

}  // namespace

bool belongsToEnsemble(const char* instance, size_t length, const char* ensemble) {
    size_t wanted = strlen(ensemble);
    size_t rest = length;
    while (true) {
        if (rest == wanted && memcmp(instance, ensemble, rest) == 0) return true;
        if (takeSuffixOff(instance, rest)) continue;
        bool wasCut = rest < length && length + longestCharacter > fullLabel;
        return wasCut && rest < wanted && memcmp(instance, ensemble, rest) == 0;
    }
}

bool parseProcessName(const char* text, size_t length, O2LiteHost& host) {
    static const size_t fieldEnds[] = {9, 18, 23, 28};
    if (length != 28 || text[0] != '@' || text[9] != ':' || text[18] != ':' || text[23] != ':') return false;

    uint32_t fields[4];
    const char* position = text;
    for (int i = 0; i < 4; i++) {
        position++;
        if (!parseHex(position, text + fieldEnds[i], fields[i])) return false;
    }
    host = {fields[1], static_cast<uint16_t>(fields[2]), static_cast<uint16_t>(fields[3])};
    return host.address != 0 && host.tcpPort != 0;
}

bool isCompatibleVersion(const char* text, size_t length) {
    int fields[3] = {0, 0, 0};
    int field = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '.') {
            if (++field == 3) return false;
        } else if (isDigit(text[i])) {
            fields[field] = fields[field] * 10 + (text[i] - '0');
            if (fields[field] > 255) return false;
        }
    }
    return fields[0] == ourMajorVersion;
}

}  // namespace o2lite
