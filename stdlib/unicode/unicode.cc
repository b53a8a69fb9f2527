// This file implements the natives of unicode: categories and cases by utf8proc, scripts and properties by ranges.def.
#include "stdlib/unicode/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "stdlib/natives.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

constexpr uint32_t Bit(utf8proc_category_t c) { return 1u << c; }

constexpr uint32_t kLetters = Bit(UTF8PROC_CATEGORY_LU) | Bit(UTF8PROC_CATEGORY_LL) | Bit(UTF8PROC_CATEGORY_LT) |
                              Bit(UTF8PROC_CATEGORY_LM) | Bit(UTF8PROC_CATEGORY_LO);
constexpr uint32_t kMarks = Bit(UTF8PROC_CATEGORY_MN) | Bit(UTF8PROC_CATEGORY_MC) | Bit(UTF8PROC_CATEGORY_ME);
constexpr uint32_t kNumbers = Bit(UTF8PROC_CATEGORY_ND) | Bit(UTF8PROC_CATEGORY_NL) | Bit(UTF8PROC_CATEGORY_NO);
constexpr uint32_t kPuncts = Bit(UTF8PROC_CATEGORY_PC) | Bit(UTF8PROC_CATEGORY_PD) | Bit(UTF8PROC_CATEGORY_PS) |
                             Bit(UTF8PROC_CATEGORY_PE) | Bit(UTF8PROC_CATEGORY_PI) | Bit(UTF8PROC_CATEGORY_PF) |
                             Bit(UTF8PROC_CATEGORY_PO);
constexpr uint32_t kSymbols = Bit(UTF8PROC_CATEGORY_SM) | Bit(UTF8PROC_CATEGORY_SC) | Bit(UTF8PROC_CATEGORY_SK) |
                              Bit(UTF8PROC_CATEGORY_SO);
constexpr uint32_t kSeparators = Bit(UTF8PROC_CATEGORY_ZS) | Bit(UTF8PROC_CATEGORY_ZL) | Bit(UTF8PROC_CATEGORY_ZP);
constexpr uint32_t kCased = Bit(UTF8PROC_CATEGORY_LU) | Bit(UTF8PROC_CATEGORY_LL) | Bit(UTF8PROC_CATEGORY_LT);
constexpr uint32_t kOthers = Bit(UTF8PROC_CATEGORY_CC) | Bit(UTF8PROC_CATEGORY_CF) | Bit(UTF8PROC_CATEGORY_CS) |
                             Bit(UTF8PROC_CATEGORY_CO) | Bit(UTF8PROC_CATEGORY_CN);
constexpr uint32_t kPrintable = kLetters | kMarks | kNumbers | kPuncts | kSymbols;

bool In(int32_t r, uint32_t categories) {
  return r >= 0 && r <= kMaxRune && (1u << utf8proc_category(r) & categories) != 0;
}

struct NamedCategories {
  std::string_view name;
  uint32_t bits;
};

constexpr NamedCategories kCategories[] = {
    {"C", kOthers}, {"L", kLetters}, {"LC", kCased}, {"M", kMarks},
    {"N", kNumbers}, {"P", kPuncts}, {"S", kSymbols}, {"Z", kSeparators},
    {"Cc", Bit(UTF8PROC_CATEGORY_CC)}, {"Cf", Bit(UTF8PROC_CATEGORY_CF)}, {"Cn", Bit(UTF8PROC_CATEGORY_CN)},
    {"Co", Bit(UTF8PROC_CATEGORY_CO)}, {"Cs", Bit(UTF8PROC_CATEGORY_CS)}, {"Ll", Bit(UTF8PROC_CATEGORY_LL)},
    {"Lm", Bit(UTF8PROC_CATEGORY_LM)}, {"Lo", Bit(UTF8PROC_CATEGORY_LO)}, {"Lt", Bit(UTF8PROC_CATEGORY_LT)},
    {"Lu", Bit(UTF8PROC_CATEGORY_LU)}, {"Mc", Bit(UTF8PROC_CATEGORY_MC)}, {"Me", Bit(UTF8PROC_CATEGORY_ME)},
    {"Mn", Bit(UTF8PROC_CATEGORY_MN)}, {"Nd", Bit(UTF8PROC_CATEGORY_ND)}, {"Nl", Bit(UTF8PROC_CATEGORY_NL)},
    {"No", Bit(UTF8PROC_CATEGORY_NO)}, {"Pc", Bit(UTF8PROC_CATEGORY_PC)}, {"Pd", Bit(UTF8PROC_CATEGORY_PD)},
    {"Pe", Bit(UTF8PROC_CATEGORY_PE)}, {"Pf", Bit(UTF8PROC_CATEGORY_PF)}, {"Pi", Bit(UTF8PROC_CATEGORY_PI)},
    {"Po", Bit(UTF8PROC_CATEGORY_PO)}, {"Ps", Bit(UTF8PROC_CATEGORY_PS)}, {"Sc", Bit(UTF8PROC_CATEGORY_SC)},
    {"Sk", Bit(UTF8PROC_CATEGORY_SK)}, {"Sm", Bit(UTF8PROC_CATEGORY_SM)}, {"So", Bit(UTF8PROC_CATEGORY_SO)},
    {"Zl", Bit(UTF8PROC_CATEGORY_ZL)}, {"Zp", Bit(UTF8PROC_CATEGORY_ZP)}, {"Zs", Bit(UTF8PROC_CATEGORY_ZS)},
};

struct NamedRanges {
  std::string_view name;
  std::string_view ranges;
};

constexpr NamedRanges kRanges[] = {
#define SCRIPT(name, ranges) {#name, ranges},
#define PROPERTY(name, ranges) {#name, ranges},
#include "stdlib/unicode/ranges.def"
#undef SCRIPT
#undef PROPERTY
};

struct Range {
  uint32_t lo, hi;
};

uint32_t ParseHex(std::string_view& s) {
  uint32_t value = 0;
  while (!s.empty()) {
    const char c = s.front();
    if (c >= '0' && c <= '9') value = value * 16 + static_cast<uint32_t>(c - '0');
    else if (c >= 'A' && c <= 'F') value = value * 16 + static_cast<uint32_t>(c - 'A' + 10);
    else break;
    s.remove_prefix(1);
  }
  return value;
}

std::vector<Range> ParseRanges(std::string_view s) {
  std::vector<Range> list;
  while (!s.empty()) {
    if (s.front() == ' ') s.remove_prefix(1);
    Range range{};
    range.lo = range.hi = ParseHex(s);
    if (!s.empty() && s.front() == '-') {
      s.remove_prefix(1);
      range.hi = ParseHex(s);
    }
    list.push_back(range);
  }
  return list;
}

// The ranges of code points in [0, limit] that satisfy f.
template <class F>
std::vector<Range> RangesWhere(int32_t limit, F f) {
  std::vector<Range> list;
  for (int32_t r = 0; r <= limit; ++r) {
    if (!f(r)) continue;
    const auto u = static_cast<uint32_t>(r);
    if (!list.empty() && list.back().hi + 1 == u) list.back().hi = u;
    else list.push_back({u, u});
  }
  return list;
}

// Code points of one category next to each other.
struct Run {
  Range range;
  uint32_t category;  // as a bit
};

const std::vector<Run>& CategoryRuns() {
  static const auto* const runs = [] {
    auto* list = new std::vector<Run>;
    for (int32_t r = 0; r <= kMaxRune; ++r) {
      const auto u = static_cast<uint32_t>(r);
      const uint32_t category = 1u << utf8proc_category(r);
      if (!list->empty() && list->back().category == category) list->back().range.hi = u;
      else list->push_back({{u, u}, category});
    }
    return list;
  }();
  return *runs;
}

std::vector<Range> RangesOfCategories(uint32_t categories) {
  std::vector<Range> list;
  for (const Run& run : CategoryRuns()) {
    if ((run.category & categories) == 0) continue;
    if (!list.empty() && list.back().hi + 1 == run.range.lo) list.back().hi = run.range.hi;
    else list.push_back(run.range);
  }
  return list;
}

std::vector<Range> RangesOf(std::string_view name) {
  for (const NamedCategories& c : kCategories) {
    if (c.name == name) return RangesOfCategories(c.bits);
  }
  for (const NamedRanges& n : kRanges) {
    if (n.name == name) return ParseRanges(n.ranges);
  }
  return {};
}

// No code point from here on has cases.
constexpr int32_t kCaseLimit = 0x1FFFF;

// Each code point that is equivalent to others under simple folding, with the next one of them.
const std::map<int32_t, int32_t>& Orbits() {
  static const auto* const orbits = [] {
    std::map<int32_t, std::vector<int32_t>> classes;
    for (int32_t r = 0; r <= kCaseLimit; ++r) {
      if (const int32_t folded = FoldRune(r); folded != r) {
        std::vector<int32_t>& members = classes[folded];
        if (members.empty()) members.push_back(folded);
        members.push_back(r);
      }
    }
    auto* next = new std::map<int32_t, int32_t>;
    for (auto& [folded, members] : classes) {
      std::ranges::sort(members);
      for (size_t i = 0; i < members.size(); ++i) (*next)[members[i]] = members[(i + 1) % members.size()];
    }
    return next;
  }();
  return *orbits;
}

int32_t SimpleFold(int32_t r) {
  if (r < 0 || r > kMaxRune) return r;
  if (r < 0x80 && r != 'k' && r != 'K' && r != 's' && r != 'S') {
    if (r >= 'A' && r <= 'Z') return r + 32;
    if (r >= 'a' && r <= 'z') return r - 32;
    return r;
  }
  const auto found = Orbits().find(r);
  return found == Orbits().end() ? r : found->second;
}

std::vector<Range> FoldRanges(std::string_view name) {
  const std::vector<Range> in = RangesOf(name);
  const auto has = [&](int32_t r) {
    const auto u = static_cast<uint32_t>(r);
    const auto after = std::ranges::upper_bound(in, u, {}, &Range::lo);
    return after != in.begin() && std::prev(after)->hi >= u;
  };
  return RangesWhere(kCaseLimit, [&](int32_t r) {
    if (has(r)) return false;
    for (int32_t x = SimpleFold(r); x != r; x = SimpleFold(x)) {
      if (has(x)) return true;
    }
    return false;
  });
}

GoSlice<uint32_t> RangeBounds(Mutator& m, std::string_view name) {
  constexpr std::string_view kFold = "fold:";
  const std::vector<Range> ranges = name.starts_with(kFold) ? FoldRanges(name.substr(kFold.size())) : RangesOf(name);
  GoSlice<uint32_t> bounds = m.NewScalarSlice<uint32_t>(static_cast<int64_t>(ranges.size() * 2));
  uint32_t* out = bounds.data;
  for (const Range& r : ranges) {
    *out++ = r.lo;
    *out++ = r.hi;
  }
  return bounds;
}

GoSlice<int32_t> CaseBounds(Mutator& m) {
  std::vector<int32_t> all;
  for (int32_t r = 0; r <= kCaseLimit; ++r) {
    const int32_t deltas[] = {ToUpper(r) - r, ToLower(r) - r, ToTitle(r) - r};
    if (deltas[0] == 0 && deltas[1] == 0 && deltas[2] == 0) continue;
    const size_t n = all.size();
    if (n > 0 && all[n - 4] + 1 == r && std::equal(deltas, deltas + 3, all.end() - 3)) {
      all[n - 4] = r;
    } else {
      all.insert(all.end(), {r, r, deltas[0], deltas[1], deltas[2]});
    }
  }
  GoSlice<int32_t> bounds = m.NewScalarSlice<int32_t>(static_cast<int64_t>(all.size()));
  std::ranges::copy(all, bounds.data);
  return bounds;
}

}  // namespace

bool IsControl(int32_t r) { return (r >= 0 && r < 0x20) || (r >= 0x7F && r < 0xA0); }

bool IsDigit(int32_t r) {
  if (r < 0x80) return r >= '0' && r <= '9';
  return In(r, Bit(UTF8PROC_CATEGORY_ND));
}

bool IsGraphic(int32_t r) {
  if (r < 0x80) return r >= 0x20 && r < 0x7F;
  return In(r, kPrintable | Bit(UTF8PROC_CATEGORY_ZS));
}

bool IsLetter(int32_t r) {
  if (r < 0x80) return (r | 0x20) >= 'a' && (r | 0x20) <= 'z';
  return In(r, kLetters);
}

bool IsLower(int32_t r) {
  if (r < 0x80) return r >= 'a' && r <= 'z';
  return In(r, Bit(UTF8PROC_CATEGORY_LL));
}

bool IsMark(int32_t r) { return In(r, kMarks); }

bool IsNumber(int32_t r) {
  if (r < 0x80) return r >= '0' && r <= '9';
  return In(r, kNumbers);
}

bool IsPrint(int32_t r) {
  if (r < 0x80) return r >= 0x20 && r < 0x7F;
  return In(r, kPrintable);
}

bool IsPunct(int32_t r) { return In(r, kPuncts); }

bool IsSpace(int32_t r) {
  if (r < 0x80) return r == ' ' || (r >= '\t' && r <= '\r');
  switch (r) {
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return true;
    default:
      return r >= 0x2000 && r <= 0x200A;
  }
}

bool IsSymbol(int32_t r) { return In(r, kSymbols); }
bool IsTitle(int32_t r) { return r >= 0x80 && In(r, Bit(UTF8PROC_CATEGORY_LT)); }

bool IsUpper(int32_t r) {
  if (r < 0x80) return r >= 'A' && r <= 'Z';
  return In(r, Bit(UTF8PROC_CATEGORY_LU));
}

int32_t ToUpper(int32_t r) {
  if (r < 0x80) return r >= 'a' && r <= 'z' ? r - 32 : r;
  if (r == 0xDF || r > kMaxRune) return r;  // utf8proc has a capital sharp s for 0xDF
  return utf8proc_toupper(r);
}

int32_t ToLower(int32_t r) {
  if (r < 0x80) return r >= 'A' && r <= 'Z' ? r + 32 : r;
  if (r > kMaxRune) return r;
  return utf8proc_tolower(r);
}

int32_t ToTitle(int32_t r) {
  if (r < 0x80) return r >= 'a' && r <= 'z' ? r - 32 : r;
  if (r == 0xDF || r > kMaxRune) return r;
  return utf8proc_totitle(r);
}

int32_t FoldRune(int32_t r) {
  if (r < 0x80) return r >= 'A' && r <= 'Z' ? r + 32 : r;
  if (r > kCaseLimit || r == 0x130) return r;  // U+0130 folds to two runes, and is no simple equivalent of any
  utf8proc_int32_t folded[8];
  int boundclass = 0;
  const auto n = utf8proc_decompose_char(r, folded, 8, UTF8PROC_CASEFOLD, &boundclass);
  if (n == 1) return folded[0];
  return ToLower(r);  // the full folding is longer than one rune: the simple one is the lower case
}

namespace {

constexpr Native kNatives[] = {
    Bind<&RangeBounds>("rangeBounds"), Bind<&CaseBounds>("caseBounds"), Bind<&IsControl>("IsControl"),
    Bind<&IsDigit>("IsDigit"),         Bind<&IsGraphic>("IsGraphic"),   Bind<&IsLetter>("IsLetter"),
    Bind<&IsLower>("IsLower"),         Bind<&IsMark>("IsMark"),         Bind<&IsNumber>("IsNumber"),
    Bind<&IsPrint>("IsPrint"),         Bind<&IsPunct>("IsPunct"),       Bind<&IsSpace>("IsSpace"),
    Bind<&IsSymbol>("IsSymbol"),       Bind<&IsTitle>("IsTitle"),       Bind<&IsUpper>("IsUpper"),
    Bind<&ToUpper>("ToUpper"),         Bind<&ToLower>("ToLower"),       Bind<&ToTitle>("ToTitle"),
    Bind<&SimpleFold>("SimpleFold"),
};

}  // namespace

extern constinit const NativePackage kPackage_unicode = {"unicode", kNatives};

}  // namespace golite::stdlib
