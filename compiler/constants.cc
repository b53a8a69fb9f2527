// This file implements constants: exact values of the checker to bits in registers.
#include <bit>
#include <cmath>

#include "compiler/lowerer.h"

namespace golite::compiler {

namespace constant = sema::constant;

namespace {

double Float64Of(constant::Value v) {
  double d = 0;
  constant::Float64Val(v, d);
  return d;
}

float Float32Of(constant::Value v) {
  float f = 0;
  constant::Float32Val(v, f);
  return f;
}

}  // namespace

// The slot of a scalar constant of type t.
int64_t Lowerer::ConstBits(const sema::ConstValue& v, Type* t) {
  auto* b = sema::TryUnder<sema::Basic>(t);
  if (v.kind() == constant::Kind::kBool) return constant::BoolVal(v);
  if (b != nullptr && (b->info() & sema::kIsFloat) != 0) {
    if (b->basic_kind() == sema::BasicKind::kFloat32) return std::bit_cast<uint32_t>(Float32Of(v));
    return std::bit_cast<int64_t>(Float64Of(v));
  }
  const sema::ConstValue i = v.kind() == constant::Kind::kInt ? v : constant::ToInt(types_.constants(), v);
  return static_cast<int64_t>(constant::LowBits(i));
}

Reg Lowerer::Const(const sema::ConstValue& v, Type* t) {
  if (sema::IsInterface(t)) {
    // A constant converted to an interface has its default type.
    sema::BasicKind k = sema::BasicKind::kInt;
    switch (v.kind()) {
      case constant::Kind::kBool: k = sema::BasicKind::kBool; break;
      case constant::Kind::kString: k = sema::BasicKind::kString; break;
      case constant::Kind::kFloat: k = sema::BasicKind::kFloat64; break;
      case constant::Kind::kComplex: k = sema::BasicKind::kComplex128; break;
      default: break;
    }
    return ConstToInterface(v, Basic(k));
  }
  auto* b = sema::TryUnder<sema::Basic>(t);
  if (b != nullptr && (b->info() & sema::kIsString) != 0) return StringConst(constant::StringVal(v));
  if (b != nullptr && (b->info() & sema::kIsComplex) != 0) {
    const sema::ConstValue c = constant::ToComplex(types_.constants(), v);
    Reg r = NewTemp(t);
    if (b->basic_kind() == sema::BasicKind::kComplex64) {
      const uint64_t re = std::bit_cast<uint32_t>(Float32Of(constant::Real(c)));
      const uint64_t im = std::bit_cast<uint32_t>(Float32Of(constant::Imag(c)));
      b_.SetConst(r, re | im << 32);
    } else {
      b_.SetConst(r, std::bit_cast<uint64_t>(Float64Of(constant::Real(c))));
      b_.SetConst(r + 1, std::bit_cast<uint64_t>(Float64Of(constant::Imag(c))));
    }
    return r;
  }
  Reg r = NewTemp(t);
  b_.SetConst(r, static_cast<uint64_t>(ConstBits(v, t)));
  return r;
}

void Lowerer::StringConst(Reg dst, std::string_view s) {
  if (s.empty()) {
    b_.Zero(dst, 2);
  } else {
    b_.Emit(Op::kLoadStr, dst, static_cast<int32_t>(m_.StringIndex(s)));
  }
}

Reg Lowerer::StringConst(std::string_view s) {
  Reg r = b_.StringTemp();
  StringConst(r, s);
  return r;
}

// Whether e is an integer constant that fits an int64.
bool Lowerer::ConstInt(const ast::Expr* e, int64_t* v) {
  const sema::TypeAndValue tv = Tv(ast::Unparen(e));
  if (!tv.value || tv.mode != sema::Mode::kConstant) return false;
  const sema::ConstValue i = constant::ToInt(types_.constants(), tv.value);
  return i.kind() == constant::Kind::kInt && constant::Int64Val(i, *v);
}

}  // namespace golite::compiler
