#pragma once

#include "../O2LiteTypes.h"

namespace o2lite {

/// Whether an mDNS instance name is that of a process of an ensemble: `ensemble`, `ensemble #N` or `ensemble (N)`. Responders add such a suffix when a name is
/// taken, to one with a suffix too; in a full label they cut the ensemble to make room for it.
bool belongsToEnsemble(const char* instance, size_t length, const char* ensemble);

/// Reads the text `@pppppppp:iiiiiiii:tttt:uuuu` that a process publishes under `name`: public address, internal address, TCP port, UDP port, in lower-case
/// hexadecimal digits. The host is reached at its internal address.
bool parseProcessName(const char* text, size_t length, O2LiteHost& host);

/// Whether a process that publishes this version, "2.0.1", can be our host: equal major number, no field above 255.
bool isCompatibleVersion(const char* text, size_t length);

}  // namespace o2lite
