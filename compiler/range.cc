// This file implements range statements over everything but functions.
#include "compiler/lowerer.h"
#include "parser/ast/walk.h"
#include "support/check.h"

namespace golite::compiler {

using sema::TypeKind;

bool Lowerer::WantsRangeVar(const ast::RangeStmt* s, int i) {
  const ast::Expr* e = i == 0 ? s->key() : s->value();
  if (e == nullptr) return false;
  auto* id = ast::TryAs<ast::Ident>(ast::Unparen(e));
  return id == nullptr || !id->is_blank();
}

// Gives the i-th variable its value for this iteration.
void Lowerer::SetRangeVar(const ast::RangeStmt* s, int i, Reg value, Type* from) {
  if (!WantsRangeVar(s, i)) return;
  const bool define = s->tok == Tok::kDefine;
  const ast::Expr* e = i == 0 ? s->key() : s->value();
  auto* v = Defined(e, define);
  if (v != nullptr && !PerIterationLoopVars(*pkg_)) {
    // One variable for the whole loop, declared before it.
    Store(VarPlace(v), ConvertImplicit(value, from, Apply(v->type())));
    return;
  }
  if (v != nullptr && !IsBoxed(v) && (m_.flags().Get(v) & kReassigned) == 0 && Apply(v->type()) == from) {
    // Never assigned in the body: the loop's own register serves.
    vars_[v] = {Storage::Kind::kReg, value};
    return;
  }
  DefineOrStore(e, value, from, define);
}

// Sets both variables: an assignment first evaluates the operands of both.
void Lowerer::SetRangeVars(const ast::RangeStmt* s, Reg key, Type* key_type, Reg value, Type* value_type) {
  if (s->tok == Tok::kDefine || !WantsRangeVar(s, 0) || !WantsRangeVar(s, 1)) {
    SetRangeVar(s, 0, key, key_type);
    SetRangeVar(s, 1, value, value_type);
    return;
  }
  Place k = Freeze(PlaceOf(s->key())), v = Freeze(PlaceOf(s->value()));
  Store(k, ConvertImplicit(key, key_type, k.type));
  Store(v, ConvertImplicit(value, value_type, v.type));
}

void Lowerer::DeclareSharedRangeVars(const ast::RangeStmt* s) {
  if (s->tok != Tok::kDefine || PerIterationLoopVars(*pkg_)) return;
  for (const ast::Expr* e : s->lhs) {
    if (sema::Var* v = Defined(e, /*define=*/true)) DeclareVar(v, kNoReg);
  }
}

void Lowerer::Range(const ast::RangeStmt* s) {
  Type* t = TypeOf(s->x);
  if (sema::IsUntyped(t)) t = sema::Default(t);
  Type* u = sema::Under(t);
  if (u->kind() == TypeKind::kSignature) return RangeFunc(s, t);
  DeclareSharedRangeVars(s);
  switch (u->kind()) {
    case TypeKind::kBasic: return sema::IsString(u) ? RangeString(s) : RangeInt(s, t);
    case TypeKind::kSlice: return RangeSlice(s, t);
    case TypeKind::kArray: return RangeArray(s, t, /*pointer=*/false);
    case TypeKind::kPointer: return RangeArray(s, Apply(static_cast<sema::Pointer*>(u)->elem()), /*pointer=*/true);
    case TypeKind::kMap: return RangeMap(s, t);
    case TypeKind::kChan: return RangeChan(s, t);
    default: GOLITE_UNREACHABLE("range over something else");
  }
}

void Lowerer::RangeBody(const ast::RangeStmt* s, BlockId cont, BlockId done, const ast::LabeledStmt* label) {
  targets_.push_back({s, label, done, cont});
  Block(s->body);
  targets_.pop_back();
}

// Counts a register from 0 to limit: set up to call RangeBody's surroundings once per index.
template <class EachIteration>
void Lowerer::CountingLoop(const ast::RangeStmt* s, Reg limit, Type* t, EachIteration&& each) {
  const ast::LabeledStmt* label = TakeLabel();
  Reg i = b_.NewVar(std::array{vm::WordKind::kScalar});
  b_.SetConst(i, 0);
  BlockId body = b_.NewBlock(), cont = b_.NewBlock(), done = b_.NewBlock();
  const Op less = t != nullptr && sema::IsUnsigned(t) ? Op::kJLtU64 : Op::kJLtI64;
  b_.BranchOp(less, i, limit, body, done);
  b_.SetBlock(body);
  each(i);
  RangeBody(s, cont, done, label);
  Begin(cont);
  At(s);
  b_.Emit(Op::kAddI64, i, i, Int(1));
  b_.BranchOp(less, i, limit, body, done);
  b_.SetBlock(done);
}

void Lowerer::RangeInt(const ast::RangeStmt* s, Type* t) {
  // A constant takes the type of the variable.
  if (s->key() != nullptr && WantsRangeVar(s, 0) && Tv(ast::Unparen(s->x)).mode == sema::Mode::kConstant) {
    sema::Var* v = Defined(s->key(), s->tok == Tok::kDefine);
    Type* kt = v != nullptr ? Apply(v->type()) : TypeOf(s->key());
    if (sema::IsInteger(kt)) t = kt;
  }
  Reg limit = SnapshotSlots(ExprAs(s->x, t), 1);
  At(s);
  CountingLoop(s, limit, t, [&](Reg i) { SetRangeVar(s, 0, i, t); });
}

void Lowerer::RangeSlice(const ast::RangeStmt* s, Type* t) {
  Type* elem = Apply(sema::As<sema::Slice>(sema::Under(t))->elem());
  Reg x = SnapshotSlots(Expr(s->x), 3);
  At(s);
  CountingLoop(s, x + 1, nullptr, [&](Reg i) {
    Reg v = kNoReg;
    if (WantsRangeVar(s, 1)) {
      Place p;
      p.kind = Place::Kind::kElem;
      p.type = p.whole = elem;
      p.base = x;
      p.index = i;
      p.note = NoteElement("slice", elem);
      v = Load(p);
    }
    SetRangeVars(s, i, IntType(), v, elem);
  });
}

// Whether the length of the array e is not constant, so that e is evaluated for its length alone.
bool Lowerer::CallsOrReceives(const ast::Expr* e) {
  bool found = false;
  ast::Inspect(*e, [&](const ast::Node& n) {
    if (n.kind == ast::NodeKind::kFuncLit) return false;
    if (n.kind == ast::NodeKind::kUnaryExpr) found |= static_cast<const ast::UnaryExpr&>(n).op == Tok::kArrow;
    if (n.kind == ast::NodeKind::kCallExpr) {
      const auto& call = static_cast<const ast::CallExpr&>(n);
      if (Tv(&call).mode == sema::Mode::kConstant) return false;
      found |= !IsConversionCall(&call);
    }
    return !found;
  });
  return found;
}

void Lowerer::RangeArray(const ast::RangeStmt* s, Type* t, bool pointer) {
  auto* a = sema::As<sema::Array>(sema::Under(t));
  Type* elem = Apply(a->elem());
  Reg base = kNoReg;
  if (pointer) {
    base = SnapshotSlots(Expr(s->x), 1);
  } else if (WantsRangeVar(s, 1)) {
    // The loop runs over a copy of the array.
    Place x = PlaceOf(s->x);
    At(s);
    if (LayoutOf(t).big || x.kind == Place::Kind::kReg || x.kind == Place::Kind::kMap) {
      base = Spill(Load(x), t);
    } else {
      base = New(t);
      CopyPlace(MemPlace(base, 0, t), x);
    }
  } else if (CallsOrReceives(s->x)) {
    Effects(s->x);
  }
  At(s);
  CountingLoop(s, Int(a->len()), nullptr, [&](Reg i) {
    Reg v = kNoReg;
    if (WantsRangeVar(s, 1)) {
      Place p;
      p.kind = Place::Kind::kArrayElem;
      p.type = p.whole = elem;
      p.base = base;
      p.index = i;
      p.len = a->len();
      p.note = NoteElement("array", elem);
      v = Load(p);
    }
    SetRangeVars(s, i, IntType(), v, elem);
  });
}

void Lowerer::RangeString(const ast::RangeStmt* s) {
  const ast::LabeledStmt* label = TakeLabel();
  Reg x = SnapshotSlots(ExprAs(s->x, Basic(sema::BasicKind::kString)), 2);
  At(s);
  Reg i = b_.NewVar(std::array{vm::WordKind::kScalar});
  b_.SetConst(i, 0);
  BlockId body = b_.NewBlock(), cont = b_.NewBlock(), done = b_.NewBlock();
  b_.BranchOp(Op::kJLtI64, i, x + 1, body, done);
  b_.SetBlock(body);
  Reg next = b_.NewTemp(std::array{vm::WordKind::kScalar, vm::WordKind::kScalar});
  b_.Emit(Op::kStrNext, next, x, i);
  SetRangeVars(s, i, IntType(), next, sema::Canonical(types_.rune_type()));
  RangeBody(s, cont, done, label);
  Begin(cont);
  b_.Move(i, next + 1);
  b_.BranchOp(Op::kJLtI64, i, x + 1, body, done);
  b_.SetBlock(done);
}

void Lowerer::RangeMap(const ast::RangeStmt* s, Type* t) {
  const ast::LabeledStmt* label = TakeLabel();
  auto* m = sema::As<sema::Map>(sema::Under(t));
  Type* key = Apply(m->key());
  Type* elem = Apply(m->elem());
  Reg x = Expr(s->x);
  if (watched()) x = SnapshotSlots(x, 1);
  At(s);
  Reg iter = b_.PointerTemp();
  RaceMap(/*write=*/false, x);
  b_.Emit(Op::kMapIterInit, iter, x, {}, ir::ExtWord(TypeIndex(t)));
  BlockId head = b_.NewBlock(), body = b_.NewBlock(), done = b_.NewBlock();
  Begin(head);
  Reg entry = b_.NewTemp(std::array{vm::WordKind::kPointer, vm::WordKind::kPointer});
  RaceMap(/*write=*/false, x);
  b_.Emit(Op::kMapIterNext, entry, iter);
  b_.BranchOp(Op::kJEqI64, entry, Int(0), done, body);
  b_.SetBlock(body);
  Reg k = WantsRangeVar(s, 0) ? LoadSlot(entry, key) : kNoReg;
  Reg v = WantsRangeVar(s, 1) ? LoadSlot(entry + 1, elem) : kNoReg;
  SetRangeVars(s, k, key, v, elem);
  RangeBody(s, head, done, label);
  Goto(head);
  b_.SetBlock(done);
}

void Lowerer::RangeChan(const ast::RangeStmt* s, Type* t) {
  const ast::LabeledStmt* label = TakeLabel();
  Type* elem = Apply(sema::As<sema::Chan>(sema::Under(t))->elem());
  Reg c = SnapshotSlots(Expr(s->x), 1);
  At(s);
  BlockId head = b_.NewBlock(), body = b_.NewBlock(), done = b_.NewBlock();
  Begin(head);
  At(s);
  Reg ok = kNoReg;
  Reg v = Receive(c, elem, &ok);
  b_.Branch(ok, body, done);
  b_.SetBlock(body);
  SetRangeVar(s, 0, v, elem);
  RangeBody(s, head, done, label);
  Goto(head);
  b_.SetBlock(done);
}

}  // namespace golite::compiler
