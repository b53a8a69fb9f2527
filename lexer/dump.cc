// This file implements the dump of tokens.
#include "lexer/dump.h"

#include "lexer/scanner.h"

namespace golite::lexer {

std::string DumpTokens(SourceFile& file, Interner& interner, Diagnostics& diags) {
  Scanner scanner(file, interner, diags);
  std::string out;
  while (true) {
    const Lexeme lexeme = scanner.Next();
    const Position at = file.Physical(lexeme.offset);
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + "\t";
    out += TokenText(lexeme.token);
    if (lexeme.token == Token::kIdent || IsLiteral(lexeme.token)) {
      out += '\t';
      out += file.text().substr(lexeme.offset, lexeme.length);
    } else if (lexeme.token == Token::kSemicolon && lexeme.semicolon == SemicolonKind::kNewline) {
      out += "\tnewline";
    } else if (lexeme.token == Token::kSemicolon && lexeme.semicolon == SemicolonKind::kEof) {
      out += "\tEOF";
    }
    if (lexeme.bad) out += "\tbad";
    out += '\n';
    if (lexeme.token == Token::kEof) return out;
  }
}

}  // namespace golite::lexer
