// This file implements the search in the table of syntax errors.
#include "parser/syntax_error.h"

namespace golite::parser {
namespace {

struct Row {
  std::string_view stack;
  std::string_view text;
};
constexpr Row kRows[] = {
#define SYNTAX_ERROR(stack, text) {" " stack, text},
#include "parser/syntax_errors.def"
#undef SYNTAX_ERROR
};

}  // namespace

std::string DescribeSyntaxError(std::string_view stack, const ExpectedTokens& expected) {
  if (stack.empty()) return "package statement must be first";
  if (expected.at_end) {
    // An unfinished list lacks its end rather than the next element.
    if (stack.ends_with(" args COMMA") || stack.ends_with(" params_list COMMA")) return "expected )";
    if (stack.ends_with(" elems COMMA")) return "expected }";
  }
  for (const Row& row : kRows) {
    if (stack.ends_with(row.stack)) return std::string(row.text);
  }
  if (!expected.only.empty()) return "expected " + expected.only;
  if (expected.parameter && !expected.expression) return "expected )";
  if (expected.expression) return "expected expression";
  if (expected.type) return "expected type";
  if (expected.name) return "expected name";
  return "";
}

}  // namespace golite::parser
