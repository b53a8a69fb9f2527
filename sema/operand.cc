// This file implements operands: their text in messages, and assignability.

#include "sema/operand.h"

#include "parser/ast/print.h"
#include "sema/checker.h"

namespace golite::sema {

Pos Operand::pos() const {
  return expr != nullptr ? ast::StartPos(*expr) : Pos{};
}

static std::string_view ModeString(Mode m) {
  switch (m) {
    case Mode::kInvalid: return "invalid operand";
    case Mode::kNoValue: return "no value";
    case Mode::kBuiltin: return "built-in";
    case Mode::kTypeExpr: return "type";
    case Mode::kConstant: return "constant";
    case Mode::kVariable: return "variable";
    case Mode::kMapIndex: return "map index expression";
    case Mode::kValue: return "value";
    case Mode::kNilValue: return "nil";
    case Mode::kCommaOk: return "comma, ok expression";
  }
  return "";
}

std::string OperandString(const Operand& x, const Qualifier& q) {
  // nil is special: its type matters only where it is not untyped.
  if (x.mode == Mode::kNilValue) {
    if (x.type == nullptr) return "nil";
    if (x.type->kind() == TypeKind::kBasic && static_cast<Basic*>(x.type)->basic_kind() == BasicKind::kInvalid) {
      return "nil (with invalid type)";
    }
    if (IsUntypedNil(x.type)) return "nil";
  }

  std::string expr;
  if (x.expr != nullptr) {
    expr = ast::ExprString(*x.expr);
  } else if (x.mode == Mode::kBuiltin) {
    expr = BuiltinName(x.id);
  } else if (x.mode == Mode::kTypeExpr) {
    expr = TypeString(x.type, q);
  } else if (x.mode == Mode::kConstant) {
    expr = constant::ToString(x.value);
  }

  std::string out;
  if (!expr.empty()) out = expr + " (";

  bool has_type = false;
  switch (x.mode) {
    case Mode::kInvalid:
    case Mode::kNoValue:
    case Mode::kBuiltin:
    case Mode::kTypeExpr: break;
    default:
      if (x.type == nullptr) break;
      if (IsUntyped(x.type)) {
        out += static_cast<Basic*>(x.type)->name();
        out += ' ';
      } else {
        has_type = true;
      }
  }
  out += ModeString(x.mode);
  if (x.mode == Mode::kConstant) {
    const std::string value = constant::ToString(x.value);
    if (value != expr) out += " " + value;
  }
  if (has_type) {
    if (IsValid(x.type)) {
      out += IsGeneric(x.type) ? " of generic " : " of ";
      TypeParam* p = TryAs<TypeParam>(x.type);
      if (p == nullptr && (x.type->kind() == TypeKind::kNamed || x.type->kind() == TypeKind::kAlias)) {
        // Describe the structure of a type that prints as a name.
        std::string_view what = CompositeKind(x.type);
        if (what.empty()) {
          if (Basic* b = TryUnder<Basic>(x.type)) what = b->name();
        }
        if (!what.empty()) {
          out += what;
          out += ' ';
        }
      }
      out += "type ";
      WriteType(out, x.type, q);
      if (p != nullptr) {
        out += " constrained by ";
        WriteType(out, p->constraint(), q);
        if (HasEmptyTypeSet(p)) out += " with empty type set";
      }
    } else {
      out += " with invalid type";
    }
  }
  if (!expr.empty()) out += ')';
  return out;
}

bool Checker::ImplementsConstraint(Type* v, Type* t, std::string* cause) {
  return Implements(v, t, /*constraint=*/true, cause, qualifier());
}

bool Checker::AssignableTo(const Operand& x, Type* t, std::string* cause) {
  // Whatever is wrong with these types was reported.
  if (x.IsInvalid() || !IsValid(Under(t)) || !IsValid(Under(x.type))) return true;
  Type* v = x.type;
  if (Identical(v, t)) return true;

  Type* vu = Under(v);
  Type* tu = Under(t);
  TypeParam* vp = TryAs<TypeParam>(v);
  TypeParam* tp = TryAs<TypeParam>(t);

  // x is an untyped value representable by a value of type t.
  if (IsUntyped(vu)) {
    if (tp != nullptr) {
      // x must be assignable to each type of the type set.
      return AllTypes(tp, [&](Type*, Type* u) {
        if (u == nullptr) return false;
        ConstValue value;
        Representation code;
        Operand copy = x;
        return ImplicitTypeAndValue(copy, u, &value, &code) != nullptr;
      });
    }
    ConstValue value;
    Representation code;
    Operand copy = x;
    return ImplicitTypeAndValue(copy, t, &value, &code) != nullptr;
  }

  // Identical underlying types, at least one of them not a named type, and no type parameters.
  if (Identical(vu, tu) && (!HasName(v) || !HasName(t)) && vp == nullptr && tp == nullptr) return true;

  // t is an interface, but not a type parameter, and v implements it. A pointer to an interface goes here too, for
  // the message.
  Pointer* tptr = TryAs<Pointer>(tu);
  if (IsNonTypeParamInterface(t) || (tptr != nullptr && IsInterface(tptr->elem()))) {
    std::string why;
    if (Implements(v, t, /*constraint=*/false, cause != nullptr ? &why : nullptr, qualifier())) return true;
    // A type parameter may be assignable all the same.
    if (vp == nullptr) {
      if (cause != nullptr) *cause = why;
      return false;
    }
  }
  // If v is an interface, a type assertion may have been forgotten.
  if (Interface* vi = TryAs<Interface>(vu); vi != nullptr && vp == nullptr) {
    if (Implements(t, v, /*constraint=*/false, nullptr)) {
      if (cause != nullptr) *cause = "need type assertion";
      return false;
    }
  }

  // A bidirectional channel goes into a channel type with the same elements.
  if (Chan* vc = TryAs<Chan>(vu); vc != nullptr && vc->dir() == ChanDir::kSendRecv) {
    if (Chan* tc = TryAs<Chan>(tu); tc != nullptr && Identical(vc->elem(), tc->elem())) {
      return !HasName(v) || !HasName(t);
    }
  }

  // The remaining rules are about type parameters; they apply when the other type is not named.
  if (vp == nullptr && tp == nullptr) return false;
  auto fail = [&](Type* from, Type* to) {
    if (cause == nullptr) return;
    if (tp != nullptr && vp == nullptr) {
      *cause = Sprintf("cannot assign {0} to {1} (in {2})", from, to, t);
    } else {
      *cause = Sprintf("cannot assign {0} (in {1}) to {2}", from, v, to);
    }
  };
  if (tp != nullptr && !HasName(v)) {
    return AllTypes(tp, [&](Type* term, Type*) {
      if (term == nullptr) return false;
      if (AssignableTo(x, term, nullptr)) return true;
      fail(v, term);
      return false;
    });
  }
  if (vp != nullptr && !HasName(t)) {
    return AllTypes(vp, [&](Type* term, Type*) {
      if (term == nullptr) return false;
      Operand y = x;
      y.type = term;
      if (AssignableTo(y, t, nullptr)) return true;
      fail(term, t);
      return false;
    });
  }
  return false;
}

}  // namespace golite::sema
