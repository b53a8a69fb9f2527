#pragma once

// The text of expressions in messages.

#include <string>
#include <vector>

#include "parser/ast/ast.h"

namespace golite::sema {

// e as gc prints it in messages: on one line, bodies and elements of literals shortened to an ellipsis.
std::string ExprString(const ast::Expr* e);

}  // namespace golite::sema
