#pragma once

#include "../O2LiteConfiguration.h"
#include "../O2LiteMessage.h"

/// Called when a message arrives. `context` is what was given to addMethod().
typedef void (*O2LiteHandler)(O2LiteMessage& message, void* context);

namespace o2lite {

/// Which handler gets a message: the newest whose address is equal, else the newest whose prefix ends where the address does or has a '/'.
/// The first character of an address, '/' or '!', makes no difference. Texts are kept, not copied.
class Methods {
   public:
    /// False when the table is full. `types` null takes all types, "" only messages without arguments.
    bool add(const char* address, const char* types, bool isPrefix, O2LiteHandler handler, void* context);

    /// Removes all methods of an address, prefix or not. False when there is none.
    bool remove(const char* address);

    /// Calls the handler of a message. False when there is none.
    bool deliver(O2LiteMessage& message) const;

   private:
    struct Method {
        const char* address;
        const char* types;
        O2LiteHandler handler;
        void* context;
        bool isPrefix;

        bool takes(O2LiteMessage& message) const;
    };

    Method methods_[O2LITE_MAX_METHODS];
    size_t count_ = 0;
};

}  // namespace o2lite
