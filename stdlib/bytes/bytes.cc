// This file implements the natives of bytes.
#include <algorithm>

#include "stdlib/natives.h"
#include "stdlib/text.h"

namespace golite::stdlib {
namespace {

using Bytes = GoSlice<uint8_t>;

// A slice of its own of the bytes of t, which may be those of an argument `s`.
Bytes ToGo(Mutator& m, Bytes s, Text t) {
  if (t.data == reinterpret_cast<const char*>(s.data)) {
    t = CopyText(m, {t.data, static_cast<size_t>(t.len)});
  }
  return {reinterpret_cast<uint8_t*>(const_cast<char*>(t.data)), t.len, t.len};  // just made: nobody else has it
}

bool Equal(Mutator& m, Bytes a, Bytes b) { return a.len == b.len && m.heap.CompareLong(a.data, b.data, static_cast<uint64_t>(a.len)) == 0; }

int64_t Compare(Mutator& m, Bytes a, Bytes b) {
  const int c = m.heap.CompareLong(a.data, b.data, static_cast<uint64_t>(std::min(a.len, b.len)));
  if (c != 0) return c < 0 ? -1 : 1;
  return a.len < b.len ? -1 : a.len > b.len;
}

int64_t Index(Mutator& m, Bytes s, Bytes sep) { return IndexText(m, ViewOf(s), ViewOf(sep)); }
int64_t LastIndex(Mutator& m, Bytes s, Bytes sep) { return LastIndexText(m, ViewOf(s), ViewOf(sep)); }
int64_t IndexByte(Mutator& m, Bytes s, uint8_t c) { return IndexByteText(m, ViewOf(s), c); }
int64_t LastIndexByte(Mutator& m, Bytes s, uint8_t c) { return LastIndexByteText(m, ViewOf(s), c); }
int64_t IndexRune(Mutator& m, Bytes s, int32_t r) { return IndexRuneText(m, ViewOf(s), r); }
int64_t IndexAny(Mutator& m, Bytes s, std::string_view chars) { return IndexAnyText(m, ViewOf(s), chars); }
int64_t LastIndexAny(Mutator& m, Bytes s, std::string_view chars) { return LastIndexAnyText(m, ViewOf(s), chars); }
int64_t Count(Mutator& m, Bytes s, Bytes sep) { return CountText(m, ViewOf(s), ViewOf(sep)); }
bool EqualFold(Mutator& m, Bytes s, Bytes t) { return EqualFoldText(m, ViewOf(s), ViewOf(t)); }

Outcome Replace(Mutator& m, Bytes s, Bytes old_text, Bytes new_text, int64_t n, Bytes& result) {
  const Text replaced = ReplaceText(m, ViewOf(s), ViewOf(old_text), ViewOf(new_text), n);
  if (replaced.len < 0) return OutOfMemory(m);
  result = ToGo(m, s, replaced);
  return Outcome::kDone;
}

Bytes ToUpper(Mutator& m, Bytes s) { return ToGo(m, s, ToUpperText(m, ViewOf(s))); }
Bytes ToLower(Mutator& m, Bytes s) { return ToGo(m, s, ToLowerText(m, ViewOf(s))); }
Bytes ToTitle(Mutator& m, Bytes s) { return ToGo(m, s, ToTitleText(m, ViewOf(s))); }
Bytes Title(Mutator& m, Bytes s) { return ToGo(m, s, TitleText(m, ViewOf(s))); }

Bytes ToValidUtf8(Mutator& m, Bytes s, Bytes replacement) {
  return ToGo(m, s, ToValidText(m, ViewOf(s), ViewOf(replacement)));
}

int64_t TrimLeft(Mutator& m, Bytes s, std::string_view cutset) {
  return s.len - static_cast<int64_t>(TrimLeftText(m, ViewOf(s), cutset).size());
}

int64_t TrimRight(Mutator& m, Bytes s, std::string_view cutset) {
  return static_cast<int64_t>(TrimRightText(m, ViewOf(s), cutset).size());
}

int64_t TrimLeftSpace(Mutator& m, Bytes s) { return s.len - static_cast<int64_t>(TrimLeftSpaceText(m, ViewOf(s)).size()); }
int64_t TrimRightSpace(Mutator& m, Bytes s) { return static_cast<int64_t>(TrimRightSpaceText(m, ViewOf(s)).size()); }

constexpr Native kNatives[] = {
    BindLinear<&Equal>("Equal"),
    BindLinear<&Compare>("Compare"),
    BindSearch<&Index>("Index"),
    BindSearch<&LastIndex>("LastIndex"),
    BindSearch<&IndexByte>("IndexByte"),
    BindSearch<&LastIndexByte>("LastIndexByte"),
    BindSearch<&IndexRune>("IndexRune"),
    BindSearch<&IndexAny>("IndexAny"),
    BindSearch<&LastIndexAny>("LastIndexAny"),
    BindLinear<&Count>("Count"),
    BindLinear<&EqualFold>("EqualFold"),
    BindLinear<&Replace>("Replace"),
    BindLinear<&ToUpper>("ToUpper"),
    BindLinear<&ToLower>("ToLower"),
    BindLinear<&ToTitle>("ToTitle"),
    BindLinear<&Title>("Title"),
    BindLinear<&ToValidUtf8>("ToValidUTF8"),
    BindTrim<&TrimLeft>("trimLeft"),
    BindTrim<&TrimRight>("trimRight"),
    BindTrim<&TrimLeftSpace>("trimLeftSpace"),
    BindTrim<&TrimRightSpace>("trimRightSpace"),
};

}  // namespace

extern constinit const NativePackage kPackage_bytes = {"bytes", kNatives};

}  // namespace golite::stdlib
