// This file implements the natives of strings.
#include <algorithm>
#include <cstring>

#include "stdlib/natives.h"
#include "stdlib/text.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

GoString ToGo(Text t) { return {t.data, t.len}; }
GoString ToGo(std::string_view s) { return {s.data(), static_cast<int64_t>(s.size())}; }

bool Contains(Mutator& m, std::string_view s, std::string_view substr) {
  const int64_t at = IndexText(m, s, substr);
  m.heap.NoteWork(at < 0 ? s.size() : static_cast<uint64_t>(at));
  return at >= 0;
}

GoString Clone(Mutator& m, std::string_view s) { return s.empty() ? GoString{} : m.NewString(s); }

// Cuts s into at most n runes, the last being the rest.
GoSlice<GoString> Explode(Mutator& m, std::string_view s, int64_t n) {
  const int64_t count = CountRunes(m, s);
  Watch watch(m);
  if (n < 0 || n > count) n = count;
  GoSlice<GoString> list = m.NewStringSlice(n);
  for (int64_t i = 0; i < n && !s.empty() && !watch.Over(16); ++i) {
    const size_t size = i == n - 1 ? s.size() : static_cast<size_t>(DecodeRune(s).width);
    list[i] = ToGo(s.substr(0, size));
    s.remove_prefix(size);
  }
  return list;
}

GoSlice<GoString> Split(Mutator& m, std::string_view s, std::string_view sep, int64_t keep, int64_t n) {
  if (sep.empty()) return Explode(m, s, n);
  const int64_t count = CountText(m, s, sep) + 1;
  if (n < 0 || n > count) n = count;
  GoSlice<GoString> list = m.NewStringSlice(n);
  Watch watch(m);
  for (int64_t i = 0; i < n - 1; ++i) {
    const int64_t found = watch.Over(32) ? -1 : IndexText(m, s, sep);
    if (found < 0) return list;  // the run is to end
    const auto at = static_cast<size_t>(found);
    list[i] = ToGo(s.substr(0, at + static_cast<size_t>(keep)));
    s.remove_prefix(at + sep.size());
  }
  list[n - 1] = ToGo(s);
  return list;
}

GoSlice<GoString> Fields(Mutator& m, std::string_view s) {
  int64_t count = 0;
  Watch watch(m);
  for (Field f = NextField(watch, s, 0); f.start < s.size(); f = NextField(watch, s, f.end + f.width)) ++count;
  if (m.Interrupted()) return {};
  GoSlice<GoString> list = m.NewStringSlice(count);
  GoString* out = list.data;
  for (Field f = NextField(watch, s, 0); f.start < s.size() && out != list.end(); f = NextField(watch, s, f.end + f.width)) {
    *out++ = ToGo(s.substr(f.start, f.end - f.start));
  }
  return list;
}

Outcome Join(Mutator& m, GoSlice<GoString> elems, std::string_view sep, GoString& result) {
  if (elems.len == 0) return Outcome::kDone;
  if (elems.len == 1) {
    result = elems[0];
    return Outcome::kDone;
  }
  int64_t size = 0;
  bool absurd = __builtin_mul_overflow(static_cast<int64_t>(sep.size()), elems.len - 1, &size);
  for (const GoString& e : elems) absurd |= __builtin_add_overflow(size, e.len, &size);
  char* p = absurd ? nullptr : TryNewText(m, size);
  if (p == nullptr && (absurd || size > 0)) return OutOfMemory(m);
  result = {p, size};
  Watch watch(m);
  for (int64_t i = 0; i < elems.len && !watch.Over(32 + static_cast<uint64_t>(elems[i].len)); ++i) {
    if (i > 0 && !sep.empty()) {
      m.heap.CopyLong(p, sep.data(), sep.size());
      p += sep.size();
    }
    m.heap.CopyLong(p, elems[i].data, static_cast<size_t>(elems[i].len));
    p += elems[i].len;
  }
  return Outcome::kDone;
}

Outcome Repeat(Mutator& m, std::string_view s, int64_t count, GoString& result) {
  if (s.empty() || count == 0) return Outcome::kDone;
  const size_t size = s.size() * static_cast<size_t>(count);
  char* p = TryNewText(m, static_cast<int64_t>(size));
  if (p == nullptr) return OutOfMemory(m);
  result = {p, static_cast<int64_t>(size)};
  // By doubling up to a piece, then piece by piece.
  constexpr size_t kPiece = 64 << 10;
  m.heap.CopyLong(p, s.data(), s.size());
  size_t done = s.size();
  for (size_t n; done < size; done += n) {
    if (done >= kPiece && m.Interrupted()) break;
    n = std::min(size - done, std::max(s.size(), std::min(done, kPiece / s.size() * s.size())));
    m.heap.CopyLong(p + done, p, n);
  }
  return Outcome::kDone;
}

Outcome Replace(Mutator& m, std::string_view s, std::string_view old_text, std::string_view new_text, int64_t n,
                GoString& result) {
  const Text replaced = ReplaceText(m, s, old_text, new_text, n);
  if (replaced.len < 0) return OutOfMemory(m);
  result = ToGo(replaced);
  return Outcome::kDone;
}

GoString ToUpper(Mutator& m, std::string_view s) { return ToGo(ToUpperText(m, s)); }
GoString ToLower(Mutator& m, std::string_view s) { return ToGo(ToLowerText(m, s)); }
GoString ToTitle(Mutator& m, std::string_view s) { return ToGo(ToTitleText(m, s)); }
GoString Title(Mutator& m, std::string_view s) { return ToGo(TitleText(m, s)); }

GoString ToValidUtf8(Mutator& m, std::string_view s, std::string_view replacement) {
  return ToGo(ToValidText(m, s, replacement));
}

GoString StringOf(GoSlice<uint8_t> buf) { return ToGo(ViewOf(buf)); }

GoString TrimSpace(Mutator& m, std::string_view s) { return ToGo(TrimRightSpaceText(m, TrimLeftSpaceText(m, s))); }
GoString TrimLeft(Mutator& m, std::string_view s, std::string_view cutset) { return ToGo(TrimLeftText(m, s, cutset)); }
GoString TrimRight(Mutator& m, std::string_view s, std::string_view cutset) { return ToGo(TrimRightText(m, s, cutset)); }

GoString Trim(Mutator& m, std::string_view s, std::string_view cutset) {
  return ToGo(TrimRightText(m, TrimLeftText(m, s, cutset), cutset));
}

// Replacer: see replacer.go for what the index is.
constexpr int64_t kBytes = 256;

GoSlice<int32_t> ReplacerIndex(Mutator& m, GoSlice<GoString> oldnew) {
  const int64_t pairs = oldnew.len / 2;
  GoSlice<int32_t> index = m.NewScalarSlice<int32_t>(kBytes + 1 + pairs);
  std::fill(index.begin(), index.end(), -1);
  int32_t* next = index.data + kBytes + 1;
  for (int64_t i = pairs - 1; i >= 0; --i) {
    const std::string_view old_text = oldnew[2 * i].view();
    int32_t& head = index[old_text.empty() ? kBytes : static_cast<uint8_t>(old_text[0])];
    next[i] = head;
    head = static_cast<int32_t>(i);
  }
  return index;
}

// Calls put with the pieces of the result in turn. Returns false, without a call, if nothing is replaced.
template <class Put>
bool EachPiece(Mutator& m, std::string_view s, GoSlice<GoString> oldnew, GoSlice<int32_t> index, Put put) {
  const int32_t* next = index.data + kBytes + 1;
  const int32_t empty_pair = index[kBytes];
  size_t last = 0;           // what precedes has been put
  bool changed = false;
  bool after_empty = false;  // the empty string has just matched here, and may not match again
  Watch watch(m);
  for (size_t i = 0; i <= s.size();) {
    if (watch.Over(2)) return false;
    const std::string_view rest = s.substr(i);
    int32_t pair = rest.empty() ? -1 : index[static_cast<uint8_t>(rest[0])];
    while (pair >= 0 && !rest.starts_with(oldnew[2 * pair].view())) pair = next[pair];
    if (empty_pair >= 0 && !after_empty && (pair < 0 || empty_pair < pair)) pair = empty_pair;
    after_empty = pair >= 0 && oldnew[2 * pair].len == 0;
    if (pair < 0) {
      ++i;
      continue;
    }
    put(s.substr(last, i - last));
    put(oldnew[2 * pair + 1].view());
    i += static_cast<size_t>(oldnew[2 * pair].len);
    last = i;
    changed = true;
  }
  if (changed) put(s.substr(last));
  return changed;
}

Outcome ReplacePairs(Mutator& m, std::string_view s, GoSlice<GoString> oldnew, GoSlice<int32_t> index, GoString& result) {
  result = ToGo(s);
  if (index.len == 0) return Outcome::kDone;
  int64_t size = 0;
  bool absurd = false;
  const bool changed = EachPiece(m, s, oldnew, index, [&](std::string_view piece) {
    absurd |= __builtin_add_overflow(size, static_cast<int64_t>(piece.size()), &size);
  });
  if (!changed) return Outcome::kDone;
  char* p = absurd ? nullptr : TryNewText(m, size);
  if (p == nullptr && (absurd || size > 0)) return OutOfMemory(m);
  result = {p, size};
  EachPiece(m, s, oldnew, index, [&](std::string_view piece) {
    m.heap.CopyLong(p, piece.data(), piece.size());
    p += piece.size();
  });
  return Outcome::kDone;
}

constexpr Native kNatives[] = {
    BindSearch<&IndexText>("Index"),
    BindSearch<&LastIndexText>("LastIndex"),
    BindSearch<&IndexByteText>("IndexByte"),
    BindSearch<&LastIndexByteText>("LastIndexByte"),
    BindSearch<&IndexRuneText>("IndexRune"),
    BindSearch<&IndexAnyText>("IndexAny"),
    BindSearch<&LastIndexAnyText>("LastIndexAny"),
    BindLinear<&CountText>("Count"),
    Bind<&Contains>("Contains"),
    BindLinear<&EqualFoldText>("EqualFold"),
    Bind<&Clone>("Clone"),
    BindLinear<&Split>("split"),
    BindLinear<&Fields>("Fields"),
    BindLinear<&Join>("Join"),
    Bind<&Repeat>("repeat"),
    BindLinear<&Replace>("Replace"),
    BindLinear<&ToUpper>("ToUpper"),
    BindLinear<&ToLower>("ToLower"),
    BindLinear<&ToTitle>("ToTitle"),
    BindLinear<&Title>("Title"),
    BindLinear<&ToValidUtf8>("ToValidUTF8"),
    Bind<&StringOf>("stringOf"),
    BindTrim<&TrimSpace>("TrimSpace"),
    BindTrim<&Trim>("Trim"),
    BindTrim<&TrimLeft>("TrimLeft"),
    BindTrim<&TrimRight>("TrimRight"),
    Bind<&ReplacerIndex>("replacerIndex"),
    BindLinear<&ReplacePairs>("replacePairs"),
};

}  // namespace

extern constinit const NativePackage kPackage_strings = {"strings", kNatives};

}  // namespace golite::stdlib
