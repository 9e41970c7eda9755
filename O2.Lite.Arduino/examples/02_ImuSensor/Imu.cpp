#include "Imu.h"

#include <Arduino.h>
#include <math.h>

namespace {

const uint8_t address = 0x68;
const uint8_t firstDataRegister = 0x3B;  // acceleration x, y, z, temperature, rotation x, y, z: two bytes each
const uint8_t powerRegister = 0x6B;
const float countsPerG = 16384;
const float countsPerDegree = 131;       // a second
const float fullStrength = 250;          // degrees a second
const float halfTurn = 3.14159265f;

int16_t readWord() {
    int high = Wire.read();
    return static_cast<int16_t>((high << 8) | Wire.read());
}

}  // namespace

bool Imu::begin() {
    Wire.begin();
    Wire.beginTransmission(address);
    Wire.write(powerRegister);
    Wire.write(static_cast<uint8_t>(0));  // wake up
    lastReading_ = micros();
    return Wire.endTransmission() == 0;
}

bool Imu::read(ImuReading& reading) {
    Wire.beginTransmission(address);
    Wire.write(firstDataRegister);
    if (Wire.endTransmission(false) != 0 || Wire.requestFrom(address, static_cast<uint8_t>(14)) != 14) return false;

    reading.x = readWord() / countsPerG;
    reading.y = readWord() / countsPerG;
    reading.z = readWord() / countsPerG;
    readWord();  // temperature
    float rotationX = readWord() / countsPerDegree;
    float rotationY = readWord() / countsPerDegree;
    float rotationZ = readWord() / countsPerDegree;

    uint32_t now = micros();
    yaw_ += rotationZ * (now - lastReading_) * 1e-6f / 180;
    lastReading_ = now;
    yaw_ -= 2 * floorf((yaw_ + 1) / 2);
    reading.yaw = yaw_;
    reading.roll = atan2f(reading.y, reading.z) / halfTurn;
    reading.pitch = atan2f(-reading.x, sqrtf(reading.y * reading.y + reading.z * reading.z)) / halfTurn;

    float rotation = sqrtf(rotationX * rotationX + rotationY * rotationY + rotationZ * rotationZ);
    reading.strength = rotation < fullStrength ? rotation / fullStrength : 1;
    return true;
}
