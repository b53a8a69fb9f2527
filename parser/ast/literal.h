// This file implements the values of literals, for those who see the AST but not the lexer.
#pragma once

#include <cstdint>
#include <string>

#include "parser/ast/ast.h"

namespace golite::ast {

// The bytes a string literal stands for. Requires: lit.tok == kString and !lit.bad.
std::string StringValue(const BasicLit& lit);

// The code point of a rune literal. Requires: lit.tok == kChar and !lit.bad.
int32_t RuneValue(const BasicLit& lit);

}  // namespace golite::ast
