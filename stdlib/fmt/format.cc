// This file implements the formatting half of package fmt: Printf's verbs and the layout of every kind of value.
//
// A native never calls Go, but formatting may need Error, String, GoString or Format of a value, at any depth. So the
// formatter runs in passes. It takes the results of such calls from a list, in the order in which it needs them; where
// the list ends it notes a request and goes on. When a pass made no requests its text is right, and that is the only
// pass for values without methods. Otherwise Go makes the calls and the formatter runs again with their results.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/map.h"
#include "runtime/native.h"
#include "runtime/race/tracker.h"
#include "runtime/scheduler.h"
#include "stdlib/fmt/scan.h"
#include "stdlib/long_text.h"
#include "stdlib/strconv/number.h"
#include "stdlib/unicode/unicode.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::GoIface;
using runtime::GoSlice;
using runtime::GoString;
using runtime::Kind;
using runtime::Mutator;
using runtime::Native;
using runtime::TypeDesc;

// The kinds of a request; print.go has the same list.
enum CallKind : int64_t { kCallError, kCallString, kCallGoString, kCallFormat };

// Flags as print.go sees them.
enum FlagBits : int64_t { kFlagMinus = 1, kFlagPlus = 2, kFlagSharp = 4, kFlagSpace = 8, kFlagZero = 16, kFlagPlusV = 32, kFlagSharpV = 64 };

// The mirror of type call in print.go.
struct Call {
  GoIface value;
  int64_t kind;
  int64_t verb;
  int64_t flags;
  int64_t width;      // -1: none
  int64_t precision;  // -1: none
};

// The mirror of type result in print.go.
struct Result {
  GoString text;
  uint64_t raw;  // a bool: written as it stands, else as a string under the verb
};

// A value in memory form.
struct Value {
  const TypeDesc* type = nullptr;
  const std::byte* at = nullptr;

  bool valid() const { return type != nullptr; }
  template <class T>
  T Read() const {
    T value;
    std::memcpy(&value, at, sizeof value);
    return value;
  }
  const std::byte* pointer() const { return Read<const std::byte*>(); }
};

Value ValueOf(const GoIface& x) {
  if (x.is_nil()) return {};
  return {x.type, static_cast<const std::byte*>(x.address())};
}

bool IsSigned(Kind k) { return k >= Kind::kInt && k <= Kind::kInt64; }
bool IsUnsigned(Kind k) { return k >= Kind::kUint && k <= Kind::kUintptr; }

uint64_t ReadInteger(const Value& v) {
  switch (v.type->size) {
    case 1: return IsSigned(v.type->kind) ? static_cast<uint64_t>(int64_t{v.Read<int8_t>()}) : v.Read<uint8_t>();
    case 2: return IsSigned(v.type->kind) ? static_cast<uint64_t>(int64_t{v.Read<int16_t>()}) : v.Read<uint16_t>();
    case 4: return IsSigned(v.type->kind) ? static_cast<uint64_t>(int64_t{v.Read<int32_t>()}) : v.Read<uint32_t>();
    default: return v.Read<uint64_t>();
  }
}

void AppendUint(std::string& out, uint64_t value, int base) {
  char buffer[64];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value, base).ptr);
}

// Widths and precisions above this are mistakes.
constexpr int64_t kTooLarge = 1000000;

// The order in which fmt prints the keys of a map.
int CompareKeys(const Value& a, const Value& b);

int CompareIfaces(const GoIface& a, const GoIface& b) {
  if (a.is_nil() || b.is_nil()) return a.is_nil() ? (b.is_nil() ? 0 : -1) : 1;
  // Go compares addresses; its linker sorts types by their names.
  if (a.type != b.type) return std::tie(a.type->string, a.type->index) < std::tie(b.type->string, b.type->index) ? -1 : 1;
  return CompareKeys(ValueOf(a), ValueOf(b));
}

template <class T>
int Compare(T a, T b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// NaN sorts before every number.
int CompareFloats(double a, double b) {
  if (a != a) return b != b ? 0 : -1;
  if (b != b) return 1;
  return Compare(a, b);
}

int CompareKeys(const Value& a, const Value& b) {
  const TypeDesc* t = a.type;
  switch (t->kind) {
    case Kind::kBool: return Compare(a.Read<uint8_t>(), b.Read<uint8_t>());
    case Kind::kFloat32: return CompareFloats(a.Read<float>(), b.Read<float>());
    case Kind::kFloat64: return CompareFloats(a.Read<double>(), b.Read<double>());
    case Kind::kComplex64: {
      const auto x = a.Read<runtime::Complex64>(), y = b.Read<runtime::Complex64>();
      const int c = CompareFloats(x.re, y.re);
      return c != 0 ? c : CompareFloats(x.im, y.im);
    }
    case Kind::kComplex128: {
      const auto x = a.Read<runtime::Complex128>(), y = b.Read<runtime::Complex128>();
      const int c = CompareFloats(x.re, y.re);
      return c != 0 ? c : CompareFloats(x.im, y.im);
    }
    case Kind::kString: return a.Read<GoString>().view().compare(b.Read<GoString>().view());
    case Kind::kInterface: return CompareIfaces(a.Read<GoIface>(), b.Read<GoIface>());
    case Kind::kArray:
      for (uint64_t i = 0; i < t->len; ++i) {
        if (int c = CompareKeys({t->elem, a.at + i * t->elem->size}, {t->elem, b.at + i * t->elem->size})) return c;
      }
      return 0;
    case Kind::kStruct:
      for (const vm::FieldDesc& f : t->fields) {
        if (int c = CompareKeys({f.type, a.at + f.offset}, {f.type, b.at + f.offset})) return c;
      }
      return 0;
    default:
      if (IsSigned(t->kind)) return Compare(static_cast<int64_t>(ReadInteger(a)), static_cast<int64_t>(ReadInteger(b)));
      if (IsUnsigned(t->kind)) return Compare(ReadInteger(a), ReadInteger(b));
      return Compare(a.Read<uint64_t>(), b.Read<uint64_t>());
  }
}

constexpr int kMaxDepth = 1000;  // of values that contain themselves

class Formatter {
 public:
  Formatter(Mutator& m, GoSlice<GoIface> args, GoSlice<Result> results)
      : out(m), m_(m), args_(args), results_(results), error_(m.FindType("error")), stringer_(m.FindType("fmt.Stringer")),
        go_stringer_(m.FindType("fmt.GoStringer")), formatter_(m.FindType("fmt.Formatter")) {}

  // With `wraps`, %w formats an error (Errorf); else it is a bad verb.
  void Printf(std::string_view format, bool wraps);
  void Print();
  void Println();

  LongText out;
  std::vector<Call> calls;

 private:
  struct Flags {
    bool minus = false, plus = false, sharp = false, space = false, zero = false, plus_v = false, sharp_v = false;
    int64_t width = -1, precision = -1;
    bool has_width() const { return width >= 0; }
    bool has_precision() const { return precision >= 0; }
  };

  // Printf's parser.
  void ParseArgNumber(std::string_view format, size_t& i, int64_t& arg, bool& found);
  bool ArgAsInt(int64_t& arg, int64_t& value);

  // Values.
  void PrintArg(const GoIface& arg, int32_t verb);
  void PrintValue(const Value& v, int32_t verb, int depth, bool methods_allowed);
  bool HandleMethods(const Value& v, int32_t verb);
  void TakeResult(const Value& v, CallKind kind, int32_t verb);
  void BadVerb(const Value& v, int32_t verb);
  void PrintMap(const Value& v, int32_t verb, int depth, bool methods_allowed);
  void PrintStruct(const Value& v, int32_t verb, int depth, bool methods_allowed);
  void Reads(const void* at, uint64_t bytes);
  void PrintElems(const TypeDesc* elem, const std::byte* at, uint64_t n, int32_t verb, int depth, bool methods_allowed);
  void PrintSequence(const Value& v, int32_t verb, int depth, bool methods_allowed);

  // Kinds.
  void FormatBool(bool b, int32_t verb, const Value& v);
  void FormatIntegerVerb(uint64_t u, bool is_signed, int32_t verb, const Value& v);
  void FormatFloatVerb(double f, int bits, int32_t verb, const Value& v);
  void FormatComplexVerb(double re, double im, int bits, int32_t verb, const Value& v);
  void FormatStringVerb(std::string_view s, int32_t verb, const Value& v);
  void FormatBytesVerb(std::string_view bytes, bool nil, int32_t verb, const Value& v);
  void FormatPointerVerb(const Value& v, int32_t verb);

  // Layout.
  void Pad(std::string_view text);
  void Pad(const LongText& text);
  void WritePadding(int64_t n);
  void Integer(uint64_t u, int base, bool is_signed, int32_t verb, bool upper);
  void Hex0x(uint64_t u, bool leading);
  void Unicode(uint64_t u);
  void Float(double f, int bits, int32_t verb, int precision);
  void Quoted(std::string_view s);
  void HexBytes(std::string_view s, bool upper);
  std::string_view Truncated(std::string_view s) const;
  void WriteRune(int32_t r) { AppendRune(out, r); }
  // Whether to give up: the text is too long for the VM's memory, or the run is to end.
  bool GivesUp() {
    if ((++values_ & 255) != 0) return given_up_;
    m_.heap.NoteWork(256 * 8);
    return given_up_ = !m_.heap.Affords(out.size()) || m_.Interrupted();
  }

  Mutator& m_;
  GoSlice<GoIface> args_;
  GoSlice<Result> results_;
  int64_t next_result_ = 0;
  const TypeDesc* error_;
  const TypeDesc* stringer_;
  const TypeDesc* go_stringer_;
  const TypeDesc* formatter_;
  Flags flags_;
  uint64_t values_ = 0;    // printed so far, elements and fields included
  bool given_up_ = false;
  bool bytes_at_top_ = true;  // the operand is a value itself, not a reflect.Value of it
  bool erroring_ = false;  // inside a bad-verb report: no methods
};

// ---------------------------------------------------------------------------------------------------- layout

void Formatter::WritePadding(int64_t n) {
  if (n <= 0 || !m_.heap.Affords(out.size() + static_cast<size_t>(n))) return;
  out.append(static_cast<size_t>(n), flags_.zero && !flags_.minus ? '0' : ' ');
}

void Formatter::Pad(const LongText& text) {
  constexpr int64_t kLongestRune = 4;
  if (flags_.width < static_cast<int64_t>(text.size()) / kLongestRune) {
    out.append(text);
    return;
  }
  // It consists of whole runes, but its pieces need not.
  int64_t runes = 0;
  text.ForEachPiece([&](std::string_view piece) {
    for (const char c : piece) runes += (c & 0xC0) != 0x80;
  });
  const int64_t padding = flags_.width - runes;
  if (!flags_.minus) WritePadding(padding);
  out.append(text);
  if (flags_.minus) WritePadding(padding);
}

void Formatter::Pad(std::string_view text) {
  if (flags_.width <= 0) {
    out += text;
    return;
  }
  const int64_t padding = flags_.width - CountRunes(m_, text);
  if (!flags_.minus) WritePadding(padding);
  out += text;
  if (flags_.minus) WritePadding(padding);
}

void Formatter::Integer(uint64_t u, int base, bool is_signed, int32_t verb, bool upper) {
  const bool negative = is_signed && static_cast<int64_t>(u) < 0;
  if (negative) u = 0 - u;
  const bool zero = flags_.zero;
  int64_t precision = 0;
  if (flags_.has_precision()) {
    precision = flags_.precision;
    if (precision == 0 && u == 0) {  // no digits at all
      flags_.zero = false;
      WritePadding(flags_.width);
      flags_.zero = zero;
      return;
    }
  } else if (flags_.zero && !flags_.minus && flags_.has_width()) {
    precision = flags_.width;
    if (negative || flags_.plus || flags_.space) --precision;
  }
  std::string digits;
  AppendUint(digits, u, base);
  if (upper) std::ranges::transform(digits, digits.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
  std::string text;
  if (negative) text += '-';
  else if (flags_.plus) text += '+';
  else if (flags_.space) text += ' ';
  if (verb == 'O') text += "0o";
  const bool short_of = static_cast<int64_t>(digits.size()) < precision;
  if (flags_.sharp) {
    if (base == 2) text += "0b";
    if (base == 8 && digits[0] != '0' && !short_of) text += '0';
    if (base == 16) text += upper ? "0X" : "0x";
  }
  if (short_of) text.append(static_cast<size_t>(precision) - digits.size(), '0');
  text += digits;
  flags_.zero = false;
  Pad(text);
  flags_.zero = zero;
}

void Formatter::Hex0x(uint64_t u, bool leading) {
  const bool sharp = flags_.sharp;
  flags_.sharp = leading;
  Integer(u, 16, /*is_signed=*/false, 'v', /*upper=*/false);
  flags_.sharp = sharp;
}

void Formatter::Unicode(uint64_t u) {
  std::string digits;
  AppendUint(digits, u, 16);
  std::ranges::transform(digits, digits.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
  const size_t least = flags_.precision > 4 ? static_cast<size_t>(flags_.precision) : 4;
  std::string text = "U+";
  if (digits.size() < least) text.append(least - digits.size(), '0');
  text += digits;
  if (flags_.sharp && u <= 0x10FFFF && IsPrint(static_cast<int32_t>(u))) {
    text += " '";
    AppendRune(text, static_cast<int32_t>(u));
    text += '\'';
  }
  const bool zero = flags_.zero;
  flags_.zero = false;
  Pad(text);
  flags_.zero = zero;
}

void Formatter::Float(double f, int bits, int32_t verb, int precision) {
  if (flags_.has_precision()) precision = static_cast<int>(std::min<int64_t>(flags_.precision, 10 * kTooLarge));
  std::string num = FormatFloat(f, static_cast<char>(verb), precision, bits);
  if (num[0] != '-' && num[0] != '+') num.insert(0, "+");
  if (flags_.space && num[0] == '+' && !flags_.plus) num[0] = ' ';
  if (num[1] == 'I' || num[1] == 'N') {
    const bool zero = flags_.zero;
    flags_.zero = false;
    if (num[1] == 'N' && !flags_.space && !flags_.plus) num.erase(0, 1);
    Pad(num);
    flags_.zero = zero;
    return;
  }
  if (flags_.sharp && verb != 'b') {  // always a point, and %g keeps trailing zeros
    int digits = 0;
    if (verb == 'g' || verb == 'G' || verb == 'x' || verb == 'X') {
      digits = precision;
      if (digits < 0 && verb != 'X') digits = 6;
    }
    const bool hex = verb == 'x' || verb == 'X';
    const size_t exponent = num.find_first_of(hex ? "pP" : "eE", 1);
    std::string tail = exponent == std::string::npos ? "" : num.substr(exponent);
    num.resize(std::min(num.size(), exponent));
    bool point = false, significant = false;
    for (size_t i = 1; i < num.size(); ++i) {
      if (num[i] == '.') {
        point = true;
        continue;
      }
      significant |= num[i] != '0';
      if (significant) --digits;
    }
    if (!point) {
      if (num.size() == 2 && num[1] == '0') --digits;
      num += '.';
    }
    if (digits > 0) num.append(static_cast<size_t>(digits), '0');
    num += tail;
  }
  if (flags_.plus || num[0] != '+') {
    if (flags_.zero && !flags_.minus && flags_.width > static_cast<int64_t>(num.size())) {
      out += num[0];
      WritePadding(flags_.width - static_cast<int64_t>(num.size()));
      out += std::string_view(num).substr(1);
      return;
    }
    Pad(num);
    return;
  }
  Pad(std::string_view(num).substr(1));
}

std::string_view Formatter::Truncated(std::string_view s) const {
  if (!flags_.has_precision()) return s;
  size_t at = 0;
  Watch watch(m_);
  for (int64_t n = flags_.precision; n > 0 && at < s.size() && !watch.Over(1); --n) at += static_cast<size_t>(DecodeRune(s.substr(at)).width);
  return s.substr(0, at);
}

void Formatter::Quoted(std::string_view s) {
  s = Truncated(s);
  LongText text(m_);
  Watch watch(m_);
  if (flags_.sharp && CanBackquote(s, &watch)) {
    text += '`';
    text += s;
    text += '`';
  } else {
    AppendQuoted(text, s, '"', flags_.plus ? QuoteMode::kAscii : QuoteMode::kPrint, &watch);
  }
  Pad(text);
}

void Formatter::HexBytes(std::string_view s, bool upper) {
  if (flags_.has_precision() && static_cast<size_t>(flags_.precision) < s.size()) s = s.substr(0, static_cast<size_t>(flags_.precision));
  const char* digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  LongText text(m_);
  for (size_t i = 0; i < s.size() && !text.over(); ++i) {
    if (flags_.space && i > 0) text += ' ';
    if (flags_.sharp && (flags_.space || i == 0)) text += upper ? "0X" : "0x";
    text += digits[static_cast<uint8_t>(s[i]) >> 4];
    text += digits[s[i] & 15];
  }
  Pad(text);
}

// ---------------------------------------------------------------------------------------------------- kinds

void Formatter::FormatBool(bool b, int32_t verb, const Value& v) {
  if (verb == 't' || verb == 'v') Pad(b ? "true" : "false");
  else BadVerb(v, verb);
}

void Formatter::FormatIntegerVerb(uint64_t u, bool is_signed, int32_t verb, const Value& v) {
  switch (verb) {
    case 'v':
      if (flags_.sharp_v && !is_signed) Hex0x(u, /*leading=*/true);
      else Integer(u, 10, is_signed, verb, false);
      return;
    case 'd': Integer(u, 10, is_signed, verb, false); return;
    case 'b': Integer(u, 2, is_signed, verb, false); return;
    case 'o':
    case 'O': Integer(u, 8, is_signed, verb, false); return;
    case 'x': Integer(u, 16, is_signed, verb, false); return;
    case 'X': Integer(u, 16, is_signed, verb, true); return;
    case 'c': {
      std::string text;
      AppendRune(text, u > 0x10FFFF ? kRuneError : static_cast<int32_t>(u));
      Pad(text);
      return;
    }
    case 'q': {
      std::string text = "'";
      const int32_t rune = u > 0x10FFFF || !IsValidRune(static_cast<int32_t>(u)) ? kRuneError : static_cast<int32_t>(u);
      AppendQuotedRune(text, rune, '\'', flags_.plus ? QuoteMode::kAscii : QuoteMode::kPrint);
      Pad(text + "'");
      return;
    }
    case 'U': Unicode(u); return;
    default: BadVerb(v, verb); return;
  }
}

void Formatter::FormatFloatVerb(double f, int bits, int32_t verb, const Value& v) {
  switch (verb) {
    case 'v': Float(f, bits, 'g', -1); return;
    case 'b': case 'g': case 'G': case 'x': case 'X': Float(f, bits, verb, -1); return;
    case 'e': case 'E': case 'f': Float(f, bits, verb, 6); return;
    case 'F': Float(f, bits, 'f', 6); return;
    default: BadVerb(v, verb); return;
  }
}

void Formatter::FormatComplexVerb(double re, double im, int bits, int32_t verb, const Value& v) {
  switch (verb) {
    case 'v': case 'b': case 'g': case 'G': case 'x': case 'X': case 'f': case 'F': case 'e': case 'E': {
      const bool plus = flags_.plus;
      out += '(';
      FormatFloatVerb(re, bits, verb, v);
      flags_.plus = true;
      FormatFloatVerb(im, bits, verb, v);
      out += "i)";
      flags_.plus = plus;
      return;
    }
    default: BadVerb(v, verb); return;
  }
}

void Formatter::FormatStringVerb(std::string_view s, int32_t verb, const Value& v) {
  switch (verb) {
    case 'v':
      if (flags_.sharp_v) Quoted(s);
      else Pad(Truncated(s));
      return;
    case 's': Pad(Truncated(s)); return;
    case 'x': HexBytes(s, false); return;
    case 'X': HexBytes(s, true); return;
    case 'q': Quoted(s); return;
    default: BadVerb(v, verb); return;
  }
}

// A []byte (or an array of bytes) under the verbs that see it as text; %v and %d show numbers.
void Formatter::FormatBytesVerb(std::string_view bytes, bool nil, int32_t verb, const Value& v) {
  switch (verb) {
    case 'v':
    case 'd':
      if (flags_.sharp_v) {
        out += "[]byte";
        if (nil) {
          out += "(nil)";
          return;
        }
        out += '{';
        for (size_t i = 0; i < bytes.size() && !GivesUp(); ++i) {
          if (i > 0) out += ", ";
          Hex0x(static_cast<uint8_t>(bytes[i]), /*leading=*/true);
        }
        out += '}';
        return;
      }
      out += '[';
      for (size_t i = 0; i < bytes.size() && !GivesUp(); ++i) {
        if (i > 0) out += ' ';
        Integer(static_cast<uint8_t>(bytes[i]), 10, /*is_signed=*/false, verb, false);
      }
      out += ']';
      return;
    default: FormatStringVerb(bytes, verb, v); return;
  }
}

void Formatter::FormatPointerVerb(const Value& v, int32_t verb) {
  uint64_t u;
  switch (v.type->kind) {
    case Kind::kChan: case Kind::kFunc: case Kind::kMap: case Kind::kPointer: case Kind::kSlice: case Kind::kUnsafePointer:
      u = v.Read<uint64_t>();
      break;
    default: BadVerb(v, verb); return;
  }
  switch (verb) {
    case 'v':
      if (flags_.sharp_v) {
        out += '(';
        out += v.type->string;
        out += ")(";
        if (u == 0) out += "nil";
        else Hex0x(u, /*leading=*/true);
        out += ')';
      } else if (u == 0) {
        Pad("<nil>");
      } else {
        Hex0x(u, !flags_.sharp);
      }
      return;
    case 'p': Hex0x(u, !flags_.sharp); return;
    case 'b': case 'o': case 'd': case 'x': case 'X': FormatIntegerVerb(u, /*is_signed=*/false, verb, v); return;
    default: BadVerb(v, verb); return;
  }
}

// ---------------------------------------------------------------------------------------------------- values

void Formatter::BadVerb(const Value& v, int32_t verb) {
  erroring_ = true;
  out += "%!";
  WriteRune(verb);
  out += '(';
  if (v.valid()) {
    out += v.type->string;
    out += '=';
    PrintValue(v, 'v', 0, /*methods_allowed=*/false);
  } else {
    out += "<nil>";
  }
  out += ')';
  erroring_ = false;
}

// Uses the result of a method call, or asks for it.
void Formatter::TakeResult(const Value& v, CallKind kind, int32_t verb) {
  if (next_result_ >= results_.len) {
    int64_t flags = 0;
    const auto add = [&flags](bool on, FlagBits bit) { flags |= on ? int64_t{bit} : 0; };
    add(flags_.minus, kFlagMinus);
    add(flags_.plus, kFlagPlus);
    add(flags_.sharp, kFlagSharp);
    add(flags_.space, kFlagSpace);
    add(flags_.zero, kFlagZero);
    add(flags_.plus_v, kFlagPlusV);
    add(flags_.sharp_v, kFlagSharpV);
    calls.push_back({m_.MakeIface(v.type, v.at), kind, verb, flags, flags_.width, flags_.precision});
    return;
  }
  const Result& r = results_[next_result_++];
  if (r.raw) out += r.text.view();
  else if (kind == kCallGoString) Pad(Truncated(r.text.view()));
  else FormatStringVerb(r.text.view(), verb, v);
}

bool Formatter::HandleMethods(const Value& v, int32_t verb) {
  // Of an interface, the value in it is asked.
  if (erroring_ || v.type->is_interface() || v.type->methods.empty()) return false;
  if (formatter_ != nullptr && m_.Implements(v.type, formatter_)) {
    TakeResult(v, kCallFormat, verb);
    return true;
  }
  if (flags_.sharp_v) {
    if (go_stringer_ == nullptr || !m_.Implements(v.type, go_stringer_)) return false;
    TakeResult(v, kCallGoString, verb);
    return true;
  }
  switch (verb) {
    case 'v': case 's': case 'x': case 'X': case 'q':
      if (error_ != nullptr && m_.Implements(v.type, error_)) {
        TakeResult(v, kCallError, verb);
        return true;
      }
      if (stringer_ != nullptr && m_.Implements(v.type, stringer_)) {
        TakeResult(v, kCallString, verb);
        return true;
      }
      return false;
    default: return false;
  }
}

void Formatter::PrintArg(const GoIface& arg, int32_t verb) {
  if (arg.is_nil()) {
    if (verb == 'T' || verb == 'v') Pad("<nil>");
    else BadVerb({}, verb);
    return;
  }
  const Value v = ValueOf(arg);
  if (verb == 'T') {
    FormatStringVerb(v.type->string, 's', v);
    return;
  }
  if (verb == 'p') {
    FormatPointerVerb(v, 'p');
    return;
  }
  if (v.type->kind == Kind::kStruct && v.type->string == "reflect.Value") {
    // A reflect.Value prints as what it holds: it begins with a type and the address of a value.
    const auto* held = reinterpret_cast<const Value*>(v.at);
    if (!held->valid()) {
      out += "<invalid reflect.Value>";
      return;
    }
    const bool bytes_at_top = std::exchange(bytes_at_top_, false);
    PrintValue(*held, verb, 0, /*methods_allowed=*/true);
    bytes_at_top_ = bytes_at_top;
    return;
  }
  PrintValue(v, verb, 0, /*methods_allowed=*/true);
}

void Formatter::PrintValue(const Value& v, int32_t verb, int depth, bool methods_allowed) {
  if (GivesUp()) return;
  if (depth > kMaxDepth) {
    out += "...";
    return;
  }
  if (methods_allowed && HandleMethods(v, verb)) return;
  const TypeDesc* t = v.type;
  switch (t->kind) {
    case Kind::kBool: FormatBool(v.Read<uint8_t>() != 0, verb, v); return;
    case Kind::kFloat32: FormatFloatVerb(v.Read<float>(), 32, verb, v); return;
    case Kind::kFloat64: FormatFloatVerb(v.Read<double>(), 64, verb, v); return;
    case Kind::kComplex64: {
      const auto c = v.Read<runtime::Complex64>();
      FormatComplexVerb(c.re, c.im, 32, verb, v);
      return;
    }
    case Kind::kComplex128: {
      const auto c = v.Read<runtime::Complex128>();
      FormatComplexVerb(c.re, c.im, 64, verb, v);
      return;
    }
    case Kind::kString: FormatStringVerb(v.Read<GoString>().view(), verb, v); return;
    case Kind::kMap: PrintMap(v, verb, depth, methods_allowed); return;
    case Kind::kStruct: PrintStruct(v, verb, depth, methods_allowed); return;
    case Kind::kInterface: {
      const auto* x = reinterpret_cast<const GoIface*>(v.at);
      if (!x->is_nil()) {
        PrintValue(ValueOf(*x), verb, depth + 1, methods_allowed);
      } else if (flags_.sharp_v) {
        out += t->string;
        out += "(nil)";
      } else {
        out += "<nil>";
      }
      return;
    }
    case Kind::kArray:
    case Kind::kSlice: PrintSequence(v, verb, depth, methods_allowed); return;
    case Kind::kPointer:
      if (depth == 0 && v.pointer() != nullptr) {
        const TypeDesc* elem = t->elem;
        if (elem->kind == Kind::kArray || elem->kind == Kind::kSlice || elem->kind == Kind::kStruct || elem->kind == Kind::kMap) {
          out += '&';
          Reads(v.pointer(), elem->size);
          PrintValue({elem, v.pointer()}, verb, depth + 1, methods_allowed);
          return;
        }
      }
      FormatPointerVerb(v, verb);
      return;
    case Kind::kChan:
    case Kind::kFunc:
    case Kind::kUnsafePointer: FormatPointerVerb(v, verb); return;
    default: FormatIntegerVerb(ReadInteger(v), IsSigned(t->kind), verb, v); return;
  }
}

void Formatter::PrintMap(const Value& v, int32_t verb, int depth, bool methods_allowed) {
  auto* map = v.Read<runtime::Map*>();
  if (flags_.sharp_v) {
    out += v.type->string;
    if (map == nullptr) {
      out += "(nil)";
      return;
    }
    out += '{';
  } else {
    out += "map[";
  }
  std::vector<std::pair<Value, Value>> entries;
  if (map != nullptr) Reads(map, sizeof(uint64_t));
  if (runtime::MapLen(map) > 0) {
    runtime::MapIter* it = runtime::NewMapIter(m_, v.type, map);
    for (runtime::MapIterNext(m_, it); it->key != nullptr; runtime::MapIterNext(m_, it)) {
      entries.push_back({{v.type->key, reinterpret_cast<const std::byte*>(it->key)},
                         {v.type->elem, reinterpret_cast<const std::byte*>(it->value)}});
    }
  }
  std::ranges::stable_sort(entries, [](const auto& a, const auto& b) { return CompareKeys(a.first, b.first) < 0; });
  bool first = true;
  for (const auto& [key, value] : entries) {
    if (given_up_) return;
    if (!first) out += flags_.sharp_v ? ", " : " ";
    first = false;
    PrintValue(key, verb, depth + 1, methods_allowed);
    out += ':';
    PrintValue(value, verb, depth + 1, methods_allowed);
  }
  out += flags_.sharp_v ? '}' : ']';
}

void Formatter::PrintStruct(const Value& v, int32_t verb, int depth, bool methods_allowed) {
  if (flags_.sharp_v) out += v.type->string;
  out += '{';
  bool first = true;
  for (const vm::FieldDesc& f : v.type->fields) {
    if (!first) out += flags_.sharp_v ? ", " : " ";
    first = false;
    if (flags_.plus_v || flags_.sharp_v) {
      out += f.name;
      out += ':';
    }
    Value field{f.type, v.at + f.offset};
    // A field of interface type shows what it holds. Methods of unexported fields are out of reach.
    if (f.type->kind == Kind::kInterface) {
      const auto* x = reinterpret_cast<const GoIface*>(field.at);
      if (!x->is_nil()) field = ValueOf(*x);
    }
    PrintValue(field, verb, depth + 1, methods_allowed && f.exported);
  }
  out += '}';
}

// Race mode: formatting reads memory of the program.
void Formatter::Reads(const void* at, uint64_t bytes) {
  if (m_.race == nullptr) return;
  m_.race->Access(m_.scheduler.current(), reinterpret_cast<uint64_t>(at), bytes, runtime::race::AccessKind::kRead);
}

void Formatter::PrintElems(const TypeDesc* elem, const std::byte* at, uint64_t n, int32_t verb, int depth, bool methods_allowed) {
  for (uint64_t i = 0; i < n && !given_up_; ++i) {
    if (i > 0) out += flags_.sharp_v ? ", " : " ";
    PrintValue({elem, at + i * elem->size}, verb, depth + 1, methods_allowed);
  }
}

void Formatter::PrintSequence(const Value& v, int32_t verb, int depth, bool methods_allowed) {
  const TypeDesc* t = v.type;
  const bool slice = t->kind == Kind::kSlice;
  const std::byte* at = slice ? v.pointer() : v.at;
  const uint64_t n = slice ? static_cast<uint64_t>(v.Read<runtime::AnySlice>().len) : t->len;
  if (slice) Reads(at, n * t->elem->size);
  if (t->elem->kind == Kind::kUint8) {
    // An unnamed []byte as an operand is bytes for every verb; others only where the verb wants text.
    const bool text = verb == 's' || verb == 'q' || verb == 'x' || verb == 'X';
    if (text || (depth == 0 && bytes_at_top_ && slice && !t->named && t->elem->pkg_path.empty() && (verb == 'v' || verb == 'd'))) {
      FormatBytesVerb({reinterpret_cast<const char*>(at), n}, at == nullptr, verb, v);
      return;
    }
  }
  if (flags_.sharp_v) {
    out += t->string;
    if (slice && at == nullptr) {
      out += "(nil)";
      return;
    }
    out += '{';
    PrintElems(t->elem, at, n, verb, depth, methods_allowed);
    out += '}';
    return;
  }
  out += '[';
  PrintElems(t->elem, at, n, verb, depth, methods_allowed);
  out += ']';
}

// ---------------------------------------------------------------------------------------------------- Printf

// Reads digits at format[i]; false when there are none or the number is too large.
bool ParseNumber(std::string_view format, size_t& i, int64_t& value) {
  const size_t start = i;
  value = 0;
  for (; i < format.size() && format[i] >= '0' && format[i] <= '9'; ++i) {
    if (value > kTooLarge) {
      i = format.size();  // Go gives up on the rest, too
      return false;
    }
    value = value * 10 + (format[i] - '0');
  }
  return i > start;
}

// "[n]" selects the n-th argument. `arg` becomes negative when it does not exist.
void Formatter::ParseArgNumber(std::string_view format, size_t& i, int64_t& arg, bool& found) {
  found = false;
  if (i >= format.size() || format[i] != '[') return;
  const size_t close = format.find(']', i);
  if (close == std::string_view::npos || format.size() - i < 3) {
    arg = -1;
    ++i;
    return;
  }
  size_t at = i + 1;
  int64_t n;
  const bool ok = ParseNumber(format, at, n) && at == close && n >= 1 && n <= args_.len;
  i = close + 1;
  found = ok;
  arg = ok ? n - 1 : -1;
}

// The argument of a '*': an integer that is not too large.
bool Formatter::ArgAsInt(int64_t& arg, int64_t& value) {
  if (arg < 0 || arg >= args_.len) return false;
  const GoIface& x = args_[arg++];
  if (x.is_nil() || !(IsSigned(x.type->kind) || IsUnsigned(x.type->kind))) return false;
  value = static_cast<int64_t>(ReadInteger(ValueOf(x)));
  if (IsUnsigned(x.type->kind) && value < 0) return false;
  return value <= kTooLarge && value >= -kTooLarge;
}

void Formatter::Printf(std::string_view format, bool wraps) {
  int64_t arg = 0;
  bool reordered = false;
  for (size_t i = 0; i < format.size();) {
    size_t percent = format.find('%', i);
    if (percent == std::string_view::npos) percent = format.size();
    out += format.substr(i, percent - i);
    i = percent + 1;
    if (percent == format.size()) break;

    flags_ = {};
    bool good_arg = true, after_index = false;
    for (bool more = true; more && i < format.size();) {
      switch (format[i]) {
        case '#': flags_.sharp = true; break;
        case '0': flags_.zero = true; break;
        case '+': flags_.plus = true; break;
        case '-': flags_.minus = true; break;
        case ' ': flags_.space = true; break;
        default: more = false; continue;
      }
      ++i;
    }

    auto index = [&] {
      bool found;
      int64_t selected = arg;
      ParseArgNumber(format, i, selected, found);
      if (found || selected < 0) {
        reordered = true;
        after_index = found;
        if (selected < 0) good_arg = false;
        else arg = selected;
      } else {
        after_index = false;
      }
    };
    index();
    if (i < format.size() && format[i] == '*') {
      ++i;
      int64_t width;
      if (!ArgAsInt(arg, width)) {
        out += "%!(BADWIDTH)";
      } else if (width < 0) {
        flags_.width = -width;
        flags_.minus = true;
        flags_.zero = false;
      } else {
        flags_.width = width;
      }
      after_index = false;
    } else {
      int64_t width;
      const size_t start = i;
      if (ParseNumber(format, i, width)) flags_.width = width;
      if (after_index && i > start) good_arg = false;  // "%[3]2d"
    }
    if (i + 1 < format.size() && format[i] == '.') {  // a final dot is taken for the verb
      ++i;
      if (after_index) good_arg = false;  // "%[3].2d"
      index();
      if (i < format.size() && format[i] == '*') {
        ++i;
        int64_t precision;
        if (!ArgAsInt(arg, precision)) out += "%!(BADPREC)";
        else if (precision < 0) out += "%!(BADPREC)";
        else flags_.precision = precision;
        after_index = false;
      } else {
        int64_t precision;
        flags_.precision = ParseNumber(format, i, precision) ? precision : 0;
      }
    }
    if (!after_index) index();
    if (i >= format.size()) {
      out += "%!(NOVERB)";
      break;
    }
    const Rune rune = DecodeRune(format.substr(i));
    int32_t verb = rune.value;
    i += static_cast<size_t>(rune.width);
    if (verb == '%') {
      out += '%';
      continue;
    }
    if (!good_arg) {
      out += "%!";
      WriteRune(verb);
      out += "(BADINDEX)";
      continue;
    }
    if (arg >= args_.len) {
      out += "%!";
      WriteRune(verb);
      out += "(MISSING)";
      continue;
    }
    if (verb == 'w') {
      const GoIface& x = args_[arg];
      if (!wraps || x.is_nil() || error_ == nullptr || !m_.Implements(x.type, error_)) {
        BadVerb(ValueOf(x), verb);
        ++arg;
        continue;
      }
      verb = 'v';
    }
    if (verb == 'v') {
      flags_.sharp_v = flags_.sharp;
      flags_.sharp = false;
      flags_.plus_v = flags_.plus;
      flags_.plus = false;
    }
    PrintArg(args_[arg++], verb);
  }
  if (!reordered && arg < args_.len) {
    flags_ = {};
    out += "%!(EXTRA ";
    for (int64_t i = arg; i < args_.len; ++i) {
      if (i > arg) out += ", ";
      if (args_[i].is_nil()) {
        out += "<nil>";
      } else {
        out += args_[i].type->string;
        out += '=';
        PrintArg(args_[i], 'v');
      }
    }
    out += ')';
  }
}

void Formatter::Print() {
  bool previous_string = false;
  for (int64_t i = 0; i < args_.len; ++i) {
    const bool is_string = !args_[i].is_nil() && args_[i].type->kind == Kind::kString;
    if (i > 0 && !is_string && !previous_string) out += ' ';
    PrintArg(args_[i], 'v');
    previous_string = is_string;
  }
}

void Formatter::Println() {
  for (int64_t i = 0; i < args_.len; ++i) {
    if (i > 0) out += ' ';
    PrintArg(args_[i], 'v');
  }
  out += '\n';
}

// ---------------------------------------------------------------------------------------------------- natives

enum Mode : int64_t { kPrintf, kPrint, kPrintln, kErrorf };

void Run(Formatter& f, int64_t mode, std::string_view format) {
  switch (mode) {
    case kPrintf: f.Printf(format, /*wraps=*/false); return;
    case kErrorf: f.Printf(format, /*wraps=*/true); return;
    case kPrint: f.Print(); return;
    default: f.Println(); return;
  }
}

GoSlice<Call> ToSlice(Mutator& m, const std::vector<Call>& calls) {
  if (calls.empty()) return {};
  const auto n = static_cast<int64_t>(calls.size());
  auto* data = static_cast<Call*>(m.heap.NewArray(m.FindType("fmt.call"), calls.size()));
  std::copy(calls.begin(), calls.end(), data);
  return {data, n, n};
}

// func formatString(mode int, format string, args []any, results []result) (string, []call)
std::pair<GoString, GoSlice<Call>> FormatString(Mutator& m, int64_t mode, std::string_view format, GoSlice<GoIface> args,
                                                GoSlice<Result> results) {
  Formatter f(m, args, results);
  Run(f, mode, format);
  return {f.out.ToString(), ToSlice(m, f.calls)};
}

// func formatBytes(mode int, format string, args []any, results []result) ([]byte, []call)
std::pair<GoSlice<uint8_t>, GoSlice<Call>> FormatBytes(Mutator& m, int64_t mode, std::string_view format, GoSlice<GoIface> args,
                                                       GoSlice<Result> results) {
  Formatter f(m, args, results);
  Run(f, mode, format);
  return {f.out.ToBytes(), ToSlice(m, f.calls)};
}

// func isNilPointer(v any) bool
bool IsNilPointer(GoIface v) { return !v.is_nil() && v.type->kind == Kind::kPointer && v.data == 0; }

constexpr Native kNatives[] = {
    Bind<&FormatString>("formatString"),
    Bind<&FormatBytes>("formatBytes"),
    Bind<&IsNilPointer>("isNilPointer"),
    Bind<&ScanTargetOf>("targetOf"),
    Bind<&ScanSetInteger>("setInteger"),
    Bind<&ScanSetFloat>("setFloat"),
    Bind<&ScanSetComplex>("setComplex"),
    Bind<&ScanSetString>("setString"),
    Bind<&ScanSetBytes>("setBytes"),
    Bind<&ScanScaleFloat>("scaleFloat"),
};

}  // namespace

extern constinit const runtime::NativePackage kPackage_fmt = {"fmt", kNatives};

}  // namespace golite::stdlib
