// This file implements the entry to the parser: source text to AST.
#pragma once

#include "parser/ast/ast.h"
#include "support/arena.h"
#include "support/diagnostics.h"

namespace golite::parser {

// What parsing needs and fills; everything outlives the AST.
struct ParseContext {
  Arena& arena;
  Interner& interner;
  Diagnostics& diags;
  ast::ExprIdAllocator& ids;  // shared by the files of one package
};

// How much of a file is parsed.
enum class ParseMode : uint8_t {
  kWhole,
  kImportsOnly,   // stops after the import declarations
  kDeclarations,  // all but the bodies of functions, which ParseBody adds; for text that is known to be right
};

// Parses one file. Syntax errors go to the diagnostics; the result then holds what could be understood. Returns null
// when there is not even a package clause.
ast::File* ParseFile(SourceFile& source, ParseContext& context, ParseMode mode = ParseMode::kWhole);

// Parses a body that ParseMode::kDeclarations skipped, in place. `source` is its file.
void ParseBody(SourceFile& source, ParseContext& context, ast::BlockStmt& body);

}  // namespace golite::parser
