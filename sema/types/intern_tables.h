#pragma once

// The tables behind TypeContext's interning, private to types/.

#include <cstdint>
#include <cstring>
#include <string>
#include <unordered_map>
#include <utility>

#include "sema/types/universe.h"

namespace golite::sema {

struct TypePairHash {
  size_t operator()(const std::pair<Type*, int64_t>& p) const {
    return std::hash<Type*>()(p.first) * 31 + std::hash<int64_t>()(p.second);
  }
};

// A structural key: the bytes of what makes two types of one kind identical.
inline void AppendKey(std::string& key, const void* pointer) {
  char bytes[sizeof pointer];
  std::memcpy(bytes, &pointer, sizeof pointer);
  key.append(bytes, sizeof pointer);
}
inline std::string TypeKey(char tag, const void* pointer) {
  std::string key(1, tag);
  AppendKey(key, pointer);
  return key;
}

struct TypeContext::Tables {
  std::unordered_map<Type*, Pointer*> pointers;
  std::unordered_map<Type*, Slice*> slices;
  std::unordered_map<std::pair<Type*, int64_t>, Array*, TypePairHash> arrays;
  std::unordered_map<std::pair<Type*, int64_t>, Map*, TypePairHash> maps;
  std::unordered_map<std::pair<Type*, int64_t>, Chan*, TypePairHash> chans;
  std::unordered_map<std::string, Named*> instances;
  // Canonical structs, tuples, signatures, interfaces and unions by structural key.
  std::unordered_map<std::string, Type*> canonical;
  // Counts the answers of Canonical that hold for the moment only, because a type is still being set up.
  uint64_t unstable = 0;
  // An anonymous interface that mentions itself was met: equality of canonical types is not all of identity.
  bool has_cyclic_interfaces = false;
};

}  // namespace golite::sema
