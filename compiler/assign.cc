// This file implements assignments and variable declarations.
//
// A statement with several variables first evaluates the operands of its left sides and all of its right sides, then
// assigns from left to right.
#include "compiler/lowerer.h"
#include "support/check.h"

namespace golite::compiler {

sema::Var* Lowerer::Defined(const ast::Expr* lhs, bool define) {
  auto* id = define ? ast::TryAs<ast::Ident>(lhs) : nullptr;
  return id == nullptr || id->is_blank() ? nullptr : sema::TryAs<sema::Var>(info_->defs.Get(id->id.value()));
}

void Lowerer::DefineOrStore(const ast::Expr* lhs, Reg value, Type* from, bool define) {
  lhs = ast::Unparen(lhs);
  if (auto* id = ast::TryAs<ast::Ident>(lhs); id != nullptr && id->is_blank()) return;
  if (sema::Var* v = Defined(lhs, define)) {
    DeclareVar(v, ConvertImplicit(value, from, Apply(v->type())));
    return;
  }
  Place p = PlaceOf(lhs);
  Store(p, ConvertImplicit(value, from, p.type));
}

// Operands of the place that are registers of variables become copies.
Place Lowerer::Freeze(Place p) {
  switch (p.kind) {
    case Place::Kind::kMem: p.base = SnapshotSlots(p.base, 1); break;
    case Place::Kind::kElem:
      p.base = SnapshotSlots(p.base, 3);
      p.index = SnapshotSlots(p.index, 1);
      break;
    case Place::Kind::kArrayElem:
      p.base = SnapshotSlots(p.base, 1);
      p.index = SnapshotSlots(p.index, 1);
      break;
    case Place::Kind::kMap:
      p.base = SnapshotSlots(p.base, 1);
      p.index = Snapshot(p.index, Apply(sema::As<sema::Map>(sema::Under(p.whole))->key()));
      break;
    default: break;
  }
  return p;
}

Reg Lowerer::SnapshotSlots(Reg r, uint32_t n) {
  if (fn_.group(r).Is(ir::GroupFlags::kTemp)) return r;
  Reg copy = b_.NewTemp(std::span(fn_.kinds).subspan(r.id, n));
  b_.Move(copy, r, n);
  return copy;
}

std::vector<Reg> Lowerer::CommaOk(const ast::Expr* rhs, std::vector<Type*>* types) {
  rhs = ast::Unparen(rhs);
  Reg ok = kNoReg, value = kNoReg;
  if (auto* i = ast::TryAs<ast::IndexExpr>(rhs)) {
    value = MapIndex(i, &ok);
    types->push_back(Apply(sema::As<sema::Map>(sema::Under(TypeOf(i->x)))->elem()));
  } else if (auto* t = ast::TryAs<ast::TypeAssertExpr>(rhs)) {
    value = TypeAssert(t, &ok);
    types->push_back(Apply(Tv(t->type).type));
  } else {
    auto* u = ast::As<ast::UnaryExpr>(rhs);
    Type* elem = Apply(sema::As<sema::Chan>(sema::Under(TypeOf(u->x)))->elem());
    Reg c = Expr(u->x);
    At(u);
    value = Receive(c, elem, &ok);
    types->push_back(elem);
  }
  types->push_back(BoolType());
  return {value, ok};
}

void Lowerer::Assign(const ast::AssignStmt* s) {
  if (s->tok != Tok::kAssign && s->tok != Tok::kDefine) {
    return AssignOp(s->lhs[0], lexer::AssignOperator(s->tok), s->rhs[0], s->pos);
  }
  const bool define = s->tok == Tok::kDefine;
  if (s->lhs.size() == 1) return AssignOne(s->lhs[0], s->rhs[0], define);
  std::vector<Place> places(s->lhs.size());
  std::vector<Type*> targets(s->lhs.size(), nullptr);  // null: whatever the value's type is
  for (size_t i = 0; i < s->lhs.size(); i++) {
    const ast::Expr* l = ast::Unparen(s->lhs[i]);
    auto* id = ast::TryAs<ast::Ident>(l);
    if (id != nullptr && id->is_blank()) continue;
    if (sema::Var* v = Defined(l, define)) {
      targets[i] = Apply(v->type());
      continue;
    }
    places[i] = Freeze(PlaceOf(l));
    targets[i] = places[i].type;
  }
  std::vector<Reg> values;
  std::vector<Type*> types;
  if (s->rhs.size() == s->lhs.size()) {
    for (size_t i = 0; i < s->rhs.size(); i++) {
      Type* t = targets[i];
      if (t == nullptr) {
        t = TypeOf(s->rhs[i]);
        if (sema::IsUntyped(t)) t = sema::Default(t);
      }
      Reg v = ExprAs(s->rhs[i], t);
      values.push_back(Slots(t) == 0 ? v : SnapshotSlots(v, Slots(t)));
      types.push_back(t);
    }
  } else if (auto* call = ast::TryAs<ast::CallExpr>(ast::Unparen(s->rhs[0]))) {
    for (sema::Var* v : sema::As<sema::Tuple>(Tv(call).type)->vars()) types.push_back(Apply(v->type()));
    values = Call(call, /*want_results=*/true);
  } else {
    values = CommaOk(s->rhs[0], &types);
  }
  At(s);
  for (size_t i = 0; i < s->lhs.size(); i++) {
    if (targets[i] == nullptr) continue;
    Reg v = ConvertImplicit(values[i], types[i], targets[i]);
    if (sema::Var* var = Defined(ast::Unparen(s->lhs[i]), define)) {
      DeclareVar(var, v);
    } else {
      Store(places[i], v);
    }
  }
}

void Lowerer::AssignOne(const ast::Expr* lhs, const ast::Expr* rhs, bool define) {
  lhs = ast::Unparen(lhs);
  if (auto* id = ast::TryAs<ast::Ident>(lhs); id != nullptr && id->is_blank()) return Effects(rhs);
  if (sema::Var* v = Defined(lhs, define)) {
    DeclareVar(v, rhs);
    return;
  }
  Place p = PlaceOf(lhs);
  Reg value = ExprAs(rhs, p.type);
  At(lhs);
  Store(p, value);
}

void Lowerer::AssignOp(const ast::Expr* lhs, Tok op, const ast::Expr* rhs, Pos pos) {
  Place p = PlaceOf(lhs);
  Type* t = p.type;
  const bool shift = op == Tok::kShl || op == Tok::kShr;
  const bool may_panic = shift || op == Tok::kQuo || op == Tok::kRem;
  if (p.kind == Place::Kind::kMap && !may_panic && !LayoutOf(t).big) {
    UpdateEntry(p, op, ExprAs(rhs, t), pos);
    return;
  }
  if (p.kind == Place::Kind::kElem || p.kind == Place::Kind::kArrayElem) {
    // The bounds are checked once; the right side comes before the check.
    if (shift) {
      Place m = MemPlace(AddrOf(p), 0, t);
      Reg v = Shift(op, Load(m), rhs, t);
      Store(m, v);
      return;
    }
    Reg y = ExprAs(rhs, t);
    At(pos);
    Reg x = Load(p);
    Store(p, Arith(op, x, y, t, pos));
    return;
  }
  if (shift) {
    Reg v = Shift(op, Load(p), rhs, t);
    At(pos);
    Store(p, v);
    return;
  }
  // As cmd/compile does, the variable is read after the calls on the right side.
  Reg y = ExprAs(rhs, t);
  At(pos);
  Store(p, Arith(op, Load(p), y, t, pos));
}

// One look-up: the entry is made, then updated in place. Requires: the operation does not panic.
void Lowerer::UpdateEntry(const Place& p, Tok op, Reg y, Pos pos) {
  auto* m = sema::As<sema::Map>(sema::Under(p.whole));
  Type* key = Apply(m->key());
  const Layout& kl = LayoutOf(key);
  const bool word = kl.scalar && !sema::IsFloat(key);
  Reg ptr = b_.PointerTemp();
  At(pos);
  RaceMap(/*write=*/false, p.base);
  RaceMap(/*write=*/true, p.base);
  RaceKey(p.index, key);
  b_.Emit(sema::IsString(key) ? Op::kMapAssignStr : word ? Op::kMapAssign64 : Op::kMapAssignAny, ptr, p.base,
          kl.slots == 0 ? p.base : p.index, ir::ExtWord(TypeIndex(p.whole), kl.slots));
  StoreSlot(ptr, Arith(op, LoadSlot(ptr, p.type), y, p.type, pos), p.type);
}

void Lowerer::IncDec(const ast::IncDecStmt* s) {
  Place p = PlaceOf(s->x);
  Type* t = p.type;
  auto* b = sema::As<sema::Basic>(sema::Under(t));
  const Tok op = s->tok == Tok::kInc ? Tok::kAdd : Tok::kSub;
  const bool integer = (b->info() & (sema::kIsFloat | sema::kIsComplex)) == 0;
  Reg one = integer ? Int(1) : Const(sema::constant::MakeInt64(1), t);
  if (p.kind == Place::Kind::kMap && !LayoutOf(t).big) return UpdateEntry(p, op, one, s->pos);
  Store(p, Arith(op, Load(p), one, t, s->pos));
}

void Lowerer::VarSpec(const ast::ValueSpec* s) {
  std::vector<sema::Var*> vars;
  for (const ast::Ident* id : s->names) {
    vars.push_back(id->is_blank() ? nullptr : sema::TryAs<sema::Var>(info_->defs.Get(id->id.value())));
  }
  if (s->values.empty()) {
    for (sema::Var* v : vars) {
      if (v != nullptr) DeclareVar(v, kNoReg);
    }
    return;
  }
  if (vars.size() == 1 && vars[0] != nullptr && s->values.size() == 1) return DeclareVar(vars[0], s->values[0]);
  Type* declared = s->type == nullptr ? nullptr : Apply(Tv(s->type).type);
  std::vector<Reg> values;
  std::vector<Type*> types;
  if (s->values.size() == s->names.size()) {
    for (size_t i = 0; i < s->values.size(); i++) {
      Type* t = vars[i] != nullptr ? Apply(vars[i]->type()) : declared;
      if (t == nullptr) {
        Effects(s->values[i]);
        values.push_back(kNoReg);
        types.push_back(nullptr);
        continue;
      }
      values.push_back(ExprAs(s->values[i], t));
      types.push_back(t);
    }
  } else if (auto* call = ast::TryAs<ast::CallExpr>(ast::Unparen(s->values[0]))) {
    for (sema::Var* v : sema::As<sema::Tuple>(Tv(call).type)->vars()) types.push_back(Apply(v->type()));
    values = Call(call, /*want_results=*/true);
  } else {
    values = CommaOk(s->values[0], &types);
  }
  for (size_t i = 0; i < vars.size(); i++) {
    if (vars[i] != nullptr) DeclareVar(vars[i], ConvertImplicit(values[i], types[i], Apply(vars[i]->type())));
  }
}

}  // namespace golite::compiler
