// This file implements the natives of html.
#include <algorithm>
#include <array>
#include <string>

#include "stdlib/long_text.h"
#include "stdlib/natives.h"
#include "stdlib/text.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

// All names, one after the other, so that the table holds no address that the dynamic linker would have to fill in.
constexpr std::string_view kNames =
#define ENTITY(name, first, second) name
#include "stdlib/html/entities.def"
#undef ENTITY
    ;

struct Entity {
  uint16_t at = 0;  // in kNames
  uint16_t length = 0;
  int32_t first = 0, second = 0;

  constexpr std::string_view name() const { return kNames.substr(at, length); }
};

constexpr auto kEntities = [] {
  struct Row {
    std::string_view name;
    int32_t first, second;
  };
  constexpr Row kRows[] = {
#define ENTITY(name, first, second) {name, first, second},
#include "stdlib/html/entities.def"
#undef ENTITY
  };
  static_assert(kNames.size() <= UINT16_MAX);
  std::array<Entity, std::size(kRows)> all;
  size_t at = 0;
  for (size_t i = 0; i < all.size(); at += kRows[i++].name.size()) {
    all[i] = {static_cast<uint16_t>(at), static_cast<uint16_t>(kRows[i].name.size()), kRows[i].first, kRows[i].second};
  }
  return all;
}();

constexpr size_t kLongestWithoutSemicolon = 6;

const Entity* FindEntity(std::string_view name) {
  const auto* found = std::ranges::lower_bound(kEntities, name, {}, &Entity::name);
  return found != std::end(kEntities) && found->name() == name ? found : nullptr;
}

// What code points 0x80 to 0x9F mean in practice: those of Windows-1252.
constexpr int32_t kWindows1252[] = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

GoString ToGo(std::string_view s) { return {s.data(), static_cast<int64_t>(s.size())}; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Each of these replaces the reference at the start of s, "&...", and returns its length; 0 if there is none.
size_t UnescapeNumber(std::string_view s, LongText& out, Watch& watch) {
  if (s.size() <= 3) return 0;
  size_t i = 2;
  const bool hex = s[i] == 'x' || s[i] == 'X';
  if (hex) ++i;
  uint32_t x = 0;
  for (; i < s.size() && !watch.Over(1); ++i) {
    const char c = s[i];
    const char lower = static_cast<char>(c | 0x20);
    if (IsDigit(c)) x = x * (hex ? 16 : 10) + static_cast<uint32_t>(c - '0');
    else if (hex && lower >= 'a' && lower <= 'f') x = x * 16 + static_cast<uint32_t>(lower - 'a' + 10);
    else break;
  }
  if (i < s.size() && s[i] == ';') ++i;
  if (i <= 3) return 0;
  auto r = static_cast<int32_t>(x);
  if (r >= 0x80 && r <= 0x9F) r = kWindows1252[r - 0x80];
  else if (r == 0) r = kRuneError;
  AppendRune(out, r);
  return i;
}

size_t UnescapeName(std::string_view s, LongText& out, Watch& watch) {
  size_t end = 1;
  while (end < s.size() && (IsLetter(s[end]) || IsDigit(s[end])) && !watch.Over(1)) ++end;
  if (end < s.size() && s[end] == ';') ++end;
  const std::string_view name = s.substr(1, end - 1);
  if (name.empty()) return 0;
  if (const Entity* e = FindEntity(name)) {
    AppendRune(out, e->first);
    if (e->second != 0) AppendRune(out, e->second);
    return end;
  }
  // A longer name may begin with one that needs no semicolon.
  for (size_t n = std::min(name.size() - 1, kLongestWithoutSemicolon); n > 1; --n) {
    const Entity* e = FindEntity(name.substr(0, n));
    if (e != nullptr && e->second == 0) {
      AppendRune(out, e->first);
      return n + 1;
    }
  }
  out.append(s.substr(0, end));
  return end;
}

GoString EscapeString(Mutator& m, std::string_view s) {
  if (IndexAnyText(m, s, "&'<>\"") < 0) return ToGo(s);
  LongText out(m);
  Watch watch(m);
  for (const char c : s) {
    if (watch.Over(4)) break;
    switch (c) {
      case '&': out += "&amp;"; break;
      case '\'': out += "&#39;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&#34;"; break;
      default: out.push_back(c);
    }
  }
  return out.ToString();
}

GoString UnescapeString(Mutator& m, std::string_view s) {
  if (IndexByteText(m, s, '&') < 0) return ToGo(s);
  LongText out(m);
  Watch watch(m);
  while (!watch.Over(32)) {
    const int64_t at = IndexByteText(m, s, '&');
    out.append(s.substr(0, static_cast<size_t>(at)));
    if (at < 0) break;
    s.remove_prefix(static_cast<size_t>(at));
    size_t n = s.size() > 1 && s[1] == '#' ? UnescapeNumber(s, out, watch) : UnescapeName(s, out, watch);
    if (n == 0) {
      out.push_back('&');
      n = 1;
    }
    s.remove_prefix(n);
  }
  return out.ToString();
}

constexpr Native kNatives[] = {BindLinear<&EscapeString>("EscapeString"), BindLinear<&UnescapeString>("UnescapeString")};

}  // namespace

extern constinit const NativePackage kPackage_html = {"html", kNatives};

}  // namespace golite::stdlib
