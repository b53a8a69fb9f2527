// This file implements the evaluation of build constraints as package go/build does it.
#include "embed/build_constraint.h"

#include <algorithm>
#include <iterator>

namespace golite::embed {
namespace {

constexpr int kNewestMinor = 25;  // of the Go release whose language this is

constexpr std::string_view kSystems[] = {"aix",     "android", "darwin",  "dragonfly", "freebsd", "hurd",
                                         "illumos", "ios",     "js",      "linux",     "nacl",    "netbsd",
                                         "openbsd", "plan9",   "solaris", "wasip1",    "windows", "zos"};
constexpr std::string_view kArchitectures[] = {"386",       "amd64",       "amd64p32", "arm",    "armbe",   "arm64",
                                               "arm64be",   "loong64",     "mips",     "mipsle", "mips64",  "mips64le",
                                               "mips64p32", "mips64p32le", "ppc",      "ppc64",  "ppc64le", "riscv",
                                               "riscv64",   "s390",        "s390x",    "sparc",  "sparc64", "wasm"};

bool IsSystem(std::string_view word) {
  return std::ranges::find(kSystems, word) != std::end(kSystems);
}
bool IsArchitecture(std::string_view word) {
  return std::ranges::find(kArchitectures, word) != std::end(kArchitectures);
}

bool IsTagCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// A recursive descent over  or = and { "||" and } ; and = not { "&&" not } ; not = "!" not | "(" or ")" | tag .
class Evaluator {
 public:
  Evaluator(std::string_view text, const BuildTags& tags) : text_(text), tags_(tags) {}

  bool Run(std::string* error) {
    const bool value = Or(0);
    SkipSpace();
    if (error_.empty() && at_ != text_.size()) error_ = "unexpected token " + std::string(text_.substr(at_, 1));
    if (!error_.empty() && error != nullptr) *error = error_;
    return error_.empty() && value;
  }

 private:
  void SkipSpace() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  bool Got(std::string_view token) {
    SkipSpace();
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }
  bool Or(int depth) {
    bool value = And(depth);
    while (error_.empty() && Got("||")) value |= And(depth);
    return value;
  }
  bool And(int depth) {
    bool value = Not(depth);
    while (error_.empty() && Got("&&")) value &= Not(depth);
    return value;
  }
  bool Not(int depth) {
    if (depth > 100) {
      error_ = "build expression too complex";
      return false;
    }
    if (Got("!")) return !Not(depth + 1);
    if (Got("(")) {
      const bool value = Or(depth + 1);
      if (error_.empty() && !Got(")")) error_ = "missing close paren";
      return value;
    }
    SkipSpace();
    const size_t start = at_;
    while (at_ < text_.size() && IsTagCharacter(text_[at_])) ++at_;
    if (at_ == start) {
      error_ = at_ == text_.size() ? "unexpected end of expression" : "unexpected token " + std::string(1, text_[at_]);
      return false;
    }
    return tags_.Has(text_.substr(start, at_ - start));
  }

  std::string_view text_;
  const BuildTags& tags_;
  size_t at_ = 0;
  std::string error_;
};

// One "// +build" line: alternatives separated by spaces, each a conjunction separated by commas.
bool EvaluatePlusBuild(std::string_view line, const BuildTags& tags) {
  bool any = false;
  while (!(line = Trim(line)).empty()) {
    const size_t end = std::min(line.find_first_of(" \t"), line.size());
    std::string_view option = line.substr(0, end);
    line.remove_prefix(end);
    bool all = true;
    while (!option.empty()) {
      const size_t comma = std::min(option.find(','), option.size());
      std::string_view tag = option.substr(0, comma);
      option.remove_prefix(std::min(comma + 1, option.size()));
      const bool negated = tag.starts_with("!");
      if (negated) tag.remove_prefix(1);
      all &= !tag.starts_with("!");  // twice is wrong
      all &= tags.Has(tag) != negated;
    }
    any |= all;
  }
  return any;
}

}  // namespace

BuildTags::BuildTags(bool race, const std::vector<std::string>& extra)
    : tags_({"linux", "amd64", "gc", "unix", "golite"}) {
  for (int minor = 1; minor <= kNewestMinor; ++minor) tags_.insert("go1." + std::to_string(minor));
  if (race) tags_.insert("race");
  tags_.insert(extra.begin(), extra.end());
}

bool MatchesFileName(std::string_view name, const BuildTags& tags) {
  name = name.substr(0, name.find('.'));
  if (name.ends_with("_test")) name.remove_suffix(5);
  // What stands before the first "_" is a plain name, whatever it says.
  const size_t first = name.find('_');
  if (first == std::string_view::npos) return true;
  const std::string_view endings = name.substr(first + 1);
  const size_t split = endings.rfind('_');
  const std::string_view last = split == std::string_view::npos ? endings : endings.substr(split + 1);
  std::string_view before;
  if (split != std::string_view::npos) {
    before = endings.substr(0, split);
    before = before.substr(before.rfind('_') == std::string_view::npos ? 0 : before.rfind('_') + 1);
  }
  if (IsArchitecture(last)) return tags.Has(last) && (!IsSystem(before) || tags.Has(before));
  if (IsSystem(last)) return tags.Has(last);
  return true;
}

bool EvaluateConstraint(std::string_view expression, const BuildTags& tags, std::string* error) {
  return Evaluator(expression, tags).Run(error);
}

bool MatchesConstraints(std::string_view text, const BuildTags& tags, std::string* error) {
  // Constraints stand among the comments and blank lines at the top; +build lines need a blank line after them.
  std::vector<std::string_view> plus_build;
  size_t confirmed = 0;  // how many +build lines a blank line follows
  bool in_comment = false;
  while (!text.empty()) {
    const size_t newline = std::min(text.find('\n'), text.size());
    std::string_view line = Trim(text.substr(0, newline));
    text.remove_prefix(std::min(newline + 1, text.size()));
    if (in_comment) {
      const size_t end = line.find("*/");
      if (end == std::string_view::npos) continue;
      in_comment = false;
      line = Trim(line.substr(end + 2));
      if (line.empty()) continue;
    }
    if (line.empty()) {
      confirmed = plus_build.size();
      continue;
    }
    if (line.starts_with("#!")) continue;
    if (line.starts_with("/*")) {
      in_comment = line.find("*/", 2) == std::string_view::npos;
      if (!in_comment && Trim(line.substr(line.find("*/", 2) + 2)) != "") break;
      continue;
    }
    if (!line.starts_with("//")) break;
    if (line.starts_with("//go:build ") || line.starts_with("//go:build\t")) {
      return EvaluateConstraint(line.substr(11), tags, error);
    }
    std::string_view comment = Trim(line.substr(2));
    if (comment.starts_with("+build ") || comment.starts_with("+build\t")) plus_build.push_back(comment.substr(7));
  }
  for (size_t i = 0; i < confirmed; ++i) {
    if (!EvaluatePlusBuild(plus_build[i], tags)) return false;
  }
  return true;
}

}  // namespace golite::embed
