// This file implements the predeclared functions.
#include "compiler/lowerer.h"
#include "sema/types/typeset.h"
#include "support/check.h"

namespace golite::compiler {

using sema::BasicKind;
using sema::BuiltinId;
using sema::TypeKind;

Reg Lowerer::SizeConst(int64_t size) { return Const(sema::constant::MakeInt64(size), Basic(BasicKind::kUintptr)); }

std::vector<Reg> Lowerer::BuiltinCall(const ast::CallExpr* e, BuiltinId id) {
  At(e);
  switch (id) {
    case BuiltinId::kAppend: return {Append(e)};
    case BuiltinId::kCap: return {Length(e->args[0], /*cap=*/true)};
    case BuiltinId::kLen: return {Length(e->args[0], /*cap=*/false)};
    case BuiltinId::kComplex: {
      Type* t = TypeOf(e);
      if (sema::IsUntyped(t)) t = sema::Default(t);
      const bool narrow = sema::SizeOf(t) == 8;
      Type* part = Basic(narrow ? BasicKind::kFloat32 : BasicKind::kFloat64);
      std::vector<Reg> parts;
      std::vector<Type*> part_types;
      if (!TupleArgs(e, &parts, &part_types)) parts = {ExprAs(e->args[0], part), ExprAs(e->args[1], part)};
      const Reg re = parts[0], im = parts[1];
      At(e);
      if (!narrow) {
        Reg r = NewTemp(t);
        b_.Move(r, re);
        b_.Move(r + 1, im);
        return {r};
      }
      Reg r = NewVar(t);
      b_.Move(r, re);
      b_.Emit(Op::kInsert32, r, im, 4u);
      return {r};
    }
    case BuiltinId::kReal:
    case BuiltinId::kImag: {
      Type* t = TypeOf(e->args[0]);
      if (sema::IsUntyped(t)) t = sema::Default(t);
      Reg x = ExprAs(e->args[0], t);
      const bool imag = id == BuiltinId::kImag;
      if (sema::SizeOf(t) == 16) return {imag ? x + 1 : x};
      Reg r = b_.ScalarTemp();
      b_.Emit(Op::kExtractU32, r, x, imag ? 4u : 0u);
      return {r};
    }
    case BuiltinId::kMake: return {Make(e)};
    case BuiltinId::kMax: return {MinMax(e, /*max=*/true)};
    case BuiltinId::kMin: return {MinMax(e, /*max=*/false)};
    case BuiltinId::kNew: {
      // new(T), and since go1.26 new(x).
      Type* ptr = TypeOf(e);
      return {New(Apply(sema::As<sema::Pointer>(sema::Under(ptr))->elem()))};
    }
    // Of a type with type parameters; others are constants.
    case BuiltinId::kUnsafeSizeof: return {SizeConst(sema::SizeOf(TypeOf(e->args[0])))};
    case BuiltinId::kUnsafeAlignof: return {SizeConst(sema::AlignOf(TypeOf(e->args[0])))};
    case BuiltinId::kUnsafeOffsetof: {
      const auto* sel = static_cast<const ast::SelectorExpr*>(ast::Unparen(e->args[0]));
      Type* t = TypeOf(sel->x);
      if (const auto* p = sema::TryUnder<sema::Pointer>(t)) t = Apply(p->elem());
      int64_t offset = 0;
      for (const int i : info_->selections.Get(sel->id.value())->index) {
        auto* s = sema::As<sema::Struct>(sema::Under(t));
        offset += sema::OffsetsOf(s)[static_cast<size_t>(i)];
        t = s->field(i)->type();
      }
      return {SizeConst(offset)};
    }
    case BuiltinId::kUnsafeAdd:
    case BuiltinId::kUnsafeSlice:
    case BuiltinId::kUnsafeSliceData:
    case BuiltinId::kUnsafeString:
    case BuiltinId::kUnsafeStringData: return {UnsafeCall(e, id)};
    default: break;
  }
  std::vector<Type*> types;
  std::vector<Reg> args = BuiltinArgs(e, id, &types);
  At(e);
  return ApplyBuiltin(id, args, types);
}

// Whether the arguments are the results of one call, which are then evaluated.
bool Lowerer::TupleArgs(const ast::CallExpr* e, std::vector<Reg>* values, std::vector<Type*>* types) {
  auto* call = e->args.size() == 1 ? ast::TryAs<ast::CallExpr>(ast::Unparen(e->args[0])) : nullptr;
  if (call == nullptr || Tv(call).type == nullptr) return false;
  auto* tuple = sema::TryAs<sema::Tuple>(Tv(call).type);
  if (tuple == nullptr || tuple->len() < 2) return false;
  for (sema::Var* v : tuple->vars()) types->push_back(Apply(v->type()));
  *values = Call(call, /*want_results=*/true);
  return true;
}

// The operands of a builtin that may be a statement of its own (and be deferred).
std::vector<Reg> Lowerer::BuiltinArgs(const ast::CallExpr* e, BuiltinId id, std::vector<Type*>* types) {
  std::vector<Reg> args;
  if (TupleArgs(e, &args, types)) {
    if (id == BuiltinId::kDelete) {
      Type* key = Apply(sema::As<sema::Map>(sema::Under((*types)[0]))->key());
      args[1] = ConvertImplicit(args[1], (*types)[1], key);
      (*types)[1] = key;
    }
    return args;
  }
  for (size_t i = 0; i < e->args.size(); i++) {
    const ast::Expr* a = e->args[i];
    Type* t = TypeOf(a);
    if (id == BuiltinId::kPanic) t = Apply(types_.empty_interface());
    if (id == BuiltinId::kDelete && i == 1) {
      t = Apply(sema::As<sema::Map>(sema::Under((*types)[0]))->key());
    }
    const sema::TypeAndValue tv = Tv(ast::Unparen(a));
    if (tv.mode == sema::Mode::kNilValue && id != BuiltinId::kPanic) {
      // print(nil)
      t = Basic(BasicKind::kUintptr);
      args.push_back(Int(0));
      types->push_back(t);
      continue;
    }
    if (sema::IsUntyped(t)) t = sema::Default(t);
    args.push_back(ExprAs(a, t));
    types->push_back(t);
  }
  return args;
}

std::vector<Reg> Lowerer::ApplyBuiltin(BuiltinId id, std::span<const Reg> args, std::span<Type* const> types) {
  switch (id) {
    case BuiltinId::kClear: {
      Type* u = sema::Under(types[0]);
      if (auto* s = sema::TryAs<sema::Slice>(u)) {
        RaceRange(/*write=*/true, args[0], args[0] + 1, sema::SizeOf(Apply(s->elem())), NoteElement("slice", Apply(s->elem())));
        b_.Emit(Op::kClearSlice, args[0], {}, {}, ir::ExtWord(TypeIndex(Apply(s->elem()))));
      } else {
        RaceMap(/*write=*/true, args[0]);
        b_.Emit(Op::kMapClear, args[0]);
      }
      return {};
    }
    case BuiltinId::kClose:
      if (m_.options().race) m_.table().NoteClosed(Apply(sema::As<sema::Chan>(sema::Under(types[0]))->elem()));
      b_.Emit(Op::kChanClose, args[0]);
      return {};
    case BuiltinId::kCopy: {
      Reg r = b_.ScalarTemp();
      Type* elem = Apply(sema::As<sema::Slice>(sema::Under(types[0]))->elem());
      if (watched()) {
        const int64_t size = sema::SizeOf(elem);
        Reg n = b_.ScalarTemp();
        b_.Emit(Op::kMinI64, n, args[0] + 1, args[1] + 1);
        RaceRange(/*write=*/false, args[1], n, size, NoteElement(sema::IsString(types[1]) ? "string" : "slice", elem));
        RaceRange(/*write=*/true, args[0], n, size, NoteElement("slice", elem));
      }
      if (sema::IsString(types[1])) {
        b_.Emit(Op::kCopyStr, r, args[0], args[1]);
      } else {
        b_.Emit(Op::kCopySlice, r, args[0], args[1], ir::ExtWord(TypeIndex(elem)));
      }
      return {r};
    }
    case BuiltinId::kDelete: {
      const Layout& kl = LayoutOf(types[1]);
      RaceMap(/*write=*/true, args[0]);
      RaceKey(args[1], types[1]);
      b_.Emit(Op::kMapDelete, {}, args[0], kl.slots == 0 ? args[0] : args[1], ir::ExtWord(TypeIndex(types[0]), kl.slots));
      return {};
    }
    case BuiltinId::kPanic: b_.Panic(args[0]); return {};
    case BuiltinId::kRecover: {
      Reg r = b_.IfaceTemp();
      b_.Emit(Op::kRecover, r);
      return {r};
    }
    case BuiltinId::kPrint: Print(args, types, /*newline=*/false); return {};
    case BuiltinId::kPrintln: Print(args, types, /*newline=*/true); return {};
    default: GOLITE_UNREACHABLE("a builtin that needs its syntax");
  }
}

void Lowerer::Print(std::span<const Reg> args, std::span<Type* const> types, bool newline) {
  for (size_t i = 0; i < args.size(); i++) {
    if (newline && i > 0) CallRuntime("printsp", {});
    Type* u = sema::Under(types[i]);
    std::string_view name = "printpointer";
    Reg arg = args[i];
    switch (u->kind()) {
      case TypeKind::kBasic: {
        auto* b = static_cast<sema::Basic*>(u);
        if ((b->info() & sema::kIsBoolean) != 0) {
          name = "printbool";
        } else if ((b->info() & sema::kIsString) != 0) {
          name = "printstring";
        } else if ((b->info() & sema::kIsComplex) != 0) {
          name = "printcomplex";
          if (sema::SizeOf(b) == 8) arg = ConvertNumber(arg, u, Basic(BasicKind::kComplex128));
        } else if ((b->info() & sema::kIsFloat) != 0) {
          name = "printfloat";
          arg = ConvertNumber(arg, u, Basic(BasicKind::kFloat64));
        } else if ((b->info() & sema::kIsInteger) != 0) {
          name = (b->info() & sema::kIsUnsigned) != 0 ? "printuint" : "printint";
        }
        break;
      }
      case TypeKind::kSlice: name = "printslice"; break;
      case TypeKind::kInterface: name = "printiface"; break;
      default: break;
    }
    if (name == "printpointer" || name == "printslice") {
      // The natives take the address as a number.
      Reg r = b_.ScalarTemp();
      b_.Move(r, arg);
      if (name == "printslice") {
        const Reg parts[] = {arg + 1, arg + 2, r};
        CallRuntime(name, parts);
        continue;
      }
      arg = r;
    }
    if (name == "printiface") {
      Reg t = b_.ScalarTemp(), d = b_.ScalarTemp();
      b_.Move(t, arg);
      b_.Move(d, arg + 1);
      const Reg parts[] = {t, d};
      CallRuntime(name, parts);
      continue;
    }
    const Reg parts[] = {arg};
    CallRuntime(name, parts);
  }
  if (newline) CallRuntime("printnl", {});
}

Reg Lowerer::Length(const ast::Expr* x, bool cap) {
  Type* t = TypeOf(x);
  Type* u = sema::Under(t);
  if (auto* p = sema::TryAs<sema::Pointer>(u)) u = sema::Under(Apply(p->elem()));
  if (auto* a = sema::TryAs<sema::Array>(u)) {
    Effects(x);
    return Int(a->len());
  }
  Reg r = Expr(x);
  switch (u->kind()) {
    case TypeKind::kBasic: return r + 1;
    case TypeKind::kSlice: return cap ? r + 2 : r + 1;
    case TypeKind::kMap: {
      Reg n = b_.ScalarTemp();
      RaceMap(/*write=*/false, r);
      b_.Emit(Op::kMapLen, n, r);
      return n;
    }
    case TypeKind::kChan: {
      Reg n = b_.ScalarTemp();
      b_.Emit(cap ? Op::kChanCap : Op::kChanLen, n, r);
      return n;
    }
    default: GOLITE_UNREACHABLE("len of something else");
  }
}

// A size argument of make: any integer type, or a constant that may be a float.
Reg Lowerer::SizeArg(const ast::Expr* e) {
  int64_t n;
  if (ConstInt(e, &n)) return Int(n);
  Type* t = TypeOf(e);
  if (sema::IsUntyped(t)) t = IntType();
  Reg r = Expr(e);
  if (sema::IsUnsigned(t) && sema::SizeOf(t) == 8) {
    // Anything above the largest int is out of range, as a negative number is.
    return r;
  }
  return r;
}

Reg Lowerer::Make(const ast::CallExpr* e) {
  Type* t = TypeOf(e);
  Type* u = sema::Under(t);
  Reg n = e->args.size() > 1 ? SizeArg(e->args[1]) : kNoReg;
  Reg cap = e->args.size() > 2 ? SizeArg(e->args[2]) : n;
  At(e);
  switch (u->kind()) {
    case TypeKind::kSlice: {
      Reg r = b_.SliceTemp();
      b_.Emit(Op::kMakeSlice, r, n, cap, ir::ExtWord(TypeIndex(Apply(static_cast<sema::Slice*>(u)->elem()))));
      return r;
    }
    case TypeKind::kMap: {
      Reg r = b_.PointerTemp();
      b_.Emit(Op::kMakeMap, r, n.valid() ? n : Int(0), {}, ir::ExtWord(TypeIndex(t)));
      return r;
    }
    case TypeKind::kChan: {
      Reg r = b_.PointerTemp();
      b_.Emit(Op::kMakeChan, r, n.valid() ? n : Int(0), {}, ir::ExtWord(TypeIndex(t)));
      return r;
    }
    default: GOLITE_UNREACHABLE("make of something else");
  }
}

Reg Lowerer::MinMax(const ast::CallExpr* e, bool max) {
  Type* t = TypeOf(e);
  if (sema::IsUntyped(t)) t = sema::Default(t);
  auto* b = sema::As<sema::Basic>(sema::Under(t));
  Reg acc = ExprAs(e->args[0], t);
  for (size_t i = 1; i < e->args.size(); i++) {
    Reg y = ExprAs(e->args[i], t);
    At(e);
    if ((b->info() & sema::kIsString) != 0) {
      Reg r = b_.NewVar(ir::Builder::kStringKinds);
      b_.Move(r, acc, 2);
      Reg less = b_.ScalarTemp();
      b_.Emit(Op::kLtStr, less, max ? acc : y, max ? y : acc);
      BlockId take = b_.NewBlock(), done = b_.NewBlock();
      b_.Branch(less, take, done);
      b_.SetBlock(take);
      b_.Move(r, y, 2);
      b_.Jump(done);
      b_.SetBlock(done);
      acc = r;
      continue;
    }
    Op op;
    if ((b->info() & sema::kIsFloat) != 0) {
      const bool f32 = sema::SizeOf(b) == 4;
      op = max ? (f32 ? Op::kMaxF32 : Op::kMaxF64) : (f32 ? Op::kMinF32 : Op::kMinF64);
    } else if ((b->info() & sema::kIsUnsigned) != 0) {
      op = max ? Op::kMaxU64 : Op::kMinU64;
    } else {
      op = max ? Op::kMaxI64 : Op::kMinI64;
    }
    Reg r = b_.ScalarTemp();
    b_.Emit(op, r, acc, y);
    acc = r;
  }
  return acc;
}

Reg Lowerer::Append(const ast::CallExpr* e) {
  Type* t = TypeOf(e);
  Type* elem = Apply(sema::As<sema::Slice>(sema::Under(t))->elem());
  const Layout& l = LayoutOf(elem);
  std::vector<Reg> values;
  std::vector<Type*> types;
  if (TupleArgs(e, &values, &types)) {
    for (size_t i = 1; i < values.size(); i++) values[i] = ConvertImplicit(values[i], types[i], elem);
    const Reg first = values[0];
    values.erase(values.begin());
    At(e);
    return AppendValues(first, values, elem);
  }
  Reg s = ExprAs(e->args[0], t);
  if (e->args.size() == 1) return s;
  Reg r = b_.SliceTemp();
  const uint64_t ext = ir::ExtWord(TypeIndex(elem));
  if (e->has_dots()) {
    const ast::Expr* arg = e->args[1];
    Type* at = TypeOf(arg);
    if (sema::IsString(at)) {
      Reg x = ExprAs(arg, Basic(BasicKind::kString));
      At(e);
      RaceRange(/*write=*/false, x, x + 1, 1, NoteElement("string", elem));
      RaceAppend(s, x + 1, elem);
      b_.Emit(Op::kAppendStr, r, s, x, ext);
      return r;
    }
    Reg x = ExprAs(arg, Tv(ast::Unparen(arg)).mode == sema::Mode::kNilValue ? t : at);
    At(e);
    RaceRange(/*write=*/false, x, x + 1, l.size, NoteElement("slice", elem));
    RaceAppend(s, x + 1, elem);
    b_.Emit(Op::kAppendSlice, r, s, x, ext);
    return r;
  }
  for (size_t i = 1; i < e->args.size(); i++) values.push_back(ExprAs(e->args[i], elem));
  At(e);
  return AppendValues(s, values, elem);
}

Reg Lowerer::AppendValues(Reg s, std::span<const Reg> values, Type* elem) {
  const Layout& l = LayoutOf(elem);
  const uint64_t ext = ir::ExtWord(TypeIndex(elem));
  Reg r = b_.SliceTemp();
  if (l.big) {
    // Each value lies in memory: append it as a slice of one element.
    for (Reg v : values) {
      Reg one = Int(1);
      Reg x = b_.SliceTemp();
      b_.Move(x, v);
      b_.Move(x + 1, one);
      b_.Move(x + 2, one);
      r = b_.SliceTemp();
      RaceAppend(s, one, elem);
      b_.Emit(Op::kAppendSlice, r, s, x, ext);
      s = r;
    }
    return r;
  }
  RaceAppend(s, watched() ? Int(static_cast<int64_t>(values.size())) : kNoReg, elem);
  if (values.size() == 1 && l.size == 8) {
    b_.Emit(Op::kAppend64, r, s, values[0], ext);
  } else if (values.size() == 1 && l.size == 1) {
    b_.Emit(Op::kAppend8, r, s, values[0], ext);
  } else {
    b_.AppendVal(r, s, TypeIndex(elem), l.slots, values);
  }
  return r;
}

}  // namespace golite::compiler
