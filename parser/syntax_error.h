// This file implements the words of a syntax error, found from the state of the parser.
#pragma once

#include <string>
#include <string_view>

namespace golite::parser {

// What the parser could have gone on with.
struct ExpectedTokens {
  bool expression = false;  // an operand may start
  bool type = false;        // a type may start
  bool name = false;
  bool parameter = false;  // a parameter declaration may start, or the list end
  bool at_end = false;     // the error is the end of the file
  std::string only;        // the spelling of the only token possible, or empty
};

// Returns the text for an error after the grammar symbols `stack`, written innermost last with a space before each;
// to be interpreted as the texts of syntax_errors.def.
std::string DescribeSyntaxError(std::string_view stack, const ExpectedTokens& expected);

}  // namespace golite::parser
