// This file implements operators and the other expressions that are neither calls nor literals.
#include "compiler/lowerer.h"
#include "sema/types/typeset.h"
#include "support/check.h"

namespace golite::compiler {

using ast::NodeKind;
using sema::BasicKind;
using sema::TypeKind;

namespace {

enum IntWidth { kW64, kW32, kW16, kW8, kWU32, kWU16, kWU8 };

IntWidth WidthOf(sema::Basic* b) {
  const bool u = (b->info() & sema::kIsUnsigned) != 0;
  switch (sema::SizeOf(b)) {
    case 1: return u ? kWU8 : kW8;
    case 2: return u ? kWU16 : kW16;
    case 4: return u ? kWU32 : kW32;
    default: return kW64;
  }
}

#define GOLITE_BY_WIDTH(name)                                                                            \
  constexpr Op k##name##Ops[] = {Op::k##name##I64, Op::k##name##I32, Op::k##name##I16, Op::k##name##I8, \
                                 Op::k##name##U32, Op::k##name##U16, Op::k##name##U8};
GOLITE_BY_WIDTH(Add)
GOLITE_BY_WIDTH(Sub)
GOLITE_BY_WIDTH(Mul)
GOLITE_BY_WIDTH(Div)
GOLITE_BY_WIDTH(Rem)
GOLITE_BY_WIDTH(Shl)
GOLITE_BY_WIDTH(Neg)
#undef GOLITE_BY_WIDTH

}  // namespace

Reg Lowerer::ExprAs(const ast::Expr* e, Type* target) {
  e = ast::Unparen(e);
  const sema::TypeAndValue tv = Tv(e);
  if (tv.mode == sema::Mode::kNilValue) return Zero(target);
  if (tv.mode == sema::Mode::kConstant && tv.value) {
    At(e);
    Type* t = TypeOf(e);
    if (sema::IsInterface(target)) {
      if (sema::IsInterface(t)) return Const(tv.value, t);
      return ConstToInterface(tv.value, t);
    }
    return Const(tv.value, target);
  }
  Type* from = TypeOf(e);
  Reg r = Expr(e);
  if (from == target) return r;
  At(e);
  return ConvertImplicit(r, from, target);
}

void Lowerer::Effects(const ast::Expr* e) {
  e = ast::Unparen(e);
  if (auto* c = ast::TryAs<ast::CallExpr>(e)) {
    (void)Call(c, /*want_results=*/false);
    return;
  }
  const sema::Mode mode = Tv(e).mode;
  if (mode == sema::Mode::kConstant || mode == sema::Mode::kNilValue || mode == sema::Mode::kTypeExpr) return;
  // _ = v names a struct or an array without touching it.
  const TypeKind kind = sema::Under(TypeOf(e))->kind();
  if (e->kind == NodeKind::kIdent && (kind == TypeKind::kStruct || kind == TypeKind::kArray)) return;
  (void)Expr(e);
}

Reg Lowerer::Expr(const ast::Expr* e) {
  e = ast::Unparen(e);
  const sema::TypeAndValue tv = Tv(e);
  if (tv.mode == sema::Mode::kConstant && tv.value) {
    At(e);
    Type* t = Apply(tv.type);
    return Const(tv.value, sema::IsUntyped(t) ? sema::Default(t) : t);
  }
  switch (e->kind) {
    case NodeKind::kIdent: return Ident(static_cast<const ast::Ident*>(e));
    case NodeKind::kSelectorExpr: return Selector(static_cast<const ast::SelectorExpr*>(e));
    case NodeKind::kIndexExpr: return Index(static_cast<const ast::IndexExpr*>(e));
    case NodeKind::kSliceExpr: return SliceExpr(static_cast<const ast::SliceExpr*>(e));
    case NodeKind::kCallExpr: return CallOne(static_cast<const ast::CallExpr*>(e));
    case NodeKind::kUnaryExpr: return Unary(static_cast<const ast::UnaryExpr*>(e));
    case NodeKind::kBinaryExpr: return Binary(static_cast<const ast::BinaryExpr*>(e));
    case NodeKind::kStarExpr: return LoadExpr(e);
    case NodeKind::kTypeAssertExpr: return TypeAssert(static_cast<const ast::TypeAssertExpr*>(e), nullptr);
    case NodeKind::kCompositeLit: return CompositeLit(static_cast<const ast::CompositeLit*>(e), TypeOf(e));
    case NodeKind::kFuncLit: return FuncLit(static_cast<const ast::FuncLit*>(e));
    default: break;
  }
  Unsupported(e, "this expression cannot be compiled");
  return kNoReg;
}

Reg Lowerer::Ident(const ast::Ident* e) {
  sema::Object* o = UseOf(e);
  if (auto* v = sema::TryAs<sema::Var>(o)) {
    At(e);
    return Load(VarPlace(v));
  }
  if (auto* f = sema::TryAs<sema::Func>(o)) return FuncValue(f, InstanceArgs(e));
  GOLITE_CHECK(o != nullptr && o->kind() == sema::ObjectKind::kNil, "an identifier that is no value");
  return Zero(Apply(Tv(e).type));
}

// The concrete type arguments of the generic function that the identifier (perhaps qualified or indexed) denotes.
std::vector<Type*> Lowerer::InstanceArgs(const ast::Expr* fun) {
  std::vector<Type*> args;
  fun = ast::Unparen(fun);
  if (auto* i = ast::TryAs<ast::IndexExpr>(fun)) fun = ast::Unparen(i->x);
  if (auto* s = ast::TryAs<ast::SelectorExpr>(fun)) fun = s->sel;
  auto* id = ast::TryAs<ast::Ident>(fun);
  if (id == nullptr) return args;
  if (const sema::Instance* inst = info_->InstanceOf(id)) {
    for (Type* t : inst->targs) args.push_back(Apply(t));
  }
  return args;
}

Reg Lowerer::FuncValue(sema::Func* f, std::span<Type* const> targs) {
  Reg r = b_.PointerTemp();
  f = f->origin();
  const uint32_t index = m_.IsNative(f) ? m_.NativeStub(f) : m_.FunctionOf(f, targs);
  b_.Emit(Op::kLoadFunc, r, static_cast<int32_t>(index));
  return r;
}

Reg Lowerer::Selector(const ast::SelectorExpr* e) {
  const sema::Selection* sel = info_->selections.Get(e->id.value());
  if (sel == nullptr) {
    sema::Object* o = UseOf(e->sel);
    if (auto* v = sema::TryAs<sema::Var>(o)) {
      At(e);
      return Load(VarPlace(v));
    }
    return FuncValue(sema::As<sema::Func>(o), InstanceArgs(e));
  }
  switch (sel->kind) {
    case sema::SelectionKind::kFieldVal: return LoadExpr(e);
    case sema::SelectionKind::kMethodVal: return MethodValue(e, *sel);
    case sema::SelectionKind::kMethodExpr: {
      Reg r = b_.PointerTemp();
      b_.Emit(Op::kLoadFunc, r,
              static_cast<int32_t>(m_.MethodExpr(Apply(sel->recv), static_cast<sema::Func*>(sel->obj))));
      return r;
    }
  }
  return kNoReg;
}

Reg Lowerer::Index(const ast::IndexExpr* e) {
  // f[T] as a value.
  if (Tv(e->indices[0]).mode == sema::Mode::kTypeExpr) {
    const ast::Expr* x = ast::Unparen(e->x);
    sema::Object* o = nullptr;
    if (auto* id = ast::TryAs<ast::Ident>(x)) o = UseOf(id);
    if (auto* s = ast::TryAs<ast::SelectorExpr>(x)) o = UseOf(s->sel);
    return FuncValue(sema::As<sema::Func>(o), InstanceArgs(e));
  }
  Type* u = sema::Under(TypeOf(e->x));
  if (u->kind() == TypeKind::kBasic) {
    Reg s = ExprAs(e->x, Basic(BasicKind::kString));
    Reg i = Expr(e->indices[0]);
    At(e);
    Reg r = b_.ScalarTemp();
    b_.Emit(Op::kStrIdx, r, s, i);
    return r;
  }
  return LoadExpr(e);
}

Reg Lowerer::MapIndex(const ast::IndexExpr* e, Reg* ok) {
  Place p = IndexPlace(e);
  if (ok == nullptr) return Load(p);
  auto* m = sema::As<sema::Map>(sema::Under(p.whole));
  Type* key = Apply(m->key());
  const Layout& kl = LayoutOf(key);
  static constexpr vm::WordKind kKinds[2] = {vm::WordKind::kPointer, vm::WordKind::kScalar};
  Reg r = b_.NewTemp(kKinds);
  const bool word = kl.scalar && !sema::IsFloat(key);
  RaceMap(/*write=*/false, p.base);
  RaceKey(p.index, key);
  b_.Emit(sema::IsString(key) ? Op::kMapFindOkStr : word ? Op::kMapFindOk64 : Op::kMapFindOkAny, r, p.base,
          kl.slots == 0 ? p.base : p.index, ir::ExtWord(TypeIndex(p.whole), kl.slots));
  *ok = r + 1;
  return LoadSlot(r, p.type);
}

Reg Lowerer::SliceExpr(const ast::SliceExpr* e) {
  Type* xt = TypeOf(e->x);
  Type* u = sema::Under(xt);
  auto bound = [&](const ast::Expr* b) { return b == nullptr ? kNoReg : Expr(b); };
  if (u->kind() == TypeKind::kBasic) {
    Reg s = ExprAs(e->x, Basic(BasicKind::kString));
    Reg lo = bound(e->low), hi = bound(e->high);
    At(e);
    Reg r = b_.StringTemp();
    b_.SliceStr(r, s, lo, hi);
    return r;
  }
  Reg r = b_.SliceTemp();
  if (u->kind() == TypeKind::kSlice) {
    Reg s = Expr(e->x);
    Reg lo = bound(e->low), hi = bound(e->high), max = bound(e->max);
    At(e);
    b_.SliceSlice(r, s, lo, hi, max, static_cast<uint32_t>(sema::SizeOf(Apply(static_cast<sema::Slice*>(u)->elem()))));
    return r;
  }
  sema::Array* a;
  Reg ptr;
  if (auto* p = sema::TryAs<sema::Pointer>(u)) {
    a = sema::As<sema::Array>(sema::Under(Apply(p->elem())));
    ptr = Expr(e->x);
  } else {
    a = static_cast<sema::Array*>(u);
    ptr = AddrOf(PlaceOf(e->x));
  }
  Reg lo = bound(e->low), hi = bound(e->high), max = bound(e->max);
  At(e);
  if (u->kind() == TypeKind::kPointer) b_.Emit(Op::kNilCheck, ptr);
  b_.SliceArr(r, ptr, lo, hi, max, static_cast<uint32_t>(a->len()), static_cast<uint32_t>(sema::SizeOf(Apply(a->elem()))));
  return r;
}

Reg Lowerer::AddressOf(const ast::Expr* x) {
  x = ast::Unparen(x);
  if (auto* lit = ast::TryAs<ast::CompositeLit>(x)) {
    At(x);
    return NewComposite(lit, TypeOf(lit));
  }
  Place p = PlaceOf(x);
  At(x);
  return AddrOf(p);
}

Reg Lowerer::Unary(const ast::UnaryExpr* e) {
  Type* t = TypeOf(e);
  switch (e->op) {
    case Tok::kAnd: return AddressOf(e->x);
    case Tok::kArrow: {
      Type* chan = TypeOf(e->x);
      Reg c = Expr(e->x);
      At(e);
      return Receive(c, Apply(sema::As<sema::Chan>(sema::Under(chan))->elem()), nullptr);
    }
    case Tok::kNot: return Not(Expr(e->x));
    case Tok::kAdd: return Expr(e->x);
    default: break;
  }
  Reg x = ExprAs(e->x, t);
  At(e);
  auto* b = sema::As<sema::Basic>(sema::Under(t));
  Reg r = NewTemp(t);
  if (e->op == Tok::kSub) {
    if ((b->info() & sema::kIsComplex) != 0) {
      if (b->basic_kind() == BasicKind::kComplex128) {
        b_.Emit(Op::kNegC128, r, x);
      } else {
        Type* c128 = Basic(BasicKind::kComplex128);
        Reg wide = NewTemp(c128), neg = NewTemp(c128);
        b_.Emit(Op::kCvtC64ToC128, wide, x);
        b_.Emit(Op::kNegC128, neg, wide);
        b_.Emit(Op::kCvtC128ToC64, r, neg);
      }
    } else if ((b->info() & sema::kIsFloat) != 0) {
      b_.Emit(sema::SizeOf(b) == 4 ? Op::kNegF32 : Op::kNegF64, r, x);
    } else {
      b_.Emit(kNegOps[WidthOf(b)], r, x);
    }
    return r;
  }
  // ^x
  const IntWidth w = WidthOf(b);
  b_.Emit(w == kWU32 ? Op::kComU32 : w == kWU16 ? Op::kComU16 : w == kWU8 ? Op::kComU8 : Op::kComI, r, x);
  return r;
}

Reg Lowerer::Binary(const ast::BinaryExpr* e) {
  switch (e->op) {
    case Tok::kLAnd:
    case Tok::kLOr: return Logical(e);
    case Tok::kEql:
    case Tok::kNeq:
    case Tok::kLss:
    case Tok::kLeq:
    case Tok::kGtr:
    case Tok::kGeq: At(e); return Compare(e->op, e->x, e->y);
    case Tok::kShl:
    case Tok::kShr: {
      Type* t = TypeOf(e);
      if (sema::IsUntyped(t)) t = sema::Default(t);
      Reg x = ExprAs(e->x, t);
      return Shift(e->op, x, e->y, t);
    }
    default: return BinaryChain(e);
  }
}

// x op y op z leans to the left and may be long: the chain is followed in a loop.
Reg Lowerer::BinaryChain(const ast::BinaryExpr* e) {
  Type* t = TypeOf(e);
  if (sema::IsUntyped(t)) t = sema::Default(t);
  if (sema::IsString(t)) {
    std::vector<Reg> operands;
    ConcatOperands(e, operands);
    At(e);
    Reg r = b_.StringTemp();
    b_.Concat(r, operands);
    return r;
  }
  std::vector<const ast::BinaryExpr*> chain;
  const ast::Expr* x = e;
  while (auto* b = ast::TryAs<ast::BinaryExpr>(ast::Unparen(x))) {
    if (b->op == Tok::kShl || b->op == Tok::kShr || Tv(b).mode == sema::Mode::kConstant) break;
    chain.push_back(b);
    x = b->x;
  }
  Reg acc = ExprAs(x, t);
  for (size_t i = chain.size(); i-- > 0;) {
    Reg y = ExprAs(chain[i]->y, t);
    acc = Arith(chain[i]->op, acc, y, t, chain[i]->pos);
  }
  return acc;
}

void Lowerer::ConcatOperands(const ast::Expr* e, std::vector<Reg>& out) {
  std::vector<const ast::Expr*> stack = {e}, order;
  while (!stack.empty()) {
    const ast::Expr* x = ast::Unparen(stack.back());
    stack.pop_back();
    auto* b = ast::TryAs<ast::BinaryExpr>(x);
    if (b != nullptr && b->op == Tok::kAdd && Tv(b).mode != sema::Mode::kConstant) {
      stack.push_back(b->y);
      stack.push_back(b->x);
    } else {
      order.push_back(x);
    }
  }
  for (const ast::Expr* x : order) out.push_back(ExprAs(x, Basic(BasicKind::kString)));
}

Reg Lowerer::ComplexArith(Tok op, Reg x, Reg y, Type* t) {
  Type* c128 = Basic(BasicKind::kComplex128);
  const bool narrow = sema::SizeOf(t) == 8;
  if (narrow) {
    Reg a = NewTemp(c128), c = NewTemp(c128);
    b_.Emit(Op::kCvtC64ToC128, a, x);
    b_.Emit(Op::kCvtC64ToC128, c, y);
    x = a;
    y = c;
  }
  Op o = op == Tok::kAdd ? Op::kAddC128 : op == Tok::kSub ? Op::kSubC128 : op == Tok::kMul ? Op::kMulC128 : Op::kDivC128;
  Reg r = NewTemp(c128);
  b_.Emit(o, r, x, y);
  if (!narrow) return r;
  Reg n = NewTemp(t);
  b_.Emit(Op::kCvtC128ToC64, n, r);
  return n;
}

Reg Lowerer::Arith(Tok op, Reg x, Reg y, Type* t, Pos pos) {
  At(pos);
  auto* b = sema::As<sema::Basic>(sema::Under(t));
  if ((b->info() & sema::kIsString) != 0) {
    Reg r = b_.StringTemp();
    const Reg parts[] = {x, y};
    b_.Concat(r, parts);
    return r;
  }
  if ((b->info() & sema::kIsComplex) != 0) return ComplexArith(op, x, y, t);
  Reg r = b_.ScalarTemp();
  Op o = Op::kNop;
  if ((b->info() & sema::kIsFloat) != 0) {
    const bool f32 = sema::SizeOf(b) == 4;
    switch (op) {
      case Tok::kAdd: o = f32 ? Op::kAddF32 : Op::kAddF64; break;
      case Tok::kSub: o = f32 ? Op::kSubF32 : Op::kSubF64; break;
      case Tok::kMul: o = f32 ? Op::kMulF32 : Op::kMulF64; break;
      default: o = f32 ? Op::kDivF32 : Op::kDivF64; break;
    }
  } else {
    const IntWidth w = WidthOf(b);
    const bool u64 = w == kW64 && (b->info() & sema::kIsUnsigned) != 0;
    switch (op) {
      case Tok::kAdd: o = kAddOps[w]; break;
      case Tok::kSub: o = kSubOps[w]; break;
      case Tok::kMul: o = kMulOps[w]; break;
      case Tok::kQuo: o = u64 ? Op::kDivU64 : kDivOps[w]; break;
      case Tok::kRem: o = u64 ? Op::kRemU64 : kRemOps[w]; break;
      case Tok::kAnd: o = Op::kAnd; break;
      case Tok::kOr: o = Op::kOr; break;
      case Tok::kXor: o = Op::kXor; break;
      case Tok::kAndNot: o = Op::kAndNot; break;
      default: GOLITE_UNREACHABLE("not an arithmetic operator");
    }
  }
  b_.Emit(o, r, x, y);
  return r;
}

Reg Lowerer::ShiftBy(Tok op, Reg x, Reg count, bool is_signed, Type* t) {
  if (is_signed) b_.Emit(Op::kCheckShift, count);
  auto* b = sema::As<sema::Basic>(sema::Under(t));
  Reg r = b_.ScalarTemp();
  if (op == Tok::kShl) {
    b_.Emit(kShlOps[WidthOf(b)], r, x, count);
  } else {
    b_.Emit((b->info() & sema::kIsUnsigned) != 0 ? Op::kShrU : Op::kShrI, r, x, count);
  }
  return r;
}

Reg Lowerer::Shift(Tok op, Reg x, const ast::Expr* count, Type* t) {
  const sema::TypeAndValue tv = Tv(ast::Unparen(count));
  if (tv.mode == sema::Mode::kConstant && tv.value) {
    // A shift by a huge constant is a shift by 64 here.
    const sema::ConstValue v = sema::constant::ToInt(types_.constants(), tv.value);
    int64_t n = 64;
    if (!sema::constant::Int64Val(v, n) || n > 64) n = 64;
    At(count);
    return ShiftBy(op, x, Int(n), /*is_signed=*/false, t);
  }
  Type* ct = TypeOf(count);
  if (sema::IsUntyped(ct)) ct = sema::Default(ct);
  Reg c = Expr(count);
  At(count);
  return ShiftBy(op, x, c, !sema::IsUnsigned(ct), t);
}

// The zero value of a big type that an instruction left as a null pointer becomes a real one.
Reg Lowerer::OrZeroBig(Reg r, Type* t) {
  Reg v = b_.NewVar(LayoutOf(t).words);
  b_.Move(v, r);
  BlockId null = b_.NewBlock(), done = b_.NewBlock();
  b_.BranchOp(Op::kJEqI64, r, Int(0), null, done);
  b_.SetBlock(null);
  b_.Move(v, New(t));
  b_.Jump(done);
  b_.SetBlock(done);
  return v;
}

Reg Lowerer::Receive(Reg chan, Type* elem, Reg* ok) {
  const uint32_t n = Slots(elem);
  Reg r = n == 0 ? kNoReg : NewTemp(elem);
  Reg flag = kNoReg;
  if (ok != nullptr) {
    flag = b_.ScalarTemp();
    *ok = flag;
  }
  b_.Emit(Op::kChanRecv, r, chan, flag, ir::ExtWord(0, n));
  return LayoutOf(elem).big ? OrZeroBig(r, elem) : r;
}

Reg Lowerer::TypeAssert(const ast::TypeAssertExpr* e, Reg* ok) {
  Type* to = Apply(Tv(e->type).type);
  Reg x = Expr(e->x);
  At(e);
  return AssertTo(x, to, ok, Apply(Tv(e->x).type));
}

// `from` is the static type of x, for the message of a failed assertion.
Reg Lowerer::AssertTo(Reg x, Type* to, Reg* ok, Type* from) {
  Reg flag = kNoReg;
  if (ok != nullptr) {
    flag = b_.ScalarTemp();
    *ok = flag;
  }
  if (sema::IsInterface(to)) {
    Reg r = b_.IfaceTemp();
    b_.Emit(Op::kAssertIface, r, x, flag, ir::ExtWord(TypeIndex(to), 2));
    return r;
  }
  const Layout& l = LayoutOf(to);
  Reg r = l.slots == 0 ? kNoReg : NewTemp(to);
  uint32_t static_type = from != nullptr && ok == nullptr ? TypeIndex(from) : 0;
  if (static_type > UINT16_MAX) static_type = 0;
  b_.Emit(Op::kTypeAssert, r, x, flag, ir::ExtWord(TypeIndex(to), l.slots, static_type));
  return l.big && ok != nullptr ? OrZeroBig(r, to) : r;
}

}  // namespace golite::compiler
