#pragma once

#include "DnsName.h"
#include "HostTable.h"

namespace o2lite {

/// Looks for the processes of an ensemble by multicast DNS, service type `_o2proc._tcp.local`.
///
/// It asks after 0, 1, 3, 7, 15, 23 ... seconds, and at once (but four times a second at most) when a process has told its name but not its place. What it hears goes to the HostTable.
/// All that it needs stands in the TXT record, so the records SRV and A are not looked at.
class MdnsBrowser {
   public:
    explicit MdnsBrowser(HostTable& hosts) : hosts_(hosts) {}

    /// Starts to look. The text is kept, not copied.
    void start(const char* ensemble, double now);

    /// Writes a query, if it is time for one. The number of bytes, or 0.
    size_t nextQuery(double now, uint8_t* packet, size_t capacity);

    /// Takes any datagram that came by multicast; what is no answer for us is ignored.
    void handle(const uint8_t* packet, size_t size, double now);

   private:
    void handlePointer(const uint8_t* packet, size_t size, size_t data, bool isGoodbye, double now);
    void handleText(const DnsName& owner, const uint8_t* data, size_t size, bool isGoodbye);
    bool isOurs(const DnsName& instance) const;

    HostTable& hosts_;
    const char* ensemble_ = "";
    double lastQuery_ = 0;
    double nextQuery_ = 0;
    double pause_ = 0;
};

}  // namespace o2lite
