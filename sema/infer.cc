// This file implements the inference of type arguments.
//
// Infer unifies parameter types with the types of typed arguments, then each type parameter with the core type and the
// methods of its constraint until nothing new is learned, and at last gives parameters that only untyped constants are
// passed for the default type of the largest kind. What was found may mention other type parameters; those are
// substituted until none is left.
#include <algorithm>
#include <unordered_set>

#include "sema/checker.h"
#include "sema/types/unify.h"

namespace golite::sema {
namespace {

int IndexIn(std::span<TypeParam* const> list, Type* t) {
  const auto it = std::ranges::find(list, t);
  return it == list.end() ? -1 : static_cast<int>(it - list.begin());
}

// Whether a type mentions one of the type parameters in the list.
class Mentions {
 public:
  explicit Mentions(std::span<TypeParam* const> tparams) : tparams_(tparams) {}

  bool In(Type* t) {
    if (t == nullptr) return false;
    switch (t->kind()) {
      case TypeKind::kBasic: return false;
      case TypeKind::kPointer: return In(static_cast<Pointer*>(t)->elem());
      case TypeKind::kSlice: return In(static_cast<Slice*>(t)->elem());
      case TypeKind::kArray: return In(static_cast<Array*>(t)->elem());
      case TypeKind::kChan: return In(static_cast<Chan*>(t)->elem());
      case TypeKind::kMap: return In(static_cast<Map*>(t)->key()) || In(static_cast<Map*>(t)->elem());
      case TypeKind::kStruct: return InVars(static_cast<Struct*>(t)->fields());
      case TypeKind::kTuple: return InVars(static_cast<Tuple*>(t)->vars());
      case TypeKind::kSignature: {
        auto* sig = static_cast<Signature*>(t);
        return In(sig->params()) || In(sig->results());
      }
      case TypeKind::kInterface: {
        if (!seen_.insert(t).second) return false;
        const TypeSet& set = TypeSetOf(static_cast<Interface*>(t));
        return std::ranges::any_of(set.methods(), [&](Func* m) { return In(m->type()); }) ||
               (set.HasTerms() && std::ranges::all_of(set.terms(), [&](const Term& term) { return In(term.type); }));
      }
      case TypeKind::kUnion:
        return std::ranges::any_of(static_cast<Union*>(t)->terms(), [&](const Term& term) { return In(term.type); });
      case TypeKind::kNamed: return InList(static_cast<Named*>(t)->targs());
      case TypeKind::kAlias: return InList(static_cast<Alias*>(t)->targs()) || In(Unalias(t));
      case TypeKind::kTypeParam: return IndexIn(tparams_, t) >= 0;
    }
    return false;
  }

 private:
  bool InVars(std::span<Var* const> vars) {
    return std::ranges::any_of(vars, [&](Var* v) { return In(v->type()); });
  }
  bool InList(std::span<Type* const> list) {
    return std::ranges::any_of(list, [&](Type* t) { return In(t); });
  }

  std::span<TypeParam* const> tparams_;
  std::unordered_set<Type*> seen_;
};

bool IsParameterizedBy(std::span<TypeParam* const> tparams, Type* t) { return Mentions(tparams).In(t); }

// Removes inferred types that mention the very parameter they are for, directly or through others: substituting those
// would never end.
class CycleKiller {
 public:
  CycleKiller(std::span<TypeParam* const> tparams, std::vector<Type*>& inferred)
      : tparams_(tparams), inferred_(inferred) {}

  void Run() {
    for (TypeParam* p : tparams_) Walk(p);
  }

 private:
  void Walk(Type* t) {
    if (t == nullptr) return;
    if (!active_.insert(t).second) {
      if (const int i = IndexIn(tparams_, t); i >= 0) inferred_[i] = nullptr;
      return;
    }
    switch (t->kind()) {
      case TypeKind::kPointer: Walk(static_cast<Pointer*>(t)->elem()); break;
      case TypeKind::kSlice: Walk(static_cast<Slice*>(t)->elem()); break;
      case TypeKind::kArray: Walk(static_cast<Array*>(t)->elem()); break;
      case TypeKind::kChan: Walk(static_cast<Chan*>(t)->elem()); break;
      case TypeKind::kMap:
        Walk(static_cast<Map*>(t)->key());
        Walk(static_cast<Map*>(t)->elem());
        break;
      case TypeKind::kStruct: WalkVars(static_cast<Struct*>(t)->fields()); break;
      case TypeKind::kTuple: WalkVars(static_cast<Tuple*>(t)->vars()); break;
      case TypeKind::kSignature:
        WalkVars(static_cast<Signature*>(t)->params()->vars());
        WalkVars(static_cast<Signature*>(t)->results()->vars());
        break;
      case TypeKind::kInterface:
        for (Func* m : static_cast<Interface*>(t)->explicit_methods()) Walk(m->type());
        for (Type* e : static_cast<Interface*>(t)->embeddeds()) Walk(e);
        break;
      case TypeKind::kUnion:
        for (const Term& term : static_cast<Union*>(t)->terms()) Walk(term.type);
        break;
      case TypeKind::kNamed:
        for (Type* arg : static_cast<Named*>(t)->targs()) Walk(arg);
        break;
      case TypeKind::kAlias: Walk(Unalias(t)); break;
      case TypeKind::kTypeParam:
        if (const int i = IndexIn(tparams_, t); i >= 0) Walk(inferred_[i]);
        break;
      case TypeKind::kBasic: break;
    }
    active_.erase(t);
  }
  void WalkVars(std::span<Var* const> vars) {
    for (Var* v : vars) Walk(v->type());
  }

  std::span<TypeParam* const> tparams_;
  std::vector<Type*>& inferred_;
  std::unordered_set<Type*> active_;
};

// The core type of a type parameter, as a term with tilde if one of its terms has one. single: the constraint has
// exactly one term. term.type is nullptr if there is no core type.
struct CoreTerm {
  Term term;
  bool single = false;
};

CoreTerm CoreTermOf(TypeParam* p) {
  const TypeSet& set = TypeSetOf(p->Iface());
  if (!set.HasTerms()) return {};
  if (set.terms().size() == 1) return {.term = set.terms()[0], .single = true};
  const bool tilde = std::ranges::any_of(set.terms(), &Term::tilde);
  return {.term = {.tilde = tilde, .type = CommonUnder(p)}, .single = false};
}

// "P", "P and Q", "P, Q, and R"
std::string TypeParamsString(std::span<TypeParam* const> list) {
  std::string s;
  for (size_t i = 0; i < list.size(); i++) {
    if (i > 0) s += list.size() == 2 ? " and " : i + 1 == list.size() ? ", and " : ", ";
    s += list[i]->obj()->name().view();
  }
  return s;
}

// Replaces type parameters in the inferred types by what was inferred for them, until nothing changes.
void SubstituteInferred(std::span<TypeParam* const> tparams, std::span<Type* const> targs,
                        std::vector<Type*>& inferred) {
  CycleKiller(tparams, inferred).Run();
  std::vector<size_t> dirty;
  for (size_t i = 0; i < inferred.size(); i++) {
    if (inferred[i] != nullptr && (i >= targs.size() || targs[i] == nullptr)) dirty.push_back(i);
  }
  while (!dirty.empty()) {
    std::vector<TypeParam*> from;
    std::vector<Type*> to;
    for (size_t i = 0; i < inferred.size(); i++) {
      if (inferred[i] == nullptr) continue;
      from.push_back(tparams[i]);
      to.push_back(inferred[i]);
    }
    std::erase_if(dirty, [&](size_t i) {
      Type* t = Subst(inferred[i], SubstMap{from, to});
      const bool clean = t == inferred[i];
      inferred[i] = t;
      return clean;
    });
  }
}

// The substitution of only those parameters that have a type.
struct KnownTypes {
  std::vector<TypeParam*> from;
  std::vector<Type*> to;
  KnownTypes(std::span<TypeParam* const> tparams, std::span<Type* const> targs) {
    for (size_t i = 0; i < targs.size(); i++) {
      if (targs[i] == nullptr) continue;
      from.push_back(tparams[i]);
      to.push_back(targs[i]);
    }
  }
  SubstMap map() const { return {from, to}; }
};

}  // namespace

std::vector<Type*> Checker::Infer(Pos pos, std::span<TypeParam* const> tparams, std::span<Type* const> targs_in,
                                  Tuple* params, std::span<Operand> args, bool reverse, std::string* error,
                                  Pos* error_pos) {
  const auto fail = [&](Pos at, std::string message) -> std::vector<Type*> {
    if (error == nullptr) {
      Report<Diag::kInferenceFailed>(at, message);
    } else {
      *error = std::move(message);
      if (error_pos != nullptr) *error_pos = at;
    }
    return {};
  };

  std::vector<Type*> targs(targs_in.begin(), targs_in.end());
  if (targs.size() == tparams.size() && std::ranges::find(targs, nullptr) == targs.end()) return targs;
  targs.resize(tparams.size());
  // Wrong arguments were reported before.
  if (std::ranges::any_of(args, &Operand::IsInvalid)) return {};

  // Parameters whose type is known by now take part with that type: passing an argument follows the rules of
  // assignment, which are looser than those of unification.
  params = SubstTuple(params, KnownTypes(tparams, targs).map());
  Unifier u(tparams, targs, AllowVersion(21));

  const auto mismatch = [&](Type* param, Operand& arg) {
    const std::vector<Type*> known = u.Inferred();
    if (std::ranges::all_of(known, [](Type* t) { return t == nullptr; })) {
      return fail(arg.pos(), Sprintf("type {0} of {1} does not match {2} (cannot infer {3})", arg.type, arg.expr,
                                     param, TypeParamsString(tparams)));
    }
    Type* inferred = Subst(param, KnownTypes(tparams, known).map());
    if (inferred == param) {
      return fail(arg.pos(), Sprintf("type {0} of {1} does not match {2}", arg.type, arg.expr, param));
    }
    if (reverse) {
      return fail(arg.pos(), Sprintf("inferred type {0} for {1} does not match type {2} of {3}", inferred, param,
                                     arg.type, arg.expr));
    }
    return fail(arg.pos(), Sprintf("type {0} of {1} does not match inferred type {2} for {3}", arg.type, arg.expr,
                                   inferred, param));
  };

  // --- Function arguments.
  std::vector<size_t> untyped;
  for (size_t i = 0; i < args.size() && static_cast<int>(i) < params->len(); i++) {
    Operand& arg = args[i];
    Type* param = params->at(static_cast<int>(i))->type();
    if (!IsParameterizedBy(tparams, param) && !IsParameterizedBy(tparams, arg.type)) continue;
    if (IsTyped(arg.type)) {
      if (!u.Unify(param, arg.type, kUnifyAssign)) return mismatch(param, arg);
    } else if (param->kind() == TypeKind::kTypeParam && !arg.IsNil()) {
      untyped.push_back(i);
    }
  }

  // --- Constraints.
  for (;;) {
    const int unknowns = u.Unknowns();
    for (TypeParam* p : tparams) {
      Type* tx = u.At(p);
      const CoreTerm core = CoreTermOf(p);
      if (core.term.type != nullptr) {
        if (tx != nullptr) {
          // A type with a tilde is an underlying type. An (unbound) type parameter is unified by its core type.
          Type* actual = core.term.tilde && !IsTypeParam(tx) ? Under(tx) : tx;
          if (!u.Unify(actual, core.term.type, kUnifyInexact)) {
            return fail(pos, Sprintf("{0} (type {1}) does not satisfy {2}", p, tx, p->constraint()));
          }
        } else if (core.single && !core.term.tilde) {
          u.Set(p, core.term.type);
        }
      }
      // A type that still mentions parameters may not have its final methods yet.
      if (tx == nullptr || IsParameterizedBy(tparams, tx)) continue;
      Interface* constraint = p->Iface();
      for (Func* m : TypeSetOf(constraint).methods()) {
        auto* f = TryAs<Func>(LookupFieldOrMethod(tx, /*addressable=*/false, m->pkg(), m->name()).obj);
        if (f != nullptr && u.Unify(f->type(), m->type(), kUnifyExact)) continue;
        std::string cause;
        MissingMethod(tx, constraint, /*is_static=*/true, &cause, qualifier());
        return fail(pos, Sprintf("{0} (type {1}) does not satisfy {2} {3}", p, tx, p->constraint(), cause));
      }
    }
    if (u.Unknowns() == unknowns) break;
  }

  // --- Untyped constants.
  std::vector<std::pair<TypeParam*, Type*>> max_untyped;
  for (const size_t i : untyped) {
    auto* p = static_cast<TypeParam*>(params->at(static_cast<int>(i))->type());
    if (IndexIn(tparams, p) < 0 || u.At(p) != nullptr) continue;
    const auto it = std::ranges::find(max_untyped, p, &std::pair<TypeParam*, Type*>::first);
    if (it == max_untyped.end()) {
      max_untyped.push_back({p, args[i].type});
      continue;
    }
    Type* max = MaxType(it->second, args[i].type);
    if (max == nullptr) {
      return fail(args[i].pos(),
                  Sprintf("mismatched types {0} and {1} (cannot infer {2})", it->second, args[i].type, p));
    }
    it->second = max;
  }
  for (const auto& [p, t] : max_untyped) u.Set(p, Default(t));

  // --- Simplify.
  std::vector<Type*> inferred = u.Inferred();
  SubstituteInferred(tparams, targs, inferred);
  for (size_t i = 0; i < inferred.size(); i++) {
    if (inferred[i] != nullptr && !IsParameterizedBy(tparams, inferred[i])) continue;
    TypeName* obj = tparams[i]->obj();
    return fail(pos, Sprintf("cannot infer {0} (declared at {1})", obj->name(),
                             FormatPos(diags_.sources(), obj->pos())));
  }
  return inferred;
}

std::vector<TypeParam*> Checker::RenameTParams(std::span<TypeParam* const> tparams, Type* t, Type** renamed) {
  std::vector<TypeParam*> fresh;
  std::vector<Type*> to;
  for (TypeParam* p : tparams) {
    TypeName* obj = types_.NewTypeName(p->obj()->pos(), p->obj()->pkg(), p->obj()->name(), nullptr);
    TypeParam* q = types_.NewTypeParam(obj, nullptr);
    obj->set_type(q);
    q->set_index(p->index());
    fresh.push_back(q);
    to.push_back(q);
  }
  const SubstMap map{tparams, to};
  for (size_t i = 0; i < fresh.size(); i++) fresh[i]->set_constraint(Subst(tparams[i]->constraint(), map));
  *renamed = Subst(t, map);
  return fresh;
}

}  // namespace golite::sema
