#pragma once

#include <Arduino.h>

/// This machine has its network already.
class WiFiAdapter {
   public:
    void begin(const char*, const char*) {}
    void setSleep(bool) {}
};

extern WiFiAdapter WiFi;
