#pragma once

#include <type_traits>

#include "../O2LiteTypes.h"

namespace o2lite {

/// The O2 type with which an argument of a C++ type is sent. Other C++ types do not compile.
template <typename T, typename = void>
struct Argument;

template <typename T>
struct IsNumber {
    static const bool value = std::is_integral<T>::value && !std::is_same<T, bool>::value;
    static const bool fitsInt32 = sizeof(T) < 4 || (sizeof(T) == 4 && std::is_signed<T>::value);
};

template <typename T>
struct Argument<T, typename std::enable_if<IsNumber<T>::value && IsNumber<T>::fitsInt32>::type> {
    static const char type = 'i';
    typedef int32_t Wire;
};

/// Numbers that do not fit an int32 in all cases, uint32_t (millis()!) and 64-bit ones.
template <typename T>
struct Argument<T, typename std::enable_if<IsNumber<T>::value && !IsNumber<T>::fitsInt32>::type> {
    static const char type = 'h';
    typedef int64_t Wire;
};

template <>
struct Argument<bool> {
    static const char type = 'B';
    typedef bool Wire;
};

template <>
struct Argument<float> {
    static const char type = 'f';
    typedef float Wire;
};

template <>
struct Argument<double> {
    static const char type = 'd';
    typedef double Wire;
};

template <>
struct Argument<const char*> {
    static const char type = 's';
    typedef const char* Wire;
};

template <>
struct Argument<char*> : Argument<const char*> {};

template <>
struct Argument<O2LiteTime> {
    static const char type = 't';
    typedef O2LiteTime Wire;
};

template <>
struct Argument<O2LiteBlob> {
    static const char type = 'b';
    typedef O2LiteBlob Wire;
};

}  // namespace o2lite
