// Fuzzes the scanner: any bytes give tokens that lie in order inside the file, and literals that decode.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lexer/literal.h"
#include "lexer/scanner.h"

using namespace golite;
using lexer::Token;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  SourceManager sources;
  Interner interner;
  Diagnostics diags(sources);
  SourceFile& file = sources.AddFile("fuzz.go", std::string(reinterpret_cast<const char*>(data), size));
  lexer::Scanner scanner(file, interner, diags);
  uint32_t end = 0;
  for (lexer::Lexeme lexeme = scanner.Next(); lexeme.token != Token::kEof; lexeme = scanner.Next()) {
    if (lexeme.offset < end && lexeme.token != Token::kSemicolon) std::abort();
    if (lexeme.offset + lexeme.length > file.size()) std::abort();
    end = lexeme.offset + lexeme.length;
    const std::string_view text = file.text().substr(lexeme.offset, lexeme.length);
    if (lexeme.token == Token::kString && !lexeme.bad) lexer::DecodeString(text);
    if (lexeme.token == Token::kChar && !lexeme.bad) lexer::DecodeRuneLiteral(text);
    if (lexeme.token == Token::kIdent && lexeme.name.view() != text) std::abort();
  }
  RenderDiagnostics(diags, {.snippets = true});
  return 0;
}
