#include "MdnsBrowser.h"

#include "Bytes.h"
#include "HostRecord.h"

namespace o2lite {

namespace {

// _o2proc._tcp.local
const uint8_t serviceType[] = {7, '_', 'o', '2', 'p', 'r', 'o', 'c', 4, '_', 't', 'c', 'p', 5, 'l', 'o', 'c', 'a', 'l', 0};

const size_t dnsHeaderBytes = 12;
const size_t questionTail = 4;  // type and class
const size_t recordTail = 10;   // type, class, time to live, length of the data
const uint16_t responseBit = 0x8000;
const uint16_t typePointer = 12;
const uint16_t typeText = 16;
const uint16_t classInternet = 1;
const uint16_t classMask = 0x7FFF;  // the highest bit means something else in multicast DNS
const double shortestPause = 0.25;
const double firstPause = 1;
const double longestPause = 8;

/// The value of "key=value" in the strings of a TXT record; null when it is not there.
const char* findValue(const uint8_t* data, size_t size, const char* key, size_t& length) {
    size_t keyLength = strlen(key);
    for (size_t i = 0; i < size; i += 1u + data[i]) {
        size_t string = data[i];
        if (string > size - i - 1) return nullptr;
        if (string <= keyLength || data[i + 1 + keyLength] != '=' || memcmp(data + i + 1, key, keyLength) != 0) continue;
        length = string - keyLength - 1;
        return reinterpret_cast<const char*>(data) + i + 1 + keyLength + 1;
    }
    return nullptr;
}

const char* instanceOf(const DnsName& name) {
    return reinterpret_cast<const char*>(name.labels) + 1;
}

size_t writeQuestion(uint8_t* p, size_t capacity, const char* instance, size_t length, uint16_t type) {
    size_t label = instance == nullptr ? 0 : 1 + length;
    size_t size = label + sizeof serviceType + questionTail;
    if (size > capacity) return 0;
    if (instance != nullptr) {
        p[0] = static_cast<uint8_t>(length);
        memcpy(p + 1, instance, length);
    }
    memcpy(p + label, serviceType, sizeof serviceType);
    store16be(p + size - 4, type);
    store16be(p + size - 2, classInternet);
    return size;
}

}  // namespace

void MdnsBrowser::start(const char* ensemble, double now) {
    ensemble_ = ensemble;
    nextQuery_ = now;
    lastQuery_ = now - shortestPause;
    pause_ = firstPause;
}

size_t MdnsBrowser::nextQuery(double now, uint8_t* packet, size_t capacity) {
    if (now < nextQuery_ || capacity < dnsHeaderBytes) return 0;
    lastQuery_ = now;
    nextQuery_ = now + pause_;
    pause_ = pause_ * 2 < longestPause ? pause_ * 2 : longestPause;

    memset(packet, 0, dnsHeaderBytes);
    size_t size = dnsHeaderBytes;
    size_t length = 0;
    uint16_t questions = 0;
    const char* instance = nullptr;
    do {
        size_t question = writeQuestion(packet + size, capacity - size, instance, length, instance == nullptr ? typePointer : typeText);
        if (question == 0) break;
        size += question;
        instance = hosts_.unresolved(questions++, length);
    } while (instance != nullptr);
    store16be(packet + 4, questions);
    return size;
}

void MdnsBrowser::handle(const uint8_t* packet, size_t size, double now) {
    if (size < dnsHeaderBytes || (load16be(packet + 2) & responseBit) == 0) return;
    DnsName owner;
    size_t offset = dnsHeaderBytes;
    for (uint16_t questions = load16be(packet + 4); questions > 0; questions--) {
        if (!owner.read(packet, size, offset) || size - offset < questionTail) return;
        offset += questionTail;
    }

    uint32_t records = static_cast<uint32_t>(load16be(packet + 6)) + load16be(packet + 8) + load16be(packet + 10);
    for (; records > 0; records--) {
        if (!owner.read(packet, size, offset) || size - offset < recordTail) return;
        const uint8_t* record = packet + offset;
        offset += recordTail;
        size_t length = load16be(record + 8);
        if (length > size - offset) return;

        bool isGoodbye = load32be(record + 4) == 0;
        if ((load16be(record + 2) & classMask) == classInternet) {
            uint16_t type = load16be(record);
            if (type == typePointer && owner.isBelow(serviceType, sizeof serviceType, 0)) {
                handlePointer(packet, offset + length, offset, isGoodbye, now);
            } else if (type == typeText && isOurs(owner)) {
                handleText(owner, packet + offset, length, isGoodbye);
            }
        }
        offset += length;
    }
}

void MdnsBrowser::handlePointer(const uint8_t* packet, size_t size, size_t data, bool isGoodbye, double now) {
    DnsName instance;
    if (!instance.read(packet, size, data) || !isOurs(instance)) return;
    if (isGoodbye) {
        hosts_.lost(instanceOf(instance), instance.labels[0]);
    } else if (hosts_.noticed(instanceOf(instance), instance.labels[0])) {
        pause_ = firstPause;
        nextQuery_ = now > lastQuery_ + shortestPause ? now : lastQuery_ + shortestPause;
    }
}

void MdnsBrowser::handleText(const DnsName& owner, const uint8_t* data, size_t size, bool isGoodbye) {
    if (isGoodbye) return hosts_.lost(instanceOf(owner), owner.labels[0]);

    size_t versionLength = 0;
    size_t nameLength = 0;
    const char* version = findValue(data, size, "vers", versionLength);
    const char* name = findValue(data, size, "name", nameLength);
    O2LiteHost host;
    if (version == nullptr || name == nullptr) return;
    if (!isCompatibleVersion(version, versionLength) || !parseProcessName(name, nameLength, host)) return;
    bool isPlain = owner.labels[0] == strlen(ensemble_);
    hosts_.found(instanceOf(owner), owner.labels[0], isPlain, host);
}

bool MdnsBrowser::isOurs(const DnsName& instance) const {
    return instance.isBelow(serviceType, sizeof serviceType, 1) && belongsToEnsemble(instanceOf(instance), instance.labels[0], ensemble_);
}

}  // namespace o2lite
