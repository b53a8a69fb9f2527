// This file declares //go:embed directives.
#pragma once

#include <string>

#include "parser/ast/ast.h"
#include "support/arena.h"
#include "support/diagnostics.h"
#include "support/interner.h"

namespace golite::embed {

// Gives the package variables of a file that have a //go:embed directive their values: the contents of files under `dir`
// as constants in the syntax tree, as if the program had them in its source. Mistakes are reported.
void EmbedFiles(ast::File& file, const std::string& dir, Arena& arena, ast::ExprIdAllocator& ids, Interner& interner,
                Diagnostics& diags);

}  // namespace golite::embed
