// This file implements expressions and simple statements as source text, the way cmd/compile shows them in messages.
#pragma once

#include <string>

#include "parser/ast/ast.h"

namespace golite::ast {

// The expression on one line; function bodies and the contents of composite literals and of struct and interface types
// are shown as "…".
std::string ExprString(const Expr& e);
// A simple statement on one line.
std::string StmtString(const Stmt& s);

// Lets expressions be arguments of diagnostics.
inline std::string DiagText(const Expr& e) { return ExprString(e); }
inline std::string DiagText(const Expr* e) { return ExprString(*e); }

}  // namespace golite::ast
