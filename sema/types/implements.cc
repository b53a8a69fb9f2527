// This file implements the relation between types and interfaces: missing methods, implementation, satisfaction of
// constraints.

#include "sema/types/package.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"

namespace golite::sema {

namespace {

bool IsInterfacePtr(Type* t) {
  Pointer* p = TryUnder<Pointer>(t);
  return p != nullptr && IsInterface(p->elem());
}

std::string InterfacePtrError(Type* t, const Qualifier& q) {
  Pointer* p = TryUnder<Pointer>(t);
  if (p != nullptr && IsTypeParam(p->elem())) {
    return "type " + TypeString(t, q) + " is pointer to type parameter, not type parameter";
  }
  return "type " + TypeString(t, q) + " is pointer to interface, not interface";
}

std::string FuncString(Func* f, bool with_package, const Qualifier& q) {
  std::string out;
  if (with_package && f->pkg() != nullptr) out += f->pkg()->name() + ".";
  out += f->name().view();
  Qualifier full = q;
  if (with_package) full.full_paths = true;
  if (f->signature() != nullptr) WriteSignature(out, f->signature(), full);
  return out;
}

// Whether t mentions v as one of its embedded or union elements.
bool Mentions(Type* t, Type* v) {
  if (t == v || Identical(t, v)) return true;
  if (Interface* iface = TryAs<Interface>(t)) {
    for (Type* e : iface->embeddeds()) {
      if (Mentions(e, v)) return true;
    }
  } else if (Union* u = TryAs<Union>(t)) {
    for (const Term& term : u->terms()) {
      if (Mentions(term.type, v)) return true;
    }
  } else if (Slice* s = TryAs<Slice>(t)) {
    return Mentions(s->elem(), v);
  } else if (Pointer* p = TryAs<Pointer>(t)) {
    return Mentions(p->elem(), v);
  }
  return false;
}

bool TermIncludes(const Term& term, Type* v) {
  return Identical(term.type, term.tilde ? Under(v) : v);
}

}  // namespace

Func* MissingMethod(Type* v, Type* t, bool is_static, std::string* cause, const Qualifier& q) {
  Interface* target = TryUnder<Interface>(t);
  if (target == nullptr) return nullptr;
  enum { kOk, kNotFound, kWrongName, kUnexported, kWrongSig, kAmbiguous, kPtrRecv, kField } state = kOk;
  Func* missing = nullptr;
  Func* have = nullptr;

  if (Interface* vi = TryUnder<Interface>(v)) {
    const TypeSet& set = TypeSetOf(vi);
    for (Func* m : TypeSetOf(target).methods()) {
      missing = m;
      have = set.LookupMethod(m->pkg(), m->name());
      if (have == nullptr) {
        if (!is_static) continue;
        state = kNotFound;
        break;
      }
      if (!Identical(have->type(), m->type())) {
        state = kWrongSig;
        break;
      }
    }
  } else {
    for (Func* m : TypeSetOf(target).methods()) {
      missing = m;
      LookupResult r = LookupFieldOrMethod(v, /*addressable=*/false, m->pkg(), m->name());
      if (r.obj == nullptr) {
        if (!r.index.empty()) {
          state = kAmbiguous;
        } else if (r.indirect) {
          state = kPtrRecv;
        } else {
          state = kNotFound;
          have = TryAs<Func>(LookupFieldOrMethod(v, false, m->pkg(), m->name(), /*fold_case=*/true).obj);
          if (have != nullptr) state = have->name() == m->name() ? kUnexported : kWrongName;
        }
        break;
      }
      have = TryAs<Func>(r.obj);
      if (have == nullptr) {
        state = kField;
        break;
      }
      if (!Identical(have->type(), m->type())) {
        state = kWrongSig;
        break;
      }
    }
  }
  if (state == kOk) return nullptr;
  if (cause == nullptr) return missing;

  const std::string name(missing->name().view());
  switch (state) {
    case kOk: break;
    case kNotFound:
      if (IsInterfacePtr(v)) {
        *cause = "(" + InterfacePtrError(v, q) + ")";
      } else if (IsInterfacePtr(t)) {
        *cause = "(" + InterfacePtrError(t, q) + ")";
      } else {
        *cause = "(missing method " + name + ")";
      }
      break;
    case kWrongName:
      *cause = "(missing method " + name + ")\n\t\thave " + FuncString(have, false, q) + "\n\t\twant " +
               FuncString(missing, false, q);
      break;
    case kUnexported: *cause = "(unexported method " + name + ")"; break;
    case kWrongSig: {
      std::string fs = FuncString(have, false, q);
      std::string ms = FuncString(missing, false, q);
      if (fs == ms) {
        fs = FuncString(have, true, q);
        ms = FuncString(missing, true, q);
      }
      *cause = "(wrong type for method " + name + ")";
      if (fs != ms) *cause += "\n\t\thave " + fs + "\n\t\twant " + ms;
      break;
    }
    case kAmbiguous: *cause = "(ambiguous selector " + TypeString(v, q) + "." + name + ")"; break;
    case kPtrRecv: *cause = "(method " + name + " has pointer receiver)"; break;
    case kField:
      *cause = "(type " + TypeString(v, q) + " has no method " + name + ", but does have field " + name + ")";
      break;
  }
  return missing;
}

bool Implements(Type* v, Type* t, bool constraint, std::string* cause, const Qualifier& q) {
  Type* vu = Under(v);
  Type* tu = Under(t);
  if (!IsValid(vu) || !IsValid(tu)) return true;  // avoid follow-up errors
  if (Pointer* p = TryAs<Pointer>(vu); p != nullptr && !IsValid(Under(p->elem()))) return true;

  const std::string verb = constraint ? "satisfy" : "implement";
  auto fail = [&](const std::string& detail) {
    if (cause != nullptr) *cause = TypeString(v, q) + " does not " + verb + " " + TypeString(t, q) + detail;
    return false;
  };

  Interface* ti = TryAs<Interface>(tu);
  if (ti == nullptr) {
    if (IsInterfacePtr(tu)) return fail(" (type " + TypeString(t, q) + " is pointer to interface, not interface)");
    return fail(" (" + TypeString(t, q) + " is not an interface)");
  }
  const TypeSet& tset = TypeSetOf(ti);
  if (tset.IsAll()) return true;  // every type implements the empty interface
  Interface* vi = TryAs<Interface>(vu);
  if (vi != nullptr && TypeSetOf(vi).IsEmpty()) return true;  // the empty set is a subset of any set
  if (tset.IsEmpty()) {
    if (cause != nullptr) *cause = "cannot " + verb + " " + TypeString(t, q) + " (empty type set)";
    return false;
  }

  std::string why;
  if (MissingMethod(v, t, /*is_static=*/true, cause != nullptr ? &why : nullptr, q) != nullptr) return fail(" " + why);

  auto check_comparable = [&] {
    if (!tset.IsComparable()) return true;
    if (Comparable(v, /*dynamic=*/false)) return true;
    // For constraints, ordinary interfaces count as comparable.
    if (constraint && Comparable(v, /*dynamic=*/true)) return true;
    if (cause != nullptr) *cause = TypeString(v, q) + " does not " + verb + " comparable";
    return false;
  };
  if (!tset.HasTerms()) return check_comparable();

  if (vi != nullptr) {
    if (!TypeSetOf(vi).SubsetOf(tset)) return fail("");
    return check_comparable();
  }

  Type* alternative = nullptr;
  for (const Term& term : tset.terms()) {
    if (TermIncludes(term, v)) return check_comparable();
    if (alternative == nullptr && !term.tilde && Identical(term.type, Under(term.type)) && Identical(term.type, vu)) {
      alternative = term.type;
    }
  }
  if (cause == nullptr) return false;
  if (alternative != nullptr) {
    return fail(" (possibly missing ~ for " + TypeString(alternative, q) + " in " + TypeString(t, q) + ")");
  }
  if (Mentions(ti, v)) {
    const std::string vs = TypeString(v, q);
    const std::string ts = TypeString(t, q);
    return fail(" (" + ts + " mentions " + vs + ", but " + vs + " is not in the type set of " + ts + ")");
  }
  std::string terms;
  for (const Term& term : tset.terms()) {
    terms += (terms.empty() ? "" : " | ") + std::string(term.tilde ? "~" : "") + TypeString(term.type, q);
  }
  return fail(" (" + TypeString(v, q) + " missing in " + terms + ")");
}

bool AssertableTo(Type* v, Type* t, std::string* cause, const Qualifier& q) {
  // Between interfaces an assertion may always succeed.
  if (IsInterface(t)) return true;
  return MissingMethod(t, v, /*is_static=*/false, cause, q) == nullptr;
}

}  // namespace golite::sema
