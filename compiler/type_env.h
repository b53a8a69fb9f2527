// This file declares TypeEnv: what the type parameters of a function stand for while one instance of it is lowered.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "sema/types/subst.h"
#include "sema/types/type.h"

namespace golite::compiler {

class TypeEnv {
 public:
  TypeEnv() = default;
  TypeEnv(std::span<sema::TypeParam* const> from, std::span<sema::Type* const> to)
      : from_(from.begin(), from.end()), to_(to.begin(), to.end()) {}

  bool empty() const { return from_.empty(); }
  std::span<sema::Type* const> args() const { return to_; }

  // The canonical concrete type that t is in this instance.
  sema::Type* Apply(sema::Type* t);

  // A type declared inside a generic function is a new type in each instance.
  void DeclareLocal(sema::Named* generic, sema::Named* instance) { locals_[generic] = instance; }
  bool HasLocal(sema::Named* generic) const { return locals_.contains(generic); }

 private:
  sema::Type* Replace(sema::Type* t);

  std::vector<sema::TypeParam*> from_;
  std::vector<sema::Type*> to_;
  std::unordered_map<sema::Type*, sema::Type*> cache_;
  std::unordered_map<sema::Named*, sema::Named*> locals_;
};

}  // namespace golite::compiler
