#pragma once

// The graph in which generic code that would need infinitely many instances shows as a cycle.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "sema/types/type.h"
#include "support/source.h"

namespace golite::sema {

// A vertex is a type parameter, or a type declared in a generic function. An edge from src to dst says that dst is
// instantiated with a type that mentions src; its weight is 1 if that type is larger than src itself.
struct MonoGraph {
  struct Vertex {
    TypeName* obj = nullptr;
    int weight = 0;      // of the heaviest path known to this vertex
    size_t pre = 0;      // the last edge of that path
    size_t length = 0;   // of that path
  };
  struct Edge {
    size_t dst = 0;
    size_t src = 0;
    int weight = 0;
    Pos pos;
    Type* type = nullptr;
  };
  std::vector<Vertex> vertices;
  std::vector<Edge> edges;
  // Type parameters of a method's receiver stand for those of the receiver's type.
  std::unordered_map<TypeParam*, TypeParam*> canon;
  std::unordered_map<TypeName*, size_t> index;
  // Types declared in functions that are not generic have no vertex.
  static constexpr size_t kNone = SIZE_MAX;
};

}  // namespace golite::sema
