#pragma once

#include <Wire.h>

/// What the sensor feels.
struct ImuReading {
    float yaw, roll, pitch;  // -1 to 1: half a turn either way; yaw is relative to the start and drifts
    float x, y, z;           // acceleration in g
    float strength;          // of the rotation: 0 still, 1 at 250 degrees a second or more
};

/// An MPU-6050 on the I2C bus.
class Imu {
   public:
    /// False when it does not answer.
    bool begin();

    /// False when there is no reading.
    bool read(ImuReading& reading);

   private:
    float yaw_ = 0;
    uint32_t lastReading_ = 0;
};
