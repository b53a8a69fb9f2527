// This file defines the arithmetic of the interpreter's bodies: Go's rules where C++ leaves something undefined.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace golite::vm {

// The canonical slot of a value of integer type T.
template <class T>
constexpr uint64_t Canonical(T v) {
  if constexpr (std::is_signed_v<T>) return static_cast<uint64_t>(static_cast<int64_t>(v));
  else return v;
}

// The result of 64-bit arithmetic cut to T.
template <class T>
constexpr uint64_t Wrap(uint64_t v) { return Canonical<T>(static_cast<T>(v)); }

template <class T>
constexpr uint64_t ShiftLeft(uint64_t v, uint64_t count) {
  return count >= 8 * sizeof(T) ? 0 : Wrap<T>(v << count);
}

// Requires: b != 0.
template <class T>
constexpr uint64_t Quotient(uint64_t a, uint64_t b) {
  if constexpr (std::is_signed_v<T>) {
    if (b == ~uint64_t{0}) return Wrap<T>(0 - a);
    return static_cast<uint64_t>(static_cast<int64_t>(a) / static_cast<int64_t>(b));
  } else {
    return a / b;
  }
}

template <class T>
constexpr uint64_t Remainder(uint64_t a, uint64_t b) {
  if constexpr (std::is_signed_v<T>) {
    if (b == ~uint64_t{0}) return 0;
    return static_cast<uint64_t>(static_cast<int64_t>(a) % static_cast<int64_t>(b));
  } else {
    return a % b;
  }
}

template <class T>
struct FloatSlot;
template <>
struct FloatSlot<double> {
  static double Get(uint64_t s) { return std::bit_cast<double>(s); }
  static uint64_t Put(double v) { return std::bit_cast<uint64_t>(v); }
};
template <>
struct FloatSlot<float> {
  static float Get(uint64_t s) { return std::bit_cast<float>(static_cast<uint32_t>(s)); }
  static uint64_t Put(float v) { return std::bit_cast<uint32_t>(v); }
};

// Truncates as amd64 does: NaN and everything out of range give the most negative value.
inline int64_t FloatToI64(double v) {
#if defined(__SSE2__) && defined(__x86_64__)
  return _mm_cvttsd_si64(_mm_set_sd(v));
#else
  return v >= -0x1p63 && v < 0x1p63 ? static_cast<int64_t>(v) : std::numeric_limits<int64_t>::min();
#endif
}

inline uint64_t FloatToU64(double v) {
  if (v < 0x1p63) return static_cast<uint64_t>(FloatToI64(v));
  return static_cast<uint64_t>(FloatToI64(v - 0x1p63)) ^ uint64_t{1} << 63;
}

// Go's min and max: NaN wins, and -0 < +0.
template <class T>
T FloatMin(T a, T b) {
  if (a != a || b != b) return std::numeric_limits<T>::quiet_NaN();
  if (a == 0 && b == 0) return std::signbit(a) ? a : b;
  return a < b ? a : b;
}
template <class T>
T FloatMax(T a, T b) {
  if (a != a || b != b) return std::numeric_limits<T>::quiet_NaN();
  if (a == 0 && b == 0) return std::signbit(a) ? b : a;
  return a > b ? a : b;
}

// n / m for complex numbers, with infinities as C99's Annex G has them.
void DivideComplex(double nr, double ni, double mr, double mi, double& re, double& im);

}  // namespace golite::vm
