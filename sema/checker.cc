// This file implements the phases of checking a package, checking on demand, and the recording of results.

#include "sema/checker.h"

#include <algorithm>

#include "sema/labels.h"

namespace golite::sema {

const TypeAndValue Info::TypeAndValueOf(const ast::Expr* e) const {
  return types.Get(e->id.value());
}

Type* Info::TypeOf(const ast::Expr* e) const {
  if (Type* t = types.Get(e->id.value()).type) return Canonical(t);
  if (const auto* id = ast::TryAs<ast::Ident>(static_cast<const ast::Node*>(e))) {
    if (Object* o = ObjectOf(id)) return Canonical(o->type());
  }
  return nullptr;
}

Object* Info::ObjectOf(const ast::Ident* id) const {
  if (Object* o = defs.Get(id->id.value())) return o;
  return uses.Get(id->id.value());
}

const Selection* Info::SelectionOf(const ast::SelectorExpr* e) const {
  return selections.Get(e->id.value());
}

const Instance* Info::InstanceOf(const ast::Ident* id) const {
  auto it = instances.find(id->id.value());
  return it == instances.end() ? nullptr : &it->second;
}

void DeclInfo::AddDep(Object* o) {
  if (dep_set.insert(o).second) deps.push_back(o);
}

Checker::Checker(TypeContext& types, Diagnostics& diags, Package& pkg, const CheckOptions& options)
    : types_(types), diags_(diags), pkg_(pkg), options_(options), info_(*pkg.info) {}

Checker::~Checker() {
  for (DeclInfo* d : decls_) delete d;
}

bool CheckPackage(TypeContext& types, Diagnostics& diags, Package& pkg, const CheckOptions& options) {
  pkg.info = std::make_unique<Info>();
  pkg.lazy = options.lazy;
  pkg.checker = std::make_unique<Checker>(types, diags, pkg, options);
  const bool ok = pkg.checker->Check();
  pkg.complete = true;
  return ok;
}

bool Checker::Check() {
  active_++;
  env_ = Environment{};
  env_.version = pkg_.go_version;
  const size_t errors_before = diags_.error_count();
  if (!options_.lazy) CheckBranches(pkg_.files, diags_, arena());
  const bool branches_right = diags_.error_count() == errors_before;
  CollectObjects();
  if (!options_.lazy) {
    PackageObjects();
    ProcessDelayed(0);
    ComputeInitOrder();
    UnusedImports();
    RecordUntyped();
    if (error_count_ == 0) Monomorph();
    // Only the compiler proper, after type checking, misses them.
    if (error_count_ == 0) {
      for (const Pos pos : missing_bodies_) Report<Diag::kMissingFunctionBody>(pos);
    }
  }
  active_--;
  return branches_right && error_count_ == 0;
}

void Checker::ResolveObject(Object* o) {
  if (o->color() != Color::kWhite) return;
  const bool outermost = active_ == 0;
  active_++;
  {
    EnvironmentScope saved(*this);
    ObjDecl(o);
    if (outermost) {
      ProcessDelayed(0);
      RecordUntyped();
    }
  }
  active_--;
}

void Checker::CheckBody(Func* f) {
  f = f->origin();
  DeclInfo* d = f->decl();
  if (d == nullptr || d->func_decl == nullptr || d->func_decl->body == nullptr) return;
  Signature* sig = f->signature();
  if (d->body_checked) return;
  d->body_checked = true;
  active_++;
  {
    EnvironmentScope saved(*this);
    env_.version = d->version;
    if (d->func_decl->body->skipped) options_.parse_body(*d->func_decl->body);
    FuncBody(d, f->name().view(), sig, sig->scope(), d->func_decl->body, ConstValue());
    if (active_ == 1) {
      ProcessDelayed(0);
      RecordUntyped();
    }
  }
  active_--;
}

void Checker::ProcessDelayed(size_t top) {
  // Actions may add further actions, which run after those that are there already.
  for (size_t i = top; i < delayed_.size(); i++) {
    const Action a = delayed_[i];
    a.run(a.data);
  }
  delayed_.resize(top);
}

void Checker::AddDeclDep(Object* to) {
  if (env_.decl == nullptr || to->decl() == nullptr) return;
  env_.decl->AddDep(to);
}

// ---------------------------------------------------------------------------------------------------------- recording

void Checker::RememberUntyped(const ast::Expr* e, bool is_lhs, Mode mode, Type* t, ConstValue value) {
  untyped_[e] = UntypedInfo{is_lhs, mode, t, value};
}

void Checker::Record(const Operand& x) {
  Type* t = nullptr;
  ConstValue value;
  switch (x.mode) {
    case Mode::kInvalid: t = types_.invalid(); break;
    case Mode::kNoValue: t = types_.empty_tuple(); break;
    case Mode::kConstant:
      t = x.type;
      value = x.value;
      break;
    default: t = x.type;
  }
  if (IsUntyped(t)) {
    // The final type is known later: when the expression is used.
    RememberUntyped(x.expr, /*is_lhs=*/false, x.mode, t, value);
  } else {
    RecordTypeAndValue(x.expr, x.mode, t, value);
  }
}

void Checker::RecordUntyped() {
  for (const auto& [e, info] : untyped_) RecordTypeAndValue(e, info.mode, info.type, info.value);
  untyped_.clear();
}

void Checker::RecordTypeAndValue(const ast::Expr* e, Mode mode, Type* t, ConstValue value) {
  if (mode == Mode::kInvalid) return;  // omitted, like go/types does
  TypeAndValue& row = info_.types.At(e->id.value());
  row.mode = mode;
  row.type = t;
  row.value = value;
}

void Checker::RecordBuiltinType(const ast::Expr* f, Signature* sig) {
  // f may be a (possibly parenthesized) identifier, or a selector of package unsafe.
  while (true) {
    RecordTypeAndValue(f, Mode::kBuiltin, sig);
    const auto* paren = ast::TryAs<ast::ParenExpr>(static_cast<const ast::Node*>(f));
    if (paren == nullptr) return;
    f = paren->x;
  }
}

void Checker::RecordCommaOkTypes(const ast::Expr* e, Type* t0, Type* t1) {
  if (!IsValid(t0) || !IsValid(t1)) return;
  Type* types[] = {t0, t1};
  Tuple* tuple = types_.NewTupleOf(types);
  while (true) {
    TypeAndValue& row = info_.types.At(e->id.value());
    row.type = tuple;
    const auto* paren = ast::TryAs<ast::ParenExpr>(static_cast<const ast::Node*>(e));
    if (paren == nullptr) return;
    e = paren->x;
  }
}

// The identifier that denotes the generic function or type in an instantiation expression.
static const ast::Ident* InstantiatedIdent(const ast::Expr* e) {
  while (true) {
    e = ast::Unparen(e);
    switch (e->kind) {
      case ast::NodeKind::kIndexExpr: e = static_cast<const ast::IndexExpr*>(e)->x; break;
      case ast::NodeKind::kSelectorExpr: return static_cast<const ast::SelectorExpr*>(e)->sel;
      case ast::NodeKind::kIdent: return static_cast<const ast::Ident*>(e);
      default: return nullptr;
    }
  }
}

void Checker::RecordInstance(const ast::Expr* e, std::span<Type* const> targs, Type* t) {
  const ast::Ident* id = InstantiatedIdent(e);
  if (id == nullptr) return;
  info_.instances[id->id.value()] = Instance{types_.CopySpan(targs), t};
}

void Checker::RecordDef(const ast::Ident* id, Object* o) {
  info_.defs.At(id->id.value()) = o;
}

void Checker::RecordUse(const ast::Ident* id, Object* o) {
  info_.uses.At(id->id.value()) = o;
}

void Checker::RecordImplicit(const ast::Node* n, Object* o) {
  info_.implicits[n] = o;
}

void Checker::RecordSelection(const ast::SelectorExpr* e, SelectionKind kind, Type* recv, Object* o,
                              std::span<const int> index, bool indirect, Type* t) {
  RecordUse(e->sel, o);
  info_.selections.At(e->id.value()) = new (arena().Allocate(sizeof(Selection), alignof(Selection)))
      Selection{kind, indirect, recv, o, arena().Copy(index), t};
}

}  // namespace golite::sema
