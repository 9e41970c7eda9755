// Joins an ensemble and tells on the serial monitor (115200 baud) how far it got:
// searching -> connecting -> waiting for an id -> connected -> synchronized, then the ensemble's time once a second.
//
// Type in your network below. On a laptop in the same network run a host: `o2 host --ensemble orchestra`.

#include <WiFi.h>

#include <O2Lite.h>
#include <O2LiteSockets.h>

const char* const wifiName = "your network";
const char* const wifiPassword = "its password";
#ifndef ENSEMBLE
#define ENSEMBLE "orchestra"  // all programs of one ensemble find each other
#endif

O2LiteSockets network;
O2Lite o2(network);

const char* const stateNames[] = {"stopped", "searching", "connecting", "waiting for an id", "connected", "synchronized"};

void setup() {
    Serial.begin(115200);
    WiFi.begin(wifiName, wifiPassword);  // first: it starts the network stack
    WiFi.setSleep(false);                  // with power saving messages wait up to 0.3 s
    o2.begin(ENSEMBLE);
}

void loop() {
    static O2LiteState lastState = O2LiteState::Stopped;
    static uint32_t lastReport = 0;

    o2.poll();
    if (o2.state() != lastState) {
        lastState = o2.state();
        Serial.println(stateNames[static_cast<int>(lastState)]);
    }
    if (o2.isSynchronized() && millis() - lastReport >= 1000) {
        lastReport = millis();
        Serial.println(o2.time(), 3);
    }
}
