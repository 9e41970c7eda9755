#pragma once

// Sizes of everything that O2Lite holds. All memory is part of the O2Lite object: nothing is allocated. To change one, define it before the library
// is compiled (build flags: -DO2LITE_MAX_MESSAGE=1024); README.md tells what each costs.

// The longest message in bytes, from its flags to its last argument, that can be sent or received. The reference client takes 4092.
#ifndef O2LITE_MAX_MESSAGE
#define O2LITE_MAX_MESSAGE 4092
#endif

// Bytes that wait for the TCP connection, with the message that is being written. Not less than O2LITE_MAX_MESSAGE + 4.
#ifndef O2LITE_OUTGOING_BYTES
#define O2LITE_OUTGOING_BYTES 4096
#endif

// Bytes of messages that wait for their time, with 4 more for each.
#ifndef O2LITE_TIMED_BYTES
#define O2LITE_TIMED_BYTES 4096
#endif

// How many services can be offered.
#ifndef O2LITE_MAX_SERVICES
#define O2LITE_MAX_SERVICES 8
#endif

// How many taps can be set.
#ifndef O2LITE_MAX_TAPS
#define O2LITE_MAX_TAPS 4
#endif

// How many methods can be added.
#ifndef O2LITE_MAX_METHODS
#define O2LITE_MAX_METHODS 16
#endif

// How many processes of the ensemble are remembered while a host is looked for.
#ifndef O2LITE_MAX_HOSTS
#define O2LITE_MAX_HOSTS 8
#endif

// How many times one call of poll() reads from each socket at most, so that a busy host cannot keep loop() from running.
#ifndef O2LITE_READS_PER_POLL
#define O2LITE_READS_PER_POLL 16
#endif

// IPv4 address of the interface on which O2LiteSockets looks for hosts; 0 lets the system choose.
#ifndef O2LITE_MULTICAST_INTERFACE
#define O2LITE_MULTICAST_INTERFACE 0
#endif

static_assert(O2LITE_OUTGOING_BYTES >= O2LITE_MAX_MESSAGE + 4, "the longest message does not fit into the outgoing buffer");
static_assert(O2LITE_MAX_MESSAGE >= 256, "O2's own messages and the answers to mDNS queries need 256 bytes");
static_assert(O2LITE_MAX_MESSAGE <= 65532, "O2 hosts close the connection on longer messages");
