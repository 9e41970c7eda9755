// Blinks in time with the ensemble. Put two boards side by side: they blink together, though nobody tells them when.
//
// Without being told anything it blinks at each full second of the ensemble's clock. A conductor can do better: /blink/at, sent with a time in the
// future, blinks at that moment. The message is sent ahead (requestEarly), so the delays of the network do not matter.
//
//   /blink/at i       blinks for so many milliseconds, at the time of the message
//   /blink/tempo f    beats per minute of the steady blinking, 0 for none
//
// Type in your network below.

#include <WiFi.h>
#include <math.h>

#include <O2Lite.h>
#include <O2LiteSockets.h>

const char* const wifiName = "your network";
const char* const wifiPassword = "its password";
#ifndef ENSEMBLE
#define ENSEMBLE "orchestra"  // all programs of one ensemble find each other
#endif

O2LiteSockets network;
O2Lite o2(network);
const int ledPin = 5;
const double flashLength = 0.05;  // seconds
double tempo = 60;                // beats per minute
uint32_t flashEnd = 0;

void flash(uint32_t milliseconds) {
    digitalWrite(ledPin, HIGH);
    flashEnd = millis() + milliseconds;
}

void onBlink(O2LiteMessage& message, void*) {
    flash(constrain(message.int32(0), 1, 10000));
}

void onTempo(O2LiteMessage& message, void*) {
    tempo = message.number(0);
}

void setup() {
    pinMode(ledPin, OUTPUT);
    WiFi.begin(wifiName, wifiPassword);
    WiFi.setSleep(false);

    o2.addService("blink");
    o2.addMethod("/blink/at", "i", onBlink);
    o2.addMethod("/blink/tempo", nullptr, onTempo);
    o2.requestEarly();
    o2.begin(ENSEMBLE);
}

void loop() {
    static double lastBeat = 0;

    o2.poll();
    if (o2.isSynchronized() && tempo > 0) {
        double beat = floor(o2.time() * tempo / 60);
        if (beat != lastBeat) flash(static_cast<uint32_t>(flashLength * 1000));
        lastBeat = beat;
    }
    if (static_cast<int32_t>(millis() - flashEnd) >= 0) digitalWrite(ledPin, LOW);
}
