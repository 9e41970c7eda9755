// Runs a sketch as a program:  SKETCH [ENSEMBLE]
// It ends when its standard input ends, so that it never outlives the program or the test that started it.

#include <fcntl.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

#include "Arduino.h"
#include "WiFi.h"
#include "Wire.h"

SerialMonitor Serial;
WiFiAdapter WiFi;
I2cBus Wire;

namespace {

const double turn = 6.283185307179586;
const char* ensemble = "orchestra";
int pins[64];

int64_t microseconds() {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<int64_t>(time.tv_sec) * 1000000 + time.tv_nsec / 1000;
}

void store(uint8_t* data, double value) {
    int counts = static_cast<int>(std::lround(value));
    data[0] = static_cast<uint8_t>(counts >> 8);
    data[1] = static_cast<uint8_t>(counts);
}

bool isInputOpen() {
    pollfd input = {STDIN_FILENO, POLLIN, 0};
    if (poll(&input, 1, 1) <= 0) return true;  // also the pause between two turns of loop()
    char byte;
    return read(STDIN_FILENO, &byte, 1) > 0;
}

}  // namespace

uint32_t millis() {
    return static_cast<uint32_t>(microseconds() / 1000);
}

uint32_t micros() {
    return static_cast<uint32_t>(microseconds());
}

void pinMode(int, int) {}

void digitalWrite(int pin, int value) {
    analogWrite(pin, value);
}

void analogWrite(int pin, int value) {
    if (pin < 0 || pin >= 64 || pins[pin] == value) return;
    pins[pin] = value;
    std::printf("pin %d = %d\n", pin, value);
}

void SerialMonitor::print(const char* text) {
    std::fputs(text, stdout);
}

void SerialMonitor::println(const char* text) {
    std::puts(text);
}

void SerialMonitor::println(double value, int digits) {
    std::printf("%.*f\n", digits, value);
}

const char* chosenEnsemble() {
    return ensemble;
}

void I2cBus::beginTransmission(uint8_t address) {
    address_ = address;
    isRegisterKnown_ = false;
}

void I2cBus::write(uint8_t value) {
    if (!isRegisterKnown_) register_ = value;
    isRegisterKnown_ = true;
}

int I2cBus::endTransmission(bool) {
    return address_ == 0x68 ? 0 : 2;
}

int I2cBus::requestFrom(uint8_t address, uint8_t count) {
    if (address != 0x68 || register_ != 0x3B || count != sizeof data_) return 0;
    simulate();
    next_ = 0;
    return count;
}

int I2cBus::read() {
    return next_ < static_cast<int>(sizeof data_) ? data_[next_++] : -1;
}

void I2cBus::simulate() {
    double time = static_cast<double>(microseconds()) * 1e-6;
    double roll = 0.9 * std::sin(turn * time / 4);  // radians
    double pitch = 0.6 * std::sin(turn * time / 7);
    double rollSpeed = 0.9 * turn / 4 * std::cos(turn * time / 4);
    double pitchSpeed = 0.6 * turn / 7 * std::cos(turn * time / 7);
    double degrees = 360 / turn * 131;
    store(data_, -std::sin(pitch) * 16384);
    store(data_ + 2, std::cos(pitch) * std::sin(roll) * 16384);
    store(data_ + 4, std::cos(pitch) * std::cos(roll) * 16384);
    store(data_ + 8, rollSpeed * degrees);
    store(data_ + 10, pitchSpeed * degrees);
}

int main(int argumentCount, char** arguments) {
    if (argumentCount > 1) ensemble = arguments[1];
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    setup();
    do loop();
    while (isInputOpen());
    return 0;
}
