// This file implements the scanner: source text to tokens, semicolons inserted.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexer/token.h"
#include "support/diagnostics.h"
#include "support/interner.h"
#include "support/source.h"

namespace golite::lexer {

// Why there is a semicolon.
enum class SemicolonKind : uint8_t { kWritten, kNewline, kEof };

// One token with its place in the file. Its text is the `length` bytes from `offset` (none for inserted semicolons).
struct Lexeme {
  uint32_t offset;
  uint32_t length;
  Token token;
  bool bad;                 // a literal that was reported as malformed
  SemicolonKind semicolon;  // of a kSemicolon
  Sym name;                 // of a kIdent
};

// A //go: comment, text without the slashes.
struct DirectiveComment {
  uint32_t offset;
  std::string_view text;
};

// Scans one file. Malformed input is reported and never stops the scan; at the end comes kEof for ever. The file's
// //line directives are added to it on the way.
class Scanner {
 public:
  // Verifies the encoding of the whole text; bytes that are no UTF-8 are reported and blanked out.
  Scanner(SourceFile& file, Interner& interner, Diagnostics& diags);
  // Goes on at `offset` of a text that a scanner went over before.
  Scanner(SourceFile& file, Interner& interner, Diagnostics& diags, uint32_t offset);

  // Requires: nothing; returns the next token.
  Lexeme Next();

  // Goes over the rest of the function body whose "{" was the last token, and gives it as one kBody.
  Lexeme SkipBody(const Lexeme& lbrace);

  // The //go: comments met so far, in order.
  const std::vector<DirectiveComment>& directives() const { return directives_; }

 private:
  uint32_t OffsetOf(const char* p) const { return static_cast<uint32_t>(p - begin_); }
  Pos PosOf(const char* p) const { return file_.PosAt(OffsetOf(p)); }

  Lexeme Make(Token token, const char* start, bool bad = false) const;
  Lexeme MakeSemicolon(const char* at, uint32_t length, SemicolonKind kind);
  Lexeme ScanNumber(Token kind, const char* start);
  Lexeme ScanString(const char* start);
  Lexeme ScanRawString(const char* start);
  Lexeme ScanRune(const char* start);
  // Reads an identifier that has characters beyond ASCII; it reports those that are neither letters nor digits.
  Lexeme ScanUnicodeIdent(const char* start);
  void ScanLineComment(const char* start);
  // Returns whether the comment spans lines.
  bool ScanBlockComment(const char* start);
  void AddLineDirective(const char* text, const char* text_end, uint32_t next_offset);
  void CheckEncoding();

  SourceFile& file_;
  Interner& interner_;
  Diagnostics& diags_;
  std::vector<DirectiveComment> directives_;
  const char* begin_;
  const char* limit_;   // the NUL byte after the text
  const char* cursor_;  // next byte to read
  bool newline_ends_statement_ = false;
};

}  // namespace golite::lexer
