// This file implements unsafe.Pointer and the functions of package unsafe that use it. What is allowed is checked when
// the program runs: see runtime/exposed.h.
#include "compiler/lowerer.h"

namespace golite::compiler {

using sema::BasicKind;
using sema::BuiltinId;

// The value of an operand that is a place: *p, x.f, x[i].
Reg Lowerer::LoadExpr(const ast::Expr* e) {
  FindReadOnly(e);
  return Load(PlaceOf(e));
}

// A conversion (*T)(p) of an unsafe.Pointer, through which e only reads.
void Lowerer::FindReadOnly(const ast::Expr* e) {
  for (;;) {
    e = ast::Unparen(e);
    switch (e->kind) {
      case ast::NodeKind::kStarExpr: e = static_cast<const ast::StarExpr*>(e)->x; break;
      case ast::NodeKind::kSelectorExpr: e = static_cast<const ast::SelectorExpr*>(e)->x; break;
      case ast::NodeKind::kIndexExpr: e = static_cast<const ast::IndexExpr*>(e)->x; break;
      case ast::NodeKind::kCallExpr: read_only_ = e; return;
      default: return;
    }
  }
}

void Lowerer::Expose(Reg ptr, Type* t, Reg count) { b_.Emit(Op::kExpose, ptr, count, {}, ir::ExtWord(TypeIndex(t))); }

// unsafe.Pointer(&x): with x, all of the variable, array or slice that it is a part of may be reached.
Reg Lowerer::AddressToUnsafe(const ast::Expr* address) {
  const ast::Expr* x = ast::Unparen(static_cast<const ast::UnaryExpr*>(address)->x);
  if (x->kind == ast::NodeKind::kCompositeLit) {
    Reg r = Expr(address);
    Expose(r, TypeOf(x), Int(1));
    return r;
  }
  Place p = PlaceOf(x);
  At(x);
  Reg r = AddrOf(p);
  switch (p.kind) {
    case Place::Kind::kElem: Expose(p.base, p.whole, p.base + 2); break;
    case Place::Kind::kArrayElem: Expose(p.base, p.whole, Int(p.len)); break;
    case Place::Kind::kMem:
    case Place::Kind::kGlobal: {
      Place whole = p;
      whole.type = p.root;
      whole.offset = p.root_offset;
      Expose(AddrOf(whole), p.root, Int(1));
      break;
    }
    default: Expose(r, p.type, Int(1)); break;
  }
  return r;
}

// One of the types is unsafe.Pointer, the other a pointer or uintptr.
Reg Lowerer::ConvertUnsafe(Reg x, Type* from, Type* to, bool read_only) {
  if (auto* p = sema::TryUnder<sema::Pointer>(from)) {
    Expose(x, Apply(p->elem()), Int(1));
    return x;
  }
  if (auto* p = sema::TryUnder<sema::Pointer>(to)) {
    Reg r = b_.PointerTemp();
    b_.Emit(Op::kUnsafeToPtr, r, x, {}, ir::ExtWord(TypeIndex(Apply(p->elem())), 0, read_only ? 1 : 0));
    return r;
  }
  if (sema::IsUnsafePointer(to)) {
    Reg r = b_.PointerTemp();
    b_.Emit(Op::kUnsafeFromInt, r, x);
    return r;
  }
  Reg r = b_.ScalarTemp();
  b_.Move(r, x);
  return r;
}

Reg Lowerer::UnsafeCall(const ast::CallExpr* e, BuiltinId id) {
  std::vector<Reg> args;
  std::vector<Type*> types;
  if (!TupleArgs(e, &args, &types)) {
    for (const ast::Expr* a : e->args) {
      Type* t = TypeOf(a);
      if (types.empty() && (id == BuiltinId::kUnsafeStringData || id == BuiltinId::kUnsafeAdd || id == BuiltinId::kUnsafeString)) {
        t = id == BuiltinId::kUnsafeAdd          ? Basic(BasicKind::kUnsafePointer)
            : id == BuiltinId::kUnsafeStringData ? Basic(BasicKind::kString)
                                                 : Apply(types_.NewPointer(types_.byte_type()));
      } else if (sema::IsUntyped(t)) {
        t = IntType();
      }
      auto* address = ast::TryAs<ast::UnaryExpr>(ast::Unparen(a));
      const bool widen = types.empty() && address != nullptr && address->op == Token::kAnd;
      types.push_back(t);
      args.push_back(widen ? AddressToUnsafe(address) : ExprAs(a, t));
    }
  }
  At(e);
  const uint64_t byte = ir::ExtWord(TypeIndex(types_.byte_type()));
  switch (id) {
    case BuiltinId::kUnsafeAdd: {
      Reg sum = b_.ScalarTemp(), r = b_.PointerTemp();
      b_.Emit(Op::kAddI64, sum, args[0], args[1]);
      b_.Emit(Op::kUnsafeFromInt, r, sum);
      return r;
    }
    case BuiltinId::kUnsafeSlice: {
      Reg r = b_.SliceTemp();
      Type* elem = Apply(sema::As<sema::Pointer>(sema::Under(types[0]))->elem());
      b_.Emit(Op::kUnsafeSlice, r, args[0], args[1], ir::ExtWord(TypeIndex(elem)));
      return r;
    }
    case BuiltinId::kUnsafeString: {
      Reg r = b_.StringTemp();
      b_.Emit(Op::kUnsafeString, r, args[0], args[1], byte);
      return r;
    }
    case BuiltinId::kUnsafeStringData: {
      Reg r = b_.PointerTemp();
      b_.Emit(Op::kUnsafeStrData, r, args[0], {}, byte);
      return r;
    }
    default: {
      Reg r = b_.PointerTemp();
      Type* elem = Apply(sema::As<sema::Slice>(sema::Under(types[0]))->elem());
      b_.Emit(Op::kUnsafeSliceData, r, args[0], {}, ir::ExtWord(TypeIndex(elem)));
      return r;
    }
  }
}

}  // namespace golite::compiler
