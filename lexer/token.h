// This file implements the enumeration of tokens; AST nodes use it to name operators and literal kinds.
#pragma once

#include <cstdint>
#include <string_view>

namespace golite::lexer {

enum class Token : uint8_t {
#define TOKEN(name, text) k##name,
#define OPERATOR(name, text, precedence) k##name,
#define KEYWORD(name, text) k##name,
#include "lexer/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
};

// The token as it is spelled in Go ("&^=", "func"), or what it is called when it has many spellings ("name").
constexpr std::string_view TokenText(Token token) {
  constexpr std::string_view kTexts[] = {
#define TOKEN(name, text) text,
#define OPERATOR(name, text, precedence) text,
#define KEYWORD(name, text) text,
#include "lexer/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
  };
  return kTexts[static_cast<uint8_t>(token)];
}

// The precedence of a binary operator, 1 to 5; 0 for any other token.
constexpr int Precedence(Token token) {
  constexpr uint8_t kPrecedences[] = {
#define TOKEN(name, text) 0,
#define OPERATOR(name, text, precedence) precedence,
#define KEYWORD(name, text) 0,
#include "lexer/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
  };
  return kPrecedences[static_cast<uint8_t>(token)];
}

constexpr bool IsKeyword(Token token) { return token >= Token::kBreak; }
constexpr bool IsLiteral(Token token) { return token >= Token::kInt && token <= Token::kString; }
// Is `token` one of += -= ... &^= ?
constexpr bool IsAssignOp(Token token) { return token >= Token::kOrAssign && token <= Token::kShrAssign; }

// The binary operator of an assignment operation: + for +=. Requires: IsAssignOp(token).
constexpr Token AssignOperator(Token token) {
  switch (token) {
    case Token::kOrAssign: return Token::kOr;
    case Token::kXorAssign: return Token::kXor;
    case Token::kAddAssign: return Token::kAdd;
    case Token::kSubAssign: return Token::kSub;
    case Token::kMulAssign: return Token::kMul;
    case Token::kQuoAssign: return Token::kQuo;
    case Token::kRemAssign: return Token::kRem;
    case Token::kAndAssign: return Token::kAnd;
    case Token::kAndNotAssign: return Token::kAndNot;
    case Token::kShlAssign: return Token::kShl;
    default: return Token::kShr;
  }
}

}  // namespace golite::lexer
