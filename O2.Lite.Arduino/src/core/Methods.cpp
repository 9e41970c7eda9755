#include "Methods.h"

#include <string.h>

namespace o2lite {

bool Methods::Method::takes(O2LiteMessage& message) const {
    const char* path = message.address() + 1;
    size_t length = strlen(address + 1);
    if (strncmp(path, address + 1, length) != 0) return false;
    bool isMatch = path[length] == 0 || (isPrefix && path[length] == '/');
    return isMatch && (types == nullptr || strcmp(types, message.types()) == 0);
}

bool Methods::add(const char* address, const char* types, bool isPrefix, O2LiteHandler handler, void* context) {
    if (count_ == O2LITE_MAX_METHODS) return false;
    methods_[count_++] = {address, types, handler, context, isPrefix};
    return true;
}

bool Methods::remove(const char* address) {
    size_t kept = 0;
    for (size_t i = 0; i < count_; i++) {
        if (strcmp(methods_[i].address + 1, address + 1) != 0) methods_[kept++] = methods_[i];
    }
    bool found = kept < count_;
    count_ = kept;
    return found;
}

bool Methods::deliver(O2LiteMessage& message) const {
    if (message.address()[0] == 0) return false;
    for (int prefixes = 0; prefixes < 2; prefixes++) {
        for (size_t i = count_; i > 0; i--) {
            Method method = methods_[i - 1];  // a copy: the handler may add and remove methods
            if (method.isPrefix != (prefixes == 1) || !method.takes(message)) continue;
            method.handler(message, method.context);
            return true;
        }
    }
    return false;
}

}  // namespace o2lite
