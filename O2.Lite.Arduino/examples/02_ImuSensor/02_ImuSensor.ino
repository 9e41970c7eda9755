// Sends the movements of a hand-held sensor to the service "imu", wherever in the ensemble it is: seven floats by UDP, every 50 ms.
//
//   /imu/imu fffffff   yaw, roll, pitch (-1 to 1: half a turn), acceleration x, y, z (g), strength of the rotation (0 to 1)
//
// The laptop sets how often: /imusensor/rate i 100 is 100 times a second.
//
// Type in your network below and connect an MPU-6050 (GY-521) to the I2C pins. On the laptop:
// `./build.sh sensor-demo --sensor=none --network`, or any program of the ensemble "scimu" that offers "imu".

#include <WiFi.h>
#include <Wire.h>

#include <O2Lite.h>
#include <O2LiteSockets.h>

#include "Imu.h"

const char* const wifiName = "your network";
const char* const wifiPassword = "its password";
#ifndef ENSEMBLE
#define ENSEMBLE "scimu"  // all programs of one ensemble find each other
#endif

O2LiteSockets network;
O2Lite o2(network);
Imu imu;
uint32_t interval = 50000;  // microseconds from one reading to the next

void onRate(O2LiteMessage& message, void*) {
    int32_t rate = constrain(message.int32(0), 1, 500);
    interval = 1000000 / rate;
}

void setup() {
    Serial.begin(115200);
    WiFi.begin(wifiName, wifiPassword);
    WiFi.setSleep(false);
    if (!imu.begin()) Serial.println("There is no MPU-6050 on the I2C bus.");

    o2.addService("imusensor", ";sends:/imu/imu;");
    o2.addMethod("/imusensor/rate", "i", onRate);
    o2.begin(ENSEMBLE);
}

void loop() {
    static uint32_t lastReading = 0;

    o2.poll();
    if (micros() - lastReading < interval) return;
    lastReading += interval;
    if (micros() - lastReading > interval) lastReading = micros();  // do not catch up after a pause

    ImuReading r;
    if (imu.read(r)) o2.send("/imu/imu", r.yaw, r.roll, r.pitch, r.x, r.y, r.z, r.strength);
}
