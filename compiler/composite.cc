// This file implements composite literals and function literals.
#include <algorithm>

#include "compiler/lowerer.h"
#include "sema/types/typeset.h"

namespace golite::compiler {

using sema::TypeKind;

namespace {

bool IsFilled(Type* t) {
  const TypeKind k = sema::Under(t)->kind();
  return k == TypeKind::kStruct || k == TypeKind::kArray;
}

}  // namespace

int64_t Lowerer::LiteralIndex(const ast::Expr* key) {
  int64_t k = 0;
  (void)ConstInt(key, &k);
  return k;
}

// &T{...}: a new object.
Reg Lowerer::NewComposite(const ast::CompositeLit* lit, Type* t) {
  Reg box = New(t);
  if (IsFilled(t)) {
    FillComposite(MemPlace(box, 0, t), lit, t);
  } else {
    StoreMem(box, 0, CompositeLit(lit, t), t);
  }
  return box;
}

// A value inside a literal, which may be a literal without its type.
Reg Lowerer::ElementValue(const ast::Expr* e, Type* t) {
  auto* lit = ast::TryAs<ast::CompositeLit>(ast::Unparen(e));
  if (lit != nullptr && lit->type == nullptr) return CompositeLit(lit, t);
  return ExprAs(e, t);
}

void Lowerer::FillElement(const Place& p, const ast::Expr* e, Type* t) {
  auto* lit = ast::TryAs<ast::CompositeLit>(ast::Unparen(e));
  if (lit != nullptr && IsFilled(t) && (lit->type == nullptr || TypeOf(lit) == t)) {
    FillComposite(p, lit, t);
    return;
  }
  Store(p, ElementValue(e, t));
}

// Fills the struct or array at p, whose bytes are zero.
void Lowerer::FillComposite(const Place& p, const ast::CompositeLit* e, Type* t) {
  Place at = p;
  if (at.kind == Place::Kind::kElem || at.kind == Place::Kind::kArrayElem || at.kind == Place::Kind::kGlobal) {
    at = MemPlace(AddrOf(at), 0, t);
  }
  at.type = t;
  Type* u = sema::Under(t);
  if (auto* s = sema::TryAs<sema::Struct>(u)) {
    for (size_t i = 0; i < e->elts.size(); i++) {
      int field = static_cast<int>(i);
      const ast::Expr* value = e->elts[i];
      if (auto* kv = ast::TryAs<ast::KeyValueExpr>(value)) {
        auto* name = ast::As<ast::Ident>(kv->key);
        field = -1;
        for (int f = 0; f < s->num_fields(); f++) {
          if (s->field(f)->SameId(pkg_, name->name)) field = f;
        }
        value = kv->value;
      }
      At(value);
      if (s->field(field)->name().is_blank()) {
        Effects(value);  // a blank field stays zero
        continue;
      }
      FillElement(FieldPlace(at, field), value, Apply(s->field(field)->type()));
    }
    return;
  }
  auto* a = sema::As<sema::Array>(u);
  Type* elem = Apply(a->elem());
  const int64_t size = sema::SizeOf(elem);
  int64_t index = 0;
  for (const ast::Expr* value : e->elts) {
    if (auto* kv = ast::TryAs<ast::KeyValueExpr>(value)) {
      index = LiteralIndex(kv->key);
      value = kv->value;
    }
    Place q = at;
    q.type = elem;
    q.offset += index * size;
    At(value);
    FillElement(q, value, elem);
    index++;
  }
}

Reg Lowerer::CompositeLit(const ast::CompositeLit* e, Type* t) {
  At(e);
  Type* u = sema::Under(t);
  switch (u->kind()) {
    case TypeKind::kPointer: return NewComposite(e, Apply(static_cast<sema::Pointer*>(u)->elem()));
    case TypeKind::kStruct:
    case TypeKind::kArray: {
      const Layout& l = LayoutOf(t);
      if (l.big) return NewComposite(e, t);
      if (l.slots == 0) {
        for (const ast::Expr* v : e->elts) {
          auto* kv = ast::TryAs<ast::KeyValueExpr>(v);
          if (kv != nullptr) v = kv->value;
          auto* lit = ast::TryAs<ast::CompositeLit>(ast::Unparen(v));
          if (lit == nullptr || lit->type != nullptr) Effects(v);
        }
        return kNoReg;
      }
      Reg r = NewVar(t);
      b_.Zero(r, l.slots);
      FillComposite(RegPlace(r, t), e, t);
      return r;
    }
    case TypeKind::kSlice: return SliceLit(e, Apply(static_cast<sema::Slice*>(u)->elem()));
    case TypeKind::kMap: return MapLit(e, t);
    default: break;
  }
  Unsupported(e, "this composite literal cannot be compiled");
  return kNoReg;
}

Reg Lowerer::SliceLit(const ast::CompositeLit* e, Type* elem) {
  int64_t n = 0, next = 0;
  for (const ast::Expr* v : e->elts) {
    if (auto* kv = ast::TryAs<ast::KeyValueExpr>(v)) next = LiteralIndex(kv->key);
    n = std::max(n, ++next);
  }
  Reg r = b_.SliceTemp();
  Reg len = Int(n);
  b_.Emit(Op::kMakeSlice, r, len, len, ir::ExtWord(TypeIndex(elem)));
  const int64_t size = sema::SizeOf(elem);
  int64_t index = 0;
  for (const ast::Expr* v : e->elts) {
    if (auto* kv = ast::TryAs<ast::KeyValueExpr>(v)) {
      index = LiteralIndex(kv->key);
      v = kv->value;
    }
    At(v);
    FillElement(MemPlace(r, index * size, elem), v, elem);
    index++;
  }
  return r;
}

Reg Lowerer::MapLit(const ast::CompositeLit* e, Type* t) {
  auto* m = sema::As<sema::Map>(sema::Under(t));
  Type* key = Apply(m->key());
  Type* elem = Apply(m->elem());
  Reg r = b_.PointerTemp();
  b_.Emit(Op::kMakeMap, r, Int(static_cast<int64_t>(e->elts.size())), {}, ir::ExtWord(TypeIndex(t)));
  for (const ast::Expr* v : e->elts) {
    auto* kv = ast::As<ast::KeyValueExpr>(v);
    Place p;
    p.kind = Place::Kind::kMap;
    p.whole = t;
    p.type = elem;
    p.base = r;
    p.at = kv;
    At(kv);
    p.index = ElementValue(kv->key, key);
    Reg value = ElementValue(kv->value, elem);
    At(kv);
    Store(p, value);
  }
  return r;
}

// --------------------------------------------------------------------------------------------------------- closures

Reg Lowerer::MakeClosure(uint32_t function, std::span<const std::pair<Reg, Type*>> captures) {
  Reg r = b_.PointerTemp();
  std::vector<vm::WordKind> kinds;
  for (auto& [reg, t] : captures) {
    // Without a type it is the box of a variable.
    if (t == nullptr) {
      kinds.push_back(vm::WordKind::kPointer);
    } else {
      const Layout& l = LayoutOf(t);
      kinds.insert(kinds.end(), l.words.begin(), l.words.end());
    }
  }
  if (kinds.empty()) {
    b_.Emit(Op::kLoadFunc, r, static_cast<int32_t>(function));
    return r;
  }
  m_.function(function).closure_type = m_.ClosureDesc(kinds);
  b_.Emit(Op::kNewClosure, r, static_cast<int32_t>(function));
  uint32_t offset = 8;
  for (auto& [reg, t] : captures) {
    const uint32_t n = t == nullptr ? 1 : Slots(t);
    b_.StoreSlots(r, offset, reg, n);
    offset += 8 * n;
  }
  return r;
}

Reg Lowerer::MakeClosureOf(uint32_t function, const ScopeInfo& scope) {
  std::vector<std::pair<Reg, Type*>> captures;
  for (sema::Var* v : scope.captures) {
    const Storage& s = vars_.at(v);
    if (s.kind == Storage::Kind::kBox) {
      captures.emplace_back(s.reg, nullptr);
    } else {
      captures.emplace_back(s.reg, Apply(v->type()));
    }
  }
  return MakeClosure(function, captures);
}

Reg Lowerer::FuncLit(const ast::FuncLit* e) {
  const uint32_t function = m_.Literal(e, context_, m_.Names(index_), is_std_);
  At(e);
  return MakeClosureOf(function, context_.analysis->At(e));
}

}  // namespace golite::compiler
