// This file implements selectors: qualified identifiers, fields, method values and method expressions.

#include "sema/checker.h"

namespace golite::sema {

// Why sel is not found in t; other is an object whose name differs from sel in the case of letters only, or nullptr.
std::string Checker::LookupError(Type* t, Sym sel, Object* other, bool struct_literal) {
  enum { kMissing, kMisspelled, kUnexported, kInaccessible } why = kMissing;
  if (other != nullptr) {
    if (other->pkg() == &pkg_ || other->exported()) {
      why = kMisspelled;
    } else if (other->name() == sel) {
      why = kInaccessible;
    } else if (other->name().view().substr(1) == sel.view().substr(1)) {
      why = kUnexported;
    }
  }
  if (struct_literal) {
    switch (why) {
      case kMissing: return Sprintf("unknown field {0} in struct literal of type {1}", sel, t);
      case kMisspelled:
        return Sprintf("unknown field {0} in struct literal of type {1}, but does have {2}", sel, t, other->name());
      case kUnexported:
        return Sprintf("unknown field {0} in struct literal of type {1}, but does have unexported {2}", sel, t,
                       other->name());
      case kInaccessible: return Sprintf("cannot refer to unexported field {0} in struct literal of type {1}", sel, t);
    }
  }
  const char* what = other != nullptr && other->kind() == ObjectKind::kVar ? "field" : "method";
  switch (why) {
    case kMissing: return Sprintf("type {0} has no field or method {1}", t, sel);
    case kMisspelled:
      return Sprintf("type {0} has no field or method {1}, but does have {2} {3}", t, sel, what, other->name());
    case kUnexported:
      return Sprintf("type {0} has no field or method {1}, but does have unexported {2} {3}", t, sel, what,
                     other->name());
    case kInaccessible: return Sprintf("cannot refer to unexported {0} {1}", what, sel);
  }
  return "";
}

// Of package unsafe, a program may ask for the sizes of things; what gets around the types has to be granted.
bool Checker::MayUse(const ast::Ident* name, const Object* o) {
  if (options_.allow_unsafe) return true;
  if (o->kind() == ObjectKind::kBuiltin) {
    const BuiltinId id = static_cast<const Builtin*>(o)->builtin_id();
    if (id < BuiltinId::kUnsafeAdd || id == BuiltinId::kUnsafeSizeof || id == BuiltinId::kUnsafeAlignof ||
        id == BuiltinId::kUnsafeOffsetof) {
      return true;
    }
  } else if (o->pkg() != types_.unsafe_package()) {
    return true;
  }
  Report<Diag::kUnsafeNotGranted>(name, o->name());
  return false;
}

void Checker::PackageSelector(Operand& x, const ast::SelectorExpr* e, PkgName* pkg_name) {
  const Sym sel = e->sel->name;
  RecordUse(static_cast<const ast::Ident*>(e->x), pkg_name);
  pkg_name->used = true;
  Package* pkg = pkg_name->imported();
  Object* o = pkg->scope().Lookup(sel);
  // Names that are not exported do not leave their package.
  if (o == nullptr || !o->exported()) {
    if (pkg->fake || sel.is_blank()) return;
    // Perhaps only the case of letters is wrong.
    for (Object* candidate : pkg->scope().objects()) {
      if (candidate->exported() && candidate->SameId(pkg, sel, /*fold_case=*/true)) {
        Report<Diag::kUndefinedButHave>(e->sel, static_cast<const ast::Expr*>(e), candidate->name());
        return;
      }
    }
    Report<Diag::kUndefined>(e->sel, static_cast<const ast::Expr*>(e));
    return;
  }
  RecordUse(e->sel, o);
  if (!MayUse(e->sel, o)) return;
  x.type = o->type();
  if (x.type == nullptr) x.type = types_.invalid();
  switch (o->kind()) {
    case ObjectKind::kConst:
      if (!IsValid(x.type)) return;
      x.mode = Mode::kConstant;
      x.value = static_cast<Const*>(o)->value();
      break;
    case ObjectKind::kTypeName: x.mode = Mode::kTypeExpr; break;
    case ObjectKind::kVar:
      if (IsValid(x.type)) x.mode = Mode::kVariable;
      break;
    case ObjectKind::kFunc: x.mode = Mode::kValue; break;
    case ObjectKind::kBuiltin:
      x.mode = Mode::kBuiltin;
      x.id = static_cast<Builtin*>(o)->builtin_id();
      break;
    default: break;
  }
}

void Checker::Selector(Operand& x, const ast::SelectorExpr* e, TypeName* def, bool want_type) {
  x.expr = e;
  x.mode = Mode::kInvalid;
  const Sym sel = e->sel->name;
  if (e->x->kind == ast::NodeKind::kIdent) {
    if (PkgName* pkg_name = TryAs<PkgName>(Lookup(static_cast<const ast::Ident*>(e->x)->name))) {
      PackageSelector(x, e, pkg_name);
      x.expr = e;
      return;
    }
  }
  auto fail = [&] {
    x.mode = Mode::kInvalid;
    x.expr = e;
  };

  ExprOrType(x, e->x, /*allow_generic=*/false);
  switch (x.mode) {
    case Mode::kTypeExpr:
      // type T T.x
      if (def != nullptr && def->raw_type() == x.type) {
        Object* cycle[] = {def};
        CycleError(cycle, 0);
        return fail();
      }
      break;
    case Mode::kBuiltin: Report<Diag::kInvalidDotsInSelector>(e->pos, x); return fail();
    case Mode::kInvalid: return fail();
    default: break;
  }
  if (want_type) {
    Report<Diag::kNotAType>(e->sel, static_cast<const ast::Expr*>(e));
    return fail();
  }
  if (sel.is_blank()) {
    Report<Diag::kBlankSelector>(e->sel);
    return fail();
  }

  Type* u = Under(x.type);
  LookupResult r = LookupFieldOrMethod(x.type, x.mode == Mode::kVariable, &pkg_, sel);
  if (r.obj == nullptr) {
    // If the type is wrong, that was reported.
    if (!IsValid(u)) return fail();
    if (Pointer* p = TryAs<Pointer>(u); p != nullptr && !IsValid(Under(p->elem()))) return fail();
    if (!r.index.empty()) {
      Report<Diag::kAmbiguousSelector>(e->sel, x.expr, sel);
      return fail();
    }
    if (r.indirect) {
      if (x.mode == Mode::kTypeExpr) {
        Report<Diag::kMethodExprNeedsPointer>(e->sel, x.type, sel);
      } else {
        Report<Diag::kPointerMethodOnValue>(e->sel, sel, x.type);
      }
      return fail();
    }
    std::string why;
    Pointer* p = TryAs<Pointer>(u);
    if (p != nullptr && IsInterface(p->elem())) {
      why = Sprintf(IsTypeParam(p->elem()) ? "type {0} is pointer to type parameter, not type parameter"
                                           : "type {0} is pointer to interface, not interface",
                    x.type);
    } else {
      LookupResult other = LookupFieldOrMethod(x.type, x.mode == Mode::kVariable, &pkg_, sel, /*fold_case=*/true);
      why = LookupError(x.type, sel, other.obj, /*struct_literal=*/false);
    }
    Report<Diag::kMissingFieldOrMethod>(e->sel, x.expr, sel, why);
    return fail();
  }

  if (x.mode == Mode::kTypeExpr) {
    // A method expression: a function with the receiver as its first parameter.
    Func* m = TryAs<Func>(r.obj);
    if (m == nullptr) {
      Report<Diag::kMissingMethod>(e->sel, x.expr, sel, x.type);
      return fail();
    }
    Signature* sig = m->signature();
    if (sig == nullptr || sig->recv() == nullptr) {
      Report<Diag::kMethodDeclCycle>(static_cast<const ast::Expr*>(e));
      return fail();
    }
    // Parameters are all named or all unnamed.
    Sym name;
    const std::span<Var* const> params = sig->params()->vars();
    if (!params.empty() && !params[0]->name().empty()) {
      name = sig->recv()->name().empty() ? types_.interner().Intern("_") : sig->recv()->name();
    }
    std::vector<Var*> vars;
    vars.push_back(types_.NewVar(VarKind::kParam, sig->recv()->pos(), sig->recv()->pkg(), name, x.type));
    vars.insert(vars.end(), params.begin(), params.end());
    Signature* type = types_.NewSignature(nullptr, types_.NewTuple(vars), sig->results(), sig->variadic());
    RecordSelection(e, SelectionKind::kMethodExpr, x.type, m, r.index, r.indirect, type);
    x.mode = Mode::kValue;
    x.type = type;
    AddDeclDep(m->origin());
  } else if (Var* f = TryAs<Var>(r.obj)) {
    Type* type = f->type() != nullptr ? f->type() : types_.invalid();
    RecordSelection(e, SelectionKind::kFieldVal, x.type, f, r.index, r.indirect, type);
    x.mode = x.mode == Mode::kVariable || r.indirect ? Mode::kVariable : Mode::kValue;
    x.type = type;
  } else {
    Func* m = As<Func>(r.obj);
    Signature* sig = m->signature();
    if (sig == nullptr) return fail();
    Signature* type = types_.NewSignature(nullptr, sig->params(), sig->results(), sig->variadic());
    RecordSelection(e, SelectionKind::kMethodVal, x.type, m, r.index, r.indirect, type);
    x.mode = Mode::kValue;
    x.type = type;
    AddDeclDep(m->origin());
  }
  x.value = ConstValue();
  x.expr = e;
}

}  // namespace golite::sema
