#include "HostTable.h"

#include <string.h>

namespace o2lite {

namespace {

const double firstPause = 0.5;
const double longestPause = 8;
const uint8_t mostFailures = 6;

}  // namespace

void HostTable::clear() {
    memset(entries_, 0, sizeof entries_);
    chosen_ = nullptr;
    given_ = false;
}

void HostTable::setGiven(const O2LiteHost& host) {
    clear();
    found("", 0, true, host);
    given_ = true;
}

bool HostTable::noticed(const char* instance, size_t length) {
    return !given_ && find(instance, length) == nullptr && add(instance, length) != nullptr;
}

void HostTable::found(const char* instance, size_t length, bool isPlain, const O2LiteHost& host) {
    if (given_) return;
    Entry* entry = find(instance, length);
    if (entry == nullptr) entry = add(instance, length);
    if (entry == nullptr) return;
    bool isSame = entry->host.address == host.address && entry->host.tcpPort == host.tcpPort && entry->host.udpPort == host.udpPort;
    if (isSame) return;
    entry->host = host;
    entry->isPlain = isPlain;
    entry->failures = 0;
    entry->notBefore = 0;
}

void HostTable::lost(const char* instance, size_t length) {
    Entry* entry = find(instance, length);
    if (entry != nullptr && !given_) forget(entry);
}

const char* HostTable::unresolved(size_t index, size_t& length) const {
    for (const Entry& entry : entries_) {
        if (!entry.used || entry.host.tcpPort != 0 || index-- > 0) continue;
        length = entry.length;
        return entry.instance;
    }
    return nullptr;
}

bool HostTable::choose(double now, O2LiteHost& host) {
    chosen_ = nullptr;
    for (Entry& entry : entries_) {
        if (!entry.used || entry.host.tcpPort == 0 || now < entry.notBefore) continue;
        bool isBetter = chosen_ == nullptr || entry.failures < chosen_->failures ||
                        (entry.failures == chosen_->failures && entry.isPlain && !chosen_->isPlain);
        if (isBetter) chosen_ = &entry;
    }
    if (chosen_ == nullptr) return false;
    host = chosen_->host;
    return true;
}

void HostTable::succeeded() {
    if (chosen_ != nullptr) chosen_->failures = 0;
}

void HostTable::failed(double now) {
    if (chosen_ == nullptr) return;
    if (chosen_->failures < mostFailures) chosen_->failures++;
    if (chosen_->failures == mostFailures && !given_) return forget(chosen_);
    chosen_->notBefore = now + pause(chosen_->failures);
}

HostTable::Entry* HostTable::find(const char* instance, size_t length) {
    for (Entry& entry : entries_) {
        if (entry.used && entry.length == length && memcmp(entry.instance, instance, length) == 0) return &entry;
    }
    return nullptr;
}

HostTable::Entry* HostTable::add(const char* instance, size_t length) {
    if (length > maxLabel) return nullptr;
    Entry* entry = &entries_[0];
    for (Entry& other : entries_) {
        if (!other.used) {
            entry = &other;
            break;
        }
        if (other.failures > entry->failures) entry = &other;
    }
    forget(entry);
    memcpy(entry->instance, instance, length);
    entry->length = static_cast<uint8_t>(length);
    entry->used = true;
    return entry;
}

void HostTable::forget(Entry* entry) {
    if (entry == chosen_) chosen_ = nullptr;
    memset(entry, 0, sizeof *entry);
}

/// Seconds until the next try: a random part, from three quarters on, of 0.5, 1, 2, 4, 8, 8 ...
double HostTable::pause(uint8_t failures) {
    double pause = firstPause;
    for (uint8_t i = 1; i < failures && pause < longestPause; i++) pause *= 2;
    random_ = random_ * 1664525u + 1013904223u;
    return pause * (0.75 + 0.25 * (random_ >> 8) / 16777216.0);
}

}  // namespace o2lite
