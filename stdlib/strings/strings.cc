// This file implements the natives of strings.
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "stdlib/natives.h"
#include "stdlib/text.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

GoString ToGo(Text t) { return {t.data, t.len}; }
GoString ToGo(std::string_view s) { return {s.data(), static_cast<int64_t>(s.size())}; }

bool Contains(std::string_view s, std::string_view substr) { return IndexText(s, substr) >= 0; }

GoString Clone(Mutator& m, std::string_view s) { return s.empty() ? GoString{} : m.NewString(s); }

GoSlice<GoString> ToSlice(Mutator& m, const std::vector<std::string_view>& parts) {
  GoSlice<GoString> list = m.NewStringSlice(static_cast<int64_t>(parts.size()));
  std::ranges::transform(parts, list.data, [](std::string_view part) { return ToGo(part); });
  return list;
}

// Cuts s into at most n runes, the last being the rest.
GoSlice<GoString> Explode(Mutator& m, std::string_view s, int64_t n) {
  const int64_t count = CountRunes(s);
  if (n < 0 || n > count) n = count;
  GoSlice<GoString> list = m.NewStringSlice(n);
  for (int64_t i = 0; i < n; ++i) {
    const size_t size = i == n - 1 ? s.size() : static_cast<size_t>(DecodeRune(s).width);
    list[i] = ToGo(s.substr(0, size));
    s.remove_prefix(size);
  }
  return list;
}

GoSlice<GoString> Split(Mutator& m, std::string_view s, std::string_view sep, int64_t keep, int64_t n) {
  if (sep.empty()) return Explode(m, s, n);
  const int64_t count = CountText(s, sep) + 1;
  if (n < 0 || n > count) n = count;
  GoSlice<GoString> list = m.NewStringSlice(n);
  for (int64_t i = 0; i < n - 1; ++i) {
    const auto at = static_cast<size_t>(IndexText(s, sep));
    list[i] = ToGo(s.substr(0, at + static_cast<size_t>(keep)));
    s.remove_prefix(at + sep.size());
  }
  list[n - 1] = ToGo(s);
  return list;
}

GoSlice<GoString> Fields(Mutator& m, std::string_view s) {
  std::vector<std::string_view> fields;
  for (Field f = NextField(s, 0); f.start < s.size(); f = NextField(s, f.end + f.width)) {
    fields.push_back(s.substr(f.start, f.end - f.start));
  }
  return ToSlice(m, fields);
}

GoString Join(Mutator& m, GoSlice<GoString> elems, std::string_view sep) {
  if (elems.len == 0) return {};
  if (elems.len == 1) return elems[0];
  int64_t size = static_cast<int64_t>(sep.size()) * (elems.len - 1);
  for (const GoString& e : elems) size += e.len;
  char* p = nullptr;
  const GoString joined = m.NewStringRaw(size, &p);
  for (int64_t i = 0; i < elems.len; ++i) {
    if (i > 0 && !sep.empty()) {
      std::memcpy(p, sep.data(), sep.size());
      p += sep.size();
    }
    if (elems[i].len > 0) std::memcpy(p, elems[i].data, static_cast<size_t>(elems[i].len));
    p += elems[i].len;
  }
  return joined;
}

GoString Repeat(Mutator& m, std::string_view s, int64_t count) {
  if (s.empty() || count == 0) return {};
  const size_t size = s.size() * static_cast<size_t>(count);
  char* p = nullptr;
  const GoString repeated = m.NewStringRaw(static_cast<int64_t>(size), &p);
  if (s.size() == 1) {
    std::memset(p, s[0], size);
    return repeated;
  }
  std::memcpy(p, s.data(), s.size());
  for (size_t done = s.size(); done < size; done *= 2) std::memcpy(p + done, p, std::min(done, size - done));
  return repeated;
}

GoString Replace(Mutator& m, std::string_view s, std::string_view old_text, std::string_view new_text, int64_t n) {
  return ToGo(ReplaceText(m, s, old_text, new_text, n));
}

GoString ToUpper(Mutator& m, std::string_view s) { return ToGo(ToUpperText(m, s)); }
GoString ToLower(Mutator& m, std::string_view s) { return ToGo(ToLowerText(m, s)); }
GoString ToTitle(Mutator& m, std::string_view s) { return ToGo(ToTitleText(m, s)); }
GoString Title(Mutator& m, std::string_view s) { return ToGo(TitleText(m, s)); }

GoString ToValidUtf8(Mutator& m, std::string_view s, std::string_view replacement) {
  return ToGo(ToValidText(m, s, replacement));
}

GoString StringOf(GoSlice<uint8_t> buf) { return ToGo(ViewOf(buf)); }

GoString TrimSpace(std::string_view s) { return ToGo(TrimRightSpaceText(TrimLeftSpaceText(s))); }
GoString TrimLeft(std::string_view s, std::string_view cutset) { return ToGo(TrimLeftText(s, cutset)); }
GoString TrimRight(std::string_view s, std::string_view cutset) { return ToGo(TrimRightText(s, cutset)); }

GoString Trim(std::string_view s, std::string_view cutset) {
  return ToGo(TrimRightText(TrimLeftText(s, cutset), cutset));
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

GoString ReplacePairs(Mutator& m, std::string_view s, GoSlice<GoString> oldnew, GoSlice<int32_t> index) {
  if (index.len == 0) return ToGo(s);
  const int32_t* next = index.data + kBytes + 1;
  const int32_t empty_pair = index[kBytes];
  std::string out;
  size_t last = 0;       // what precedes is in `out`
  bool changed = false;
  bool after_empty = false;  // the empty string has just matched here, and may not match again
  for (size_t i = 0; i <= s.size();) {
    const std::string_view rest = s.substr(i);
    int32_t pair = rest.empty() ? -1 : index[static_cast<uint8_t>(rest[0])];
    while (pair >= 0 && !rest.starts_with(oldnew[2 * pair].view())) pair = next[pair];
    if (empty_pair >= 0 && !after_empty && (pair < 0 || empty_pair < pair)) pair = empty_pair;
    after_empty = pair >= 0 && oldnew[2 * pair].len == 0;
    if (pair < 0) {
      ++i;
      continue;
    }
    out.append(s.substr(last, i - last));
    out.append(oldnew[2 * pair + 1].view());
    i += static_cast<size_t>(oldnew[2 * pair].len);
    last = i;
    changed = true;
  }
  if (!changed) return ToGo(s);
  out.append(s.substr(std::min(last, s.size())));
  return m.NewString(out);
}

constexpr Native kNatives[] = {
    Bind<&IndexText>("Index"),
    Bind<&LastIndexText>("LastIndex"),
    Bind<&IndexByteText>("IndexByte"),
    Bind<&LastIndexByteText>("LastIndexByte"),
    Bind<&IndexRuneText>("IndexRune"),
    Bind<&IndexAnyText>("IndexAny"),
    Bind<&LastIndexAnyText>("LastIndexAny"),
    Bind<&CountText>("Count"),
    Bind<&Contains>("Contains"),
    Bind<&EqualFoldText>("EqualFold"),
    Bind<&Clone>("Clone"),
    Bind<&Split>("split"),
    Bind<&Fields>("Fields"),
    Bind<&Join>("Join"),
    Bind<&Repeat>("repeat"),
    Bind<&Replace>("Replace"),
    Bind<&ToUpper>("ToUpper"),
    Bind<&ToLower>("ToLower"),
    Bind<&ToTitle>("ToTitle"),
    Bind<&Title>("Title"),
    Bind<&ToValidUtf8>("ToValidUTF8"),
    Bind<&StringOf>("stringOf"),
    Bind<&TrimSpace>("TrimSpace"),
    Bind<&Trim>("Trim"),
    Bind<&TrimLeft>("TrimLeft"),
    Bind<&TrimRight>("TrimRight"),
    Bind<&ReplacerIndex>("replacerIndex"),
    Bind<&ReplacePairs>("replacePairs"),
};

}  // namespace

extern constinit const NativePackage kPackage_strings = {"strings", kNatives};

}  // namespace golite::stdlib
