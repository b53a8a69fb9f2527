// This file implements expressions: the dispatch over kinds, operators, shifts, comparisons, assertions and literals.

#include "sema/checker.h"

#include "parser/ast/literal.h"

namespace golite::sema {

using lexer::Token;

namespace {

template <class T>
const T* TryNode(const ast::Expr* e) {
  return ast::TryAs<T>(static_cast<const ast::Node*>(e));
}

bool IsShift(Token op) {
  return op == Token::kShl || op == Token::kShr;
}

bool IsComparison(Token op) {
  switch (op) {
    case Token::kEql:
    case Token::kNeq:
    case Token::kLss:
    case Token::kLeq:
    case Token::kGtr:
    case Token::kGeq: return true;
    default: return false;
  }
}

constant::Op ConstantOp(Token op) {
  using constant::Op;
  switch (op) {
    case Token::kAdd: return Op::kAdd;
    case Token::kSub: return Op::kSub;
    case Token::kMul: return Op::kMul;
    case Token::kQuo: return Op::kQuo;
    case Token::kRem: return Op::kRem;
    case Token::kAnd: return Op::kAnd;
    case Token::kOr: return Op::kOr;
    case Token::kXor: return Op::kXor;
    case Token::kAndNot: return Op::kAndNot;
    case Token::kLAnd: return Op::kLAnd;
    case Token::kLOr: return Op::kLOr;
    case Token::kNot: return Op::kNot;
    case Token::kShl: return Op::kShl;
    case Token::kShr: return Op::kShr;
    case Token::kEql: return Op::kEql;
    case Token::kNeq: return Op::kNeq;
    case Token::kLss: return Op::kLss;
    case Token::kLeq: return Op::kLeq;
    case Token::kGtr: return Op::kGtr;
    case Token::kGeq: return Op::kGeq;
    default: GOLITE_UNREACHABLE("not an operator of constants");
  }
}

// The name of an operation that may overflow, with a trailing blank; "" for others.
std::string_view OpName(const ast::Expr* e) {
  if (const auto* u = TryNode<ast::UnaryExpr>(e)) return u->op == Token::kXor ? "bitwise complement " : "";
  if (const auto* b = TryNode<ast::BinaryExpr>(e)) {
    switch (b->op) {
      case Token::kAdd: return "addition ";
      case Token::kSub: return "subtraction ";
      case Token::kXor: return "bitwise XOR ";
      case Token::kMul: return "multiplication ";
      case Token::kShl: return "shift ";
      default: return "";
    }
  }
  return "";
}

constexpr uint32_t Bit(Mode m) {
  return 1u << static_cast<int>(m);
}

}  // namespace

// -------------------------------------------------------------------------------------------------------- entry points

void Checker::Expr(Operand& x, const ast::Expr* e, const Target* target) {
  RawExpr(target, x, e, nullptr, /*allow_generic=*/false);
  Exclude(x, Bit(Mode::kNoValue) | Bit(Mode::kBuiltin) | Bit(Mode::kTypeExpr));
  SingleValue(x);
}

void Checker::GenericExpr(Operand& x, const ast::Expr* e) {
  RawExpr(nullptr, x, e, nullptr, /*allow_generic=*/true);
  Exclude(x, Bit(Mode::kNoValue) | Bit(Mode::kBuiltin) | Bit(Mode::kTypeExpr));
  SingleValue(x);
}

void Checker::MultiExpr(Operand& x, const ast::Expr* e) {
  RawExpr(nullptr, x, e, nullptr, /*allow_generic=*/false);
  Exclude(x, Bit(Mode::kNoValue) | Bit(Mode::kBuiltin) | Bit(Mode::kTypeExpr));
}

void Checker::ExprWithHint(Operand& x, const ast::Expr* e, Type* hint) {
  RawExpr(nullptr, x, e, hint, /*allow_generic=*/false);
  Exclude(x, Bit(Mode::kNoValue) | Bit(Mode::kBuiltin) | Bit(Mode::kTypeExpr));
  SingleValue(x);
}

void Checker::ExprOrType(Operand& x, const ast::Expr* e, bool allow_generic) {
  RawExpr(nullptr, x, e, nullptr, allow_generic);
  Exclude(x, Bit(Mode::kNoValue));
  SingleValue(x);
}

void Checker::Exclude(Operand& x, uint32_t mode_set) {
  if ((mode_set & Bit(x.mode)) == 0) return;
  switch (x.mode) {
    case Mode::kNoValue:
      (mode_set & Bit(Mode::kTypeExpr)) != 0 ? Report<Diag::kUsedAsValue>(x, x) : Report<Diag::kUsedAsValueOrType>(x, x);
      break;
    case Mode::kBuiltin: Report<Diag::kUncalledBuiltin>(x, x); break;
    case Mode::kTypeExpr: Report<Diag::kNotAnExpr>(x, x); break;
    default: return;
  }
  x.Invalidate();
}

void Checker::SingleValue(Operand& x) {
  if (x.mode != Mode::kValue || x.type->kind() != TypeKind::kTuple) return;
  Report<Diag::kMultiValueInSingleContext>(x, x);
  x.Invalidate();
}

ExprKind Checker::RawExpr(const Target* target, Operand& x, const ast::Expr* e, Type* hint, bool allow_generic) {
  if (++depth_ > kMaxDepth) {
    Report<Diag::kExpressionTooDeep>(e);
    depth_--;
    x.mode = Mode::kInvalid;
    x.type = types_.invalid();
    x.expr = e;
    return ExprKind::kStatement;
  }
  const ExprKind kind = ExprInternal(target, x, e, hint);
  depth_--;
  if (!allow_generic) NonGeneric(target, x);
  Record(x);
  return kind;
}

void Checker::NonGeneric(const Target* target, Operand& x) {
  if (x.IsInvalid() || x.mode == Mode::kNoValue || x.type == nullptr) return;
  const char* what = nullptr;
  switch (x.type->kind()) {
    case TypeKind::kAlias:
    case TypeKind::kNamed:
      if (IsGeneric(x.type)) what = "type";
      break;
    case TypeKind::kSignature:
      if (!static_cast<Signature*>(x.type)->tparams().empty()) {
        if (target != nullptr) {
          FuncInst(target, x.pos(), x, nullptr, /*infer=*/true, nullptr);
          return;
        }
        what = "function";
      }
      break;
    default: return;
  }
  if (what == nullptr) return;
  Report<Diag::kWithoutInstantiation>(x.expr, what, x.expr);
  x.Invalidate();
  x.type = types_.invalid();
}

ExprKind Checker::ExprInternal(const Target* target, Operand& x, const ast::Expr* e, Type* hint) {
  x.mode = Mode::kInvalid;
  x.type = types_.invalid();
  x.value = ConstValue();
  auto done = [&](ExprKind kind = ExprKind::kExpression) {
    x.expr = e;
    // After an error an expression passes as a statement, to avoid follow-up errors.
    return x.IsInvalid() ? ExprKind::kStatement : kind;
  };

  switch (e->kind) {
    case ast::NodeKind::kBadExpr: return done();
    case ast::NodeKind::kIdent:
      Identifier(x, static_cast<const ast::Ident*>(e), nullptr, /*want_type=*/false);
      return done();
    case ast::NodeKind::kEllipsis: Report<Diag::kInvalidDots>(e); return done();
    case ast::NodeKind::kBasicLit: SetConst(x, static_cast<const ast::BasicLit*>(e)); return done();
    case ast::NodeKind::kFuncLit: FuncLiteral(x, static_cast<const ast::FuncLit*>(e)); return done();
    case ast::NodeKind::kCompositeLit:
      CompositeLiteral(x, static_cast<const ast::CompositeLit*>(e), hint);
      return done();
    case ast::NodeKind::kParenExpr: {
      // A parenthesized generic function cannot be instantiated later.
      const ExprKind kind =
          RawExpr(nullptr, x, static_cast<const ast::ParenExpr*>(e)->x, nullptr, /*allow_generic=*/false);
      x.expr = e;
      return kind;
    }
    case ast::NodeKind::kSelectorExpr:
      Selector(x, static_cast<const ast::SelectorExpr*>(e), nullptr, /*want_type=*/false);
      return done();
    case ast::NodeKind::kIndexExpr: {
      const auto* index = static_cast<const ast::IndexExpr*>(e);
      if (IndexExpression(x, index)) FuncInst(target, index->pos, x, index, /*infer=*/true, nullptr);
      return done();
    }
    case ast::NodeKind::kSliceExpr: SliceExpression(x, static_cast<const ast::SliceExpr*>(e)); return done();
    case ast::NodeKind::kTypeAssertExpr: {
      const auto* assertion = static_cast<const ast::TypeAssertExpr*>(e);
      if (assertion->type == nullptr) {
        Use(assertion->x);
        Report<Diag::kTypeSwitchGuardOutside>(e);
        return done();
      }
      Expr(x, assertion->x);
      if (x.IsInvalid()) return done();
      if (IsTypeParam(x.type)) {
        Report<Diag::kAssertionOnTypeParameter>(x, x);
        x.Invalidate();
        return done();
      }
      if (!IsInterface(x.type)) {
        Report<Diag::kAssertionOnNonInterface>(x, x);
        x.Invalidate();
        return done();
      }
      Type* t = VarType(assertion->type);
      if (!IsValid(t)) {
        x.Invalidate();
        return done();
      }
      TypeAssertion(e, x, t, /*type_switch=*/false);
      x.mode = Mode::kCommaOk;
      x.type = t;
      return done();
    }
    case ast::NodeKind::kCallExpr: return Call(x, static_cast<const ast::CallExpr*>(e));
    case ast::NodeKind::kStarExpr: {
      const auto* star = static_cast<const ast::StarExpr*>(e);
      ExprOrType(x, star->x, /*allow_generic=*/false);
      if (x.mode == Mode::kInvalid) return done();
      if (x.mode == Mode::kTypeExpr) {
        ValidVarType(star->x, x.type);
        x.type = types_.NewPointer(x.type);
        return done();
      }
      Type* base = nullptr;
      const bool ok = AllTypes(x.type, [&](Type*, Type* u) {
        Pointer* p = u != nullptr ? TryAs<Pointer>(u) : nullptr;
        if (p == nullptr) {
          if (x.IsNil()) {
            Report<Diag::kCannotIndirect>(x, x);
          } else {
            Report<Diag::kCannotIndirect>(x, x);
          }
          return false;
        }
        if (base != nullptr && !Identical(p->elem(), base)) {
          Report<Diag::kIndirectOfMixedPointers>(x, x);
          return false;
        }
        base = p->elem();
        return true;
      });
      if (!ok) {
        x.Invalidate();
        return done();
      }
      x.mode = Mode::kVariable;
      x.type = base;
      return done();
    }
    case ast::NodeKind::kUnaryExpr: {
      const auto* unary = static_cast<const ast::UnaryExpr*>(e);
      Unary(x, unary);
      // Receive operations may stand as statements.
      return done(unary->op == Token::kArrow ? ExprKind::kStatement : ExprKind::kExpression);
    }
    case ast::NodeKind::kBinaryExpr: {
      const auto* b = static_cast<const ast::BinaryExpr*>(e);
      Binary(x, e, b->x, b->y, b->op, b->pos);
      return done();
    }
    case ast::NodeKind::kKeyValueExpr: Report<Diag::kUnexpectedKeyValue>(e); return done();
    default:
      // A type literal.
      x.mode = Mode::kTypeExpr;
      x.type = TypeExpr(e);
      if (!IsValid(x.type)) x.Invalidate();
      return done();
  }
}

// -------------------------------------------------------------------------------------------------------- use of names

void Checker::Use(ast::List<ast::Expr> args) {
  for (const ast::Expr* e : args) UseOne(e, /*lhs=*/false);
}

void Checker::Use(const ast::Expr* e) {
  UseOne(e, /*lhs=*/false);
}

void Checker::UseLhs(ast::List<ast::Expr> args) {
  for (const ast::Expr* e : args) UseOne(e, /*lhs=*/true);
}

bool Checker::UseOne(const ast::Expr* e, bool lhs) {
  if (e == nullptr) return true;
  Operand x;
  x.mode = Mode::kValue;  // anything but invalid
  const ast::Expr* plain = ast::Unparen(e);
  if (plain->kind == ast::NodeKind::kIdent) {
    const auto* id = static_cast<const ast::Ident*>(plain);
    if (id->is_blank()) return true;
    // Assigning to a variable does not use it.
    Var* v = nullptr;
    bool was_used = false;
    if (lhs) {
      v = TryAs<Var>(Lookup(id->name));
      if (v != nullptr && v->pkg() == &pkg_) {
        was_used = v->used;
      } else {
        v = nullptr;
      }
    }
    ExprOrType(x, plain, /*allow_generic=*/true);
    if (v != nullptr) v->used = was_used;
  } else if (plain->kind == ast::NodeKind::kKeyValueExpr) {
    return UseOne(static_cast<const ast::KeyValueExpr*>(plain)->value, lhs);
  } else {
    RawExpr(nullptr, x, plain, nullptr, /*allow_generic=*/true);
  }
  return !x.IsInvalid();
}

// ------------------------------------------------------------------------------------------------------------ literals

void Checker::SetConst(Operand& x, const ast::BasicLit* lit) {
  if (lit->bad) return;
  BasicKind kind = BasicKind::kUntypedInt;
  constant::LiteralKind literal = constant::LiteralKind::kInt;
  switch (lit->tok) {
    case Token::kInt: break;
    case Token::kFloat:
      kind = BasicKind::kUntypedFloat;
      literal = constant::LiteralKind::kFloat;
      break;
    case Token::kImag:
      kind = BasicKind::kUntypedComplex;
      literal = constant::LiteralKind::kImag;
      break;
    case Token::kChar:
      x.mode = Mode::kConstant;
      x.type = Typ(BasicKind::kUntypedRune);
      x.value = constant::MakeInt64(ast::RuneValue(*lit));
      return;
    default:
      x.mode = Mode::kConstant;
      x.type = Typ(BasicKind::kUntypedString);
      x.value = constant::MakeString(constants(), ast::StringValue(*lit));
      return;
  }
  // Older languages lack some forms.
  if (env_.version.is_set() && !AllowVersion(13)) {
    const std::string_view v = lit->value;
    if (v.find('_') != std::string_view::npos) {
      VersionError(lit, GoVersion{1, 13}, "underscore in numeric literal");
    } else if (v.size() > 1 && v[0] == '0') {
      const char radix = v[1];
      if (radix == 'b' || radix == 'B') VersionError(lit, GoVersion{1, 13}, "binary literal");
      if (radix == 'o' || radix == 'O') VersionError(lit, GoVersion{1, 13}, "0o/0O-style octal literal");
      if ((radix == 'x' || radix == 'X') && lit->tok != Token::kInt) {
        VersionError(lit, GoVersion{1, 13}, "hexadecimal floating-point literal");
      }
    }
  }
  // Longer literals mean nothing at 512 bits of precision, and take long to convert.
  constexpr size_t kLimit = 10000;
  if (lit->value.size() > kLimit) {
    Report<Diag::kLongConstant>(lit, lit->value.substr(0, 10), lit->value.size());
    return;
  }
  x.value = constant::MakeFromLiteral(constants(), lit->value, literal);
  if (!x.value || x.value.is_unknown()) {
    Report<Diag::kMalformedConstant>(lit, lit->value);
    return;
  }
  x.mode = Mode::kConstant;
  x.type = Typ(kind);
  x.expr = lit;
  // Literals must not exceed the precision of untyped constants.
  Overflow(x, lit->pos);
}

void Checker::FuncLiteral(Operand& x, const ast::FuncLit* e) {
  Signature* sig = TryAs<Signature>(TypeExpr(e->type));
  if (sig == nullptr) return;
  // The literal belongs to the declaration that contains it. Its body is checked before the enclosing scope changes,
  // but not at once: it may refer to the type that is being defined around it.
  DeclInfo* decl = env_.decl;
  const ConstValue iota = env_.iota;
  const GoVersion version = env_.version;
  Later([this, decl, sig, e, iota, version] {
    EnvironmentScope saved(*this);
    env_.version = version;
    FuncBody(decl, "<function literal>", sig, sig->scope(), e->body, iota);
  });
  x.mode = Mode::kValue;
  x.type = sig;
}

void Checker::TypeAssertion(const ast::Expr* e, Operand& x, Type* t, bool type_switch) {
  std::string cause;
  if (AssertableTo(x.type, t, &cause, qualifier())) return;
  if (type_switch) {
    Report<Diag::kImpossibleCase>(e, e, x, t, cause);
    return;
  }
  Report<Diag::kImpossibleAssertion>(e, e, t, x.type, cause);
}

// ----------------------------------------------------------------------------------------------------------- operators

bool Checker::CheckOp(const Operand& x, Token op, bool unary) {
  bool ok = false;
  switch (op) {
    case Token::kAdd: ok = unary ? AllNumeric(x.type) : AllNumericOrString(x.type); break;
    case Token::kSub:
    case Token::kMul:
    case Token::kQuo: ok = AllNumeric(x.type); break;
    case Token::kRem:
    case Token::kAnd:
    case Token::kOr:
    case Token::kXor:
    case Token::kAndNot: ok = AllInteger(x.type); break;
    case Token::kLAnd:
    case Token::kLOr:
    case Token::kNot: ok = AllBoolean(x.type); break;
    default: break;
  }
  if (!ok) Report<Diag::kUndefinedOperator>(x, lexer::TokenText(op), x);
  return ok;
}

void Checker::Overflow(Operand& x, Pos op_pos) {
  if (x.value.is_unknown()) {
    Report<Diag::kConstantNotRepresentable>(op_pos);
    return;
  }
  // A typed constant must be representable in its type after each operation.
  if (IsTyped(x.type)) {
    if (Basic* b = TryUnder<Basic>(x.type)) Representable(x, b);
    return;
  }
  // Untyped integers must not grow without limit.
  constexpr int kPrecision = 512;
  if (x.value.kind() == constant::Kind::kInt && constant::BitLen(x.value) > kPrecision) {
    Report<Diag::kConstantOverflow>(op_pos, OpName(x.expr));
    x.value = constant::MakeUnknown();
  }
}

void Checker::Unary(Operand& x, const ast::UnaryExpr* e) {
  Expr(x, e->x);
  if (x.IsInvalid()) return;
  Token op = e->op;
  switch (op) {
    case Token::kAnd:
      // A composite literal may have its address taken as well.
      if (ast::Unparen(static_cast<const ast::Expr*>(e->x))->kind != ast::NodeKind::kCompositeLit &&
          x.mode != Mode::kVariable) {
        Report<Diag::kUnaddressableOperand>(x, x);
        x.Invalidate();
        return;
      }
      x.mode = Mode::kValue;
      x.type = types_.NewPointer(x.type);
      return;
    case Token::kArrow: {
      Type* elem = ChanElem(x, x, /*recv=*/true);
      if (elem == nullptr) {
        x.Invalidate();
        return;
      }
      x.mode = Mode::kCommaOk;
      x.type = elem;
      env_.has_call_or_recv = true;
      return;
    }
    case Token::kTilde:
      if (!AllInteger(x.type)) {
        Report<Diag::kTildeOutsideConstraint>(static_cast<const ast::Expr*>(e));
        x.Invalidate();
        return;
      }
      Report<Diag::kTildeForComplement>(static_cast<const ast::Expr*>(e));
      op = Token::kXor;
      break;
    default: break;
  }
  if (!CheckOp(x, op, /*unary=*/true)) {
    x.Invalidate();
    return;
  }
  if (x.IsConstant()) {
    if (x.value.is_unknown()) return;
    unsigned bits = 0;
    if (IsUnsigned(x.type)) bits = static_cast<unsigned>(SizeOf(x.type) * 8);
    x.value = constant::UnaryOp(constants(), ConstantOp(op), x.value, bits);
    x.expr = e;
    Overflow(x, e->pos);
    return;
  }
  x.mode = Mode::kValue;
}

Type* Checker::ChanElem(const Operand& at, const Operand& x, bool recv) {
  // All types of a type set must be channels of one element type with a suitable direction.
  Type* elem = nullptr;
  std::string cause;
  const bool ok = AllTypes(x.type, [&](Type* t, Type* u) {
    if (u == nullptr) {
      cause = "no specific channel type";
      return false;
    }
    Chan* c = TryAs<Chan>(u);
    if (c == nullptr) {
      cause = Sprintf("non-channel {0}", t);
      return false;
    }
    if (recv && c->dir() == ChanDir::kSendOnly) {
      cause = Sprintf("send-only channel {0}", t);
      return false;
    }
    if (!recv && c->dir() == ChanDir::kRecvOnly) {
      cause = Sprintf("receive-only channel {0}", t);
      return false;
    }
    if (elem != nullptr && !Identical(elem, c->elem())) {
      cause = Sprintf("channels with different element types {0} and {1}", elem, c->elem());
      return false;
    }
    elem = c->elem();
    return true;
  });
  if (ok && elem != nullptr) return elem;
  if (IsTypeParam(x.type)) {
    recv ? Report<Diag::kInvalidReceiveCause>(at, x, cause) : Report<Diag::kInvalidSendCause>(at, x, cause);
    return nullptr;
  }
  Chan* c = TryUnder<Chan>(x.type);
  if (recv) {
    c == nullptr ? Report<Diag::kReceiveFromNonChannel>(at, x) : Report<Diag::kReceiveFromSendOnly>(at, x);
  } else {
    c == nullptr ? Report<Diag::kSendToNonChannel>(at, x) : Report<Diag::kSendToReceiveOnly>(at, x);
  }
  return nullptr;
}

void Checker::Shift(Operand& x, Operand& y, const ast::Expr* e, Token op) {
  ConstValue xval;
  if (x.IsConstant() && x.value.kind() != constant::Kind::kBool && x.value.kind() != constant::Kind::kString) {
    xval = constant::ToInt(constants(), x.value);
  }
  const bool const_int = IsUntyped(x.type) && xval && xval.kind() == constant::Kind::kInt;
  if (!AllInteger(x.type) && !const_int) {
    Report<Diag::kShiftOfNonInteger>(x, x);
    x.Invalidate();
    return;
  }

  // The count has integer type, or is an untyped constant representable as uint (without being converted to it).
  if (y.IsConstant()) {
    ConstValue yval;
    if (IsNumeric(y.type)) yval = constant::ToInt(constants(), y.value);
    if (yval && yval.kind() == constant::Kind::kInt && constant::Sign(yval) < 0) {
      Report<Diag::kNegativeShiftCount>(y, y);
      x.Invalidate();
      return;
    }
    if (IsUntyped(y.type)) {
      Representable(y, Typ(BasicKind::kUint));
      if (y.IsInvalid()) {
        x.Invalidate();
        return;
      }
    } else if (!AllInteger(y.type)) {
      Report<Diag::kNonIntegerShiftCount>(y, y);
      x.Invalidate();
      return;
    }
  } else if (AllInteger(y.type)) {
    if (!AllUnsigned(y.type) && !VerifyVersion(y, 13, Sprintf("invalid operation: signed shift count {0}", y))) {
      x.Invalidate();
      return;
    }
  } else if (IsUntyped(y.type)) {
    ConvertUntyped(y, Typ(BasicKind::kUint));
    if (y.IsInvalid()) {
      x.Invalidate();
      return;
    }
  } else {
    Report<Diag::kNonIntegerShiftCount>(y, y);
    x.Invalidate();
    return;
  }

  if (x.IsConstant()) {
    if (y.IsConstant()) {
      if (x.value.is_unknown() || y.value.is_unknown()) {
        x.value = constant::MakeUnknown();
        if (!IsInteger(x.type)) x.type = Typ(BasicKind::kUntypedInt);
        return;
      }
      // Large enough to express the smallest float64.
      constexpr uint64_t kShiftBound = 1023 - 1 + 52;
      uint64_t s = 0;
      const ConstValue count = constant::ToInt(constants(), y.value);
      if (count.kind() != constant::Kind::kInt || !constant::Uint64Val(count, s) || s > kShiftBound) {
        Report<Diag::kInvalidShiftCount>(y, y);
        x.Invalidate();
        return;
      }
      // 2.0 << 1 is an integer.
      if (!IsInteger(x.type)) x.type = Typ(BasicKind::kUntypedInt);
      x.value = constant::Shift(constants(), xval, ConstantOp(op), s);
      x.expr = e;
      Overflow(x, e->pos);
      return;
    }
    // The untyped constant left operand of a non-constant shift gets the type it would have without the shift. That
    // is known later: mark it.
    if (IsUntyped(x.type)) {
      auto it = untyped_.find(x.expr);
      if (it != untyped_.end()) it->second.is_lhs = true;
      x.mode = Mode::kValue;
      return;
    }
  }
  if (!AllInteger(x.type)) {
    Report<Diag::kShiftOfNonInteger>(x, x);
    x.Invalidate();
    return;
  }
  x.mode = Mode::kValue;
}

std::string Checker::IncomparableCause(Type* t) {
  switch (Under(t)->kind()) {
    case TypeKind::kSlice:
    case TypeKind::kSignature:
    case TypeKind::kMap: return std::string(CompositeKind(t)) + " can only be compared to nil";
    default: break;
  }
  std::string cause;
  Comparable(t, /*dynamic=*/true, &cause, qualifier());
  return cause;
}

void Checker::Comparison(Operand& x, Operand& y, Token op, bool switch_case) {
  if (switch_case) op = Token::kEql;
  if (!IsValid(x.type) || !IsValid(y.type)) {
    x.Invalidate();
    return;
  }

  const Operand* err_op = &x;
  std::string cause;
  bool ok = true;
  if (!AssignableTo(x, y.type, nullptr) && !AssignableTo(y, x.type, nullptr)) {
    // Only after the second operand is it known that the types do not match.
    err_op = &y;
    cause = Sprintf("mismatched types {0} and {1}", x.type, y.type);
    ok = false;
  } else if (op == Token::kEql || op == Token::kNeq) {
    if (x.IsNil() || y.IsNil()) {
      if (!HasNil(x.IsNil() ? y.type : x.type) || (x.IsNil() && y.IsNil())) {
        err_op = &y;
        ok = false;
      }
    } else if (!Comparable(x.type)) {
      cause = IncomparableCause(x.type);
      ok = false;
    } else if (!Comparable(y.type)) {
      err_op = &y;
      cause = IncomparableCause(y.type);
      ok = false;
    }
  } else if (!AllOrdered(x.type)) {
    ok = false;
  } else if (!AllOrdered(y.type)) {
    err_op = &y;
    ok = false;
  }

  if (ok) {
    if (x.IsConstant() && y.IsConstant()) {
      x.value = constant::MakeBool(constant::Compare(x.value, ConstantOp(op), y.value));
      // The operands never become values: their types stay.
    } else {
      x.mode = Mode::kValue;
      // The operands become values of their types, or of their default types.
      UpdateExprType(x.expr, Default(x.type), /*final=*/true);
      UpdateExprType(y.expr, Default(y.type), /*final=*/true);
    }
    x.type = Typ(BasicKind::kUntypedBool);
    return;
  }

  if (cause.empty()) {
    if (IsTypeParam(x.type) || IsTypeParam(y.type)) {
      if (!IsTypeParam(x.type)) err_op = &y;
      cause = Sprintf("type parameter {0} cannot use operator {1}", err_op->type, lexer::TokenText(op));
    } else {
      std::string what(CompositeKind(err_op->type));
      if (what.empty()) what = err_op->IsNil() ? "nil" : Text(err_op->type);
      cause = Sprintf("operator {0} not defined on {1}", lexer::TokenText(op), what);
    }
  }
  if (switch_case) {
    Report<Diag::kInvalidCase>(x, x.expr, y.expr, cause);
  } else {
    Report<Diag::kInvalidComparison>(*err_op, x.expr, lexer::TokenText(op), y.expr, cause);
  }
  x.Invalidate();
}

void Checker::MatchBinaryOperands(Operand& x, Operand& y) {
  auto may_convert = [&] {
    if (IsTyped(x.type) && IsTyped(y.type)) return false;
    // Comparisons mix values and interfaces.
    if (IsNonTypeParamInterface(x.type) || IsNonTypeParamInterface(y.type)) return true;
    if (AllBoolean(x.type) != AllBoolean(y.type)) return false;
    if (AllString(x.type) != AllString(y.type)) return false;
    if (x.IsNil()) return HasNil(y.type);
    if (y.IsNil()) return HasNil(x.type);
    // An untyped operand does not convert to a pointer.
    if (TryUnder<Pointer>(x.type) != nullptr || TryUnder<Pointer>(y.type) != nullptr) return false;
    return true;
  };
  if (!may_convert()) return;
  ConvertUntyped(x, y.type);
  if (x.IsInvalid()) return;
  ConvertUntyped(y, x.type);
  if (y.IsInvalid()) x.Invalidate();
}

// e is the binary expression, or nullptr for the implicit one of an assignment operation. Long sums are left-deep:
// their left spine is walked in a loop.
void Checker::Binary(Operand& x, const ast::Expr* e, const ast::Expr* lhs, const ast::Expr* rhs, Token op, Pos op_pos) {
  std::vector<const ast::BinaryExpr*> spine;
  const ast::Expr* leftmost = lhs;
  if (e != nullptr) {
    while (const auto* b = TryNode<ast::BinaryExpr>(leftmost)) {
      spine.push_back(b);
      leftmost = b->x;
    }
  }
  Expr(x, leftmost);
  for (size_t i = spine.size(); i-- > 0;) {
    const ast::BinaryExpr* b = spine[i];
    Operand y;
    Expr(y, b->y);
    BinaryOperands(x, y, b, b->x, b->y, b->op, b->pos);
    x.expr = b;
    Record(x);
  }
  Operand y;
  Expr(y, rhs);
  BinaryOperands(x, y, e, lhs, rhs, op, op_pos);
}

void Checker::BinaryOperands(Operand& x, Operand& y, const ast::Expr* e, const ast::Expr* lhs, const ast::Expr* rhs,
                             Token op, Pos op_pos) {
  if (x.IsInvalid()) return;
  if (y.IsInvalid()) {
    x.Invalidate();
    x.expr = y.expr;
    return;
  }
  if (IsShift(op)) {
    Shift(x, y, e, op);
    return;
  }
  MatchBinaryOperands(x, y);
  if (x.IsInvalid()) return;

  if (IsComparison(op)) {
    Comparison(x, y, op);
    return;
  }

  if (!Identical(x.type, y.type)) {
    if (IsValid(x.type) && IsValid(y.type)) {
      if (e != nullptr) {
        Report<Diag::kMismatchedTypes>(x, e, x.type, y.type);
      } else {
        Report<Diag::kMismatchedTypesInAssign>(x, lhs, lexer::TokenText(op), rhs,
               x.type, y.type);
      }
    }
    x.Invalidate();
    return;
  }
  if (!CheckOp(x, op, /*unary=*/false)) {
    x.Invalidate();
    return;
  }

  if (op == Token::kQuo || op == Token::kRem) {
    if ((x.IsConstant() || AllInteger(x.type)) && y.IsConstant() && !y.value.is_unknown() &&
        constant::Sign(y.value) == 0) {
      Report<Diag::kDivisionByZero>(y);
      x.Invalidate();
      return;
    }
    // The square of a tiny complex divisor may be zero.
    if (x.IsConstant() && y.IsConstant() && IsComplex(x.type) && !y.value.is_unknown()) {
      constant::Pool& pool = constants();
      const ConstValue re = constant::Real(y.value);
      const ConstValue im = constant::Imag(y.value);
      if (constant::Sign(constant::BinaryOp(pool, re, constant::Op::kMul, re)) == 0 &&
          constant::Sign(constant::BinaryOp(pool, im, constant::Op::kMul, im)) == 0) {
        Report<Diag::kDivisionByZero>(y);
        x.Invalidate();
        return;
      }
    }
  }

  if (x.IsConstant() && y.IsConstant()) {
    if (x.value.is_unknown() || y.value.is_unknown()) {
      x.value = constant::MakeUnknown();
      return;
    }
    constant::Op constant_op = ConstantOp(op);
    if (op == Token::kQuo && IsInteger(x.type)) constant_op = constant::Op::kQuoInt;
    x.value = constant::BinaryOp(constants(), x.value, constant_op, y.value);
    x.expr = e;
    Overflow(x, op_pos);
    return;
  }
  x.mode = Mode::kValue;
}

}  // namespace golite::sema
