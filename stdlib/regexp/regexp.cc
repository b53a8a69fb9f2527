// This file implements the natives of package regexp over RE2, whose syntax and semantics are those of Go's package.
#include <re2/re2.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/object_kinds.h"
#include "stdlib/natives.h"
#include "stdlib/regexp/aside.h"
#include "stdlib/regexp/regexp.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

using runtime::HostObject;

// An expression as RE2 is to read it. Older versions know (?P<name> alone, not (?<name>. RE2 has \C, and Go has not. In Go's
// syntax of egrep a class with ^ does not match a newline.
class ExprForRE2 {
 public:
  ExprForRE2(std::string_view expr, bool posix) : expr_(expr) {
    while (at_ < expr.size()) {
      if (StartsWith("\\Q")) CopyThrough("\\E");
      else if (StartsWith("\\")) CopyEscape();
      else if (StartsWith("[")) CopyClass(posix);
      else if (StartsWith("(?<")) CopyOldName();
      else Copy(1);
    }
    origin_.push_back(expr.size());
  }

  const std::string& text() const { return text_; }

  // What `fragment`, a part of text(), was in the expression.
  std::string Original(const std::string& fragment) const {
    const size_t begin = text_.find(fragment);
    if (begin == text_.npos) return fragment;
    return std::string(expr_.substr(origin_[begin], origin_[begin + fragment.size()] - origin_[begin]));
  }

 private:
  bool StartsWith(std::string_view s) const { return expr_.substr(at_, s.size()) == s; }

  void Add(std::string_view s) {
    text_ += s;
    origin_.insert(origin_.end(), s.size(), at_);
  }

  void Copy(size_t n) {
    n = std::min(n, expr_.size() - at_);
    for (; n > 0; --n) {
      Add(expr_.substr(at_, 1));
      ++at_;
    }
  }

  void CopyThrough(std::string_view end) {
    const size_t found = expr_.find(end, at_ + 2);
    Copy(found == expr_.npos ? expr_.npos : found + end.size() - at_);
  }

  void CopyEscape() {
    if (!StartsWith("\\C")) return Copy(2);
    Add("\\y");  // which RE2 refuses as Go refuses this
    at_ += 2;
  }

  void CopyOldName() {
    Copy(2);
    Add("P");
    Copy(1);
  }

  void CopyClass(bool posix) {
    Copy(1);
    const bool negated = StartsWith("^");
    if (negated) Copy(1);
    if (StartsWith("]")) Copy(1);
    if (negated && posix) Add("\\n");
    while (at_ < expr_.size() && !StartsWith("]")) {
      if (StartsWith("[:") && expr_.find(":]", at_ + 2) != expr_.npos) CopyThrough(":]");
      else if (StartsWith("\\")) CopyEscape();
      else Copy(1);
    }
    Copy(1);
  }

  std::string_view expr_;
  size_t at_ = 0;
  std::string text_;
  std::vector<size_t> origin_;  // of each byte of text_, and of its end
};

// The words of Go's regexp/syntax.
std::string_view TextOf(RE2::ErrorCode code) {
  switch (code) {
    case RE2::ErrorBadEscape: return "invalid escape sequence";
    case RE2::ErrorBadCharClass: return "invalid character class";
    case RE2::ErrorBadCharRange: return "invalid character class range";
    case RE2::ErrorMissingBracket: return "missing closing ]";
    case RE2::ErrorMissingParen: return "missing closing )";
    case RE2::ErrorUnexpectedParen: return "unexpected )";
    case RE2::ErrorTrailingBackslash: return "trailing backslash at end of expression";
    case RE2::ErrorRepeatArgument: return "missing argument to repetition operator";
    case RE2::ErrorRepeatSize: return "invalid repeat count";
    case RE2::ErrorRepeatOp: return "invalid nested repetition operator";
    case RE2::ErrorBadPerlOp: return "invalid or unsupported Perl syntax";
    case RE2::ErrorBadUTF8: return "invalid UTF-8";
    case RE2::ErrorBadNamedCapture: return "invalid named capture";
    case RE2::ErrorPatternTooLarge: return "expression too large";
    default: return "regexp/syntax: internal error";
  }
}

// The part of s from its first invalid byte on.
std::string FromInvalid(std::string_view s) {
  while (!s.empty()) {
    const Rune r = DecodeRune(s);
    if (r.value == kRuneError && r.width == 1) break;
    s.remove_prefix(static_cast<size_t>(r.width));
  }
  return std::string(s);
}

}  // namespace

std::unique_ptr<RE2> CompileRegexp(std::string_view expr, bool posix, bool longest, std::string& code, std::string& fragment) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_longest_match(longest);
  options.set_posix_syntax(posix);
  options.set_max_mem(int64_t{64} << 20);
  const ExprForRE2 written(expr, posix);
  auto re = std::make_unique<RE2>(written.text(), options);
  if (re->ok()) return re;
  fragment = written.Original(re->error_arg());
  // Go shows the whole expression here, RE2 what it has not read.
  if (re->error_code() == RE2::ErrorMissingParen || re->error_code() == RE2::ErrorUnexpectedParen) fragment = expr;
  if (re->error_code() == RE2::ErrorTrailingBackslash) fragment.clear();
  if (re->error_code() == RE2::ErrorBadUTF8) fragment = FromInvalid(expr);
  code = TextOf(re->error_code());
  return nullptr;
}

re2::StringPiece Piece(std::string_view s) { return s.empty() ? re2::StringPiece("", 0) : re2::StringPiece(s.data(), s.size()); }

namespace {

// What compiling costs, measured with RE2: some ten nanoseconds for each unit of fuel.
constexpr uint64_t kCompileWork = 128 << 10, kWorkPerByte = 4 << 10, kWorkPerInstruction = 6 << 10;

// RE2 cannot be interrupted, so what may take it long is done aside (stdlib/regexp/aside.h): expressions and texts from
// these sizes on, in bytes.
constexpr size_t kLongExpr = 64, kLongText = 64 << 10;

// What a *program of Go refers to. An abandoned call may outlive the VM.
struct Regexp {
  std::shared_ptr<const RE2> re;
};
const RE2& ReOf(HostObject* p) { return *runtime::HostCast<Regexp>(p)->re; }

// Gives the work a copy of the text, which belongs to the VM. False: the run is to end.
template <class Work>
bool CopyAside(Mutator& m, std::string_view text, std::shared_ptr<Work>& work) {
  work->text.reserve(text.size());
  constexpr size_t kPiece = 256 << 10;
  for (size_t at = 0; at < text.size(); at += kPiece) {
    if (at != 0 && m.Interrupted()) {
      FreeAside(std::move(work));
      return false;
    }
    work->text.append(text.substr(at, kPiece));
  }
  return true;
}

// By whoever needed it, as that may take long.
void Free(std::string& text) { std::string().swap(text); }

struct CompileWork {
  std::string expr;
  bool posix, longest;
  std::atomic<bool> abandoned = false;
  std::unique_ptr<RE2> re;
  std::string code, fragment;

  void operator()() { re = CompileRegexp(expr, posix, longest, code, fragment); }
};

// func compile(expr string, posix, longest bool) (p *program, groups int, names []string, code, fragment string)
std::tuple<HostObject*, int64_t, GoSlice<GoString>, std::string, std::string> Compile(Mutator& m, std::string_view expr, bool posix,
                                                                                      bool longest) {
  auto work = std::make_shared<CompileWork>();
  work->expr = expr;
  work->posix = posix;
  work->longest = longest;
  // Unicode classes and repetitions make much of a short expression.
  if (expr.size() < kLongExpr && expr.find_first_of("{pP") == expr.npos) (*work)();
  else if (CallAside(m, work) == nullptr) return {};
  std::shared_ptr<RE2> re = std::move(work->re);
  // Of the program there are two, one for each direction.
  const int size = re == nullptr ? 0 : re->ProgramSize() + re->ReverseProgramSize();
  m.heap.NoteWork(kCompileWork + static_cast<uint64_t>(size) * kWorkPerInstruction + expr.size() * kWorkPerByte);
  if (re == nullptr) return {nullptr, 0, {}, work->code, work->fragment};
  const int groups = re->NumberOfCapturingGroups();
  GoSlice<GoString> names = m.NewStringSlice(groups + 1);
  for (const auto& [index, name] : re->CapturingGroupNames()) names[index] = m.NewString(name);
  return {NewHostObject(m.heap, std::make_unique<Regexp>(std::move(re))), groups, names, {}, {}};
}

// The time a match takes is paid for at once: a byte of text costs it far more than a look.
constexpr uint64_t kBytesPerByte = 32;

// A text as RE2 is to read it. Each byte that is not UTF-8 counts as U+FFFD, and RE2 knows no such thing: it reads a copy
// that has the encoding of U+FFFD there. Most texts are valid and stand for themselves.
class Utf8Text {
 public:
  // Requires: text outlives this.
  explicit Utf8Text(std::string_view text) : view_(text) {
    if (IsValidUtf8(text)) return;
    while (!text.empty()) {
      const Rune r = DecodeRune(text);
      AppendRune(copy_, r.value);
      if (r.value == kRuneError && r.width == 1) ends_.push_back(copy_.size());
      text.remove_prefix(static_cast<size_t>(r.width));
    }
    view_ = copy_;
  }
  Utf8Text(const Utf8Text&) = delete;
  Utf8Text& operator=(const Utf8Text&) = delete;

  std::string_view view() const { return view_; }

  // The offset in the original text of an offset in the view.
  int64_t OriginalOffset(int64_t at) const {
    if (ends_.empty()) return at;
    const auto before = std::ranges::upper_bound(ends_, static_cast<size_t>(at)) - ends_.begin();
    return at - before * kGrowth;
  }

 private:
  static constexpr int64_t kGrowth = 2;  // the encoding of U+FFFD has three bytes

  std::string_view view_;
  std::string copy_;
  std::vector<size_t> ends_;  // where the encodings that stand for invalid bytes end in copy_
};

bool InsideRune(std::string_view text, size_t at) { return at < text.size() && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80; }

// Finds the leftmost match in the text from `at` on. RE2 tries \B at each byte: what it finds inside a rune is passed over.
// Requires: text is valid, groups is positive.
bool FindMatch(const RE2& re, std::string_view text, size_t at, re2::StringPiece* pieces, int groups) {
  const re2::StringPiece piece = Piece(text);
  while (re.Match(piece, at, text.size(), RE2::UNANCHORED, pieces, groups)) {
    at = static_cast<size_t>(pieces[0].data() - piece.data());
    if (!InsideRune(text, at)) return true;
    while (InsideRune(text, at)) ++at;
  }
  return false;
}

bool Matches(const RE2& re, std::string_view text) {
  const Utf8Text valid(text);
  if (!re.Match(Piece(valid.view()), 0, valid.view().size(), RE2::UNANCHORED, nullptr, 0)) return false;
  if (re.pattern().find("\\B") == std::string::npos) return true;
  re2::StringPiece match;
  return FindMatch(re, valid.view(), 0, &match, 1);
}

struct MatchWork {
  std::shared_ptr<const RE2> re;
  std::string text;
  std::atomic<bool> abandoned = false;
  bool matches = false;

  void operator()() {
    matches = Matches(*re, text);
    Free(text);
  }
};

bool Match(Mutator& m, HostObject* p, std::string_view text) {
  m.heap.NoteWork(text.size() * kBytesPerByte);
  if (text.size() < kLongText) return Matches(ReOf(p), text);
  auto work = std::make_shared<MatchWork>();
  work->re = runtime::HostCast<Regexp>(p)->re;
  if (!CopyAside(m, text, work)) return false;
  const auto done = CallAside(m, work);
  return done != nullptr && done->matches;
}
bool MatchBytes(Mutator& m, HostObject* p, GoSlice<uint8_t> text) { return Match(m, p, ViewOf(text)); }

// Finds the first n matches, all if n is negative: for each the begin and end of `groups` groups, -1 where one has no part.
// An empty match right after a match does not count. `over` is asked now and then, with the number of results so far.
template <class Over>
void FindMatches(const RE2& re, std::string_view view, int64_t& n, int64_t groups, std::vector<int64_t>& found, int64_t& last_end, Over over) {
  const Utf8Text valid(view);
  const re2::StringPiece text = Piece(valid.view());
  const auto size = static_cast<int64_t>(text.size());
  std::vector<re2::StringPiece> pieces(static_cast<size_t>(groups));
  uint32_t matches = 0;
  for (int64_t at = 0; n != 0 && at <= size;) {
    if (!FindMatch(re, valid.view(), static_cast<size_t>(at), pieces.data(), static_cast<int>(groups))) break;
    const int64_t begin = pieces[0].data() - text.data();
    const int64_t end = begin + static_cast<int64_t>(pieces[0].size());
    bool counts = true;
    if (end == at) {
      counts = begin != last_end;
      at += at < size ? DecodeRune(valid.view().substr(static_cast<size_t>(at))).width : 1;
    } else {
      at = end;
    }
    last_end = end;
    if (++matches % 16 == 0 && over(found.size())) break;
    if (!counts) continue;
    for (const re2::StringPiece& piece : pieces) {
      if (piece.data() == nullptr) {
        found.insert(found.end(), {-1, -1});
        continue;
      }
      const int64_t from = piece.data() - text.data();
      found.push_back(valid.OriginalOffset(from));
      found.push_back(valid.OriginalOffset(from + static_cast<int64_t>(piece.size())));
    }
    --n;
  }
}

struct FindWork {
  std::shared_ptr<const RE2> re;
  std::string text;
  int64_t n, groups;
  size_t most;  // results that the VM's memory holds
  std::atomic<bool> abandoned = false;
  std::vector<int64_t> found;
  int64_t last_end = -1;

  void operator()() {
    FindMatches(*re, text, n, groups, found, last_end, [this](size_t results) { return results > most || abandoned; });
    Free(text);
  }
};

GoSlice<int64_t> Find(Mutator& m, HostObject* p, std::string_view view, int64_t n, int64_t groups) {
  std::vector<int64_t> found;
  int64_t last_end = -1;
  if (view.size() < kLongText) {
    FindMatches(ReOf(p), view, n, groups, found, last_end, [&m](size_t results) {
      m.heap.NoteWork(16 * 64);
      return !m.heap.Affords(results * sizeof(int64_t)) || m.Interrupted();
    });
  } else {
    auto work = std::make_shared<FindWork>();
    work->re = runtime::HostCast<Regexp>(p)->re;
    work->n = n;
    work->groups = groups;
    work->most = m.heap.MostAfforded() / sizeof(int64_t);
    if (!CopyAside(m, view, work) || CallAside(m, work) == nullptr) return {};
    found = std::move(work->found);
    n = work->n;
    last_end = work->last_end;
    m.heap.NoteWork(found.size() / static_cast<size_t>(2 * groups) * 64);
    if (!m.heap.Affords(found.size() * sizeof(int64_t))) return {};
  }
  m.heap.NoteWork(static_cast<uint64_t>(n == 0 ? last_end : static_cast<int64_t>(view.size())) * kBytesPerByte);
  if (found.empty()) return {};
  GoSlice<int64_t> result = m.NewScalarSlice<int64_t>(static_cast<int64_t>(found.size()));
  m.heap.CopyLong(result.data, found.data(), found.size() * sizeof(int64_t));
  return result;
}
GoSlice<int64_t> FindBytes(Mutator& m, HostObject* p, GoSlice<uint8_t> text, int64_t n, int64_t groups) {
  return Find(m, p, ViewOf(text), n, groups);
}

constexpr Native kNatives[] = {
    Bind<&Compile>("compile"), Bind<&Match>("match"), Bind<&MatchBytes>("matchBytes"), Bind<&Find>("find"), Bind<&FindBytes>("findBytes"),
};

}  // namespace

extern constinit const NativePackage kPackage_regexp = {"regexp", kNatives};

}  // namespace golite::stdlib
