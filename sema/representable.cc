// This file implements representability of constants and the conversion of untyped operands.

#include "sema/checker.h"

namespace golite::sema {

namespace {

// The range of integer type k: |bits| bits, or 0 for an untyped kind.
bool IntegerFits(ConstValue v, BasicKind k) {
  auto fits_signed = [&](int bits) {
    int64_t n = 0;
    if (!constant::Int64Val(v, n)) return false;
    if (bits == 64) return true;
    return n >= -(int64_t{1} << (bits - 1)) && n <= (int64_t{1} << (bits - 1)) - 1;
  };
  auto fits_unsigned = [&](int bits) {
    uint64_t n = 0;
    if (constant::Sign(v) < 0 || !constant::Uint64Val(v, n)) return false;
    return bits == 64 || n < (uint64_t{1} << bits);
  };
  switch (k) {
    case BasicKind::kInt8: return fits_signed(8);
    case BasicKind::kInt16: return fits_signed(16);
    case BasicKind::kInt32: return fits_signed(32);
    case BasicKind::kInt:
    case BasicKind::kInt64: return fits_signed(64);
    case BasicKind::kUint8: return fits_unsigned(8);
    case BasicKind::kUint16: return fits_unsigned(16);
    case BasicKind::kUint32: return fits_unsigned(32);
    case BasicKind::kUint:
    case BasicKind::kUint64:
    case BasicKind::kUintptr: return fits_unsigned(64);
    default: return true;  // untyped int and rune
  }
}

}  // namespace

bool Checker::RepresentableConst(ConstValue v, Basic* t, ConstValue* rounded) {
  using constant::Kind;
  if (v.kind() == Kind::kUnknown) return true;  // avoid follow-up errors
  constant::Pool& pool = constants();
  auto round = [&](ConstValue r) {
    if (!r || r.is_unknown()) return false;
    if (rounded != nullptr) *rounded = r;
    return true;
  };
  const uint16_t info = t->info();
  if (info & kIsInteger) {
    if (v.kind() == Kind::kBool || v.kind() == Kind::kString) return false;
    const ConstValue i = constant::ToInt(pool, v);
    if (i.kind() != Kind::kInt || !IntegerFits(i, t->basic_kind())) return false;
    if (rounded != nullptr) *rounded = i;
    return true;
  }
  if (info & kIsFloat) {
    if (v.kind() == Kind::kBool || v.kind() == Kind::kString) return false;
    const ConstValue f = constant::ToFloat(pool, v);
    if (f.is_unknown() || !f) return false;
    switch (t->basic_kind()) {
      case BasicKind::kFloat32: return round(constant::RoundToFloat32(pool, f));
      case BasicKind::kFloat64: return round(constant::RoundToFloat64(pool, f));
      default: return true;
    }
  }
  if (info & kIsComplex) {
    if (v.kind() == Kind::kBool || v.kind() == Kind::kString) return false;
    const ConstValue c = constant::ToComplex(pool, v);
    if (c.is_unknown() || !c) return false;
    if (t->basic_kind() == BasicKind::kUntypedComplex) return true;
    const bool small = t->basic_kind() == BasicKind::kComplex64;
    auto part = [&](ConstValue p) {
      return small ? constant::RoundToFloat32(pool, p) : constant::RoundToFloat64(pool, p);
    };
    const ConstValue re = part(constant::Real(c));
    const ConstValue im = part(constant::Imag(c));
    if (!re || re.is_unknown() || !im || im.is_unknown()) return false;
    if (rounded != nullptr) *rounded = constant::BinaryOp(pool, re, constant::Op::kAdd, constant::MakeImag(pool, im));
    return true;
  }
  if (info & kIsString) return v.kind() == Kind::kString;
  if (info & kIsBoolean) return v.kind() == Kind::kBool;
  return false;
}

Checker::Representation Checker::RepresentationOf(const Operand& x, Basic* t, ConstValue* out) {
  *out = x.value;
  if (RepresentableConst(x.value, t, out)) return Representation::kOk;
  if (IsNumeric(x.type) && IsNumeric(t)) {
    // Integer to integer or float, float to float: overflow. Float to integer: truncation.
    return !IsInteger(x.type) && IsInteger(t) ? Representation::kTruncatedFloat : Representation::kNumericOverflow;
  }
  return Representation::kInvalidConstVal;
}

void Checker::Representable(Operand& x, Basic* t) {
  ConstValue v;
  const Representation code = RepresentationOf(x, t, &v);
  if (code != Representation::kOk) {
    InvalidConversion(code, x, t);
    x.Invalidate();
    return;
  }
  x.value = v;
}

void Checker::InvalidConversion(Representation code, Operand& x, Type* target) {
  switch (code) {
    case Representation::kTruncatedFloat: Report<Diag::kTruncatedConstant>(x, x, target); break;
    case Representation::kNumericOverflow: Report<Diag::kNumericOverflow>(x, x, target); break;
    default: Report<Diag::kInvalidConversion>(x, x, target);
  }
}

void Checker::ConvertUntyped(Operand& x, Type* target) {
  ConstValue value;
  Representation code = Representation::kOk;
  Type* t = ImplicitTypeAndValue(x, target, &value, &code);
  if (t == nullptr) {
    InvalidConversion(code, x, IsTypeParam(target) ? target : Under(target));
    x.Invalidate();
    return;
  }
  if (value) {
    x.value = value;
    UpdateExprValue(x.expr, value);
  }
  if (t != x.type) {
    x.type = t;
    UpdateExprType(x.expr, t, /*final=*/false);
  }
}

Type* Checker::ImplicitTypeAndValue(Operand& x, Type* target, ConstValue* value, Representation* code) {
  *value = ConstValue();
  *code = Representation::kOk;
  auto fail = [&](Representation why) {
    *code = why;
    return static_cast<Type*>(nullptr);
  };
  if (x.IsInvalid() || IsTyped(x.type) || !IsValid(target)) return x.type;

  if (IsUntyped(target)) {
    const BasicKind xk = static_cast<Basic*>(x.type)->basic_kind();
    const BasicKind tk = static_cast<Basic*>(target)->basic_kind();
    if (IsNumeric(x.type) && IsNumeric(target)) return xk < tk ? target : x.type;
    return xk == tk ? x.type : fail(Representation::kInvalidUntyped);
  }
  if (x.IsNil()) return HasNil(target) ? target : fail(Representation::kInvalidUntyped);

  Type* u = Under(target);
  if (u->kind() == TypeKind::kBasic) {
    Basic* b = static_cast<Basic*>(u);
    if (x.IsConstant()) {
      ConstValue v;
      *code = RepresentationOf(x, b, &v);
      if (*code != Representation::kOk) return nullptr;
      *value = v;
      return target;
    }
    // Values that are not constant: results of comparisons, and operands of shifts whose type is open.
    switch (static_cast<Basic*>(x.type)->basic_kind()) {
      case BasicKind::kUntypedBool: return IsBoolean(target) ? target : fail(Representation::kInvalidUntyped);
      case BasicKind::kUntypedInt:
      case BasicKind::kUntypedRune:
      case BasicKind::kUntypedFloat:
      case BasicKind::kUntypedComplex: return IsNumeric(target) ? target : fail(Representation::kInvalidUntyped);
      case BasicKind::kUntypedString: return IsString(target) ? target : fail(Representation::kInvalidUntyped);
      default: return fail(Representation::kInvalidUntyped);
    }
  }
  if (u->kind() == TypeKind::kInterface) {
    if (IsTypeParam(target)) {
      const bool all = AllTypes(target, [&](Type*, Type* under) {
        if (under == nullptr) return false;
        ConstValue v;
        Representation c;
        return ImplicitTypeAndValue(x, under, &v, &c) != nullptr;
      });
      *code = Representation::kOk;
      return all ? target : fail(Representation::kInvalidUntyped);
    }
    // A value in an interface has a concrete type: the default one.
    if (!TypeSetOf(static_cast<Interface*>(u)).IsAll()) return fail(Representation::kInvalidUntyped);
    return Default(x.type);
  }
  return fail(Representation::kInvalidUntyped);
}

void Checker::UpdateExprValue(const ast::Expr* e, ConstValue value) {
  auto it = untyped_.find(e);
  if (it != untyped_.end()) it->second.value = value;
}

// Gives e, and the operands its type depends on, type t. With final, or if t is typed, the type is recorded; an
// untyped constant must be representable in it, and a shifted operand must be an integer.
void Checker::UpdateExprType(const ast::Expr* root, Type* t, bool final) {
  std::vector<const ast::Expr*> work = {root};
  while (!work.empty()) {
    const ast::Expr* e = work.back();
    work.pop_back();
    auto it = untyped_.find(e);
    if (it == untyped_.end()) continue;
    UntypedInfo old = it->second;

    // If e is a constant, its operands never become values: they keep their untyped types.
    switch (e->kind) {
      case ast::NodeKind::kParenExpr: work.push_back(static_cast<const ast::ParenExpr*>(e)->x); break;
      case ast::NodeKind::kUnaryExpr:
        if (!old.value) work.push_back(static_cast<const ast::UnaryExpr*>(e)->x);
        break;
      case ast::NodeKind::kBinaryExpr: {
        if (old.value) break;
        const auto* b = static_cast<const ast::BinaryExpr*>(e);
        switch (b->op) {
          case lexer::Token::kEql:
          case lexer::Token::kNeq:
          case lexer::Token::kLss:
          case lexer::Token::kLeq:
          case lexer::Token::kGtr:
          case lexer::Token::kGeq: break;  // operands have their final types
          case lexer::Token::kShl:
          case lexer::Token::kShr: work.push_back(b->x); break;
          default: work.push_back(b->y); work.push_back(b->x);
        }
        break;
      }
      default: break;
    }

    if (!final && IsUntyped(t)) {
      it->second.type = Under(t);
      continue;
    }
    untyped_.erase(it);
    if (old.is_lhs && !AllInteger(t)) {
      Report<Diag::kShiftOfType>(e, e, t);
      continue;
    }
    if (old.value) {
      Operand c;
      c.mode = old.mode;
      c.expr = e;
      c.type = old.type;
      c.value = old.value;
      ConvertUntyped(c, t);
      if (c.IsInvalid()) continue;
      // The value in its final representation.
      if (IsConstType(t)) old.value = c.value;
    }
    RecordTypeAndValue(e, old.mode, t, old.value);
  }
}

}  // namespace golite::sema
