#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

// As much of the Arduino API as the examples use, for this machine: sketches run as programs (see main.cpp).

const int LOW = 0;
const int HIGH = 1;
const int OUTPUT = 1;

uint32_t millis();
uint32_t micros();
void pinMode(int pin, int mode);
/// Changes of a pin are told on standard output: "pin 5 = 1".
void digitalWrite(int pin, int value);
void analogWrite(int pin, int value);

template <typename T>
T constrain(T value, T lowest, T highest) {
    return std::min(std::max(value, lowest), highest);
}

/// The serial monitor is standard output.
class SerialMonitor {
   public:
    void begin(unsigned long) {}
    void print(const char* text);
    void println(const char* text);
    void println(double value, int digits);
};

extern SerialMonitor Serial;

/// The ensemble that was chosen on the command line, for the sketch.
const char* chosenEnsemble();

void setup();
void loop();
