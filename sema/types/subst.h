#pragma once

// Substitution of type parameters by type arguments.

#include <span>

#include "sema/types/type.h"

namespace golite::sema {

// from[i] is to be replaced by to[i].
struct SubstMap {
  std::span<TypeParam* const> from;
  std::span<Type* const> to;

  bool empty() const { return from.empty(); }
  Type* Lookup(TypeParam* p) const {
    for (size_t i = 0; i < from.size(); i++) {
      if (from[i] == p) return to[i];
    }
    return p;
  }
};

// t with the type parameters replaced; t itself when it mentions none of them. Instances of Named types are shared.
Type* Subst(Type* t, const SubstMap& map);
Tuple* SubstTuple(Tuple* t, const SubstMap& map);

}  // namespace golite::sema
