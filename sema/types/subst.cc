// This file implements the substitution of type parameters.
#include "sema/types/subst.h"

#include <vector>

#include "sema/types/object.h"
#include "sema/types/universe.h"

namespace golite::sema {
namespace {

// Rebuilds types bottom-up and returns the very same pointer wherever nothing changed.
class Substituter {
 public:
  Substituter(TypeContext& context, const SubstMap& map) : context_(context), map_(map) {}

  Type* Do(Type* t) {
    if (t == nullptr) return context_.invalid();
    switch (t->kind()) {
      case TypeKind::kBasic: return t;
      case TypeKind::kTypeParam: return map_.Lookup(static_cast<TypeParam*>(t));
      case TypeKind::kPointer: {
        auto* p = static_cast<Pointer*>(t);
        Type* elem = Do(p->elem());
        return elem == p->elem() ? t : context_.NewPointer(elem);
      }
      case TypeKind::kSlice: {
        auto* s = static_cast<Slice*>(t);
        Type* elem = Do(s->elem());
        return elem == s->elem() ? t : context_.NewSlice(elem);
      }
      case TypeKind::kArray: {
        auto* a = static_cast<Array*>(t);
        Type* elem = Do(a->elem());
        return elem == a->elem() ? t : context_.NewArray(elem, a->len());
      }
      case TypeKind::kMap: {
        auto* m = static_cast<Map*>(t);
        Type* key = Do(m->key());
        Type* elem = Do(m->elem());
        return key == m->key() && elem == m->elem() ? t : context_.NewMap(key, elem);
      }
      case TypeKind::kChan: {
        auto* c = static_cast<Chan*>(t);
        Type* elem = Do(c->elem());
        return elem == c->elem() ? t : context_.NewChan(c->dir(), elem);
      }
      case TypeKind::kStruct: {
        auto* s = static_cast<Struct*>(t);
        std::vector<Var*> fields;
        if (!DoVars(s->fields(), fields)) return t;
        return context_.NewStruct(fields, s->tags());
      }
      case TypeKind::kTuple: return DoTuple(static_cast<Tuple*>(t));
      case TypeKind::kSignature: return DoSignature(static_cast<Signature*>(t));
      case TypeKind::kInterface: return DoInterface(static_cast<Interface*>(t));
      case TypeKind::kUnion: {
        auto* u = static_cast<Union*>(t);
        std::vector<Term> terms(u->terms().begin(), u->terms().end());
        bool changed = false;
        for (Term& term : terms) {
          Type* type = Do(term.type);
          changed |= type != term.type;
          term.type = type;
        }
        return changed ? context_.NewUnion(terms) : t;
      }
      case TypeKind::kNamed: {
        auto* n = static_cast<Named*>(t);
        if (!n->is_instance()) return t;
        if (n->targs().size() != n->tparams().size()) return context_.invalid();
        std::vector<Type*> targs;
        return DoTypes(n->targs(), targs) ? context_.NewInstance(n->origin(), targs) : t;
      }
      case TypeKind::kAlias: return DoAlias(static_cast<Alias*>(t));
    }
    return t;
  }

  Tuple* DoTuple(Tuple* t) {
    std::vector<Var*> vars;
    return t != nullptr && DoVars(t->vars(), vars) ? context_.NewTuple(vars) : t;
  }

 private:
  // The receiver is kept: that of an interface method may be the interface itself, which would never end.
  Type* DoSignature(Signature* sig) {
    Tuple* params = DoTuple(sig->params());
    Tuple* results = DoTuple(sig->results());
    if (params == sig->params() && results == sig->results()) return sig;
    Signature* copy = context_.NewSignature(sig->recv(), params, results, sig->variadic());
    copy->set_tparams(sig->tparams());
    copy->set_recv_tparams(sig->recv_tparams());
    return copy;
  }

  Type* DoInterface(Interface* iface) {
    if (!iface->complete()) return iface;
    std::vector<Func*> methods(iface->explicit_methods().begin(), iface->explicit_methods().end());
    bool changed = false;
    for (Func*& m : methods) {
      Type* sig = Do(m->type());
      if (sig == m->type()) continue;
      Func* copy = context_.NewFunc(m->pos(), m->pkg(), m->name(), As<Signature>(sig));
      copy->set_origin(m->origin());
      m = copy;
      changed = true;
    }
    std::vector<Type*> embeddeds;
    if (DoTypes(iface->embeddeds(), embeddeds)) {
      changed = true;
    } else {
      embeddeds.assign(iface->embeddeds().begin(), iface->embeddeds().end());
    }
    if (!changed) return iface;
    Interface* copy = context_.NewInterface(methods, embeddeds);
    if (iface->implicit()) copy->set_implicit();
    return copy;
  }

  Type* DoAlias(Alias* alias) {
    if (alias->origin() != alias) {
      std::vector<Type*> targs;
      if (!DoTypes(alias->targs(), targs)) return alias;
      if (targs.size() != alias->tparams().size()) return context_.invalid();
      Type* rhs = Subst(alias->origin()->rhs(), SubstMap{alias->tparams(), targs});
      Alias* copy = context_.NewAlias(alias->obj(), rhs);
      copy->set_instance_of(alias->origin(), context_.CopySpan(targs));
      return copy;
    }
    // An alias declared in a generic function may stand for something with the function's type parameters.
    if (alias->rhs() == nullptr || !alias->tparams().empty()) return alias;
    Type* rhs = Do(alias->rhs());
    return rhs == alias->rhs() ? alias : rhs;
  }

  // Fills out and returns true only if something changed.
  bool DoTypes(std::span<Type* const> in, std::vector<Type*>& out) {
    for (size_t i = 0; i < in.size(); i++) {
      Type* t = Do(in[i]);
      if (t == in[i] && out.empty()) continue;
      if (out.empty()) out.assign(in.begin(), in.end());
      out[i] = t;
    }
    return !out.empty();
  }

  bool DoVars(std::span<Var* const> in, std::vector<Var*>& out) {
    for (size_t i = 0; i < in.size(); i++) {
      Type* old = in[i]->type();
      Type* t = Do(old);
      if (t == old) continue;
      if (out.empty()) out.assign(in.begin(), in.end());
      out[i] = CopyVar(in[i], t);
    }
    return !out.empty();
  }

  Var* CopyVar(Var* v, Type* t) {
    Var* copy = v->is_field() ? context_.NewField(v->pos(), v->pkg(), v->name(), t, v->embedded())
                              : context_.NewVar(v->var_kind(), v->pos(), v->pkg(), v->name(), t);
    copy->set_origin(v->origin());
    copy->used = v->used;
    return copy;
  }

  TypeContext& context_;
  const SubstMap& map_;
};

}  // namespace

Type* Subst(Type* t, const SubstMap& map) {
  if (t == nullptr || map.empty()) return t;
  return Substituter(t->context(), map).Do(t);
}

Tuple* SubstTuple(Tuple* t, const SubstMap& map) {
  if (t == nullptr || map.empty()) return t;
  return Substituter(t->context(), map).DoTuple(t);
}

}  // namespace golite::sema
