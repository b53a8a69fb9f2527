// This file implements the searching and building of texts for strings and bytes.
#include "stdlib/text.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "runtime/panic.h"
#include "stdlib/long_text.h"
#include "stdlib/unicode/unicode.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

// Texts are searched in pieces of this size at least, between which the run may end.
constexpr size_t kPiece = 64 << 10;

uint8_t At(std::string_view s, size_t i) { return static_cast<uint8_t>(s[i]); }
int64_t Len(std::string_view s) { return static_cast<int64_t>(s.size()); }

char* NewText(Mutator& m, size_t n) { return static_cast<char*>(m.heap.NewNoscanRaw(n)); }

Text TextOf(const LongText& text) {
  const runtime::GoString s = text.ToString();
  return {s.data, s.len};
}

// A set of runes that answers quickly for ASCII ones.
class RuneSet {
 public:
  explicit RuneSet(std::string_view chars) : chars_(chars) {
    for (const char c : chars) {
      const auto b = static_cast<uint8_t>(c);
      if (b < 0x80) ascii_[b >> 6] |= uint64_t{1} << (b & 63);
      else only_ascii_ = false;
    }
  }

  bool Has(Rune r) const {
    if (r.value < 0x80) return (ascii_[r.value >> 6] >> (r.value & 63) & 1) != 0;
    if (only_ascii_) return false;
    for (std::string_view rest = chars_; !rest.empty();) {
      const Rune c = DecodeRune(rest);
      if (c.value == r.value) return true;
      rest.remove_prefix(static_cast<size_t>(c.width));
    }
    return false;
  }

 private:
  std::string_view chars_;
  uint64_t ascii_[2] = {0, 0};
  bool only_ascii_ = true;
};

// Maps each rune of s by f, or the ASCII ones by the cheaper ascii.
template <class Ascii, class F>
Text MapText(Mutator& m, std::string_view s, Ascii ascii, F f) {
  const size_t prefix = AsciiPrefix(s);
  size_t same = 0;
  Watch watch(m);
  while (same < prefix && !watch.Over(1) && ascii(s[same]) == s[same]) ++same;
  if (same == s.size()) return Text(s);
  if (prefix == s.size()) {
    char* out = NewText(m, s.size());
    m.heap.CopyLong(out, s.data(), same);
    for (size_t i = same; i < s.size(); i += kPiece) {
      if (i != same && m.Interrupted()) break;
      const size_t end = std::min(s.size(), i + kPiece);
      for (size_t k = i; k < end; ++k) out[k] = ascii(s[k]);
    }
    return {out, Len(s)};
  }
  LongText out(m);
  out.reserve(s.size());
  out += s.substr(0, same);
  bool changed = false;
  for (std::string_view rest = s.substr(same); !rest.empty() && !out.over();) {
    const Rune r = DecodeRune(rest);
    const int32_t mapped = f(r.value);
    AppendRune(out, mapped);
    changed |= mapped != r.value || (r.value == kRuneError && r.width == 1);
    rest.remove_prefix(static_cast<size_t>(r.width));
  }
  return changed ? TextOf(out) : Text(s);
}

char UpperAscii(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Whether strings.Title sees no start of a word behind r.
bool IsWordRune(int32_t r) {
  if (r < 0x80) return r == '_' || (r >= '0' && r <= '9') || IsLetter(r);
  if (IsLetter(r) || IsDigit(r)) return true;
  return !IsSpace(r);
}

}  // namespace

// Pieces begin where a rune does, or after bytes of which no piece makes a rune.
size_t RunePiece(std::string_view s) {
  constexpr size_t kLongestRune = 4;
  if (s.size() <= kPiece) return s.size();
  size_t n = kPiece;
  for (size_t i = 1; i < kLongestRune && (At(s, n) & 0xC0) == 0x80; ++i) --n;
  return n;
}

int64_t CountRunes(Mutator& m, std::string_view s) {
  int64_t n = 0;
  while (!s.empty()) {
    const size_t piece = RunePiece(s);
    n += CountRunes(s.substr(0, piece));
    s.remove_prefix(piece);
    if (!s.empty() && m.Interrupted()) break;
  }
  return n;
}

bool IsValidUtf8(Mutator& m, std::string_view s) {
  while (!s.empty()) {
    const size_t piece = RunePiece(s);
    if (!IsValidUtf8(s.substr(0, piece))) return false;
    s.remove_prefix(piece);
    if (!s.empty() && m.Interrupted()) break;
  }
  return true;
}

Text CopyText(Mutator& m, std::string_view s) {
  char* out = NewText(m, s.size());
  m.heap.CopyLong(out, s.data(), s.size());
  return {out, Len(s)};
}

char* TryNewText(Mutator& m, int64_t n) {
  constexpr int64_t kSmall = 1 << 20;  // what fits in the reserve of the heap
  if (n < kSmall) return NewText(m, static_cast<size_t>(n));
  return static_cast<char*>(m.heap.TryNewNoscanRaw(static_cast<size_t>(n)));
}

namespace {

// A hash of a window that moves over a text, modulo 2^61 - 1.
class RollingHash {
 public:
  explicit RollingHash(size_t window) {
    for (uint64_t factor = kBase, n = window; n != 0; n >>= 1, factor = Times(factor, factor)) {
      if ((n & 1) != 0) out_ = Times(out_, factor);
    }
  }
  static uint64_t Extended(uint64_t hash, char next) { return Reduced(Times(hash, kBase) + static_cast<uint8_t>(next) + 1); }
  uint64_t Moved(uint64_t hash, char first, char next) const {
    return Reduced(Extended(hash, next) + kPrime - Times(out_, uint64_t{static_cast<uint8_t>(first)} + 1));
  }

 private:
  static constexpr uint64_t kPrime = (uint64_t{1} << 61) - 1, kBase = 0x0F3A7C15D1E5B9A7;
  static uint64_t Reduced(uint64_t x) { return x >= kPrime ? x - kPrime : x; }
  static uint64_t Times(uint64_t a, uint64_t b) {
    const auto product = static_cast<unsigned __int128>(a) * b;
    return Reduced((static_cast<uint64_t>(product) & kPrime) + static_cast<uint64_t>(product >> 61));
  }
  uint64_t out_ = 1;  // the weight of what leaves the window, once more has come in
};

// For a text so long that memmem would take its time before it begins. Requires: 0 < sep.size() <= s.size().
int64_t IndexLongText(Mutator& m, std::string_view s, std::string_view sep) {
  Watch watch(m);
  const RollingHash rolling(sep.size());
  uint64_t want = 0, hash = 0;
  for (size_t i = 0; i < sep.size() && !watch.Over(1); ++i) {
    want = RollingHash::Extended(want, sep[i]);
    hash = RollingHash::Extended(hash, s[i]);
  }
  for (size_t at = 0;; ++at) {
    if (hash == want && m.heap.CompareLong(s.data() + at, sep.data(), sep.size()) == 0) return static_cast<int64_t>(at);
    if (at + sep.size() == s.size() || watch.Over(1)) return -1;
    hash = rolling.Moved(hash, s[at], s[at + sep.size()]);
  }
}

}  // namespace

int64_t IndexText(Mutator& m, std::string_view s, std::string_view sep) {
  constexpr size_t kLongSep = 32 << 10;
  if (sep.empty()) return 0;
  if (sep.size() == 1) return IndexByteText(m, s, At(sep, 0));
  if (sep.size() > s.size()) return -1;
  if (sep.size() > kLongSep) return IndexLongText(m, s, sep);
  // In pieces that overlap, so that the run can end.
  const size_t piece = std::max(kPiece, 4 * sep.size());
  for (size_t at = 0; at + sep.size() <= s.size(); at += piece - sep.size() + 1) {
    if (at != 0 && m.Interrupted()) break;
    const std::string_view part = s.substr(at, piece);
    const void* found = memmem(part.data(), part.size(), sep.data(), sep.size());
    if (found != nullptr) return static_cast<const char*>(found) - s.data();
  }
  return -1;
}

int64_t LastIndexText(Mutator& m, std::string_view s, std::string_view sep) {
  if (sep.size() == 1) return LastIndexByteText(m, s, At(sep, 0));
  if (sep.size() > s.size()) return -1;
  // In pieces by where the match begins, fewer the longer it may take to compare.
  const size_t piece = std::max<size_t>(1, kPiece * 4 / (sep.size() + 1));
  for (size_t end = s.size() - sep.size() + 1; end > 0;) {
    const size_t begin = end - std::min(end, piece);
    const size_t found = s.substr(begin, end - begin + sep.size() - 1).rfind(sep);
    if (found != std::string_view::npos) return static_cast<int64_t>(begin + found);
    m.heap.NoteWork(end - begin);
    if (begin != 0 && m.Interrupted()) break;
    end = begin;
  }
  return -1;
}

int64_t IndexByteText(Mutator& m, std::string_view s, uint8_t c) {
  for (size_t at = 0; at < s.size(); at += kPiece) {
    if (at != 0 && m.Interrupted()) break;
    const void* found = std::memchr(s.data() + at, c, std::min(kPiece, s.size() - at));
    if (found != nullptr) return static_cast<const char*>(found) - s.data();
  }
  return -1;
}

int64_t LastIndexByteText(Mutator& m, std::string_view s, uint8_t c) {
  for (size_t end = s.size(); end > 0;) {
    const size_t begin = end - std::min(end, kPiece);
    const void* found = memrchr(s.data() + begin, c, end - begin);
    if (found != nullptr) return static_cast<const char*>(found) - s.data();
    if (begin != 0 && m.Interrupted()) break;
    end = begin;
  }
  return -1;
}

int64_t IndexRuneText(Mutator& m, std::string_view s, int32_t r) {
  if (r >= 0 && r < 0x80) return IndexByteText(m, s, static_cast<uint8_t>(r));
  if (r == kRuneError) {
    Watch watch(m);
    for (size_t i = 0; i < s.size() && !watch.Over(1);) {
      const Rune x = DecodeRune(s.substr(i));
      if (x.value == kRuneError) return static_cast<int64_t>(i);
      i += static_cast<size_t>(x.width);
    }
    return -1;
  }
  if (!IsValidRune(r)) return -1;
  char buf[4];
  const int n = EncodeRune(buf, r);
  return IndexText(m, s, {buf, static_cast<size_t>(n)});
}

int64_t IndexAnyText(Mutator& m, std::string_view s, std::string_view chars) {
  if (chars.empty()) return -1;
  const RuneSet set(chars);
  Watch watch(m);
  for (size_t i = 0; i < s.size() && !watch.Over(1);) {
    const Rune r = DecodeRune(s.substr(i));
    if (set.Has(r)) return static_cast<int64_t>(i);
    i += static_cast<size_t>(r.width);
  }
  return -1;
}

int64_t LastIndexAnyText(Mutator& m, std::string_view s, std::string_view chars) {
  if (chars.empty()) return -1;
  const RuneSet set(chars);
  Watch watch(m);
  while (!s.empty() && !watch.Over(1)) {
    const Rune r = DecodeLastRune(s);
    s.remove_suffix(static_cast<size_t>(r.width));
    if (set.Has(r)) return Len(s);
  }
  return -1;
}

int64_t CountText(Mutator& m, std::string_view s, std::string_view sep) {
  if (sep.empty()) return CountRunes(m, s) + 1;
  int64_t n = 0;
  if (sep.size() == 1) {
    for (size_t at = 0; at < s.size(); at += kPiece) {
      if (at != 0 && m.Interrupted()) break;
      for (const char c : s.substr(at, kPiece)) n += c == sep[0];
    }
    return n;
  }
  Watch watch(m);
  for (int64_t i; !watch.Over(32) && (i = IndexText(m, s, sep)) >= 0; ++n) s.remove_prefix(static_cast<size_t>(i) + sep.size());
  return n;
}

bool EqualFoldText(Mutator& m, std::string_view s, std::string_view t) {
  Watch watch(m);
  while (!s.empty() && !t.empty() && !watch.Over(1)) {
    const Rune a = DecodeRune(s);
    const Rune b = DecodeRune(t);
    if (a.value != b.value && FoldRune(a.value) != FoldRune(b.value)) return false;
    s.remove_prefix(static_cast<size_t>(a.width));
    t.remove_prefix(static_cast<size_t>(b.width));
  }
  return s.size() == t.size();
}

std::string_view TrimLeftText(Mutator& m, std::string_view s, std::string_view cutset) {
  const RuneSet set(cutset);
  Watch watch(m);
  while (!s.empty() && !watch.Over(1)) {
    const Rune r = DecodeRune(s);
    if (!set.Has(r)) break;
    s.remove_prefix(static_cast<size_t>(r.width));
  }
  return s;
}

std::string_view TrimRightText(Mutator& m, std::string_view s, std::string_view cutset) {
  const RuneSet set(cutset);
  Watch watch(m);
  while (!s.empty() && !watch.Over(1)) {
    const Rune r = DecodeLastRune(s);
    if (!set.Has(r)) break;
    s.remove_suffix(static_cast<size_t>(r.width));
  }
  return s;
}

std::string_view TrimLeftSpaceText(Mutator& m, std::string_view s) {
  Watch watch(m);
  while (!s.empty() && !watch.Over(1)) {
    const Rune r = DecodeRune(s);
    if (!IsSpace(r.value)) break;
    s.remove_prefix(static_cast<size_t>(r.width));
  }
  return s;
}

std::string_view TrimRightSpaceText(Mutator& m, std::string_view s) {
  Watch watch(m);
  while (!s.empty() && !watch.Over(1)) {
    const Rune r = DecodeLastRune(s);
    if (!IsSpace(r.value)) break;
    s.remove_suffix(static_cast<size_t>(r.width));
  }
  return s;
}

Field NextField(Watch& watch, std::string_view s, size_t at) {
  Field f{s.size(), s.size(), 0};
  while (at < s.size() && !watch.Over(1)) {
    const Rune r = DecodeRune(s.substr(at));
    if (!IsSpace(r.value)) break;
    at += static_cast<size_t>(r.width);
  }
  f.start = at;
  while (at < s.size() && !watch.Over(1)) {
    const Rune r = DecodeRune(s.substr(at));
    if (IsSpace(r.value)) {
      f.end = at;
      f.width = static_cast<size_t>(r.width);
      break;
    }
    at += static_cast<size_t>(r.width);
  }
  return f;
}

Text ReplaceText(Mutator& m, std::string_view s, std::string_view old_text, std::string_view new_text, int64_t n) {
  if (old_text == new_text || n == 0) return Text(s);
  const int64_t count = CountText(m, s, old_text);
  if (count == 0) return Text(s);
  if (n < 0 || n > count) n = count;
  int64_t growth = 0;
  int64_t size = 0;
  const bool absurd = __builtin_mul_overflow(n, Len(new_text) - Len(old_text), &growth) ||
                      __builtin_add_overflow(Len(s), growth, &size);
  char* out = absurd ? nullptr : TryNewText(m, size);
  if (out == nullptr && (absurd || size > 0)) return {nullptr, -1};
  char* p = out;
  Watch watch(m);
  const auto put = [&](std::string_view piece) {
    m.heap.CopyLong(p, piece.data(), piece.size());
    p += piece.size();
  };
  for (int64_t i = 0; i < n; ++i) {
    if (watch.Over(32)) return {out, size};
    size_t before = 0;
    if (!old_text.empty()) before = static_cast<size_t>(std::max<int64_t>(0, IndexText(m, s, old_text)));
    else if (i > 0) before = static_cast<size_t>(DecodeRune(s).width);
    put(s.substr(0, before));
    put(new_text);
    s.remove_prefix(before + old_text.size());
  }
  put(s);
  return {out, size};
}

Text ToUpperText(Mutator& m, std::string_view s) { return MapText(m, s, UpperAscii, ToUpper); }
Text ToLowerText(Mutator& m, std::string_view s) { return MapText(m, s, LowerAscii, ToLower); }
Text ToTitleText(Mutator& m, std::string_view s) { return MapText(m, s, UpperAscii, ToTitle); }

Text TitleText(Mutator& m, std::string_view s) {
  int32_t before = ' ';
  LongText out(m);
  bool changed = false;
  for (std::string_view rest = s; !rest.empty() && !out.over();) {
    const Rune r = DecodeRune(rest);
    const int32_t titled = IsWordRune(before) ? r.value : ToTitle(r.value);
    AppendRune(out, titled);
    changed |= titled != r.value || (r.value == kRuneError && r.width == 1);
    before = r.value;
    rest.remove_prefix(static_cast<size_t>(r.width));
  }
  return changed ? TextOf(out) : Text(s);
}

Text ToValidText(Mutator& m, std::string_view s, std::string_view replacement) {
  if (IsValidUtf8(m, s)) return Text(s);
  LongText out(m);
  bool in_run = false;
  Watch watch(m);
  while (!s.empty() && !watch.Over(2)) {
    const Rune r = DecodeRune(s);
    const bool invalid = r.value == kRuneError && r.width == 1;
    if (!invalid) out.append(s.substr(0, static_cast<size_t>(r.width)));
    else if (!in_run) out.append(replacement);
    in_run = invalid;
    s.remove_prefix(static_cast<size_t>(r.width));
  }
  return TextOf(out);
}

}  // namespace golite::stdlib
