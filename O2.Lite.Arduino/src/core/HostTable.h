#pragma once

#include "../O2LiteConfiguration.h"
#include "../O2LiteTypes.h"

namespace o2lite {

/// The processes of the ensemble that are known, one of which may be our host, and which of them to try next.
///
/// Not every process takes O2lite clients, and none tells so before it is asked. Those that failed least come first, then the one with the plain ensemble name,
/// which is how a host makes itself known. One that failed is tried again after a pause that doubles up to 8 s and differs from client to client; after six
/// failures it is forgotten, and has to be found anew.
class HostTable {
   public:
    /// Forgets all hosts.
    void clear();

    /// One host that is always there, instead of those that are found.
    void setGiven(const O2LiteHost& host);
    bool isGiven() const { return given_; }

    /// There is a process of this name; where, is not known yet. True when it was not known. When the table is full, the one that failed most makes room.
    bool noticed(const char* instance, size_t length);

    /// A process tells where it is.
    void found(const char* instance, size_t length, bool isPlain, const O2LiteHost& host);

    /// A process says goodbye.
    void lost(const char* instance, size_t length);

    /// The name of a process whose place is not known yet; null when there are not so many.
    const char* unresolved(size_t index, size_t& length) const;

    /// The host to try now, if there is one.
    bool choose(double now, O2LiteHost& host);

    /// What became of the host that was chosen last.
    void succeeded();
    void failed(double now);

    /// Makes the pauses of this client differ from those of others.
    void seed(uint32_t value) { random_ ^= value; }

   private:
    static const size_t maxLabel = 63;

    struct Entry {
        char instance[maxLabel];
        uint8_t length;
        bool used;
        bool isPlain;
        uint8_t failures;
        O2LiteHost host;  // TCP port 0 while it is not known
        double notBefore;
    };

    Entry* find(const char* instance, size_t length);
    Entry* add(const char* instance, size_t length);
    void forget(Entry* entry);
    double pause(uint8_t failures);

    Entry entries_[O2LITE_MAX_HOSTS] = {};
    Entry* chosen_ = nullptr;
    bool given_ = false;
    uint32_t random_ = 0x9E3779B9;
};

}  // namespace o2lite
