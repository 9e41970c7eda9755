#pragma once

#include <Arduino.h>

/// An I2C bus with a simulated MPU-6050 on it, held by somebody who waves it: it rolls every 4 s and pitches every 7 s.
class I2cBus {
   public:
    void begin() {}
    void beginTransmission(uint8_t address);
    void write(uint8_t value);
    int endTransmission(bool stop = true);
    int requestFrom(uint8_t address, uint8_t count);
    int read();

   private:
    void simulate();

    uint8_t address_ = 0;
    uint8_t register_ = 0;
    bool isRegisterKnown_ = false;
    uint8_t data_[14] = {};
    int next_ = 0;
};

extern I2cBus Wire;
