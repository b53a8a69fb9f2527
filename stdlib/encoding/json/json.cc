// This file implements the natives of package encoding/json: the scanner, and strings, compacting and indenting. They
// work on whole texts; the Go side walks values.
#include <cstring>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "stdlib/long_text.h"
#include "stdlib/natives.h"
#include "stdlib/text.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

// What scanning a value finds: where it ends, or where it goes wrong and how, or that the text ends too soon.
struct Scanned {
  enum { kIncomplete = -1, kWrong = -2 };
  int64_t end = kIncomplete;
  int64_t bad = 0;
  std::string context;
};

class Scanner {
 public:
  Scanner(Mutator& m, std::string_view text, int64_t at) : m_(m), watch_(m), text_(text), at_(static_cast<size_t>(at)) {}

  Scanned Value() {
    if (!ScanValue()) return std::move(result_);
    result_.end = static_cast<int64_t>(at_);
    return std::move(result_);
  }

 private:
  static constexpr size_t kMaxDepth = 10'000;

  bool Fail(std::string_view context) {
    if (at_ >= text_.size()) return false;  // incomplete
    result_ = {Scanned::kWrong, static_cast<int64_t>(at_), std::string(context)};
    return false;
  }
  // The same where even space would be wrong: then the context belongs to the end of the text, too.
  bool FailInToken(std::string_view context) {
    if (at_ >= text_.size()) {
      result_.context = context;
      return false;
    }
    result_ = {Scanned::kWrong, static_cast<int64_t>(at_), std::string(context)};
    return false;
  }
  int Peek() const { return at_ < text_.size() ? static_cast<unsigned char>(text_[at_]) : -1; }
  void SkipSpace() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }

  bool Literal(std::string_view word) {
    for (size_t i = 1; i < word.size(); ++i) {
      ++at_;
      if (Peek() != word[i]) return FailInToken("in literal " + std::string(word) + " (expecting '" + word[i] + "')");
    }
    ++at_;
    return true;
  }

  bool IsDigit() const { return Peek() >= '0' && Peek() <= '9'; }
  bool Digits(std::string_view context) {
    if (!IsDigit()) return FailInToken(context);
    while (IsDigit()) ++at_;
    return true;
  }
  bool Number() {
    if (Peek() == '-') {
      ++at_;
      if (!IsDigit()) return FailInToken("in numeric literal");
    }
    if (Peek() == '0') ++at_;
    else if (!Digits("in numeric literal")) return false;
    if (Peek() == '.') {
      ++at_;
      if (!Digits("after decimal point in numeric literal")) return false;
    }
    if (Peek() == 'e' || Peek() == 'E') {
      ++at_;
      if (Peek() == '+' || Peek() == '-') ++at_;
      if (!Digits("in exponent of numeric literal")) return false;
    }
    return true;
  }

  bool String() {
    ++at_;
    for (;; ++at_) {
      if (at_ % Watch::kBetweenLooks == 0 && m_.Interrupted()) return false;
      const int c = Peek();
      if (c < 0) return false;
      if (c == '"') break;
      if (c < ' ') return Fail("in string literal");
      if (c != '\\') continue;
      ++at_;
      const int escape = Peek();
      if (escape == 'u') {
        for (int i = 0; i < 4; ++i) {
          ++at_;
          const int h = Peek();
          if (!((h >= '0' && h <= '9') || (h >= 'a' && h <= 'f') || (h >= 'A' && h <= 'F'))) {
            return FailInToken("in \\u hexadecimal character escape");
          }
        }
      } else if (escape <= 0 || std::strchr("bfnrt\\/\"", escape) == nullptr) {
        return FailInToken("in string escape code");
      }
    }
    ++at_;
    return true;
  }

  bool Key() {
    if (Peek() != '"') return Fail("looking for beginning of object key string");
    if (!String()) return false;
    SkipSpace();
    if (Peek() != ':') return Fail("after object key");
    ++at_;
    return true;
  }

  // Begins a value; true when it is complete, that is, not an array or object with content.
  bool Begin(bool& complete) {
    complete = true;
    SkipSpace();
    switch (Peek()) {
      case '"': return String();
      case 't': return Literal("true");
      case 'f': return Literal("false");
      case 'n': return Literal("null");
      case '[':
      case '{': {
        const bool is_object = Peek() == '{';
        if (open_.size() == kMaxDepth) return Fail("exceeded max depth");
        ++at_;
        SkipSpace();
        if (Peek() == (is_object ? '}' : ']')) {
          ++at_;
          return true;
        }
        open_.push_back(is_object);
        complete = false;
        return !is_object || Key();
      }
      default:
        if (Peek() == '-' || IsDigit()) return Number();
        return Fail("looking for beginning of value");
    }
  }

  bool ScanValue() {
    for (;;) {
      bool complete;
      if (watch_.Over(4)) return false;
      if (!Begin(complete)) return false;
      if (!complete) continue;
      for (;;) {
        if (open_.empty()) return true;
        SkipSpace();
        if (Peek() == ',') {
          ++at_;
          if (!open_.back()) break;
          SkipSpace();
          if (!Key()) return false;
          break;
        }
        if (Peek() != (open_.back() ? '}' : ']')) return Fail(open_.back() ? "after object key:value pair" : "after array element");
        ++at_;
        open_.pop_back();
      }
    }
  }

  Mutator& m_;
  Watch watch_;
  std::string_view text_;
  size_t at_;
  std::vector<bool> open_;  // the arrays (false) and objects (true) around
  Scanned result_;
};

// An incomplete text has a context if space after it would be wrong.
// func scan(data []byte, at int) (end, bad int, context string)
std::tuple<int64_t, int64_t, std::string> Scan(Mutator& m, GoSlice<uint8_t> data, int64_t at) {
  Scanned s = Scanner(m, ViewOf(data), at).Value();
  // What was read is paid for; of a text that is wrong it may be all.
  m.heap.NoteWork(static_cast<uint64_t>(s.end < 0 ? data.len : s.end) - static_cast<uint64_t>(at));
  return {s.end, s.bad, std::move(s.context)};
}

void AppendUnicodeEscape(LongText& out, unsigned c) {
  constexpr char kHex[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[c >> shift & 15];
}

// func quote(s string, html bool) string
GoString Quote(Mutator& m, std::string_view s, bool html) {
  LongText out(m);
  out.reserve(s.size() + 2);
  out += '"';
  for (size_t i = 0; i < s.size() && !out.over();) {
    const auto c = static_cast<unsigned char>(s[i]);
    if (c < 0x80) {
      ++i;
      switch (c) {
        case '"':
        case '\\': out += '\\', out += s[i - 1]; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
          if (c < ' ' || (html && (c == '<' || c == '>' || c == '&'))) AppendUnicodeEscape(out, c);
          else out += s[i - 1];
      }
      continue;
    }
    const Rune r = DecodeRune(s.substr(i));
    const auto width = static_cast<size_t>(r.width);
    if (r.value == 0xFFFD && width == 1) out += "\\ufffd";
    else if (r.value == 0x2028 || r.value == 0x2029) AppendUnicodeEscape(out, static_cast<unsigned>(r.value));
    else out += s.substr(i, width);
    i += width;
  }
  out += '"';
  return out.ToString();
}

unsigned HexAt(std::string_view s) {
  unsigned value = 0;
  for (char c : s.substr(0, 4)) value = value << 4 | static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  return value;
}

// func unquote(literal []byte) string. Requires: a valid string literal.
GoString Unquote(Mutator& m, GoSlice<uint8_t> literal) {
  std::string_view s = ViewOf(literal);
  s = s.substr(1, s.size() - 2);
  LongText out(m);
  while (!s.empty() && !out.over()) {
    if (s[0] == '\\') {
      const char c = s[1];
      s.remove_prefix(2);
      switch (c) {
        case 'b': out += '\b'; break;
        case 'f': out += '\f'; break;
        case 'n': out += '\n'; break;
        case 'r': out += '\r'; break;
        case 't': out += '\t'; break;
        case 'u': {
          unsigned r = HexAt(s);
          s.remove_prefix(4);
          if (r >= 0xD800 && r < 0xE000) {
            const bool is_pair = r < 0xDC00 && s.size() >= 6 && s[0] == '\\' && s[1] == 'u' && (HexAt(s.substr(2)) & 0xFC00) == 0xDC00;
            if (is_pair) {
              r = 0x10000 + ((r & 0x3FF) << 10) + (HexAt(s.substr(2)) & 0x3FF);
              s.remove_prefix(6);
            } else {
              r = 0xFFFD;
            }
          }
          AppendRune(out, static_cast<int32_t>(r));
          break;
        }
        default: out += c;
      }
    } else if (static_cast<signed char>(s[0]) >= 0) {
      out += s[0];
      s.remove_prefix(1);
    } else {
      const Rune r = DecodeRune(s);
      AppendRune(out, r.value);
      s.remove_prefix(static_cast<size_t>(r.width));
    }
  }
  return out.ToString();
}

// Appends what a string literal or other byte sequence at s[i] becomes, with HTML escapes when asked for.
void CopyByte(LongText& out, std::string_view s, size_t& i, bool html) {
  const char c = s[i];
  if (html && (c == '<' || c == '>' || c == '&')) {
    AppendUnicodeEscape(out, static_cast<unsigned char>(c));
  } else if (html && s.substr(i, 2) == "\xE2\x80" && i + 2 < s.size() && (s[i + 2] & ~1) == static_cast<char>(0xA8)) {
    AppendUnicodeEscape(out, 0x2000 | (static_cast<unsigned char>(s[i + 2]) & 0x3F));
    i += 2;
  } else {
    out += c;
  }
}

// func compact(data []byte, html, spaces bool) []byte. Requires: valid JSON. With `spaces`, spaces stay.
GoSlice<uint8_t> Compact(Mutator& m, GoSlice<uint8_t> data, bool html, bool spaces) {
  std::string_view s = ViewOf(data);
  LongText out(m);
  Watch watch(m);
  bool in_string = false;
  for (size_t i = 0; i < s.size() && !watch.Over(1); ++i) {
    const char c = s[i];
    if (in_string && c == '\\') {
      out += c;
      out += s[++i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (!in_string && !spaces && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) continue;
    CopyByte(out, s, i, html);
  }
  return out.ToBytes();
}

// func indent(data []byte, prefix, step string) []byte. Requires: valid JSON, perhaps with space after it, which stays.
GoSlice<uint8_t> Indent(Mutator& m, GoSlice<uint8_t> data, std::string_view prefix, std::string_view step) {
  std::string_view s = ViewOf(data);
  const size_t end = s.find_last_not_of(" \n\t\r") + 1;
  LongText out(m);
  Watch watch(m);
  size_t depth = 0;
  bool fresh = false;  // just after an opening bracket
  const auto new_line = [&] {
    out += '\n';
    out += prefix;
    for (size_t i = 0; i < depth && !out.over(); ++i) out += step;
  };
  for (size_t i = 0; i < end && !watch.Over(1) && !out.over(); ++i) {
    const char c = s[i];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
    const bool closes = c == ']' || c == '}';
    if (fresh && !closes) {
      ++depth;
      new_line();
    }
    switch (c) {
      case '"': {
        for (out += c; s[++i] != '"' && !out.over();) {
          if (s[i] == '\\') out += s[i++];
          out += s[i];
        }
        out += '"';
        break;
      }
      case ',':
        out += c;
        new_line();
        break;
      case ':': out += ": "; break;
      default:
        if (closes && !fresh) {
          --depth;
          new_line();
        }
        out += c;
    }
    fresh = c == '[' || c == '{';
  }
  out += s.substr(end);
  return out.ToBytes();
}

constexpr Native kNatives[] = {
    Bind<&Scan>("scan"), BindLinear<&Quote>("quote"), BindLinear<&Unquote>("unquote"), BindLinear<&Compact>("compact"), BindLinear<&Indent>("indent"),
};

}  // namespace

extern constinit const NativePackage kPackage_encoding_json = {"encoding/json", kNatives};

}  // namespace golite::stdlib
