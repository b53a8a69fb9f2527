// This file implements Named types, type parameters and aliases: resolution and expansion on demand.

#include "sema/types/intern_tables.h"
#include "sema/types/object.h"
#include "sema/types/predicates.h"
#include "sema/types/subst.h"
#include "sema/types/type.h"
#include "sema/types/typeset.h"
#include "sema/types/universe.h"

namespace golite::sema {

Type* UnaliasSlow(Type* t) {
  // Cycles of aliases are broken by the checker, which sets rhs to the invalid type.
  TypeContext& c = t->context();
  for (int i = 0; t->kind() == TypeKind::kAlias; i++) {
    t = static_cast<Alias*>(t)->rhs();
    if (t == nullptr || i > 10000) return c.invalid();
  }
  return t;
}

Type* Under(Type* t) {
  t = Unalias(t);
  switch (t->kind()) {
    case TypeKind::kNamed: return static_cast<Named*>(t)->underlying();
    case TypeKind::kTypeParam: return static_cast<TypeParam*>(t)->Iface();
    default: return t;
  }
}

Type* Named::underlying() {
  if (is_instance()) {
    // The origin may have turned out to contain itself.
    if (Type* u = origin_->underlying_; u != nullptr && u->kind() == TypeKind::kBasic && !IsValid(u)) return u;
    if (underlying_ == nullptr) Expand();
    return underlying_ != nullptr ? underlying_ : context().invalid();
  }
  if (underlying_ == nullptr) (void)obj_->type();
  // While declarations are being checked the underlying type may be another Named; a cycle among them is an error
  // that ValidType reports.
  Type* u = underlying_;
  for (int i = 0; u != nullptr; i++) {
    u = Unalias(u);
    if (u->kind() == TypeKind::kTypeParam || u->kind() != TypeKind::kNamed) break;
    Named* n = static_cast<Named*>(u);
    if (n->is_instance()) {
      u = n->underlying();
      break;
    }
    if (n == this || i > 10000) return context().invalid();
    if (n->underlying_ == nullptr) (void)n->obj_->type();
    u = n->underlying_;
  }
  return u != nullptr ? u : context().invalid();
}

// Whether the parts of t are there, so that a substituted copy may be kept.
static bool IsComplete(Type* t) {
  switch (t->kind()) {
    case TypeKind::kStruct: return static_cast<Struct*>(t)->complete();
    case TypeKind::kInterface: return static_cast<Interface*>(t)->complete();
    case TypeKind::kSignature: return static_cast<Signature*>(t)->complete();
    default: return true;
  }
}

void Named::Expand() {
  if (expanding_) return;
  expanding_ = true;
  Type* u = origin_->underlying();
  if (IsValid(u) && IsComplete(u)) {
    if (origin_->tparams_.size() == targs_.size()) {
      underlying_ = Under(Subst(u, SubstMap{origin_->tparams_, targs_}));
    } else {
      underlying_ = context().invalid();
    }
  }
  expanding_ = false;
}

int Named::num_methods() {
  (void)obj_->type();
  return static_cast<int>(origin_->methods_.size());
}

Func* Named::method(int i) {
  (void)obj_->type();
  Func* m = origin_->methods_[i];
  if (!is_instance()) return m;
  if (methods_.size() < origin_->methods_.size()) methods_.resize(origin_->methods_.size());
  if (methods_[i] != nullptr) return methods_[i];

  TypeContext& c = context();
  Signature* generic = m->signature();
  const bool stable = generic != nullptr && generic->complete();
  Signature* sig = generic;
  if (stable && generic->recv_tparams().size() == targs_.size()) {
    SubstMap map{generic->recv_tparams(), targs_};
    Tuple* params = SubstTuple(generic->params(), map);
    Tuple* results = SubstTuple(generic->results(), map);
    Var* old_recv = generic->recv();
    Type* recv_type = this;
    if (m->has_ptr_recv) recv_type = c.NewPointer(this);
    Var* recv = c.NewVar(VarKind::kRecv, old_recv->pos(), old_recv->pkg(), old_recv->name(), recv_type);
    recv->set_origin(old_recv);
    sig = c.NewSignature(recv, params, results, generic->variadic());
  }
  Func* f = c.NewFunc(m->pos(), m->pkg(), m->name(), sig);
  f->set_origin(m);
  f->func_decl = m->func_decl;
  f->has_ptr_recv = m->has_ptr_recv;
  f->set_color(Color::kBlack);
  f->set_parent(m->parent());
  if (stable) methods_[i] = f;
  return f;
}

Func* Named::FindMethod(Sym name, const Package* pkg, bool fold_case, int* index) {
  (void)obj_->type();
  const std::vector<Func*>& list = origin_->methods_;
  for (size_t i = 0; i < list.size(); i++) {
    if (!list[i]->SameId(pkg, name, fold_case)) continue;
    if (index != nullptr) *index = static_cast<int>(i);
    return method(static_cast<int>(i));
  }
  return nullptr;
}

Interface* TypeParam::Iface() {
  if (iface_ != nullptr) return iface_;
  TypeContext& c = context();
  if (bound_ == nullptr) return c.empty_interface();
  Type* bound = bound_;
  // A constraint that is still being declared (type T[P T[P]] ...) is looked at again later.
  Type* u = Under(bound);
  if (u->kind() == TypeKind::kBasic && !IsValid(u)) return c.empty_interface();
  if (Unalias(bound)->kind() == TypeKind::kTypeParam) return c.empty_interface();  // error reported by the checker
  if (u->kind() == TypeKind::kInterface) {
    iface_ = static_cast<Interface*>(u);
  } else {
    Type* embeddeds[] = {bound};
    iface_ = c.NewInterface({}, embeddeds);
    iface_->set_implicit();
    bound_ = iface_;
  }
  return iface_;
}

}  // namespace golite::sema
