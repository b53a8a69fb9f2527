// This file implements the elements of constraints: unions of terms such as ~int | ~string.
#include <algorithm>

#include "sema/checker.h"

namespace golite::sema {
namespace {

constexpr size_t kMaxTermCount = 100;

// The operands of x | y | z from left to right. Chains are deep on the left, so this is a loop.
std::vector<const ast::Expr*> FlattenUnion(const ast::Expr* e, std::vector<const ast::Expr*>& unions) {
  std::vector<const ast::Expr*> terms;
  for (;;) {
    const auto* binary = ast::TryAs<ast::BinaryExpr>(e);
    if (binary == nullptr || binary->op != lexer::Token::kOr) break;
    terms.push_back(binary->y);
    unions.push_back(binary);
    e = binary->x;
  }
  terms.push_back(e);
  std::ranges::reverse(terms);
  std::ranges::reverse(unions);
  return terms;
}

bool Overlap(const Term& x, const Term& y) {
  return Identical(y.tilde ? Under(x.type) : x.type, x.tilde ? Under(y.type) : y.type);
}

}  // namespace

Type* Checker::ParseUnion(const ast::Expr* e) {
  std::vector<const ast::Expr*> unions;
  const std::vector<const ast::Expr*> exprs = FlattenUnion(e, unions);
  std::vector<Term> terms;
  Type* result = nullptr;
  for (size_t i = 0; i < exprs.size(); i++) {
    const ast::Expr* x = exprs[i];
    Term term;
    if (const auto* unary = ast::TryAs<ast::UnaryExpr>(x); unary != nullptr && unary->op == lexer::Token::kTilde) {
      term.tilde = true;
      x = unary->x;
    }
    term.type = TypeExpr(x);
    // Type parameters cannot be embedded, alone or in a union.
    if (IsTypeParam(term.type)) {
      if (term.tilde) {
        Report<Diag::kTypeParameterInTerm>(x, exprs[i]);
      } else {
        Report<Diag::kTypeParameterAsTerm>(x);
      }
      term.type = types_.invalid();
    }
    if (term.tilde) {
      RecordTypeAndValue(exprs[i], Mode::kTypeExpr, types_.NewUnion(std::span<const Term>(&term, 1)));
    } else if (exprs.size() == 1) {
      return term.type;
    }
    if (terms.size() < kMaxTermCount) {
      terms.push_back(term);
    } else if (result == nullptr) {
      Report<Diag::kTooManyUnionTerms>(x, kMaxTermCount);
      result = types_.invalid();
    }
  }
  if (result == nullptr) result = types_.NewUnion(terms);
  for (const ast::Expr* u : unions) RecordTypeAndValue(u, Mode::kTypeExpr, result);
  if (!IsValid(result)) return result;

  // Terms can be verified when their types are set up.
  auto* un = static_cast<Union*>(result);
  const std::span<const ast::Expr*> nodes = types_.CopySpan(exprs);
  Later([this, un, nodes] {
    for (size_t i = 0; i < un->terms().size(); i++) {
      const Term& t = un->terms()[i];
      if (!IsValid(t.type)) continue;
      Type* u = Under(t.type);
      auto* iface = TryAs<Interface>(u);
      if (t.tilde && iface != nullptr) {
        Report<Diag::kTildeOfInterface>(nodes[i], t.type);
        continue;
      }
      if (t.tilde && !Identical(u, t.type)) {
        Report<Diag::kTildeOfDefinedType>(nodes[i], t.type, u);
        continue;
      }
      if (iface != nullptr) {
        // A single interface is embedded, which is fine; in a union only its terms may count.
        if (un->terms().size() == 1) continue;
        const TypeSet& set = TypeSetOf(iface);
        if (!set.methods().empty()) {
          Report<Diag::kMethodsInUnion>(nodes[i], t.type);
        } else if (Unalias(t.type) == types_.comparable_type()) {
          Report<Diag::kComparableInUnion>(nodes[i]);
        } else if (set.comparable_flag()) {
          Report<Diag::kComparableEmbeddedInUnion>(nodes[i], t.type);
        }
        continue;
      }
      for (size_t j = 0; j < i; j++) {
        const Term& other = un->terms()[j];
        if (!IsValid(other.type) || IsInterface(other.type) || !Overlap(other, t)) continue;
        const auto text = [&](const Term& term) { return (term.tilde ? "~" : "") + Text(term.type); };
        Report<Diag::kOverlappingTermsAnd>(nodes[i], text(t), text(other));
        break;
      }
    }
  });
  return result;
}

}  // namespace golite::sema
