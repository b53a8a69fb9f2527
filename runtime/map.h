// This file defines Go maps: open addressing with control bytes, keys and values stored side by side in slot form.
//
// Keys and values are passed as pointers to their slot form. A big key (TypeDesc::big) is passed as one slot that points
// to its copy; inside the table every key and value lies in full. A pointer to a value is good until the next operation
// on the same map. Functions that can meet an unhashable or incomparable dynamic type return null with the panic set.
#pragma once

#include <cstdint>

#include "runtime/value.h"

namespace golite::runtime {

class Mutator;
struct MapTable;
struct MapInfo;

// The object a map value points to. A nil map is a null pointer.
struct Map {
  int64_t count;        // first: len(m) reads it
  MapTable* table;      // null until the first insertion
  const MapInfo* info;  // of the map type, owned by the Mutator
  uint64_t seed;        // of the hash function
  uint32_t clears;      // how often clear(m) ran: stops iterators over older tables
};

// The object made by MapIterInit.
struct MapIter {
  Map* map;
  MapTable* table;      // the table the iteration started on
  uint64_t* key;        // the current entry, null at the end
  uint64_t* value;
  uint64_t start;       // slot the iteration began at
  uint64_t step;        // slots visited so far
  uint32_t clears;      // Map::clears at the start
};

Map* NewMap(Mutator& m, const TypeDesc* map_type, int64_t hint);

// Each returns a pointer to the value, or to zeroes when the key is absent; *found says which. m is a nil map or not.
// Fast forms for integer-like keys of one slot and for strings.
uint64_t* MapFind64(Mutator& m, const TypeDesc* map_type, Map* map, uint64_t key, bool* found);
uint64_t* MapFindStr(Mutator& m, const TypeDesc* map_type, Map* map, GoString key, bool* found);
// Null after a panic.
uint64_t* MapFind(Mutator& m, const TypeDesc* map_type, Map* map, const uint64_t* key, bool* found);

// Each returns a pointer to the value of key, inserted as zero when it was absent. Null after a panic: assignment to
// entry in nil map, unhashable key.
uint64_t* MapAssign64(Mutator& m, Map* map, uint64_t key);
uint64_t* MapAssignStr(Mutator& m, Map* map, GoString key);
uint64_t* MapAssign(Mutator& m, Map* map, const uint64_t* key);

// False after a panic (unhashable key).
bool MapDelete(Mutator& m, const TypeDesc* map_type, Map* map, const uint64_t* key);
void MapClear(Map* map);
inline int64_t MapLen(const Map* map) { return map == nullptr ? 0 : map->count; }

// An iterator over `map` (may be nil) from a random start. Every entry is produced at most once, a deleted one never.
MapIter* NewMapIter(Mutator& m, const TypeDesc* map_type, Map* map);
// Moves to the next entry: it->key and it->value point to it, null at the end.
void MapIterNext(Mutator& m, MapIter* it);

}  // namespace golite::runtime
