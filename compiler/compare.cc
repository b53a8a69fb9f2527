// This file implements comparisons and conditions.
#include "compiler/lowerer.h"

namespace golite::compiler {

using sema::TypeKind;

Reg Lowerer::Not(Reg x) {
  Reg r = b_.ScalarTemp();
  b_.Emit(Op::kNot, r, x);
  return r;
}

// Whether a pointer-like, slice or interface value is nil.
Reg Lowerer::IsNil(Reg x, Type* t, bool not_nil) {
  (void)t;
  // The first word tells in every case: a slice's data pointer is null only in the nil slice.
  Reg r = b_.ScalarTemp();
  b_.Emit(not_nil ? Op::kNeI64 : Op::kEqI64, r, x, Int(0));
  return r;
}

Reg Lowerer::Compare(Tok op, const ast::Expr* x, const ast::Expr* y) {
  const bool x_nil = Tv(ast::Unparen(x)).mode == sema::Mode::kNilValue;
  const bool y_nil = Tv(ast::Unparen(y)).mode == sema::Mode::kNilValue;
  if (x_nil && y_nil) return Int(op == Tok::kEql);
  if (x_nil || y_nil) {
    const ast::Expr* e = x_nil ? y : x;
    return IsNil(Expr(e), TypeOf(e), op == Tok::kNeq);
  }
  Type* tx = TypeOf(x);
  Type* ty = TypeOf(y);
  Type* t = tx;
  if (sema::IsInterface(tx) != sema::IsInterface(ty)) {
    t = sema::IsInterface(tx) ? tx : ty;
  } else if (sema::IsUntyped(tx) && !sema::IsUntyped(ty)) {
    t = ty;
  }
  if (sema::IsUntyped(t)) t = sema::Default(t);
  const Pos pos = b_.pos();
  Reg a = ExprAs(x, t);
  Reg b = ExprAs(y, t);
  At(pos);
  return CompareValues(op, a, b, t);
}

Reg Lowerer::CompareValues(Tok op, Reg x, Reg y, Type* t) {
  if (op == Tok::kEql) return Equal(x, y, t);
  Reg r = b_.ScalarTemp();
  auto* basic = sema::TryUnder<sema::Basic>(t);
  const uint16_t info = basic == nullptr ? 0 : basic->info();
  if (op == Tok::kNeq) {
    if ((info & sema::kIsString) != 0) {
      b_.Emit(Op::kNeStr, r, x, y);
    } else if ((info & sema::kIsFloat) != 0) {
      b_.Emit(sema::SizeOf(t) == 4 ? Op::kNeF32 : Op::kNeF64, r, x, y);
    } else if (LayoutOf(t).scalar) {
      b_.Emit(Op::kNeI64, r, x, y);
    } else {
      return Not(Equal(x, y, t));
    }
    return r;
  }
  const bool swap = op == Tok::kGtr || op == Tok::kGeq;
  const bool strict = op == Tok::kLss || op == Tok::kGtr;
  if (swap) std::swap(x, y);
  if ((info & sema::kIsString) != 0) {
    b_.Emit(strict ? Op::kLtStr : Op::kLeStr, r, x, y);
  } else if ((info & sema::kIsFloat) != 0) {
    const bool f32 = sema::SizeOf(t) == 4;
    b_.Emit(strict ? (f32 ? Op::kLtF32 : Op::kLtF64) : (f32 ? Op::kLeF32 : Op::kLeF64), r, x, y);
  } else if ((info & sema::kIsUnsigned) != 0) {
    b_.Emit(strict ? Op::kLtU64 : Op::kLeU64, r, x, y);
  } else {
    b_.Emit(strict ? Op::kLtI64 : Op::kLeI64, r, x, y);
  }
  return r;
}

Reg Lowerer::Equal(Reg x, Reg y, Type* t) {
  const Layout& l = LayoutOf(t);
  if (l.slots == 0) return Int(1);
  Reg r = b_.ScalarTemp();
  Type* u = sema::Under(t);
  if (auto* b = sema::TryAs<sema::Basic>(u)) {
    if ((b->info() & sema::kIsString) != 0) {
      b_.Emit(Op::kEqStr, r, x, y);
    } else if ((b->info() & sema::kIsFloat) != 0) {
      b_.Emit(sema::SizeOf(b) == 4 ? Op::kEqF32 : Op::kEqF64, r, x, y);
    } else if ((b->info() & sema::kIsComplex) != 0) {
      if (sema::SizeOf(b) == 8) {
        Reg a = NewTemp(Basic(sema::BasicKind::kComplex128)), c = NewTemp(Basic(sema::BasicKind::kComplex128));
        b_.Emit(Op::kCvtC64ToC128, a, x);
        b_.Emit(Op::kCvtC64ToC128, c, y);
        x = a;
        y = c;
      }
      b_.Emit(Op::kEqC128, r, x, y);
    } else {
      b_.Emit(Op::kEqI64, r, x, y);
    }
    return r;
  }
  if (u->kind() == TypeKind::kInterface) {
    b_.Emit(Op::kEqIface, r, x, y);
    return r;
  }
  if (l.scalar || (l.plain_memory && l.slots == 1 && !l.big && l.size == 8)) {
    b_.Emit(Op::kEqI64, r, x, y);
    return r;
  }
  b_.Emit(Op::kEqVal, r, x, y, ir::ExtWord(TypeIndex(t), l.slots));
  return r;
}

// Jumps by the value of a boolean expression; && and || become control flow.
void Lowerer::Cond(const ast::Expr* e, BlockId if_true, BlockId if_false) {
  for (;;) {
    e = ast::Unparen(e);
    const sema::TypeAndValue tv = Tv(e);
    if (tv.mode == sema::Mode::kConstant && tv.value) {
      b_.Jump(sema::constant::BoolVal(tv.value) ? if_true : if_false);
      return;
    }
    if (auto* u = ast::TryAs<ast::UnaryExpr>(e); u != nullptr && u->op == Tok::kNot) {
      std::swap(if_true, if_false);
      e = u->x;
      continue;
    }
    auto* b = ast::TryAs<ast::BinaryExpr>(e);
    if (b == nullptr || (b->op != Tok::kLAnd && b->op != Tok::kLOr)) break;
    // A chain a && b && c leans left: its operands in order, without recursion.
    std::vector<const ast::Expr*> operands;
    const Tok op = b->op;
    const ast::Expr* x = b;
    while (auto* c = ast::TryAs<ast::BinaryExpr>(ast::Unparen(x))) {
      if (c->op != op) break;
      operands.push_back(c->y);
      x = c->x;
    }
    operands.push_back(x);
    while (operands.size() > 1) {
      BlockId next = b_.NewBlock();
      if (op == Tok::kLAnd) {
        Cond(operands.back(), next, if_false);
      } else {
        Cond(operands.back(), if_true, next);
      }
      b_.SetBlock(next);
      operands.pop_back();
    }
    e = operands.back();
  }
  Reg r = Expr(e);
  b_.Branch(r, if_true, if_false);
}

Reg Lowerer::Logical(const ast::BinaryExpr* e) {
  Reg r = b_.NewVar(LayoutOf(BoolType()).words);
  BlockId yes = b_.NewBlock(), no = b_.NewBlock(), done = b_.NewBlock();
  Cond(e, yes, no);
  b_.SetBlock(yes);
  b_.SetConst(r, 1);
  b_.Jump(done);
  b_.SetBlock(no);
  b_.SetConst(r, 0);
  b_.Jump(done);
  b_.SetBlock(done);
  return r;
}

}  // namespace golite::compiler
