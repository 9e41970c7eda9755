#pragma once

#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

typedef std::vector<uint8_t> Bytes;

inline Bytes fromHex(const std::string& hex) {
    Bytes bytes;
    for (size_t i = 0; i + 1 < hex.size(); i += 2) bytes.push_back(static_cast<uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    return bytes;
}

inline std::string toHex(const uint8_t* data, size_t size) {
    static const char digits[] = "0123456789abcdef";
    std::string hex;
    for (size_t i = 0; i < size; i++) {
        hex += digits[data[i] >> 4];
        hex += digits[data[i] & 15];
    }
    return hex;
}

inline std::string toHex(const Bytes& bytes) {
    return toHex(bytes.data(), bytes.size());
}

/// A copy whose end is the end of its memory block, so that AddressSanitizer sees each byte read behind it.
class Exact {
   public:
    Exact(const uint8_t* data, size_t size) : data_(new uint8_t[size]), size_(size) {
        if (size > 0) std::memcpy(data_.get(), data, size);
    }
    explicit Exact(const Bytes& bytes) : Exact(bytes.data(), bytes.size()) {}
    uint8_t* data() { return data_.get(); }
    size_t size() const { return size_; }

   private:
    std::unique_ptr<uint8_t[]> data_;
    size_t size_;
};

/// One line of a file of golden bytes: these files have one JSON object on each line.
class GoldenLine {
   public:
    explicit GoldenLine(const std::string& line) : line_(line) {}

    /// The text of a field; empty when it is not there.
    std::string operator[](const std::string& name) const {
        std::string key = "\"" + name + "\":";
        size_t start = line_.find(key);
        if (start == std::string::npos) return "";
        start = line_.find_first_not_of(' ', start + key.size());
        bool quoted = line_[start] == '"';
        if (quoted) start++;
        return line_.substr(start, line_.find_first_of(quoted ? "\"" : ",}", start) - start);
    }

   private:
    std::string line_;
};

/// The objects of a golden file of O2.Actors.Tests, for example "Vectors/messages.json".
inline std::vector<GoldenLine> golden(const std::string& name) {
    std::ifstream file(std::string(GOLDEN_FOLDER) + "/" + name);
    if (!file) throw std::runtime_error("There is no " + name + " in " GOLDEN_FOLDER);
    std::vector<GoldenLine> lines;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line[0] == '{') lines.push_back(GoldenLine(line));
    }
    return lines;
}
