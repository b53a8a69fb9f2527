// This file implements the scanner. The rules recognise well-formed tokens in one pass; whatever they cannot decide at
// a glance (escapes, malformed numbers, characters beyond ASCII, comments) goes to a named function.
#include "lexer/scanner.h"

#include <algorithm>
#include <cstring>

#include "lexer/literal.h"
#include "lexer/unicode.h"

namespace golite::lexer {

Scanner::Scanner(SourceFile& file, Interner& interner, Diagnostics& diags)
    : file_(file), interner_(interner), diags_(diags) {
  CheckEncoding();
  begin_ = file_.text().data();
  limit_ = begin_ + file_.size();
  cursor_ = begin_;
  // The kernel's way to start a script; the line is kept so that line numbers are right.
  if (file_.text().starts_with("#!")) {
    while (cursor_ < limit_ && *cursor_ != '\n') ++cursor_;
  }
}

Scanner::Scanner(SourceFile& file, Interner& interner, Diagnostics& diags, uint32_t offset)
    : file_(file),
      interner_(interner),
      diags_(diags),
      begin_(file.text().data()),
      limit_(begin_ + file.size()),
      cursor_(begin_ + offset) {}

Lexeme Scanner::SkipBody(const Lexeme& lbrace) {
  size_t open = 1;
  while (open > 0 && cursor_ < limit_) {
    switch (const char* start = cursor_++; *start) {
      case '{': ++open; break;
      case '}': --open; break;
      case '`': ScanRawString(start); break;
      case '"':
      case '\'':
        while (cursor_ < limit_ && *cursor_ != *start) cursor_ += *cursor_ == '\\' ? 2 : 1;
        ++cursor_;
        break;
      case '/':
        if (*cursor_ == '/') {
          while (cursor_ < limit_ && *cursor_ != '\n') ++cursor_;
        } else if (*cursor_ == '*') {
          const char* end = std::strstr(++cursor_, "*/");
          cursor_ = end == nullptr ? limit_ : end + 2;
        }
        break;
      default: break;
    }
  }
  cursor_ = std::min(cursor_, limit_);
  newline_ends_statement_ = true;
  return Make(Token::kBody, begin_ + lbrace.offset);
}

Lexeme Scanner::Next() {
  const bool newline_is_semicolon = newline_ends_statement_;
  newline_ends_statement_ = false;
  const char* marker;
  const char* start;
  auto plain = [&](Token token) { return Make(token, start); };
  auto ending = [&](Token token) {  // a newline after this token ends a statement
    newline_ends_statement_ = true;
    return Make(token, start);
  };

redo:
  start = cursor_;
  /*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cursor_;
    re2c:define:YYMARKER = marker;
    re2c:define:YYPEEK = "static_cast<unsigned char>(*cursor_)";
    re2c:yyfill:enable = 0;
    re2c:indent:string = "  ";

    letter = [a-zA-Z_];
    digit = [0-9];
    dec = [0-9_]*;
    hex = [0-9a-fA-F_]*;
    exponent = [eEpP] [+-]? dec;

    "\x00" {
      if (start < limit_) goto redo;  // blanked out already; unreachable
      cursor_ = limit_;
      if (newline_is_semicolon) return MakeSemicolon(start, 0, SemicolonKind::kEof);
      return Make(Token::kEof, start);
    }
    [ \t\r]+ { goto redo; }
    "\n" {
      if (newline_is_semicolon) return MakeSemicolon(start, 1, SemicolonKind::kNewline);
      goto redo;
    }
    "\n" [ \t\r\n]+ {
      if (newline_is_semicolon) return MakeSemicolon(start, 1, SemicolonKind::kNewline);
      goto redo;
    }
    "//" { ScanLineComment(start); goto redo; }
    "/*" {
      if (ScanBlockComment(start) && newline_is_semicolon) return MakeSemicolon(start, 0, SemicolonKind::kNewline);
      goto redo;
    }

    "break" { return ending(Token::kBreak); }
    "case" { return plain(Token::kCase); }
    "chan" { return plain(Token::kChan); }
    "const" { return plain(Token::kConst); }
    "continue" { return ending(Token::kContinue); }
    "default" { return plain(Token::kDefault); }
    "defer" { return plain(Token::kDefer); }
    "else" { return plain(Token::kElse); }
    "fallthrough" { return ending(Token::kFallthrough); }
    "for" { return plain(Token::kFor); }
    "func" { return plain(Token::kFunc); }
    "go" { return plain(Token::kGo); }
    "goto" { return plain(Token::kGoto); }
    "if" { return plain(Token::kIf); }
    "import" { return plain(Token::kImport); }
    "interface" { return plain(Token::kInterface); }
    "map" { return plain(Token::kMap); }
    "package" { return plain(Token::kPackage); }
    "range" { return plain(Token::kRange); }
    "return" { return ending(Token::kReturn); }
    "select" { return plain(Token::kSelect); }
    "struct" { return plain(Token::kStruct); }
    "switch" { return plain(Token::kSwitch); }
    "type" { return plain(Token::kType); }
    "var" { return plain(Token::kVar); }

    letter (letter | digit)* {
      if (static_cast<unsigned char>(*cursor_) >= 0x80) return ScanUnicodeIdent(start);
      Lexeme lexeme = ending(Token::kIdent);
      lexeme.name = interner_.Intern({start, lexeme.length});
      return lexeme;
    }
    [\x80-\xff] { return ScanUnicodeIdent(start); }

    "0" | [1-9] digit* { return ending(Token::kInt); }
    digit dec { return ScanNumber(Token::kInt, start); }
    "0" [xX] hex { return ScanNumber(Token::kInt, start); }
    "0" [oObB] dec { return ScanNumber(Token::kInt, start); }
    "0" [xX] hex ("." hex)? ([pP] [+-]? dec)? { return ScanNumber(Token::kFloat, start); }
    "0" [xX] hex ("." hex)? ([pP] [+-]? dec)? "i" { return ScanNumber(Token::kImag, start); }
    (digit dec | "0" [oObB] dec) ("." dec)? exponent? { return ScanNumber(Token::kFloat, start); }
    (digit dec | "0" [oObB] dec) ("." dec)? exponent? "i" { return ScanNumber(Token::kImag, start); }
    "." digit dec exponent? { return ScanNumber(Token::kFloat, start); }
    "." digit dec exponent? "i" { return ScanNumber(Token::kImag, start); }

    ["] [^"\\\n\x00]* ["] { return ending(Token::kString); }
    ["] { return ScanString(start); }
    "`" { return ScanRawString(start); }
    ['] [^'\\\n\x00\x80-\xff] ['] { return ending(Token::kChar); }
    ['] { return ScanRune(start); }

    "||" { return plain(Token::kLOr); }
    "&&" { return plain(Token::kLAnd); }
    "==" { return plain(Token::kEql); }
    "!=" { return plain(Token::kNeq); }
    "<" { return plain(Token::kLss); }
    "<=" { return plain(Token::kLeq); }
    ">" { return plain(Token::kGtr); }
    ">=" { return plain(Token::kGeq); }
    "+" { return plain(Token::kAdd); }
    "-" { return plain(Token::kSub); }
    "|" { return plain(Token::kOr); }
    "^" { return plain(Token::kXor); }
    "*" { return plain(Token::kMul); }
    "/" { return plain(Token::kQuo); }
    "%" { return plain(Token::kRem); }
    "&" { return plain(Token::kAnd); }
    "&^" { return plain(Token::kAndNot); }
    "<<" { return plain(Token::kShl); }
    ">>" { return plain(Token::kShr); }
    "!" { return plain(Token::kNot); }
    "~" { return plain(Token::kTilde); }
    "<-" { return plain(Token::kArrow); }
    "|=" { return plain(Token::kOrAssign); }
    "^=" { return plain(Token::kXorAssign); }
    "+=" { return plain(Token::kAddAssign); }
    "-=" { return plain(Token::kSubAssign); }
    "*=" { return plain(Token::kMulAssign); }
    "/=" { return plain(Token::kQuoAssign); }
    "%=" { return plain(Token::kRemAssign); }
    "&=" { return plain(Token::kAndAssign); }
    "&^=" { return plain(Token::kAndNotAssign); }
    "<<=" { return plain(Token::kShlAssign); }
    ">>=" { return plain(Token::kShrAssign); }
    "=" { return plain(Token::kAssign); }
    ":=" { return plain(Token::kDefine); }
    "++" { return ending(Token::kInc); }
    "--" { return ending(Token::kDec); }
    "(" { return plain(Token::kLparen); }
    "[" { return plain(Token::kLbrack); }
    "{" { return plain(Token::kLbrace); }
    ")" { return ending(Token::kRparen); }
    "]" { return ending(Token::kRbrack); }
    "}" { return ending(Token::kRbrace); }
    "," { return plain(Token::kComma); }
    ";" { return MakeSemicolon(start, 1, SemicolonKind::kWritten); }
    ":" { return plain(Token::kColon); }
    "." { return plain(Token::kPeriod); }
    "..." { return plain(Token::kEllipsis); }

    * {
      diags_.Report<Diag::kInvalidCharacter>(PosOf(start), DescribeRune(static_cast<unsigned char>(*start)));
      goto redo;
    }
  */
}

Lexeme Scanner::Make(Token token, const char* start, bool bad) const {
  return {OffsetOf(start), static_cast<uint32_t>(cursor_ - start), token, bad, SemicolonKind::kWritten, Sym()};
}

Lexeme Scanner::MakeSemicolon(const char* at, uint32_t length, SemicolonKind kind) {
  return {OffsetOf(at), length, Token::kSemicolon, /*bad=*/false, kind, Sym()};
}

Lexeme Scanner::ScanNumber(Token kind, const char* start) {
  newline_ends_statement_ = true;
  const std::string_view text(start, static_cast<size_t>(cursor_ - start));
  return Make(kind, start, !CheckNumber(text, kind, PosOf(start), diags_));
}

Lexeme Scanner::ScanString(const char* start) {
  newline_ends_statement_ = true;
  bool ok = true;
  for (cursor_ = start + 1;;) {
    const char c = *cursor_;
    if (c == '"') {
      ++cursor_;
      break;
    }
    if (c == '\\') {
      const EscapeResult escape =
          CheckEscape({cursor_, static_cast<size_t>(limit_ - cursor_)}, '"', PosOf(cursor_), diags_);
      cursor_ += escape.size;
      ok &= escape.ok;
      continue;
    }
    if (c == '\n') {
      diags_.Report<Diag::kNewlineInString>(PosOf(cursor_));
      ok = false;
      break;
    }
    if (cursor_ == limit_) {
      diags_.Report<Diag::kStringNotTerminated>(PosOf(start));
      ok = false;
      break;
    }
    ++cursor_;
  }
  return Make(Token::kString, start, !ok);
}

Lexeme Scanner::ScanRawString(const char* start) {
  newline_ends_statement_ = true;
  const auto* quote = static_cast<const char*>(std::memchr(start + 1, '`', static_cast<size_t>(limit_ - start - 1)));
  if (quote == nullptr) {
    diags_.Report<Diag::kStringNotTerminated>(PosOf(start));
    cursor_ = limit_;
    return Make(Token::kString, start, /*bad=*/true);
  }
  cursor_ = quote + 1;
  return Make(Token::kString, start);
}

Lexeme Scanner::ScanRune(const char* start) {
  newline_ends_statement_ = true;
  bool ok = true;
  cursor_ = start + 1;
  for (int n = 0;; ++n) {
    const char c = *cursor_;
    if (c == '\'') {
      if (ok && n == 0) {
        diags_.Report<Diag::kEmptyRune>(PosOf(cursor_));
        ok = false;
      } else if (ok && n != 1) {
        diags_.Report<Diag::kLongRune>(PosOf(start));
        ok = false;
      }
      ++cursor_;
      break;
    }
    if (c == '\\') {
      const EscapeResult escape =
          CheckEscape({cursor_, static_cast<size_t>(limit_ - cursor_)}, '\'', PosOf(cursor_), diags_);
      cursor_ += escape.size;
      ok &= escape.ok;
      continue;
    }
    if (c == '\n') {
      if (ok) diags_.Report<Diag::kNewlineInRune>(PosOf(cursor_));
      ok = false;
      break;
    }
    if (cursor_ == limit_) {
      if (ok) diags_.Report<Diag::kRuneNotTerminated>(PosOf(start));
      ok = false;
      break;
    }
    cursor_ += DecodeRune({cursor_, static_cast<size_t>(limit_ - cursor_)}).size;
  }
  return Make(Token::kChar, start, !ok);
}

Lexeme Scanner::ScanUnicodeIdent(const char* start) {
  bool first = true;
  for (cursor_ = start; cursor_ < limit_; first = false) {
    const DecodedRune c = DecodeRune({cursor_, static_cast<size_t>(limit_ - cursor_)});
    if (c.rune < 0x80) {
      const bool part = (c.rune >= 'a' && c.rune <= 'z') || (c.rune >= 'A' && c.rune <= 'Z') || c.rune == '_' ||
                        (c.rune >= '0' && c.rune <= '9');
      if (!part) break;
    } else if (IsUnicodeDigit(c.rune)) {
      if (first) diags_.Report<Diag::kIdentifierStartsWithDigit>(PosOf(cursor_), DescribeRune(c.rune));
    } else if (!IsUnicodeLetter(c.rune)) {
      diags_.Report<Diag::kInvalidIdentifierCharacter>(PosOf(cursor_), DescribeRune(c.rune));
    }
    cursor_ += c.size;
  }
  newline_ends_statement_ = true;
  Lexeme ident = Make(Token::kIdent, start);
  ident.name = interner_.Intern({start, ident.length});
  return ident;
}

void Scanner::ScanLineComment(const char* start) {
  const auto* newline = static_cast<const char*>(std::memchr(cursor_, '\n', static_cast<size_t>(limit_ - cursor_)));
  const char* end = newline == nullptr ? limit_ : newline;  // the newline stays: it may end a statement
  cursor_ = end;
  const char* text = start + 2;
  if (text == end || (*text != 'g' && *text != 'l')) return;
  if (end[-1] == '\r') --end;
  const std::string_view comment(text, static_cast<size_t>(end - text));
  if (comment.starts_with("go:")) {
    directives_.push_back({OffsetOf(start), comment});
  } else if (comment.starts_with("line ") && (start == begin_ || start[-1] == '\n')) {
    AddLineDirective(text + 5, end, newline == nullptr ? OffsetOf(limit_) : OffsetOf(newline) + 1);
  }
}

bool Scanner::ScanBlockComment(const char* start) {
  for (const char* p = start + 2;;) {
    const auto* star = static_cast<const char*>(std::memchr(p, '*', static_cast<size_t>(limit_ - p)));
    if (star == nullptr) {
      diags_.Report<Diag::kCommentNotTerminated>(PosOf(start));
      cursor_ = limit_;
      break;
    }
    if (star[1] == '/') {
      cursor_ = star + 2;
      break;
    }
    p = star + 1;
  }
  const std::string_view comment(start, static_cast<size_t>(cursor_ - start));
  const bool spans_lines = comment.find('\n') != std::string_view::npos;
  if (!spans_lines && comment.starts_with("/*line ") && comment.ends_with("*/")) {
    AddLineDirective(start + 7, cursor_ - 2, OffsetOf(cursor_));
  }
  return spans_lines;
}

namespace {

// Splits ":number" off the end of `text`. Returns the offset of the number, 0 when there is no colon; `ok` says
// whether it is a number at all.
size_t SplitTrailingNumber(std::string_view text, uint64_t& number, bool& ok) {
  const size_t colon = text.rfind(':');
  ok = false;
  number = 0;
  if (colon == std::string_view::npos) return 0;
  const std::string_view digits = text.substr(colon + 1);
  ok = !digits.empty() && digits.size() < 19;
  for (const char c : digits) {
    if (c < '0' || c > '9') ok = false;
    number = number * 10 + static_cast<uint64_t>(c - '0');
  }
  return colon + 1;
}

}  // namespace

void Scanner::AddLineDirective(const char* text_begin, const char* text_end, uint32_t next_offset) {
  constexpr uint64_t kMax = 1 << 30;
  std::string_view text(text_begin, static_cast<size_t>(text_end - text_begin));
  uint64_t number;
  bool ok;
  size_t at = SplitTrailingNumber(text, number, ok);
  if (at == 0) return;  // no directive
  if (!ok) {
    diags_.Report<Diag::kInvalidLineNumber>(PosOf(text_begin + at), text.substr(at));
    return;
  }
  uint64_t line = number;
  uint64_t column = 0;
  uint64_t number2;
  bool ok2;
  const size_t at2 = SplitTrailingNumber(text.substr(0, at - 1), number2, ok2);
  if (ok2) {
    line = number2;
    column = number;
    if (column == 0 || column > kMax) {
      diags_.Report<Diag::kInvalidColumnNumber>(PosOf(text_begin + at), text.substr(at));
      return;
    }
    text = text.substr(0, at - 1);
    at = at2;
  }
  if (line == 0 || line > kMax) {
    diags_.Report<Diag::kInvalidLineNumber>(PosOf(text_begin + at), text.substr(at));
    return;
  }
  std::string filename(text.substr(0, at - 1));
  // With a column, an empty name means the name that holds here already.
  if (filename.empty() && ok2) filename = file_.Logical(next_offset).filename;
  file_.AddLineDirective(next_offset, std::move(filename), static_cast<uint32_t>(line), static_cast<uint32_t>(column));
}

namespace {

// Is every byte one of 1 to 127? Eight bytes at a time: nearly every file is, and every file is asked.
bool IsPlainAscii(std::string_view text) {
  constexpr uint64_t kHigh = 0x8080808080808080, kOnes = 0x0101010101010101;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    // Subtracting one makes a byte's high bit appear when the byte was zero (or when a lower one was: just as bad).
    if (((word | (word - kOnes)) & kHigh) != 0) return false;
  }
  for (; i < text.size(); ++i) {
    if (text[i] <= 0) return false;
  }
  return true;
}

}  // namespace

void Scanner::CheckEncoding() {
  const std::string_view text = file_.text();
  if (IsPlainAscii(text)) return;
  for (uint32_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte != 0 && byte < 0x80) {
      ++i;
      continue;
    }
    const DecodedRune c = DecodeRune(text.substr(i));
    if (c.rune == 0) {
      diags_.Report<Diag::kInvalidNul>(file_.PosAt(i));
      file_.Blank(i, 1);
    } else if (!c.valid()) {
      diags_.Report<Diag::kInvalidUtf8>(file_.PosAt(i));
      file_.Blank(i, 1);
    } else if (c.rune == 0xFEFF) {
      if (i != 0) diags_.Report<Diag::kInvalidBom>(file_.PosAt(i));
      file_.Blank(i, c.size);
    }
    i += c.size;
  }
}

}  // namespace golite::lexer
