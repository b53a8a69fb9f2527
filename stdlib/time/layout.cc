// This file finds the elements of the layouts of package time: it knows how the reference time can be written.
#include "stdlib/time/layout.h"

#include <algorithm>
#include <string_view>

namespace golite::stdlib {
namespace {

// In the order of the constants in format.go.
enum Element : int64_t {
  kNone, kLongMonth, kMonth, kNumMonth, kZeroMonth, kLongWeekDay, kWeekDay, kDay, kUnderDay, kZeroDay, kUnderYearDay,
  kZeroYearDay, kHour, kHour12, kZeroHour12, kMinute, kZeroMinute, kSecond, kZeroSecond, kLongYear, kYear, kPm, kLowerPm,
  kTZ, kISO8601TZ, kISO8601SecondsTZ, kISO8601ShortTZ, kISO8601ColonTZ, kISO8601ColonSecondsTZ, kNumTZ, kNumSecondsTZ,
  kNumShortTZ, kNumColonTZ, kNumColonSecondsTZ, kFraction0, kFraction9,
};

struct Row {
  std::string_view text;
  Element element;
  bool whole_word = false;  // "Jane" is no month
  int64_t skip = 0;         // bytes at the front that are no part of the element
};

// Of those that begin alike the longest first.
constexpr Row kRows[] = {
    {"January", kLongMonth}, {"Jan", kMonth, true}, {"Monday", kLongWeekDay}, {"Mon", kWeekDay, true}, {"MST", kTZ},
    {"002", kZeroYearDay}, {"01", kZeroMonth}, {"02", kZeroDay}, {"03", kZeroHour12}, {"04", kZeroMinute},
    {"05", kZeroSecond}, {"06", kYear}, {"15", kHour}, {"1", kNumMonth}, {"2006", kLongYear}, {"2", kDay},
    {"_2006", kLongYear, false, 1}, {"__2", kUnderYearDay}, {"_2", kUnderDay}, {"3", kHour12}, {"4", kMinute},
    {"5", kSecond}, {"PM", kPm}, {"pm", kLowerPm},
    {"-07:00:00", kNumColonSecondsTZ}, {"-070000", kNumSecondsTZ}, {"-07:00", kNumColonTZ}, {"-0700", kNumTZ},
    {"-07", kNumShortTZ},
    {"Z07:00:00", kISO8601ColonSecondsTZ}, {"Z070000", kISO8601SecondsTZ}, {"Z07:00", kISO8601ColonTZ},
    {"Z0700", kISO8601TZ}, {"Z07", kISO8601ShortTZ},
};

bool Applies(const Row& row, std::string_view text) {
  if (!text.starts_with(row.text)) return false;
  return !row.whole_word || text.size() == row.text.size() || text[row.text.size()] < 'a' || text[row.text.size()] > 'z';
}

// The digits of a fraction at the front of `text`, which are all 0 or all 9 with no digit behind; 0: there is none.
size_t FractionDigits(std::string_view text) {
  if (text.size() < 2 || (text[1] != '0' && text[1] != '9')) return 0;
  const size_t end = std::min(text.find_first_not_of(text[1], 1), text.size());
  return end < text.size() && text[end] >= '0' && text[end] <= '9' ? 0 : end - 1;
}

}  // namespace

std::tuple<int64_t, int64_t, int64_t, int64_t> NextElement(runtime::Mutator&, runtime::GoString layout) {
  const std::string_view all = layout.view();
  for (size_t i = 0; (i = all.find_first_of("JM012345_PpZ-.,", i)) != std::string_view::npos; ++i) {
    const std::string_view rest = all.substr(i);
    const auto at = static_cast<int64_t>(i);
    if (rest[0] == '.' || rest[0] == ',') {
      const auto digits = static_cast<int64_t>(FractionDigits(rest));
      if (digits != 0) return {at, rest[1] == '9' ? kFraction9 : kFraction0, digits, at + 1 + digits};
      continue;
    }
    const auto* row = std::ranges::find_if(kRows, [&](const Row& r) { return r.text[0] == rest[0] && Applies(r, rest); });
    if (row != std::end(kRows)) return {at + row->skip, row->element, 0, at + static_cast<int64_t>(row->text.size())};
  }
  return {layout.len, kNone, 0, layout.len};
}

}  // namespace golite::stdlib
