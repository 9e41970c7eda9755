#pragma once

#include <type_traits>

#include "../O2LiteTypes.h"

namespace o2lite {

/// The O2 type with which an argument of a C++ type is sent, and the type that is written. Other C++ types do not compile.
template <typename T, typename = void>
struct Argument;

template <char Type, typename T>
struct SentAs {
    static const char type = Type;
    typedef T Wire;
};

template <typename T>
struct IsNumber {
    static const bool value = std::is_integral<T>::value && !std::is_same<T, bool>::value;
    static const bool fitsInt32 = sizeof(T) < 4 || (sizeof(T) == 4 && std::is_signed<T>::value);
};

template <typename T>
struct Argument<T, typename std::enable_if<IsNumber<T>::value && IsNumber<T>::fitsInt32>::type> : SentAs<'i', int32_t> {};

/// Numbers that do not fit an int32 in all cases, uint32_t (millis()!) and 64-bit ones.
template <typename T>
struct Argument<T, typename std::enable_if<IsNumber<T>::value && !IsNumber<T>::fitsInt32>::type> : SentAs<'h', int64_t> {};

template <> struct Argument<bool> : SentAs<'B', bool> {};
template <> struct Argument<float> : SentAs<'f', float> {};
template <> struct Argument<double> : SentAs<'d', double> {};
template <> struct Argument<const char*> : SentAs<'s', const char*> {};
template <> struct Argument<char*> : Argument<const char*> {};
template <> struct Argument<O2LiteTime> : SentAs<'t', O2LiteTime> {};
template <> struct Argument<O2LiteBlob> : SentAs<'b', O2LiteBlob> {};

}  // namespace o2lite
