// This file implements conversions T(x).
#include <algorithm>

#include "sema/checker.h"

namespace golite::sema {
namespace {

bool IsBasicKind(Type* t, BasicKind kind) {
  auto* b = TryUnder<Basic>(t);
  return b != nullptr && b->basic_kind() == kind;
}

bool IsPointer(Type* t) { return TryUnder<Pointer>(t) != nullptr; }

std::string EncodeRune(uint64_t r) {
  if (r > 0x10FFFF || (r >= 0xD800 && r < 0xE000)) r = 0xFFFD;
  std::string s;
  if (r < 0x80) {
    s += static_cast<char>(r);
  } else if (r < 0x800) {
    s += static_cast<char>(0xC0 | (r >> 6));
    s += static_cast<char>(0x80 | (r & 0x3F));
  } else if (r < 0x10000) {
    s += static_cast<char>(0xE0 | (r >> 12));
    s += static_cast<char>(0x80 | (r >> 6 & 0x3F));
    s += static_cast<char>(0x80 | (r & 0x3F));
  } else {
    s += static_cast<char>(0xF0 | (r >> 18));
    s += static_cast<char>(0x80 | (r >> 12 & 0x3F));
    s += static_cast<char>(0x80 | (r >> 6 & 0x3F));
    s += static_cast<char>(0x80 | (r & 0x3F));
  }
  return s;
}

}  // namespace

void Checker::Conversion(Operand& x, Type* t) {
  const bool const_arg = x.IsConstant() && IsConstType(x.type);

  // Whether the constant x is convertible to t; its value then is in *value.
  const auto const_convertible = [&](Type* to, ConstValue* value) {
    auto* basic = TryUnder<Basic>(to);
    if (basic == nullptr) return false;
    if (RepresentableConst(x.value, basic, value)) return true;
    if (!IsInteger(x.type) || !IsString(basic)) return false;
    uint64_t code_point;
    if (!constant::Uint64Val(x.value, code_point)) code_point = 0xFFFD;
    if (value != nullptr) *value = constant::MakeString(constants(), EncodeRune(code_point));
    return true;
  };

  bool ok = false;
  std::string cause;
  if (const_arg && IsConstType(t)) {
    ConstValue value = x.value;
    ok = const_convertible(t, &value);
    if (ok) x.value = value;
    if (!ok && IsInteger(x.type) && IsInteger(t)) {
      Report<Diag::kConstantOverflows>(x, x.value, t);
      x.Invalidate();
      return;
    }
  } else if (const_arg && IsTypeParam(t)) {
    // x must be convertible to every type in t's type set.
    ok = AllTypes(t, [&](Type*, Type* u) {
      if (u == nullptr) {
        cause = Sprintf("{0} does not contain specific types", t);
        return false;
      }
      if (IsString(x.type) && IsBytesOrRunes(u)) return true;
      ConstValue ignored;
      if (const_convertible(u, &ignored)) return true;
      cause = IsInteger(x.type) && IsInteger(u)
                  ? Sprintf("constant {0} overflows {1} (in {2})", x.value, u, t)
                  : Sprintf("cannot convert {0} to type {1} (in {2})", x, u, t);
      return false;
    });
    x.mode = Mode::kValue;  // type parameters are not constants
  } else if (ConvertibleTo(x, t, &cause)) {
    ok = true;
    x.mode = Mode::kValue;
  }

  if (!ok) {
    if (cause.empty()) {
      Report<Diag::kInvalidConversion>(x, x, t);
    } else {
      Report<Diag::kInvalidConversionCause>(x, x, t, cause);
    }
    x.Invalidate();
    return;
  }

  // A conversion gives an untyped operand its final type.
  if (IsUntyped(x.type)) {
    Type* final_type = t;
    if (IsUntypedNil(x.type)) {
      // nil has the type it is converted to
    } else if (IsNonTypeParamInterface(t) || (const_arg && !IsConstType(t))) {
      // []byte("foo") converts a string.
      final_type = Default(x.type);
    } else if (x.IsConstant() && IsInteger(x.type) && AllString(t)) {
      final_type = x.type;
    }
    UpdateExprType(x.expr, final_type, /*final=*/true);
  }
  x.type = t;
}

bool Checker::ConvertibleTo(const Operand& x, Type* t, std::string* cause) {
  if (AssignableTo(x, t, cause)) return true;

  Type* v = Unalias(x.type);
  t = Unalias(t);
  Type* vu = Under(v);
  Type* tu = Under(t);
  auto* vp = TryAs<TypeParam>(v);
  auto* tp = TryAs<TypeParam>(t);
  if (vp == nullptr && tp == nullptr && IdenticalIgnoreTags(vu, tu)) return true;

  // Unnamed pointers to types with identical underlying types.
  auto* v_pointer = TryAs<Pointer>(v);
  auto* t_pointer = TryAs<Pointer>(t);
  if (v_pointer != nullptr && t_pointer != nullptr && !IsTypeParam(v_pointer->elem()) &&
      !IsTypeParam(t_pointer->elem()) &&
      IdenticalIgnoreTags(Under(v_pointer->elem()), Under(t_pointer->elem()))) {
    return true;
  }
  if (IsIntegerOrFloat(vu) && IsIntegerOrFloat(tu)) return true;
  if (IsComplex(vu) && IsComplex(tu)) return true;
  if ((IsInteger(vu) || IsBytesOrRunes(vu)) && IsString(tu)) return true;
  if (IsString(vu) && IsBytesOrRunes(tu)) return true;

  // unsafe.Pointer
  const auto is_unsafe = [](Type* u) { return IsBasicKind(u, BasicKind::kUnsafePointer); };
  const auto is_uintptr = [](Type* u) { return IsBasicKind(u, BasicKind::kUintptr); };
  if ((IsPointer(vu) || is_uintptr(vu)) && is_unsafe(tu)) return true;
  if (is_unsafe(vu) && (IsPointer(tu) || is_uintptr(tu))) return true;

  // A slice to an array or a pointer to an array.
  if (auto* slice = TryAs<Slice>(vu)) {
    auto* array = TryAs<Array>(tu);
    int minor = 20;
    if (auto* p = TryAs<Pointer>(tu)) {
      array = TryUnder<Array>(p->elem());
      minor = 17;
    }
    if (array != nullptr && Identical(slice->elem(), array->elem())) {
      if (AllowVersion(minor)) return true;
      if (cause != nullptr) {
        *cause = minor == 20 ? "conversion of slice to array requires go1.20 or later"
                             : "conversion of slice to array pointer requires go1.17 or later";
      }
      return false;
    }
  }
  if (vp == nullptr && tp == nullptr) return false;

  // Type parameters: every type of one set must be convertible to every type of the other.
  const auto because = [&](std::string text) {
    if (cause == nullptr) return;
    if (!cause->empty()) text += "\n\t" + *cause;
    *cause = std::move(text);
  };
  Operand y = x;
  const auto to_every = [&](std::string_view from_suffix) {
    return AllTypes(tp, [&](Type* term, Type*) {
      if (term == nullptr) return false;
      if (ConvertibleTo(y, term, cause)) return true;
      because(Sprintf("cannot convert {0}{1} to type {2} (in {3})", y.type, from_suffix, term, tp));
      return false;
    });
  };
  if (vp == nullptr) return to_every("");
  return AllTypes(vp, [&](Type* term, Type*) {
    if (term == nullptr) return false;
    y.type = term;
    if (tp != nullptr) return to_every(Sprintf(" (in {0})", vp));
    if (ConvertibleTo(y, t, cause)) return true;
    because(Sprintf("cannot convert {0} (in {1}) to type {2}", term, vp, t));
    return false;
  });
}

}  // namespace golite::sema
