// This file implements the natives of encoding/base64.
#include <array>

#include "stdlib/natives.h"
#include "stdlib/text.h"

namespace golite::stdlib {
namespace {

using Bytes = GoSlice<uint8_t>;

void Encode(Mutator& m, Bytes dst, Bytes src, std::string_view alphabet, int32_t pad) {
  const auto digit = [&](uint32_t value) { return static_cast<uint8_t>(alphabet[value & 63]); };
  const uint8_t* in = src.data;
  uint8_t* out = dst.data;
  int64_t left = src.len;
  Watch watch(m);
  for (; left >= 3; left -= 3, in += 3) {
    if (watch.Over(3)) return;
    const uint32_t value = uint32_t{in[0]} << 16 | uint32_t{in[1]} << 8 | in[2];
    *out++ = digit(value >> 18);
    *out++ = digit(value >> 12);
    *out++ = digit(value >> 6);
    *out++ = digit(value);
  }
  if (left == 0) return;
  const uint32_t value = uint32_t{in[0]} << 16 | (left == 2 ? uint32_t{in[1]} << 8 : 0);
  *out++ = digit(value >> 18);
  *out++ = digit(value >> 12);
  if (left == 2) *out++ = digit(value >> 6);
  if (pad < 0) return;
  if (left == 1) *out++ = static_cast<uint8_t>(pad);
  *out++ = static_cast<uint8_t>(pad);
}

bool IsNewline(uint8_t c) { return c == '\n' || c == '\r'; }

class Decoder {
 public:
  Decoder(Bytes dst, Bytes src, std::string_view alphabet, int32_t pad, bool strict)
      : dst_(dst), src_(src), pad_(pad), strict_(strict) {
    values_.fill(0xFF);
    for (size_t i = 0; i < alphabet.size(); ++i) values_[static_cast<uint8_t>(alphabet[i])] = static_cast<uint8_t>(i);
  }

  std::pair<int64_t, int64_t> Run(Mutator& m) {
    Watch watch(m);
    while (at_ < src_.len && bad_ < 0 && !watch.Over(4)) Quantum();
    return {n_, bad_};
  }

 private:
  void SkipNewlines() {
    while (at_ < src_.len && IsNewline(src_[at_])) ++at_;
  }

  // Decodes up to four characters.
  void Quantum() {
    uint32_t value = 0;
    int digits = 0;
    while (digits < 4) {
      if (at_ == src_.len) {
        if (digits == 0) return;
        if (digits == 1 || pad_ >= 0) {
          bad_ = at_ - digits;
          return;
        }
        break;
      }
      const uint8_t c = src_[at_++];
      if (values_[c] != 0xFF) {
        value = value << 6 | values_[c];
        ++digits;
        continue;
      }
      if (IsNewline(c)) continue;
      if (c != pad_ || digits < 2) {
        bad_ = at_ - 1;
        return;
      }
      if (!Padding(digits)) return;
      break;
    }
    Store(value << (6 * (4 - digits)), digits);
  }

  // Reads what follows the first padding character; false if nothing may be stored.
  bool Padding(int digits) {
    if (digits == 2) {
      SkipNewlines();
      if (at_ == src_.len) {
        bad_ = src_.len;
        return false;
      }
      if (src_[at_] != pad_) {
        bad_ = at_ - 1;
        return false;
      }
      ++at_;
    }
    SkipNewlines();
    if (at_ < src_.len) bad_ = at_;  // garbage behind it
    return true;
  }

  void Store(uint32_t value, int digits) {
    if (strict_ && digits < 4 && (value & (digits == 3 ? 0xFFu : 0xFFFFu)) != 0) {
      bad_ = at_ - (digits == 3 ? 1 : 2);
      return;
    }
    for (int i = 0; i < digits - 1; ++i) dst_[n_++] = static_cast<uint8_t>(value >> (16 - 8 * i));
  }

  std::array<uint8_t, 256> values_;
  Bytes dst_, src_;
  int32_t pad_;
  bool strict_;
  int64_t at_ = 0;
  int64_t n_ = 0;
  int64_t bad_ = -1;
};

std::pair<int64_t, int64_t> Decode(Mutator& m, Bytes dst, Bytes src, std::string_view alphabet, int32_t pad, bool strict) {
  return Decoder(dst, src, alphabet, pad, strict).Run(m);
}

constexpr Native kNatives[] = {BindLinear<&Encode>("encode"), BindLinear<&Decode>("decode")};

}  // namespace

extern constinit const NativePackage kPackage_encoding_base64 = {"encoding/base64", kNatives};

}  // namespace golite::stdlib
