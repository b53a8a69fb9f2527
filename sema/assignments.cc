// This file implements assignments: whether an operand may be assigned, initialisation, and short variable
// declarations.
#include <algorithm>
#include <unordered_set>

#include "sema/checker.h"

namespace golite::sema {
namespace {

std::string Measure(size_t n, std::string_view unit) {
  return std::to_string(n) + " " + std::string(unit) + (n == 1 ? "" : "s");
}

bool IsCall(const ast::Expr* e) { return ast::Unparen(e)->kind == ast::NodeKind::kCallExpr; }

// The function type a value is assigned to, which helps inference for a generic function.
Target MakeTarget(Type* t, std::string desc) {
  auto* sig = t == nullptr ? nullptr : TryUnder<Signature>(t);
  return Target{.sig = sig, .desc = sig == nullptr ? std::string() : std::move(desc)};
}

// The values of an expression that was checked with MultiExpr: the elements of a tuple, or value and ok where
// allow_comma_ok and the expression has that form.
std::vector<Operand> Unpack(const Operand& x, bool allow_comma_ok, Basic* untyped_bool, bool* comma_ok) {
  *comma_ok = false;
  std::vector<Operand> list;
  if (auto* tuple = x.IsInvalid() ? nullptr : TryAs<Tuple>(x.type)) {
    for (Var* v : tuple->vars()) {
      Operand y;
      y.mode = Mode::kValue;
      y.expr = x.expr;
      y.type = v->type();
      list.push_back(y);
    }
    return list;
  }
  list.push_back(x);
  if (allow_comma_ok && (x.mode == Mode::kMapIndex || x.mode == Mode::kCommaOk)) {
    Operand ok;
    ok.mode = Mode::kValue;
    ok.expr = x.expr;
    ok.type = untyped_bool;
    list.push_back(ok);
    *comma_ok = true;
  }
  return list;
}

}  // namespace

void Checker::Assignment(Operand& x, Type* t, std::string_view context) {
  SingleValue(x);
  switch (x.mode) {
    case Mode::kInvalid: return;
    case Mode::kConstant:
    case Mode::kVariable:
    case Mode::kMapIndex:
    case Mode::kValue:
    case Mode::kNilValue:
    case Mode::kCommaOk: break;
    default:
      Report<Diag::kCannotAssignValue>(x, x, t == nullptr ? "_" : Text(t), context);
      x.Invalidate();
      return;
  }

  if (x.IsNil() && IsUntyped(x.type)) {
    if (t == nullptr) {
      Report<Diag::kUntypedNilUse>(x, context);
      x.Invalidate();
      return;
    }
    if (!HasNil(t)) {
      if (IsValid(t)) Report<Diag::kIncompatibleAssign>(x, x, t, context);
      x.Invalidate();
      return;
    }
    UpdateExprType(x.expr, t, /*final=*/false);
    x.type = t;
    return;
  }

  if (IsUntyped(x.type)) {
    // An untyped constant assigned to an interface or to _ gets its default type first.
    Type* target = t == nullptr || IsNonTypeParamInterface(t) ? Default(x.type) : t;
    ConstValue value;
    Representation code = Representation::kOk;
    Type* new_type = ImplicitTypeAndValue(x, target, &value, &code);
    if (new_type == nullptr || code != Representation::kOk) {
      std::string_view suffix;
      if (code == Representation::kTruncatedFloat) suffix = " (truncated)";
      if (code == Representation::kNumericOverflow) suffix = " (overflows)";
      if (IsValid(target)) {
        Report<Diag::kIncompatibleAssignOffset>(x, x, target, context, suffix);
      }
      x.Invalidate();
      return;
    }
    if (value) {
      x.value = value;
      UpdateExprValue(x.expr, value);
    }
    if (new_type != x.type) {
      x.type = new_type;
      UpdateExprType(x.expr, new_type, /*final=*/false);
    }
  }

  if (auto* sig = TryUnder<Signature>(x.type); sig != nullptr && !sig->tparams().empty()) {
    Report<Diag::kUninstantiatedFunctionAssign>(x, x.expr, context);
    x.Invalidate();
    return;
  }
  if (t == nullptr) return;
  std::string cause;
  if (AssignableTo(x, t, &cause)) return;
  if (cause.empty()) {
    Report<Diag::kIncompatibleAssign>(x, x, t, context);
  } else {
    Report<Diag::kIncompatibleAssignCause>(x, x, t, context, cause);
  }
  x.Invalidate();
}

void Checker::InitConst(Const* lhs, Operand& x) {
  const auto invalidate = [&] {
    if (lhs->raw_type() == nullptr) lhs->set_type(types_.invalid());
  };
  if (x.IsInvalid() || !IsValid(x.type) || (lhs->raw_type() != nullptr && !IsValid(lhs->raw_type()))) {
    invalidate();
    return;
  }
  if (!x.IsConstant()) {
    Report<Diag::kNotConstant>(x, x);
    invalidate();
    return;
  }
  if (lhs->raw_type() == nullptr) lhs->set_type(x.type);
  Assignment(x, lhs->raw_type(), "constant declaration");
  if (x.IsInvalid()) return;
  lhs->set_value(x.value);
}

void Checker::InitVar(Var* lhs, Operand& x, std::string_view context) {
  InitVarType(lhs, x, context);
  // After a failed initialisation it is no news that the variable is not used.
  if (x.IsInvalid()) lhs->used = true;
}

void Checker::InitVarType(Var* lhs, Operand& x, std::string_view context) {
  if (x.IsInvalid() || !IsValid(x.type) || (lhs->raw_type() != nullptr && !IsValid(lhs->raw_type()))) {
    if (lhs->raw_type() == nullptr) lhs->set_type(types_.invalid());
    lhs->used = true;  // no follow-up error that it is unused
    x.Invalidate();
    return;
  }
  if (lhs->raw_type() == nullptr) {
    if (IsUntypedNil(x.type)) {
      Report<Diag::kUntypedNilUse>(x, context);
      lhs->set_type(types_.invalid());
      lhs->used = true;
      x.Invalidate();
      return;
    }
    lhs->set_type(Default(x.type));
  }
  Assignment(x, lhs->raw_type(), context);
  if (x.IsInvalid()) lhs->used = true;
}

// Returns nullptr for the blank identifier, the invalid type after an error.
Type* Checker::LhsVar(const ast::Expr* lhs) {
  const auto* id = ast::TryAs<ast::Ident>(ast::Unparen(lhs));
  if (id != nullptr && id->is_blank()) {
    RecordDef(id, nullptr);
    return nullptr;
  }
  // Being assigned to is no use of a variable.
  Var* v = nullptr;
  bool was_used = false;
  if (id != nullptr) {
    v = TryAs<Var>(Lookup(id->name));
    if (v != nullptr && v->pkg() == &pkg_) {
      was_used = v->used;
    } else {
      v = nullptr;
    }
  }
  Operand x;
  Expr(x, lhs);
  if (v != nullptr) v->used = was_used;
  if (x.IsInvalid()) return types_.invalid();
  if (x.mode == Mode::kVariable || x.mode == Mode::kMapIndex) return x.type;
  if (const auto* sel = ast::TryAs<ast::SelectorExpr>(ast::Unparen(x.expr))) {
    Operand base;
    Expr(base, sel->x);
    if (base.mode == Mode::kMapIndex) {
      Report<Diag::kUnaddressableFieldAssign>(x, x.expr);
      return types_.invalid();
    }
  }
  Report<Diag::kUnassignableOperand>(x, x.expr);
  return types_.invalid();
}

// The right side is rhs if x is null, else x.
void Checker::AssignVar(const ast::Expr* lhs, const ast::Expr* rhs, Operand* x, std::string_view context) {
  Type* t = LhsVar(lhs);
  if (t != nullptr && !IsValid(t)) {
    if (x != nullptr) {
      x->Invalidate();
    } else {
      Use(rhs);
    }
    return;
  }
  Operand value;
  if (x == nullptr) {
    const Target target = MakeTarget(t, TryUnder<Signature>(t) == nullptr ? std::string() : Text(lhs));
    x = &value;
    Expr(*x, rhs, target.sig == nullptr ? nullptr : &target);
  }
  if (t == nullptr && context == "assignment") context = "assignment to _ identifier";
  Assignment(*x, t, context);
  if (!x->IsInvalid()) return;
  // After a failed assignment it is no news that the variable is not used.
  if (const auto* id = ast::TryAs<ast::Ident>(ast::Unparen(lhs)); id != nullptr && !id->is_blank()) {
    if (auto* v = TryAs<Var>(Lookup(id->name)); v != nullptr && v->pkg() == &pkg_) v->used = true;
  }
}

std::string Checker::TypesSummary(std::span<Type* const> list, bool variadic, bool has_dots) {
  std::string s = "(";
  for (size_t i = 0; i < list.size(); i++) {
    Type* t = list[i];
    const bool last = i + 1 == list.size();
    if (i > 0) s += ", ";
    if (last && variadic) {
      s += "...";
      if (auto* slice = t == nullptr ? nullptr : TryAs<Slice>(t)) t = slice->elem();
    }
    if (t == nullptr || !IsValid(t)) {
      s += "unknown type";
    } else if (IsUntyped(t)) {
      // "number" implies no specific type: have number, want float64.
      std::string name = Text(t);
      constexpr std::string_view kUntyped = "untyped ";
      s += IsNumeric(t) ? "number" : name.starts_with(kUntyped) ? name.substr(kUntyped.size()) : name;
    } else {
      s += Text(t);
    }
    if (last && has_dots) s += "...";
  }
  return s + ")";
}

void Checker::AssignError(ast::List<ast::Expr> rhs, size_t l, size_t r) {
  const std::string vars = Measure(l, "variable");
  const std::string values = Measure(r, "value");
  if (rhs.size() == 1) {
    if (const auto* call = ast::TryAs<ast::CallExpr>(ast::Unparen(rhs[0]))) {
      Report<Diag::kAssignmentMismatchCall>(rhs[0], vars, call->fun, values);
      return;
    }
  }
  Report<Diag::kAssignmentMismatch>(rhs[0], vars, values);
}

void Checker::ReturnError(const ast::Node* at, std::span<Var* const> lhs, std::span<Operand> rhs) {
  Pos pos = ErrorPos(at);
  std::string_view qualifier = "not enough";
  if (rhs.size() > lhs.size()) {
    pos = rhs[lhs.size()].pos();
    qualifier = "too many";
  } else if (!rhs.empty()) {
    pos = rhs.back().pos();
  }
  std::vector<Type*> have;
  std::vector<Type*> want;
  for (const Operand& x : rhs) have.push_back(x.type);
  for (Var* v : lhs) want.push_back(v->type());
  Report<Diag::kReturnCount>(pos, qualifier, TypesSummary(have, false, false), TypesSummary(want, false, false));
}

void Checker::InitVars(std::span<Var* const> lhs, ast::List<ast::Expr> rhs, const ast::Stmt* return_stmt) {
  const std::string_view context = return_stmt != nullptr ? "return statement" : "assignment";
  const auto give_types = [&] {
    for (Var* v : lhs) {
      // Nothing is known about them: no follow-up error that they are unused.
      v->used = true;
      if (v->raw_type() == nullptr) v->set_type(types_.invalid());
    }
  };
  const bool is_call = rhs.size() == 1 && IsCall(rhs[0]);
  if (lhs.size() == rhs.size() && !is_call) {
    bool ok = true;
    for (size_t i = 0; i < lhs.size(); i++) {
      std::string desc(lhs[i]->name().view());
      if (return_stmt != nullptr && desc.empty()) desc = "result variable";
      const Target target = MakeTarget(lhs[i]->raw_type(), std::move(desc));
      Operand x;
      Expr(x, rhs[i], target.sig == nullptr ? nullptr : &target);
      InitVar(lhs[i], x, context);
      ok &= !x.IsInvalid();
    }
    if (!ok) {
      for (Var* v : lhs) v->used = true;
    }
    return;
  }

  if (rhs.size() != 1) {
    bool ok = true;
    for (const ast::Expr* e : rhs) ok &= UseOne(e, /*lhs=*/false);
    // An invalid left side has been reported before, too.
    for (Var* v : lhs) ok &= v->raw_type() == nullptr || IsValid(v->raw_type());
    if (ok && return_stmt != nullptr) {
      std::vector<Operand> values = ExprList(rhs);
      ReturnError(return_stmt, lhs, values);
    } else if (ok && !rhs.empty()) {
      AssignError(rhs, lhs.size(), rhs.size());
    }
    give_types();
    return;
  }

  Operand x;
  MultiExpr(x, rhs[0]);
  bool comma_ok = false;
  std::vector<Operand> values = Unpack(x, lhs.size() == 2 && return_stmt == nullptr,
                                       Typ(BasicKind::kUntypedBool), &comma_ok);
  if (lhs.size() == values.size()) {
    bool ok = true;
    for (size_t i = 0; i < lhs.size(); i++) {
      InitVar(lhs[i], values[i], context);
      ok &= !values[i].IsInvalid();
    }
    if (!ok) {
      for (Var* v : lhs) v->used = true;
    }
    if (comma_ok && ok) RecordCommaOkTypes(rhs[0], values[0].type, values[1].type);
    return;
  }
  if (values.empty() || !values[0].IsInvalid()) {
    if (return_stmt != nullptr) {
      ReturnError(return_stmt, lhs, values);
    } else {
      AssignError(rhs, lhs.size(), values.size());
    }
  }
  give_types();
}

void Checker::AssignVars(ast::List<ast::Expr> lhs, ast::List<ast::Expr> rhs) {
  const bool is_call = rhs.size() == 1 && IsCall(rhs[0]);
  if (lhs.size() == rhs.size() && !is_call) {
    for (size_t i = 0; i < lhs.size(); i++) AssignVar(lhs[i], rhs[i], nullptr, "assignment");
    return;
  }
  if (rhs.size() != 1) {
    bool ok = true;
    for (const ast::Expr* e : lhs) ok &= UseOne(e, /*lhs=*/false);
    for (const ast::Expr* e : rhs) ok &= UseOne(e, /*lhs=*/false);
    if (ok && !rhs.empty()) AssignError(rhs, lhs.size(), rhs.size());
    return;
  }
  Operand x;
  MultiExpr(x, rhs[0]);
  bool comma_ok = false;
  std::vector<Operand> values = Unpack(x, lhs.size() == 2, Typ(BasicKind::kUntypedBool), &comma_ok);
  if (lhs.size() == values.size()) {
    bool ok = true;
    for (size_t i = 0; i < lhs.size(); i++) {
      AssignVar(lhs[i], nullptr, &values[i], "assignment");
      ok &= !values[i].IsInvalid();
    }
    if (comma_ok && ok) RecordCommaOkTypes(rhs[0], values[0].type, values[1].type);
    return;
  }
  if (values.empty() || !values[0].IsInvalid()) AssignError(rhs, lhs.size(), values.size());
  // That the variables are not used is no news.
  Use(lhs);
}

void Checker::ShortVarDecl(Pos pos, ast::List<ast::Expr> lhs, ast::List<ast::Expr> rhs) {
  const size_t top = delayed_.size();
  Scope* scope = env_.scope;
  std::unordered_set<Sym> seen;
  std::vector<Var*> lhs_vars;
  std::vector<Var*> new_vars;
  bool has_error = false;
  for (const ast::Expr* e : lhs) {
    Var* v = nullptr;
    const auto* id = ast::TryAs<ast::Ident>(e);
    if (id == nullptr) {
      UseOne(e, /*lhs=*/true);
      Report<Diag::kNonNameInShortVarDecl>(e, e);
      has_error = true;
    } else if (!id->is_blank() && !seen.insert(id->name).second) {
      Report<Diag::kRepeatedInShortVarDecl>(e, e);
      has_error = true;
    } else if (Object* other = id->is_blank() ? nullptr : scope->Lookup(id->name)) {
      // Variables of this very scope are assigned to.
      RecordUse(id, other);
      v = TryAs<Var>(other);
      if (v == nullptr) {
        Report<Diag::kCannotAssignTo>(e, e);
        has_error = true;
      }
    } else {
      v = types_.NewVar(VarKind::kLocal, id->pos, &pkg_, id->name, nullptr);
      if (!id->is_blank()) new_vars.push_back(v);
      RecordDef(id, v);
    }
    // A stand-in keeps the sides balanced after an error.
    if (v == nullptr) v = types_.NewVar(VarKind::kLocal, e->pos, &pkg_, types_.interner().Intern("_"), nullptr);
    lhs_vars.push_back(v);
  }
  InitVars(lhs_vars, rhs, nullptr);
  // Function literals on the right side do not see the new variables.
  ProcessDelayed(top);
  if (new_vars.empty() && !has_error) {
    Report<Diag::kNoNewVariables>(pos);
    return;
  }
  const Pos scope_pos = rhs.empty() ? pos : ast::EndPos(*rhs.back());
  for (Var* v : new_vars) {
    Declare(scope, nullptr, v, scope_pos);
  }
}

}  // namespace golite::sema
