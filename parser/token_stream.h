// This file implements the tokens as the grammar wants them. The scanner's tokens are read into memory first, so that
// the few questions LALR(1) cannot answer are answered by looking further ahead:
//
// - Does "{" open a block or a composite literal? Between the keyword of an if, for or switch statement and its body,
//   outside of parentheses and brackets, a "{" after a mere name opens the body (LBODY).
// - Does "[" in "type T [" start type parameters (LTPARAMS) or an array length?
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexer/scanner.h"
#include "parser/parser.h"

namespace golite::parser {

// How messages call the grammar's token: its spelling, or "comma", "semicolon or newline", "name".
std::string_view TerminalText(int terminal);

// The index of a token in its file.
using TokenIndex = uint32_t;

// Invariant: header_ says whether the token at next_ lies directly in the header of an if, for or switch statement;
// saved_ has one entry per open bracket, the value header_ gets back when that bracket closes.
class TokenStream {
 public:
  // Reads what the mode wants of a file.
  void Read(lexer::Scanner& scanner, ParseMode mode, size_t text_size);
  // Reads the block that begins at the next token, behind a kBody that tells the grammar so.
  void ReadBlock(lexer::Scanner& scanner);

  const lexer::Lexeme& operator[](TokenIndex i) const { return tokens_[i]; }
  size_t size() const { return tokens_.size(); }

  // Returns the grammar's number of the next token and its index.
  int Next(TokenIndex& index) {
    index = next_;
    const uint8_t terminal = kTerminals[static_cast<size_t>(tokens_[next_].token)];
    if ((terminal & kSpecial) != 0) return NextSpecial(index);
    ++next_;
    return terminal;
  }

  // The "{" just delivered as LBODY was part of an expression after all: the header goes on behind its "}".
  void RestoreHeader() {
    if (!saved_.empty()) saved_.back() = true;
  }

  // Goes on at token `i` after a syntax error, in a statement header or outside of any.
  void Restart(TokenIndex i, bool in_header) {
    next_ = i;
    header_ = in_header;
  }

  // Brackets that are open now.
  size_t depth() const { return saved_.size(); }

 private:
  // The grammar's number of each token; kSpecial marks those that need more thought.
  static constexpr uint8_t kSpecial = 0x80;
  static const uint8_t* const kTerminals;

  int NextSpecial(TokenIndex index);
  void ReadDeclarations(lexer::Scanner& scanner);
  bool StartsTypeParams(TokenIndex lbrack) const;
  void Open() {
    saved_.push_back(header_);
    header_ = false;
  }
  void Close() {
    header_ = !saved_.empty() && saved_.back() != 0;
    if (!saved_.empty()) saved_.pop_back();
    if (saved_.size() < type_group_depth_) type_group_depth_ = 0;
  }

  std::vector<lexer::Lexeme> tokens_;
  TokenIndex next_ = 0;
  bool header_ = false;
  size_t type_group_depth_ = 0;  // depth() directly inside "type (", 0 elsewhere
  std::vector<uint8_t> saved_;
};

}  // namespace golite::parser
