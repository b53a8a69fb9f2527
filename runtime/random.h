// This file defines the one generator from which a VM draws everything that is random.
#pragma once

#include <cstdint>

namespace golite::runtime {

// wyrand: one multiplication per number. A VM is reproducible from its seed alone.
class Random {
 public:
  explicit Random(uint64_t seed = 0) : state_(seed) {}
  uint64_t Next() {
    state_ += 0xa0761d6478bd642full;
    unsigned __int128 m = static_cast<unsigned __int128>(state_) * (state_ ^ 0xe7037ed1a0b428dbull);
    return static_cast<uint64_t>(m >> 64) ^ static_cast<uint64_t>(m);
  }
  // A number in [0, n). Requires: n > 0.
  uint32_t Below(uint32_t n) { return static_cast<uint32_t>((uint64_t{static_cast<uint32_t>(Next())} * n) >> 32); }

 private:
  uint64_t state_;
};

}  // namespace golite::runtime
