#pragma once

// Unification: finding types for type parameters such that two types become the same.

#include <cstdint>
#include <span>
#include <vector>

#include "sema/types/type.h"

namespace golite::sema {

// How two types must match. kAssign: as in an assignment, so that the outermost types may differ in name or channel
// direction while their elements must match exactly. kExact: identical types. Neither: differences of that kind are
// forgiven everywhere.
enum UnifyMode : uint8_t { kUnifyInexact = 0, kUnifyAssign = 1 << 0, kUnifyExact = 1 << 1 };

// Holds the types found so far for a list of (bound) type parameters. Joined parameters share one type.
class Unifier {
 public:
  // targs: the types known already; null entries and missing ones are unknown.
  Unifier(std::span<TypeParam* const> tparams, std::span<Type* const> targs, bool enable_interface_inference);

  // Whether x and y can be made the same; types found on the way are kept even if not.
  bool Unify(Type* x, Type* y, unsigned mode);
  // The type found for p, or nullptr. Requires: p is bound.
  Type* At(TypeParam* p) const { return slots_[handles_[IndexOf(p)]]; }
  void Set(TypeParam* p, Type* t) { slots_[handles_[IndexOf(p)]] = t; }
  // The number of parameters without a type.
  int Unknowns() const;
  std::vector<Type*> Inferred() const;

 private:
  struct Pair {
    Interface* x;
    Interface* y;
  };

  int IndexOf(TypeParam* p) const;
  TypeParam* AsBound(Type* t) const;
  bool Join(TypeParam* x, TypeParam* y);
  bool Nify(Type* x, Type* y, unsigned mode);
  bool NifyUnguarded(Type* x, Type* y, unsigned mode);
  bool NifyParam(TypeParam* px, Type* y, unsigned mode);
  bool NifyInterfaces(Interface* x, Interface* y, bool subset);
  bool NifyStructure(Type* x, Type* y, unsigned mode);
  bool NifyTuples(Tuple* x, Tuple* y, unsigned mode);

  std::span<TypeParam* const> tparams_;
  std::vector<int> handles_;    // per type parameter: its slot
  std::vector<Type*> slots_;
  std::vector<Pair> pairs_;     // interfaces being compared, against endless recursion
  int depth_ = 0;
  bool enable_interface_inference_;
};

}  // namespace golite::sema
