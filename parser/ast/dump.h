// This file implements the AST as text, for --dump=ast and golden files.
#pragma once

#include <string>

#include "parser/ast/ast.h"
#include "support/source.h"

namespace golite::ast {

// One node per line, children indented: "BinaryExpr 3:7 +".
std::string DumpTree(const Node& root, const SourceManager& sources);

}  // namespace golite::ast
