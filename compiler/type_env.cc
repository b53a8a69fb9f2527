// This file implements substitution with types that are local to generic functions.
#include "compiler/type_env.h"

#include "sema/types/object.h"
#include "sema/types/universe.h"

namespace golite::compiler {

using sema::Type;
using sema::TypeKind;

Type* TypeEnv::Apply(Type* t) {
  if (from_.empty() || t == nullptr) return sema::Canonical(t);
  auto it = cache_.find(t);
  if (it != cache_.end()) return it->second;
  Type* r = sema::Subst(t, {from_, to_});
  if (!locals_.empty()) r = Replace(r);
  r = sema::Canonical(r);
  cache_[t] = r;
  return r;
}

// t with local types replaced by those of this instance.
Type* TypeEnv::Replace(Type* t) {
  t = sema::Unalias(t);
  sema::TypeContext& c = t->context();
  switch (t->kind()) {
    case TypeKind::kNamed: {
      auto* n = static_cast<sema::Named*>(t);
      if (auto it = locals_.find(n); it != locals_.end()) return it->second;
      if (n->targs().empty()) return t;
      std::vector<Type*> args;
      bool changed = false;
      for (Type* a : n->targs()) {
        args.push_back(Replace(a));
        changed |= args.back() != a;
      }
      sema::Named* origin = n->origin();
      if (auto it = locals_.find(origin); it != locals_.end()) origin = it->second;
      return changed || origin != n->origin() ? c.NewInstance(origin, args) : t;
    }
    case TypeKind::kPointer: return c.NewPointer(Replace(static_cast<sema::Pointer*>(t)->elem()));
    case TypeKind::kSlice: return c.NewSlice(Replace(static_cast<sema::Slice*>(t)->elem()));
    case TypeKind::kArray:
      return c.NewArray(Replace(static_cast<sema::Array*>(t)->elem()), static_cast<sema::Array*>(t)->len());
    case TypeKind::kMap: {
      auto* m = static_cast<sema::Map*>(t);
      return c.NewMap(Replace(m->key()), Replace(m->elem()));
    }
    case TypeKind::kChan: {
      auto* ch = static_cast<sema::Chan*>(t);
      return c.NewChan(ch->dir(), Replace(ch->elem()));
    }
    case TypeKind::kStruct: {
      auto* s = static_cast<sema::Struct*>(t);
      std::vector<sema::Var*> fields;
      bool changed = false;
      for (sema::Var* f : s->fields()) {
        Type* r = Replace(f->type());
        if (r == f->type()) {
          fields.push_back(f);
        } else {
          fields.push_back(c.NewField(f->pos(), f->pkg(), f->name(), r, f->embedded()));
          changed = true;
        }
      }
      return changed ? c.NewStruct(fields, s->tags()) : t;
    }
    case TypeKind::kTuple: {
      auto* tuple = static_cast<sema::Tuple*>(t);
      std::vector<sema::Var*> vars;
      bool changed = false;
      for (sema::Var* v : tuple->vars()) {
        Type* r = Replace(v->type());
        if (r == v->type()) {
          vars.push_back(v);
        } else {
          vars.push_back(c.NewVar(v->var_kind(), v->pos(), v->pkg(), v->name(), r));
          changed = true;
        }
      }
      return changed ? c.NewTuple(vars) : t;
    }
    case TypeKind::kSignature: {
      auto* sig = static_cast<sema::Signature*>(t);
      Type* params = Replace(sig->params());
      Type* results = Replace(sig->results());
      if (params == sig->params() && results == sig->results()) return t;
      return c.NewSignature(sig->recv(), static_cast<sema::Tuple*>(params), static_cast<sema::Tuple*>(results),
                            sig->variadic());
    }
    default: return t;
  }
}

}  // namespace golite::compiler
