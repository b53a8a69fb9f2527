#pragma once

// Scopes: names and the objects they denote, nested as blocks nest.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "support/interner.h"
#include "support/source.h"

namespace golite::sema {

class Object;

class Scope {
 public:
  Scope(Scope* parent, Pos pos, Pos end, bool is_func = false)
      : parent_(parent), pos_(pos), end_(end), is_func_(is_func) {}
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

  Scope* parent() const { return parent_; }
  Pos pos() const { return pos_; }
  Pos end() const { return end_; }
  // Whether this is the outermost scope of a function.
  bool is_func() const { return is_func_; }
  // Objects in the order of their insertion.
  const std::vector<Object*>& objects() const { return objects_; }

  // The object of that name in this very scope, or nullptr.
  Object* Lookup(Sym name) const;
  // The object that name denotes at pos, searching outwards; sets *where to its scope. Objects declared in a
  // function after pos are not seen; an invalid pos sees everything.
  Object* LookupParent(Sym name, Pos pos, Scope** where = nullptr);
  // Adds o under its name unless there is one already, which is then returned. Sets o's parent if it has none.
  Object* Insert(Object* o);

 private:
  void BuildIndex();
  Scope* parent_;
  Pos pos_;
  Pos end_;
  bool is_func_;
  std::vector<Object*> objects_;
  std::unordered_map<Sym, Object*> index_;  // used from kIndexedSize objects on
};

}  // namespace golite::sema
