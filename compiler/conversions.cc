// This file implements conversions, explicit ones and those by assignment.
#include <cstring>

#include "compiler/lowerer.h"
#include "sema/types/typeset.h"

namespace golite::compiler {

using sema::BasicKind;
using sema::TypeKind;

Reg Lowerer::ConvertImplicit(Reg x, Type* from, Type* to) {
  if (from == to || !sema::IsInterface(to)) return x;
  // An interface value carries no method table: one of another interface type is the same two words.
  if (sema::IsInterface(from)) return x;
  return ToInterface(x, from);
}

Reg Lowerer::ToInterface(Reg x, Type* from) {
  if (auto* b = sema::TryAs<sema::Basic>(from); b != nullptr && b->basic_kind() == BasicKind::kUntypedNil) {
    Reg r = b_.IfaceTemp();
    b_.Zero(r, 2);
    return r;
  }
  if (sema::IsUntyped(from)) from = sema::Default(from);
  m_.ConvertedToInterface(from);
  const Layout& l = LayoutOf(from);
  Reg r = b_.IfaceTemp();
  if (l.slots > 1) {
    b_.Emit(Op::kMakeIface, r, x, {}, ir::ExtWord(TypeIndex(from), l.slots));
    return r;
  }
  // The data word of a big value is the pointer to its copy.
  b_.Emit(Op::kLoadType, r, static_cast<int32_t>(TypeIndex(from)));
  if (l.slots == 0) {
    b_.Zero(r + 1);
  } else {
    b_.Move(r + 1, x);
  }
  return r;
}

// A constant in an interface needs no allocation: its boxed form is part of the program.
Reg Lowerer::ConstToInterface(const sema::ConstValue& v, Type* t) {
  if (sema::IsUntyped(t)) t = sema::Default(t);
  if (LayoutOf(t).slots <= 1) return ToInterface(Const(v, t), t);
  if (!sema::IsString(t)) return ToInterface(Const(v, t), t);
  m_.ConvertedToInterface(t);
  const std::string_view text = m_.program().strings[m_.StringIndex(sema::constant::StringVal(v))];
  struct Boxed {
    const char* data;
    uint64_t size;
  };
  auto* box = static_cast<Boxed*>(m_.program().Allocate(sizeof(Boxed), alignof(Boxed)));
  *box = {text.empty() ? nullptr : text.data(), text.size()};
  uint64_t bits;
  std::memcpy(&bits, &box, sizeof bits);
  Reg r = b_.IfaceTemp();
  b_.Emit(Op::kLoadType, r, static_cast<int32_t>(TypeIndex(t)));
  b_.SetAddress(r + 1, bits);
  return r;
}

// x with the canonical form of integer type `to`; x is any integer.
Reg Lowerer::Narrow(Reg x, Type* to) {
  auto* b = sema::As<sema::Basic>(sema::Under(to));
  const bool is_unsigned = (b->info() & sema::kIsUnsigned) != 0;
  Op op;
  switch (sema::SizeOf(b)) {
    case 1: op = is_unsigned ? Op::kZExt8 : Op::kSExt8; break;
    case 2: op = is_unsigned ? Op::kZExt16 : Op::kSExt16; break;
    case 4: op = is_unsigned ? Op::kZExt32 : Op::kSExt32; break;
    default: return x;
  }
  Reg r = b_.ScalarTemp();
  b_.Emit(op, r, x);
  return r;
}

Reg Lowerer::ConvertNumber(Reg x, Type* from, Type* to) {
  auto* f = sema::As<sema::Basic>(sema::Under(from));
  auto* t = sema::As<sema::Basic>(sema::Under(to));
  auto emit = [&](Op op, Reg src) {
    Reg r = b_.ScalarTemp();
    b_.Emit(op, r, src);
    return r;
  };
  if ((f->info() & sema::kIsComplex) != 0) {
    if (f->basic_kind() == t->basic_kind()) return x;
    Reg r = NewTemp(to);
    b_.Emit(t->basic_kind() == BasicKind::kComplex64 ? Op::kCvtC128ToC64 : Op::kCvtC64ToC128, r, x);
    return r;
  }
  const bool from_float = (f->info() & sema::kIsFloat) != 0, to_float = (t->info() & sema::kIsFloat) != 0;
  const bool from32 = f->basic_kind() == BasicKind::kFloat32, to32 = t->basic_kind() == BasicKind::kFloat32;
  if (from_float && to_float) {
    if (from32 == to32) return x;
    return emit(to32 ? Op::kCvtF64ToF32 : Op::kCvtF32ToF64, x);
  }
  if (to_float) {
    const bool wide_unsigned = (f->info() & sema::kIsUnsigned) != 0 && sema::SizeOf(f) == 8;
    if (to32) return emit(wide_unsigned ? Op::kCvtU64ToF32 : Op::kCvtI64ToF32, x);
    return emit(wide_unsigned ? Op::kCvtU64ToF64 : Op::kCvtI64ToF64, x);
  }
  if (from_float) {
    const bool wide_unsigned = (t->info() & sema::kIsUnsigned) != 0 && sema::SizeOf(t) == 8;
    Reg r = from32 ? emit(wide_unsigned ? Op::kCvtF32ToU64 : Op::kCvtF32ToI64, x)
                   : emit(wide_unsigned ? Op::kCvtF64ToU64 : Op::kCvtF64ToI64, x);
    return Narrow(r, to);
  }
  // Between integers. A canonical value of a type whose range lies within the target's needs nothing.
  const int64_t fs = sema::SizeOf(f), ts = sema::SizeOf(t);
  const bool fu = (f->info() & sema::kIsUnsigned) != 0, tu = (t->info() & sema::kIsUnsigned) != 0;
  if (ts == 8 || (fu == tu && fs <= ts) || (fu && !tu && fs < ts)) return x;
  return Narrow(x, to);
}

Reg Lowerer::Convert(Reg x, Type* from, Type* to) {
  if (from == to) return x;
  Type* fu = sema::Under(from);
  Type* tu = sema::Under(to);
  if (tu->kind() == TypeKind::kInterface) return ConvertImplicit(x, from, to);
  if (sema::IsNumeric(fu) && sema::IsNumeric(tu)) return ConvertNumber(x, from, to);
  if (sema::IsString(tu)) {
    if (sema::IsString(fu)) return x;
    Reg r = b_.StringTemp();
    if (sema::IsInteger(fu)) {
      b_.Emit(Op::kStrFromRune, r, x);
      return r;
    }
    Type* elem = Apply(sema::As<sema::Slice>(fu)->elem());
    RaceRange(/*write=*/false, x, x + 1, sema::SizeOf(elem), NoteElement("slice", elem));
    b_.Emit(sema::SizeOf(elem) == 1 ? Op::kStrFromBytes : Op::kStrFromRunes, r, x);
    return r;
  }
  if (sema::IsString(fu) && tu->kind() == TypeKind::kSlice) {
    Type* elem = Apply(static_cast<sema::Slice*>(tu)->elem());
    Reg r = b_.SliceTemp();
    RaceRange(/*write=*/false, x, x + 1, 1, NoteElement("string", Basic(BasicKind::kUint8)));
    b_.Emit(sema::SizeOf(elem) == 1 ? Op::kBytesFromStr : Op::kRunesFromStr, r, x, {}, ir::ExtWord(TypeIndex(elem)));
    return r;
  }
  if (fu->kind() == TypeKind::kSlice && tu->kind() == TypeKind::kArray) {
    auto* a = static_cast<sema::Array*>(tu);
    Reg ptr = b_.PointerTemp();
    b_.Emit(Op::kSliceToArr, ptr, x, {}, ir::ExtWord(static_cast<uint32_t>(a->len())));
    if (LayoutOf(to).size == 0) return kNoReg;
    return LoadMem(ptr, 0, to, NoteElement("slice", Apply(a->elem())));
  }
  if (fu->kind() == TypeKind::kSlice && tu->kind() == TypeKind::kPointer) {
    auto* a = sema::As<sema::Array>(sema::Under(Apply(static_cast<sema::Pointer*>(tu)->elem())));
    Reg ptr = b_.PointerTemp();
    b_.Emit(Op::kSliceToArr, ptr, x, {}, ir::ExtWord(static_cast<uint32_t>(a->len())));
    return ptr;
  }
  if (sema::IsUnsafePointer(fu) != sema::IsUnsafePointer(tu)) return ConvertUnsafe(x, from, to, /*read_only=*/false);
  // Identical underlying types, ignoring tags: the same representation.
  return x;
}

Reg Lowerer::Conversion(const ast::CallExpr* e) {
  Type* to = TypeOf(e);
  const ast::Expr* arg = ast::Unparen(e->args[0]);
  const sema::TypeAndValue tv = Tv(arg);
  if (tv.mode == sema::Mode::kNilValue) return Zero(to);
  Type* from = TypeOf(arg);
  if (tv.mode == sema::Mode::kConstant && tv.value) {
    // Constant operands of a conversion to a type parameter, or to an interface.
    if (sema::IsInterface(to)) return ExprAs(arg, to);
    // A numeric constant is representable in the type, or the checker would have said so.
    if (sema::IsNumeric(to) && sema::IsNumeric(from)) return Const(tv.value, to);
    if (sema::IsUntyped(from)) {
      if (sema::IsString(to) && tv.value.kind() == sema::constant::Kind::kInt) {
        from = IntType();
      } else if (sema::TryUnder<sema::Basic>(to) != nullptr) {
        return Const(tv.value, to);
      } else {
        from = sema::Default(from);
      }
    }
    Reg x = Const(tv.value, from);
    At(e);
    return Convert(x, from, to);
  }
  if (sema::IsUnsafePointer(to)) {
    auto* address = ast::TryAs<ast::UnaryExpr>(arg);
    if (address != nullptr && address->op == Token::kAnd) return AddressToUnsafe(address);
  }
  const bool read_only = read_only_ == e;
  Reg x = Expr(arg);
  At(e);
  if (sema::IsUnsafePointer(from) && read_only) return ConvertUnsafe(x, from, to, /*read_only=*/true);
  return Convert(x, from, to);
}

}  // namespace golite::compiler
