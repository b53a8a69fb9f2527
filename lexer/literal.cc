// This file implements literal decoding, and the messages about malformed numbers and escapes in cmd/compile's words.
#include "lexer/literal.h"

#include "lexer/unicode.h"

namespace golite::lexer {
namespace {

bool IsDecimal(char c) {
  return c >= '0' && c <= '9';
}
char Lower(char c) {
  return static_cast<char>(c | 0x20);
}
bool IsHex(char c) {
  return IsDecimal(c) || (Lower(c) >= 'a' && Lower(c) <= 'f');
}
uint32_t DigitValue(char c) {
  if (IsDecimal(c)) return static_cast<uint32_t>(c - '0');
  if (Lower(c) >= 'a' && Lower(c) <= 'f') return static_cast<uint32_t>(Lower(c) - 'a' + 10);
  return 16;
}

std::string_view BaseName(int base) {
  switch (base) {
    case 2: return "binary";
    case 8: return "octal";
    case 10: return "decimal";
    default: return "hexadecimal";
  }
}

// The index of the first '_' that does not stand between digits, or npos. A base prefix counts as a digit.
size_t FindMisplacedUnderscore(std::string_view x) {
  char prefix = ' ';
  char digit = '.';  // '_', '0' for a digit, '.' for anything else
  size_t i = 0;
  if (x.size() >= 2 && x[0] == '0') {
    prefix = Lower(x[1]);
    if (prefix == 'x' || prefix == 'o' || prefix == 'b') {
      digit = '0';
      i = 2;
    }
  }
  for (; i < x.size(); ++i) {
    const char before = digit;
    digit = x[i];
    if (digit == '_') {
      if (before != '0') return i;
    } else if (IsDecimal(digit) || (prefix == 'x' && IsHex(digit))) {
      digit = '0';
    } else {
      if (before == '_') return i - 1;
      digit = '.';
    }
  }
  return digit == '_' ? x.size() - 1 : std::string_view::npos;
}

// A position in a number while its parts are verified.
struct NumberReader {
  std::string_view text;
  size_t at = 0;

  char peek() const { return at < text.size() ? text[at] : '\0'; }

  struct Digits {
    bool any = false;
    bool separators = false;
  };
  // Reads digits and '_'; notes the index of the first digit that the base does not have.
  Digits ReadDigits(int base, size_t* invalid) {
    Digits result;
    for (; peek() == '_' || (base == 16 ? IsHex(peek()) : IsDecimal(peek())); ++at) {
      if (peek() == '_') {
        result.separators = true;
        continue;
      }
      result.any = true;
      if (base < 10 && invalid != nullptr && *invalid == std::string_view::npos && peek() >= '0' + base) *invalid = at;
    }
    return result;
  }
};

}  // namespace

bool CheckNumber(std::string_view literal, Token kind, Pos pos, Diagnostics& diags) {
  NumberReader in{literal};
  auto here = [&] { return pos + static_cast<uint32_t>(in.at); };
  int base = 10;
  char prefix = 0;  // 0 (decimal), '0' (octal with a plain 0), 'x', 'o' or 'b'
  size_t invalid = std::string_view::npos;
  NumberReader::Digits digits;
  bool fraction = false;

  if (in.peek() != '.') {
    if (in.peek() == '0') {
      ++in.at;
      switch (Lower(in.peek())) {
        case 'x': base = 16, prefix = 'x', ++in.at; break;
        case 'o': base = 8, prefix = 'o', ++in.at; break;
        case 'b': base = 2, prefix = 'b', ++in.at; break;
        default: base = 8, prefix = '0', digits.any = true; break;
      }
    }
    const auto more = in.ReadDigits(base, &invalid);
    digits = {digits.any || more.any, more.separators};
  }
  if (in.peek() == '.') {
    if (prefix == 'o' || prefix == 'b') {
      diags.Report<Diag::kInvalidRadixPoint>(here(), BaseName(base));
      return false;
    }
    fraction = true;
    ++in.at;
    const auto more = in.ReadDigits(base, &invalid);
    digits = {digits.any || more.any, digits.separators || more.separators};
  }
  if (!digits.any) {
    diags.Report<Diag::kNoDigits>(here(), BaseName(base));
    return false;
  }
  const char e = Lower(in.peek());
  if (e == 'e' || e == 'p') {
    if (e == 'e' && prefix != 0 && prefix != '0') {
      diags.Report<Diag::kExponentRequiresDecimal>(here(), std::string(1, in.peek()));
      return false;
    }
    if (e == 'p' && prefix != 'x') {
      diags.Report<Diag::kExponentRequiresHex>(here(), std::string(1, in.peek()));
      return false;
    }
    ++in.at;
    if (in.peek() == '+' || in.peek() == '-') ++in.at;
    const auto exponent = in.ReadDigits(10, nullptr);
    digits.separators |= exponent.separators;
    if (!exponent.any) {
      diags.Report<Diag::kExponentNoDigits>(here());
      return false;
    }
  } else if (prefix == 'x' && fraction) {
    diags.Report<Diag::kHexMantissaRequiresP>(here());
    return false;
  }
  if (kind == Token::kInt && invalid != std::string_view::npos) {
    diags.Report<Diag::kInvalidDigit>(pos + static_cast<uint32_t>(invalid), QuoteRune(literal[invalid]),
                                      BaseName(base));
    return false;
  }
  if (digits.separators) {
    const size_t i = FindMisplacedUnderscore(literal);
    if (i != std::string_view::npos) {
      diags.Report<Diag::kMisplacedUnderscore>(pos + static_cast<uint32_t>(i));
      return false;
    }
  }
  return true;
}

EscapeResult CheckEscape(std::string_view text, char quote, Pos pos, Diagnostics& diags) {
  auto at = [text](uint32_t i) { return i < text.size() ? text[i] : '\0'; };
  uint32_t i = 1;
  int count = 0;
  uint32_t base = 16;
  uint32_t max = 0x10FFFF;
  switch (at(i)) {
    case 'a':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
    case 'v':
    case '\\': return {2, true};
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7': count = 3, base = 8, max = 255; break;
    case 'x': ++i, count = 2, max = 255; break;
    case 'u': ++i, count = 4; break;
    case 'U': ++i, count = 8; break;
    default:
      if (i >= text.size()) return {i, true};  // the unterminated literal is what gets reported
      if (at(i) == quote) return {2, true};
      diags.Report<Diag::kUnknownEscape>(pos + i);
      return {i, false};
  }
  uint32_t value = 0;
  for (; count > 0; --count, ++i) {
    if (i >= text.size()) return {i, true};
    const uint32_t digit = DigitValue(at(i));
    if (digit >= base) {
      diags.Report<Diag::kInvalidCharacterInEscape>(pos + i, QuoteRune(DecodeRune(text.substr(i)).rune),
                                                    BaseName(static_cast<int>(base)));
      return {i, false};
    }
    value = value * base + digit;
  }
  if (value > max && base == 8) {
    diags.Report<Diag::kOctalEscapeTooLarge>(pos + i, value);
    return {i, false};
  }
  if (value > max || (value >= 0xD800 && value < 0xE000)) {
    diags.Report<Diag::kEscapeInvalidCodePoint>(pos + i, DescribeRune(static_cast<int32_t>(value)));
    return {i, false};
  }
  return {i, true};
}

namespace {

// Decodes the escape at text[i], a backslash; moves i behind it. Byte escapes append a byte, the others a code point.
// Requires: the escape is right.
void AppendEscape(std::string& out, std::string_view text, size_t& i, int32_t* rune) {
  auto number = [&](size_t start, size_t count, uint32_t base) {
    uint32_t value = 0;
    for (size_t k = 0; k < count && start + k < text.size(); ++k) value = value * base + DigitValue(text[start + k]);
    i = start + count;
    return value;
  };
  auto byte = [&](uint32_t value) {
    out += static_cast<char>(value);
    *rune = static_cast<int32_t>(value);
  };
  auto code_point = [&](uint32_t value) {
    AppendRune(out, static_cast<int32_t>(value));
    *rune = static_cast<int32_t>(value);
  };
  const char c = text[i + 1];
  switch (c) {
    case 'a': i += 2; return byte('\a');
    case 'b': i += 2; return byte('\b');
    case 'f': i += 2; return byte('\f');
    case 'n': i += 2; return byte('\n');
    case 'r': i += 2; return byte('\r');
    case 't': i += 2; return byte('\t');
    case 'v': i += 2; return byte('\v');
    case 'x': return byte(number(i + 2, 2, 16));
    case 'u': return code_point(number(i + 2, 4, 16));
    case 'U': return code_point(number(i + 2, 8, 16));
    case '\\':
    case '\'':
    case '"': i += 2; return byte(static_cast<unsigned char>(c));
    default: return byte(number(i + 1, 3, 8));
  }
}

}  // namespace

std::string DecodeString(std::string_view literal) {
  const std::string_view body = literal.substr(1, literal.size() - 2);
  std::string out;
  out.reserve(body.size());
  if (literal[0] == '`') {
    // Carriage returns are no part of a raw string's value.
    for (const char c : body) {
      if (c != '\r') out += c;
    }
    return out;
  }
  int32_t rune;
  for (size_t i = 0; i < body.size();) {
    if (body[i] == '\\' && i + 1 < body.size()) {
      AppendEscape(out, body, i, &rune);
    } else {
      out += body[i++];
    }
  }
  return out;
}

int32_t DecodeRuneLiteral(std::string_view literal) {
  const std::string_view body = literal.substr(1, literal.size() - 2);
  if (body[0] != '\\') return DecodeRune(body).rune;
  std::string bytes;
  int32_t rune = 0;
  size_t i = 0;
  AppendEscape(bytes, body, i, &rune);
  return rune;
}

}  // namespace golite::lexer
