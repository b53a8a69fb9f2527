// This file declares TypeTable: from types of the checker to the run-time descriptors of a Program.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "sema/types/predicates.h"
#include "sema/types/type.h"
#include "vm/program.h"

namespace golite::compiler {

// How a value of a type lies in memory and in a frame. A big value takes one frame slot, a pointer to its heap copy.
struct Layout {
  int64_t size = 0;
  uint32_t align = 1;
  uint32_t slots = 0;                // of the frame form: 1 for big values
  bool big = false;
  bool has_pointers = false;
  bool plain_memory = false;
  bool scalar = false;               // one slot in canonical form: not a memory image
  std::vector<vm::WordKind> words;   // of the frame form, one per slot
};

// One method of a concrete type's method set and where its descriptor lies.
struct MethodRow {
  sema::Func* func = nullptr;
  std::vector<int> index;
  vm::MethodDesc* desc = nullptr;
};

// Makes and owns the descriptors of a Program. Every type given to it is free of type parameters.
class TypeTable {
 public:
  explicit TypeTable(vm::Program& program);

  const Layout& LayoutOf(sema::Type* t);
  // The descriptor: complete only after Finish, except for its size, slots and flags.
  const vm::TypeDesc* Desc(sema::Type* t);
  // The program closes channels with elements of type t.
  void NoteClosed(sema::Type* t) { mutable_[Desc(t)->index]->closed_in_channels = true; }
  uint32_t Index(sema::Type* t) { return Desc(t)->index; }
  sema::Type* TypeOf(const vm::TypeDesc* d) const { return source_[d->index]; }

  // The number of the method name; pkg_path matters for unexported names.
  uint32_t Selector(sema::Func* method);

  // Gives the descriptor of t its method table (idempotent). Rows are empty for interfaces.
  std::span<MethodRow> Methods(sema::Type* t);

  // Fills in the parts of all descriptors that refer to other types. May be called again after more types came up.
  void Finish();

  // A descriptor of a closure object or of the globals block: word kinds at 8-byte offsets.
  const vm::TypeDesc* MakeBlockDesc(std::string_view name, std::span<const vm::WordKind> words);
  vm::TypeDesc* MakeRawDesc(std::string_view string);
  // Marks the pointer words of a t at the byte offset.
  void AppendWords(sema::Type* t, int64_t offset, std::vector<vm::WordKind>& words);

 private:
  vm::TypeDesc* NewDesc(sema::Type* t);
  void Fill(vm::TypeDesc* d, sema::Type* t);
  void FillStruct(vm::TypeDesc* d, sema::Struct* s);
  void FillFunc(vm::TypeDesc* d, sema::Signature* sig);
  void FillInterface(vm::TypeDesc* d, sema::Interface* i);
  void ComputeLayout(sema::Type* t, Layout& out);
  bool PlainMemory(sema::Type* t);
  bool PlainStruct(sema::Struct* s);
  bool HasPointers(sema::Type* t);
  template <class T>
  std::span<T> AllocateSpan(size_t n);

  vm::Program& program_;
  std::unordered_map<sema::Type*, Layout> layouts_;
  // Of structs: one may have another in it many times over.
  std::unordered_map<sema::Type*, bool> has_pointers_, plain_memory_;
  std::unordered_map<sema::Type*, vm::TypeDesc*> descs_;
  std::vector<sema::Type*> source_;      // by TypeDesc::index
  std::vector<vm::TypeDesc*> mutable_;   // by TypeDesc::index
  size_t filled_ = 0;
  std::unordered_map<std::string, uint32_t> selectors_;
  std::unordered_map<sema::Type*, std::vector<MethodRow>> methods_;
};

// As reflect.Type.String prints t: "map[string]*main.T".
std::string RuntimeTypeString(sema::Type* t);
// The same with full import paths: unique per type.
std::string FullTypeString(sema::Type* t);

}  // namespace golite::compiler
