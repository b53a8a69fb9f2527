// This file implements the checks of conditions: operands of && and || that say the same twice or can never differ,
// comparisons of functions with nil, and shifts that shift everything out.
#include <span>
#include <unordered_map>
#include <vector>

#include "parser/ast/print.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"
#include "sema/types/universe.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

using Token = ast::Token;

struct BoolOp {
  std::string_view name;
  Token token;
  Token suspect;  // x != 1 || x != 2 is always true, x == 1 && x == 2 always false
};

// The operands of a chain of one operator, last first. Chains inside it are marked as seen.
void Split(Pass& pass, const BoolOp& op, const ast::Expr* e, std::vector<const ast::Expr*>& operands) {
  for (;;) {
    e = ast::Unparen(e);
    const auto* binary = ast::TryAs<ast::BinaryExpr>(e);
    if (binary == nullptr || binary->op != op.token) break;
    pass.seen.insert(binary);
    Split(pass, op, binary->y, operands);
    e = binary->x;
  }
  operands.push_back(e);
}

void Examine(Pass& pass, const BoolOp& op, std::span<const ast::Expr* const> operands) {
  const std::string between = " " + std::string(lexer::TokenText(op.token)) + " ";
  std::unordered_set<std::string> texts;
  std::unordered_map<std::string, std::string> compared;  // by the text of what is compared with a constant
  for (const ast::Expr* e : operands) {
    const std::string text = ExprText(pass, e);
    if (!texts.insert(text).second) {
      pass.Report(ast::StartPos(*e), "redundant " + std::string(op.name) + ": " + text + between + text);
    }
  }
  for (const ast::Expr* e : operands) {
    const auto* comparison = ast::TryAs<ast::BinaryExpr>(e);
    if (comparison == nullptr || comparison->op != op.suspect) continue;
    const ast::Expr* x = nullptr;
    if (pass.info.TypeAndValueOf(comparison->y).value) {
      x = comparison->x;
    } else if (pass.info.TypeAndValueOf(comparison->x).value) {
      x = comparison->y;
    } else {
      continue;
    }
    const std::string text = ExprText(pass, e);
    const auto [it, fresh] = compared.try_emplace(ExprText(pass, x), text);
    if (!fresh && it->second != text) {
      pass.Report(ast::StartPos(*e), "suspect " + std::string(op.name) + ": " + text + between + it->second);
    }
  }
}

}  // namespace

void Bools(Pass& pass, const ast::Node* n) {
  static constexpr BoolOp kOps[] = {{"or", Token::kLOr, Token::kNeq}, {"and", Token::kLAnd, Token::kEql}};
  const auto* binary = ast::TryAs<ast::BinaryExpr>(n);
  if (binary == nullptr || pass.seen.contains(binary)) return;
  for (const BoolOp& op : kOps) {
    if (binary->op != op.token) continue;
    std::vector<const ast::Expr*> operands;
    Split(pass, op, binary, operands);
    // Only what stands between operands that do something may change its order.
    size_t begin = 0;
    for (size_t i = 0; i <= operands.size(); i++) {
      if (i < operands.size() && !HasSideEffects(pass, operands[i])) continue;
      Examine(pass, op, std::span(operands).subspan(begin, i - begin));
      begin = i + 1;
    }
  }
}

void NilFunc(Pass& pass, const ast::Node* n) {
  const auto* e = ast::TryAs<ast::BinaryExpr>(n);
  if (e == nullptr || (e->op != Token::kEql && e->op != Token::kNeq)) return;
  const bool nil_y = pass.info.TypeAndValueOf(ast::Unparen(e->y)).mode == Mode::kNilValue;
  const bool nil_x = pass.info.TypeAndValueOf(ast::Unparen(e->x)).mode == Mode::kNilValue;
  if (nil_x == nil_y) return;
  const ast::Expr* operand = nil_y ? e->x : e->y;
  if (const auto* index = ast::TryAs<ast::IndexExpr>(operand)) operand = index->x;
  const ast::Ident* id = ast::TryAs<ast::Ident>(operand);
  if (const auto* selector = ast::TryAs<ast::SelectorExpr>(operand)) id = selector->sel;
  auto* f = id == nullptr ? nullptr : TryAs<Func>(pass.info.ObjectOf(id));
  if (f == nullptr) return;
  pass.Report(ast::StartPos(*e), "comparison of function " + std::string(f->name().view()) + " " + std::string(lexer::TokenText(e->op)) +
                                     " nil is always " + (e->op == Token::kNeq ? "true" : "false"));
}

void Shift(Pass& pass, const ast::Node* n) {
  const ast::Expr* x = nullptr;
  const ast::Expr* y = nullptr;
  if (const auto* e = ast::TryAs<ast::BinaryExpr>(n); e != nullptr && (e->op == Token::kShl || e->op == Token::kShr)) {
    x = e->x, y = e->y;
  } else if (const auto* s = ast::TryAs<ast::AssignStmt>(n);
             s != nullptr && (s->tok == Token::kShlAssign || s->tok == Token::kShrAssign) && s->lhs.size() == 1) {
    x = s->lhs[0], y = s->rhs[0];
  }
  if (x == nullptr || pass.info.TypeAndValueOf(x).value) return;
  const ConstValue amount = pass.info.TypeAndValueOf(y).value;
  int64_t count = 0;
  Type* t = pass.TypeOf(x);
  if (!amount || t == nullptr || !constant::Int64Val(constant::ToInt(pass.types.constants(), amount), count)) return;
  int64_t bits = -1;
  if (auto* param = TryAs<TypeParam>(t)) {
    // Whichever is the smallest of the types it may be.
    for (const Term& term : TypeSetOf(param->Iface()).terms()) {
      const int64_t size = term.type == nullptr ? -1 : 8 * SizeOf(term.type);
      if (size > 0 && (bits < 0 || size < bits)) bits = size;
    }
  } else {
    bits = 8 * SizeOf(t);
  }
  if (bits <= 0 || count < bits) return;
  pass.Report(ast::StartPos(*x), ExprText(pass, x) + " (" + std::to_string(bits) + " bits) too small for shift of " + std::to_string(count));
}

}  // namespace golite::sema::vet
