// This file defines ExposedMemory: what makes package unsafe safe.
//
// The heap knows which words hold pointers, not the types of values. So a VM notes, whenever a program converts a *T to
// unsafe.Pointer, that values of type T lie there: this memory is exposed. An unsafe.Pointer becomes a *U again only
// where exposed memory can hold a U: within its bounds, and such that no write through the *U can change a word that is
// a pointer, a length, a type or a bool into something that it must not be. Integers become unsafe.Pointers only when
// they are addresses in exposed memory. What a program was never given an address of, it cannot reach.
//
// What a U may lie on, part by part: the same type; numbers on numbers of any type and on padding; a pointer, slice, map,
// channel or func on one of the same type, where pointers and slices may also differ in their elements when those are of
// one size and all numbers. Memory that is only read through the *U may hold more: numbers may be read from anything, an
// unsafe.Pointer from every kind of pointer, a string from a slice of bytes. Structs of the library with unexported fields
// are never looked into.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/heap.h"

namespace golite::runtime {

class ExposedMemory final : private HeapObserver {
 public:
  // What becomes of memory outside the heap: only the global variables can be exposed.
  ExposedMemory(Heap& heap, const void* globals, uint64_t globals_size);
  ~ExposedMemory();
  ExposedMemory(const ExposedMemory&) = delete;
  ExposedMemory& operator=(const ExposedMemory&) = delete;

  // Notes that `count` values of type t lie at p, which may be null.
  void Expose(const void* p, const TypeDesc* t, uint64_t count);
  // Is p null, or an address within exposed memory or at its end?
  bool Contains(const void* p) const;
  // Whether `count` values of type t may be used at p, which is not null; only to be read, if read_only. Returns why not, or
  // nothing.
  std::string_view Refusal(const void* p, const TypeDesc* t, uint64_t count, bool read_only);

 private:
  struct Run {
    uint64_t begin = 0, end = 0;
    const TypeDesc* type = nullptr;
  };
  // Values of one type in a row, as the memory's or the wanted type.
  struct Row {
    const TypeDesc* type;
    uint64_t count;
    uint64_t size() const;
  };
  // The object that p lies in, or the globals; 0: neither.
  uint64_t RegionOf(const void* p) const;
  bool Plain(const TypeDesc* t);
  bool Fits(Row want, Row have, uint64_t offset);
  bool StructFits(const TypeDesc* want, Row have, uint64_t offset);
  bool LeafFits(const TypeDesc* want, const TypeDesc* have) const;
  bool PlainBytes(Row have, uint64_t from, uint64_t bytes);
  bool SameData(const TypeDesc* a, const TypeDesc* b);
  void MemoryReused(const char*, uint64_t) override {}
  void MemoryReleased(const char*, uint64_t) override {}
  void ObjectsDied(const Marker& marker) override;

  Heap& heap_;
  const uint64_t globals_, globals_end_;
  std::unordered_map<uint64_t, std::vector<Run>> regions_;  // by RegionOf; few runs each
  uint64_t runs_ = 0;
  std::unordered_map<const TypeDesc*, bool> plain_;
  bool read_only_ = false;   // of the question in progress
  uint64_t steps_ = 0;
};

}  // namespace golite::runtime
