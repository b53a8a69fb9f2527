// This file defines the hash table behind maps.
//
// A table of `capacity` slots (a power of two, at least 8) has one control byte per slot: empty, deleted, or seven bits of
// the hash of the key in it. A look-up starts at the slot the hash names and compares 16 control bytes at once; it ends at
// the first group with an empty byte. The first 16 control bytes are repeated at the end, so a group may start anywhere.
// In a table of 8 every look-up starts at slot 0; byte 8 is always empty and ends it, so all 8 slots can be used.
//
// A slot holds key and value in slot form side by side. Those of more than 16 words are objects of their own, and the
// slot holds a pointer. Tables are immutable in size: a map that grows gets a new one, and iterators keep the old.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/heap.h"
#include "runtime/map.h"

namespace golite::runtime {

inline constexpr uint32_t kMaxInlineWords = 16;

// What all maps of one type have in common.
struct MapInfo {
  enum class KeyKind : uint8_t { kWord, kString, kAny };

  const TypeDesc* type = nullptr;
  Mutator* mutator = nullptr;
  KeyKind key_kind = KeyKind::kAny;
  bool key_big = false;          // passed as a pointer
  bool key_indirect = false;     // lies in an object of its own
  bool value_indirect = false;
  bool key_overwrite = false;    // equal keys may look different (+0 and -0)
  bool scan = false;             // slots may hold pointers
  uint32_t key_words = 0;        // as passed, in full
  uint32_t value_words = 0;
  uint32_t value_at = 0;         // byte offset of the value in a slot
  uint32_t stride = 0;           // bytes of a slot
  const Layout* table_layout = nullptr;
  const Layout* key_layout = nullptr;    // of indirect keys
  const Layout* value_layout = nullptr;
  std::vector<WordKind> words;   // of a slot
};

MapInfo MakeMapInfo(Mutator& m, const TypeDesc* map_type);

struct MapTable {
  const MapInfo* info;
  uint64_t capacity;
  uint64_t start_mask;    // capacity - 1, or 0 in a table of 8
  uint64_t room;          // empty slots that may still be filled
  uint8_t* control() { return reinterpret_cast<uint8_t*>(this + 1); }
  static uint64_t ControlBytes(uint64_t capacity) { return capacity == 8 ? 16 : capacity + 16; }
  char* slots() { return reinterpret_cast<char*>(this + 1) + ControlBytes(capacity); }
  char* slot(uint64_t i) { return slots() + i * info->stride; }
};

// Starts an iteration in an iterator that need not be a heap object: for natives, which finish it before they return.
void InitMapIter(Mutator& m, MapIter* it, Map* map);

}  // namespace golite::runtime
