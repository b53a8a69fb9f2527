// This file implements literal values on top of the lexer.
#include "parser/ast/literal.h"

#include "lexer/literal.h"

namespace golite::ast {

std::string StringValue(const BasicLit& lit) {
  return lexer::DecodeString(lit.value);
}

int32_t RuneValue(const BasicLit& lit) {
  return lexer::DecodeRuneLiteral(lit.value);
}

}  // namespace golite::ast
