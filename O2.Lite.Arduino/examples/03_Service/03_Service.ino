// Offers a service: everyone in the ensemble can now light the LED, without knowing that there is a microcontroller.
//
//   /lamp/on B        on or off                        o2 send /lamp/on true
//   /lamp/level f     brightness, 0 to 1               o2 send /lamp/level 0.3
//   /lamp/ping s      answers "i" (milliseconds since the start) to the address in the argument, reliably
//
// Everything else below /lamp is reported on the serial monitor. Type in your network below.

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
const int ledPin = 5;

void onSwitch(O2LiteMessage& message, void*) {
    analogWrite(ledPin, message.boolean(0) ? 255 : 0);
}

void onLevel(O2LiteMessage& message, void*) {
    analogWrite(ledPin, constrain(static_cast<int>(message.single(0) * 255), 0, 255));
}

void onPing(O2LiteMessage& message, void*) {
    o2.sendReliable(message.text(0), static_cast<int32_t>(millis()));
}

void onOther(O2LiteMessage& message, void*) {
    Serial.print("There is no method for ");
    Serial.print(message.address());
    Serial.print(" with types ");
    Serial.println(message.types());
}

void setup() {
    Serial.begin(115200);
    pinMode(ledPin, OUTPUT);
    WiFi.begin(wifiName, wifiPassword);
    WiFi.setSleep(false);

    o2.addService("lamp", ";color:white;");
    o2.addMethod("/lamp/on", nullptr, onSwitch);  // null: any types; a number will do, too
    o2.addMethod("/lamp/level", nullptr, onLevel);
    o2.addMethod("/lamp/ping", "s", onPing);
    o2.addMethods("/lamp", nullptr, onOther);
    o2.begin(ENSEMBLE);
}

void loop() {
    o2.poll();
}
