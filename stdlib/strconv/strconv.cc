// This file implements the natives of strconv.
#include <charconv>
#include <tuple>

#include "stdlib/long_text.h"
#include "stdlib/natives.h"
#include "stdlib/strconv/number.h"
#include "stdlib/text.h"
#include "stdlib/unicode/unicode.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

std::pair<int64_t, int64_t> ParseIntCode(Mutator& m, std::string_view s, int64_t base, int64_t bit_size) {
  Watch watch(m);
  const auto [n, code] = ParseInt(s, base, bit_size, &watch);
  return {n, static_cast<int64_t>(code)};
}

std::pair<uint64_t, int64_t> ParseUintCode(Mutator& m, std::string_view s, int64_t base, int64_t bit_size) {
  Watch watch(m);
  const auto [n, code] = ParseUint(s, base, bit_size, &watch);
  return {n, static_cast<int64_t>(code)};
}

std::tuple<double, int64_t, int64_t> ParseFloatCode(Mutator& m, std::string_view s, int64_t bit_size) {
  Watch watch(m);
  const ParsedFloat parsed = ParseFloat(s, bit_size, &watch);
  return {parsed.value, parsed.length, static_cast<int64_t>(parsed.code)};
}

template <class T>
GoString Format(Mutator& m, T n, int64_t base) {
  char buf[72];
  const auto end = std::to_chars(buf, buf + sizeof buf, n, static_cast<int>(base)).ptr;
  return m.NewString({buf, static_cast<size_t>(end - buf)});
}

std::string FormatFloatText(double value, uint8_t format, int64_t precision, int64_t bit_size) {
  return FormatFloat(value, static_cast<char>(format), precision, bit_size);
}

GoString Quote(Mutator& m, std::string_view s, uint8_t mark, int64_t how) {
  Watch watch(m);
  LongText out(m);
  out.reserve(s.size() + 2);
  AppendQuoted(out, s, static_cast<char>(mark), static_cast<QuoteMode>(how), &watch);
  return out.ToString();
}

bool CanBackquoteText(Mutator& m, std::string_view s) {
  Watch watch(m);
  return CanBackquote(s, &watch);
}

std::string QuoteRune(int32_t r, int64_t how) {
  std::string out = "'";
  AppendQuotedRune(out, IsValidRune(r) ? r : kRuneError, '\'', static_cast<QuoteMode>(how));
  return out + "'";
}

bool ValidString(Mutator& m, std::string_view s) { return IsValidUtf8(m, s); }

constexpr Native kNatives[] = {
    BindLinear<&ParseIntCode>("parseInt"),
    BindLinear<&ParseUintCode>("parseUint"),
    BindLinear<&ParseFloatCode>("parseFloat"),
    Bind<&Format<int64_t>>("formatInt"),
    Bind<&Format<uint64_t>>("formatUint"),
    Bind<&FormatFloatText>("formatFloat"),
    BindLinear<&Quote>("quote"),
    Bind<&QuoteRune>("quoteRune"),
    BindLinear<&CanBackquoteText>("CanBackquote"),
    Bind<&IsPrint>("IsPrint"),
    Bind<&IsGraphic>("IsGraphic"),
    BindSearch<&IndexByteText>("indexByte"),
    BindLinear<&ValidString>("validString"),
};

}  // namespace

extern constinit const NativePackage kPackage_strconv = {"strconv", kNatives};

}  // namespace golite::stdlib
