// This file implements maps. map_table.h explains the table.
#include "runtime/map.h"

#include <algorithm>
#include <bit>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "runtime/hash.h"
#include "runtime/map_table.h"
#include "runtime/mutator.h"
#include "runtime/object_kinds.h"
#include "runtime/ops.h"
#include "runtime/panic.h"
#include "runtime/chooser.h"

namespace golite::runtime {
namespace {

constexpr uint8_t kEmpty = 0x80, kDeleted = 0xFE;
constexpr uint64_t kGroup = 16;

bool IsFull(uint8_t control) { return control < 0x80; }

// Sixteen control bytes compared at once; answers are bit masks.
struct Group {
#ifdef __SSE2__
  __m128i bytes;
  explicit Group(const uint8_t* p) : bytes(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))) {}
  static uint32_t Mask(__m128i x) { return static_cast<uint32_t>(_mm_movemask_epi8(x)); }
  uint32_t Match(uint8_t h) const { return Mask(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(static_cast<char>(h)))); }
  uint32_t NotFull() const { return Mask(bytes); }
#else
  uint8_t bytes[kGroup];
  explicit Group(const uint8_t* p) { std::memcpy(bytes, p, kGroup); }
  uint32_t Match(uint8_t h) const {
    uint32_t mask = 0;
    for (uint32_t i = 0; i < kGroup; ++i) mask |= uint32_t{bytes[i] == h} << i;
    return mask;
  }
  uint32_t NotFull() const {
    uint32_t mask = 0;
    for (uint32_t i = 0; i < kGroup; ++i) mask |= uint32_t{bytes[i] >= 0x80} << i;
    return mask;
  }
#endif
  uint32_t Empty() const { return Match(kEmpty); }
};

uint64_t* Words(const void* p) { return static_cast<uint64_t*>(const_cast<void*>(p)); }

// ---------------------------------------------------------------- the three kinds of keys
// Each knows its hash, whether a slot holds it, and how to write it to a slot.

struct WordKey {
  uint64_t key;
  uint64_t Hash(const MapInfo&, uint64_t seed) const { return HashWord(key, seed); }
  bool In(const MapInfo&, const char* slot) const { return *Words(slot) == key; }
  void Write(Mutator&, const MapInfo&, char* slot) const { *Words(slot) = key; }
  static constexpr bool kOverwrites = false;
};

bool IsLong(GoString s) { return static_cast<uint64_t>(s.len) >= Heap::kLong; }

uint64_t HashText(const Mutator& m, GoString s, uint64_t seed) {
  if (IsLong(s)) [[unlikely]] return m.heap.HashLong(s.data, static_cast<uint64_t>(s.len), seed);
  return HashBytesInline(s.data, static_cast<size_t>(s.len), seed);
}

struct StringKey {
  GoString key;
  uint64_t Hash(const MapInfo& info, uint64_t seed) const { return HashText(*info.mutator, key, seed); }
  bool In(const MapInfo& info, const char* slot) const {
    GoString s;
    std::memcpy(&s, slot, sizeof s);
    if (IsLong(key) && s.len == key.len) [[unlikely]] {
      return info.mutator->heap.CompareLong(s.data, key.data, static_cast<uint64_t>(key.len)) == 0;
    }
    return EqualStrings(s, key);
  }
  void Write(Mutator&, const MapInfo&, char* slot) const { std::memcpy(slot, &key, sizeof key); }
  static constexpr bool kOverwrites = false;
};

const void* KeyMemory(const MapInfo& info, const char* slot) {
  return info.key_indirect ? reinterpret_cast<const void*>(*Words(slot)) : slot;
}

struct AnyKey {
  const uint64_t* key;  // in full
  uint64_t hash;
  uint64_t Hash(const MapInfo&, uint64_t) const { return hash; }
  bool In(const MapInfo& info, const char* slot) const {
    Walk walk(*info.mutator);
    return CompareMemory(walk, info.type->key, KeyMemory(info, slot), key).equality == Equality::kEqual;
  }
  void Write(Mutator& m, const MapInfo& info, char* slot) const {
    void* to = slot;
    if (info.key_indirect) {
      to = info.key_layout != nullptr ? m.heap.NewObject(info.key_layout, info.key_words * 8)
                                      : m.heap.NewNoscan(info.key_words * 8);
      *Words(slot) = reinterpret_cast<uint64_t>(to);
    }
    if (info.type->key->size != 0) std::memcpy(to, key, info.key_big ? info.type->key->size : info.key_words * 8);
  }
  static constexpr bool kOverwrites = true;
};

// ---------------------------------------------------------------- tables

// Null when there is no memory, which ends the run.
MapTable* NewTable(Mutator& m, const MapInfo& info, uint64_t capacity) {
  uint64_t control = MapTable::ControlBytes(capacity);
  uint64_t bytes = sizeof(MapTable) + control + capacity * info.stride;
  auto* t = static_cast<MapTable*>(m.heap.NewObjectOrNull(info.scan ? info.table_layout : nullptr, bytes));
  if (t == nullptr) {
    m.heap.NoteOutOfMemory();
    return nullptr;
  }
  t->info = &info;
  t->capacity = capacity;
  t->start_mask = capacity == 8 ? 0 : capacity - 1;
  t->room = capacity == 8 ? 8 : capacity / 8 * 7;
  m.heap.FillLong(t->control(), kEmpty, control);
  if (capacity == 8) std::memset(t->control() + 9, kDeleted, 7);
  return t;
}

void SetControl(MapTable* t, uint64_t i, uint8_t value) {
  t->control()[i] = value;
  if (i < kGroup && t->capacity > 8) t->control()[t->capacity + i] = value;
}

// The first slot on the probe path of `hash` that is empty or deleted. Requires: there is one.
uint64_t FindFree(MapTable* t, uint64_t hash) {
  uint64_t at = (hash >> 7) & t->start_mask;
  for (uint64_t step = kGroup;; step += kGroup) {
    if (uint32_t free = Group(t->control() + at).NotFull())
      return (at + static_cast<uint64_t>(std::countr_zero(free))) & (t->capacity - 1);
    at = (at + step) & t->start_mask;
  }
}

// The slot that holds the key, or null.
template <class Key>
inline char* FindSlot(MapTable* t, const MapInfo& info, const Key& key, uint64_t hash) {
  uint64_t at = (hash >> 7) & t->start_mask;
  auto tag = static_cast<uint8_t>(hash & 0x7F);
  uint8_t* control = t->control();
  char* slots = t->slots();
  __builtin_prefetch(slots + at * info.stride);
  for (uint64_t step = kGroup;; step += kGroup) {
    Group g(control + at);
    for (uint32_t hits = g.Match(tag); hits != 0; hits &= hits - 1) {
      uint64_t i = (at + static_cast<uint64_t>(std::countr_zero(hits))) & (t->capacity - 1);
      char* slot = slots + i * info.stride;
      if (key.In(info, slot)) [[likely]] return slot;
    }
    if (g.Empty() != 0) [[likely]] return nullptr;
    at = (at + step) & t->start_mask;
  }
}

uint64_t HashOfSlot(Mutator& m, const MapInfo& info, const char* slot, uint64_t seed) {
  switch (info.key_kind) {
    case MapInfo::KeyKind::kWord: return HashWord(*Words(slot), seed);
    case MapInfo::KeyKind::kString: {
      GoString s;
      std::memcpy(&s, slot, sizeof s);
      return HashText(m, s, seed);
    }
    case MapInfo::KeyKind::kAny: break;
  }
  const TypeDesc* unhashable = nullptr;  // it was hashable when it was inserted
  uint64_t salt = info.key_overwrite ? m.chooser().Next(Choice::kMapOrder) : 0;
  Walk walk(m);
  return HashMemory(walk, info.type->key, KeyMemory(info, slot), seed, salt, unhashable);
}

// Moves all entries to a new table: twice as large, or of the same size when it is full of deleted slots. False when the run
// is to end, for want of memory or otherwise; the map is then as it was.
bool Grow(Mutator& m, Map* map) {
  const MapInfo& info = *map->info;
  MapTable* old = map->table;
  if (old == nullptr) {
    map->table = NewTable(m, info, 8);
    return map->table != nullptr;
  }
  if (m.Interrupted()) return false;
  bool crowded = static_cast<uint64_t>(map->count) * 2 > old->capacity / 8 * 7 || old->capacity == 8;
  MapTable* t = NewTable(m, info, crowded ? old->capacity * 2 : old->capacity);
  if (t == nullptr) return false;
  const uint8_t* control = old->control();
  constexpr uint64_t kBetweenLooks = 4096;
  for (uint64_t i = 0; i < old->capacity; ++i) {
    if (i % kBetweenLooks == kBetweenLooks - 1 && m.Interrupted()) return false;
    if (!IsFull(control[i])) continue;
    char* slot = old->slot(i);
    uint64_t hash = HashOfSlot(m, info, slot, map->seed);
    uint64_t to = FindFree(t, hash);
    SetControl(t, to, hash & 0x7F);
    std::memcpy(t->slot(to), slot, info.stride);
  }
  t->room -= static_cast<uint64_t>(map->count);
  map->table = t;
  return true;
}

uint64_t* ValueOf(const MapInfo& info, char* slot) {
  uint64_t* value = Words(slot + info.value_at);
  return info.value_indirect ? reinterpret_cast<uint64_t*>(*value) : value;
}

// Adds an entry for a key the map does not hold. Returns its value, zero.
template <class Key>
uint64_t* Insert(Mutator& m, Map* map, const Key& key, uint64_t hash) {
  const MapInfo& info = *map->info;
  // If not, the run is to end; until then the value is written to a place that nobody reads.
  const auto nowhere = [&] { return Words(m.heap.NewNoscan(std::max<size_t>(info.value_words, 1) * 8)); };
  if (map->table == nullptr && !Grow(m, map)) return nowhere();
  uint64_t i = FindFree(map->table, hash);
  if (map->table->room == 0 && map->table->control()[i] != kDeleted) [[unlikely]] {
    if (!Grow(m, map)) return nowhere();
    i = FindFree(map->table, hash);
  }
  MapTable* t = map->table;
  if (t->control()[i] == kEmpty) t->room -= 1;
  SetControl(t, i, hash & 0x7F);
  map->count += 1;
  char* slot = t->slot(i);
  key.Write(m, info, slot);
  uint64_t* value = Words(slot + info.value_at);
  if (info.value_indirect) {
    void* object = info.value_layout != nullptr ? m.heap.NewObject(info.value_layout, info.value_words * 8)
                                                : m.heap.NewNoscan(info.value_words * 8);
    *value = reinterpret_cast<uint64_t>(object);
    return Words(object);
  }
  for (uint32_t w = 0; w < info.value_words; ++w) value[w] = 0;
  return value;
}

template <class Key>
inline uint64_t* Find(Mutator& m, const TypeDesc* type, Map* map, const Key& key, bool* found) {
  if (map != nullptr && map->count != 0) [[likely]] {
    const MapInfo& info = *map->info;
    if (char* slot = FindSlot(map->table, info, key, key.Hash(*map->info, map->seed))) {
      *found = true;
      return ValueOf(info, slot);
    }
  }
  *found = false;
  return Words(m.Zeroes(type->elem->size));
}

template <class Key>
inline uint64_t* Assign(Mutator& m, Map* map, const Key& key) {
  if (map == nullptr) [[unlikely]] {
    PanicPlain(m, "assignment to entry in nil map");
    return nullptr;
  }
  const MapInfo& info = *map->info;
  uint64_t hash = key.Hash(*map->info, map->seed);
  if (map->table != nullptr) {
    if (char* slot = FindSlot(map->table, info, key, hash)) {
      if (Key::kOverwrites && info.key_overwrite) key.Write(m, info, slot);
      return ValueOf(info, slot);
    }
  }
  return Insert(m, map, key, hash);
}

template <class Key>
void Delete(Map* map, const Key& key) {
  if (map == nullptr || map->count == 0) return;
  MapTable* t = map->table;
  const MapInfo& info = *map->info;
  char* slot = FindSlot(t, info, key, key.Hash(*map->info, map->seed));
  if (slot == nullptr) return;
  uint64_t i = static_cast<uint64_t>(slot - t->slots()) / info.stride;
  map->count -= 1;
  std::memset(slot, 0, info.stride);
  // A slot may become empty again when no look-up can have passed over it: every group that contains it has another
  // empty byte.
  bool reusable = t->capacity == 8;
  if (!reusable) {
    uint32_t after = Group(t->control() + i).Empty();
    uint32_t before = Group(t->control() + ((i - kGroup) & (t->capacity - 1))).Empty();
    reusable = before != 0 && after != 0 && std::countr_zero(after) + std::countl_zero(before << 16) < static_cast<int>(kGroup);
  }
  SetControl(t, i, reusable ? kEmpty : kDeleted);
  if (reusable) t->room += 1;
}

// The AnyKey of a key in slot form. False after a panic or a fatal error.
bool MakeAnyKey(Mutator& m, const TypeDesc* map_type, const uint64_t* slots, uint64_t seed, AnyKey& key) {
  const TypeDesc* unhashable = nullptr;
  key.key = map_type->key->big ? reinterpret_cast<const uint64_t*>(slots[0]) : slots;
  Walk walk(m);
  key.hash = HashMemory(walk, map_type->key, key.key, seed, /*nan_salt=*/m.hash_seed(), unhashable);
  if (unhashable == nullptr) [[likely]] return true;
  CannotHash(m, walk, unhashable);
  return false;
}

// Whether x != x: the key can never be found, nor deleted but by clear.
bool IsNan(const MapInfo& info, const char* slot) {
  const void* key = KeyMemory(info, slot);
  Walk walk(*info.mutator);
  return info.key_overwrite && CompareMemory(walk, info.type->key, key, key).equality == Equality::kDifferent;
}

// +0 and -0, NaN, and interfaces that may hold them.
bool MayLookDifferent(const TypeDesc* t) {
  switch (t->kind) {
    case Kind::kFloat32:
    case Kind::kFloat64:
    case Kind::kComplex64:
    case Kind::kComplex128:
    case Kind::kInterface: return true;
    case Kind::kArray: return MayLookDifferent(t->elem);
    case Kind::kStruct: return std::ranges::any_of(t->fields, [](auto& f) { return MayLookDifferent(f.type); });
    default: return false;
  }
}

}  // namespace

MapInfo MakeMapInfo(Mutator& m, const TypeDesc* type) {
  const TypeDesc* key = type->key;
  const TypeDesc* value = type->elem;
  MapInfo info;
  info.type = type;
  info.mutator = &m;
  // The memory form rounded up to words is the slot form of everything but `big` types, and lies in the table for those.
  info.key_words = static_cast<uint32_t>((key->size + 7) / 8);
  info.value_words = static_cast<uint32_t>((value->size + 7) / 8);
  info.key_big = key->big;
  info.key_indirect = info.key_words > kMaxInlineWords || key->big;
  info.value_indirect = info.value_words > kMaxInlineWords || value->big;
  info.key_overwrite = MayLookDifferent(key);
  if (key->kind == Kind::kString) {
    info.key_kind = MapInfo::KeyKind::kString;
  } else if (key->plain_memory && info.key_words == 1) {
    info.key_kind = MapInfo::KeyKind::kWord;
  }
  uint32_t key_slots = info.key_indirect ? 1 : info.key_words;
  uint32_t value_slots = info.value_indirect ? 1 : info.value_words;
  info.value_at = key_slots * 8;
  info.stride = std::max(8u, (key_slots + value_slots) * 8);
  auto add = [&](const TypeDesc* t, bool indirect, uint32_t words) {
    if (indirect) {
      info.words.push_back(WordKind::kPointer);
      return;
    }
    size_t begin = info.words.size();
    info.words.resize(begin + words, WordKind::kScalar);
    if (!t->has_pointers) return;
    uint64_t repeat = 1;
    while (t->kind == Kind::kArray) {
      repeat *= t->len;
      t = t->elem;
    }
    for (uint64_t i = 0; i < repeat; ++i) std::ranges::copy(t->words, info.words.begin() + static_cast<long>(begin + i * t->words.size()));
  };
  add(key, info.key_indirect, info.key_words);
  add(value, info.value_indirect, info.value_words);
  info.scan = std::ranges::any_of(info.words, [](WordKind w) { return w != WordKind::kScalar; });
  if (info.scan) info.table_layout = m.heap.LayoutOf(ObjectKind::kMapTable);
  if (info.key_indirect) info.key_layout = m.heap.LayoutOf(key);
  if (info.value_indirect) info.value_layout = m.heap.LayoutOf(value);
  return info;
}

void TraceMapTable(Marker& marker, void* object, size_t) {
  auto* t = static_cast<MapTable*>(object);
  const MapInfo& info = *t->info;
  const uint8_t* control = t->control();
  auto* slot = Words(t->slots());
  size_t words = info.stride / 8;
  for (uint64_t i = 0; i < t->capacity; ++i, slot += words) {
    if (i % 4096 == 4095 && marker.GiveUp()) return;
    if (!IsFull(control[i])) continue;
    for (size_t w = 0; w < info.words.size(); ++w) marker.MarkSlot(slot + w, info.words[w]);
  }
}

Map* NewMap(Mutator& m, const TypeDesc* type, int64_t hint) {
  static constexpr WordKind kMapWords[] = {WordKind::kScalar, WordKind::kPointer, WordKind::kScalar,
                                           WordKind::kScalar, WordKind::kScalar,  WordKind::kScalar};
  static_assert(sizeof(Map) <= sizeof kMapWords * 8);
  if (m.map_layout == nullptr) m.map_layout = m.heap.LayoutOf(ObjectKind::kPlain, kMapWords);
  auto* map = static_cast<Map*>(m.heap.NewObject(m.map_layout, sizeof kMapWords * 8));
  map->info = m.InfoOfMap(type);
  map->seed = m.chooser().Next(Choice::kMapOrder);
  if (hint > 8) {
    uint64_t entries = std::min<uint64_t>(static_cast<uint64_t>(hint), uint64_t{1} << 26);
    map->table = NewTable(m, *map->info, std::bit_ceil(entries + entries / 7 + 1));
  }
  return map;
}

uint64_t* MapFind64(Mutator& m, const TypeDesc* type, Map* map, uint64_t key, bool* found) {
  return Find(m, type, map, WordKey{key}, found);
}

uint64_t* MapFindStr(Mutator& m, const TypeDesc* type, Map* map, GoString key, bool* found) {
  return Find(m, type, map, StringKey{key}, found);
}

uint64_t* MapFind(Mutator& m, const TypeDesc* type, Map* map, const uint64_t* key, bool* found) {
  // A nil map has no info, but an unhashable key panics all the same.
  if (map != nullptr && map->info->key_kind == MapInfo::KeyKind::kWord) return MapFind64(m, type, map, *key, found);
  if (map != nullptr && map->info->key_kind == MapInfo::KeyKind::kString) {
    return MapFindStr(m, type, map, {reinterpret_cast<const char*>(key[0]), static_cast<int64_t>(key[1])}, found);
  }
  AnyKey k;
  if (!MakeAnyKey(m, type, key, map == nullptr ? 0 : map->seed, k)) return nullptr;
  return Find(m, type, map, k, found);
}

uint64_t* MapAssign64(Mutator& m, Map* map, uint64_t key) { return Assign(m, map, WordKey{key}); }
uint64_t* MapAssignStr(Mutator& m, Map* map, GoString key) { return Assign(m, map, StringKey{key}); }

uint64_t* MapAssign(Mutator& m, Map* map, const uint64_t* key) {
  if (map == nullptr) return Assign(m, map, WordKey{0});
  switch (map->info->key_kind) {
    case MapInfo::KeyKind::kWord: return MapAssign64(m, map, *key);
    case MapInfo::KeyKind::kString:
      return MapAssignStr(m, map, {reinterpret_cast<const char*>(key[0]), static_cast<int64_t>(key[1])});
    case MapInfo::KeyKind::kAny: break;
  }
  AnyKey k;
  if (!MakeAnyKey(m, map->info->type, key, map->seed, k)) return nullptr;
  if (map->info->key_overwrite) {
    // NaNs are all different; spread them over the table instead of piling them up at one hash.
    const void* memory = k.key;
    Walk walk(m);
    if (CompareMemory(walk, map->info->type->key, memory, memory).equality == Equality::kDifferent) k.hash = m.chooser().Next(Choice::kMapOrder);
  }
  return Assign(m, map, k);
}

bool MapDelete(Mutator& m, const TypeDesc* type, Map* map, const uint64_t* key) {
  if (map != nullptr) {
    switch (map->info->key_kind) {
      case MapInfo::KeyKind::kWord: Delete(map, WordKey{*key}); return true;
      case MapInfo::KeyKind::kString:
        Delete(map, StringKey{{reinterpret_cast<const char*>(key[0]), static_cast<int64_t>(key[1])}});
        return true;
      case MapInfo::KeyKind::kAny: break;
    }
  }
  AnyKey k;
  if (!MakeAnyKey(m, type, key, map == nullptr ? 0 : map->seed, k)) return false;
  Delete(map, k);
  return true;
}

void MapClear(Map* map) {
  if (map == nullptr || map->table == nullptr) return;
  MapTable* t = map->table;
  std::memset(t->control(), kEmpty, MapTable::ControlBytes(t->capacity));
  if (t->capacity == 8) std::memset(t->control() + 9, kDeleted, 7);
  std::memset(t->slots(), 0, t->capacity * t->info->stride);
  t->room = t->capacity == 8 ? 8 : t->capacity / 8 * 7;
  map->count = 0;
  map->clears += 1;
}

// ---------------------------------------------------------------- iteration

void InitMapIter(Mutator& m, MapIter* it, Map* map) {
  *it = {};
  it->map = map;
  if (map == nullptr || map->count == 0) return;
  it->table = map->table;
  it->start = m.chooser().Next(Choice::kMapOrder) & (map->table->capacity - 1);
  it->clears = map->clears;
}

MapIter* NewMapIter(Mutator& m, const TypeDesc*, Map* map) {
  static constexpr WordKind kIterWords[] = {WordKind::kPointer, WordKind::kPointer, WordKind::kPointer, WordKind::kPointer,
                                            WordKind::kScalar,  WordKind::kScalar,  WordKind::kScalar,  WordKind::kScalar};
  static_assert(sizeof(MapIter) <= sizeof kIterWords * 8);
  if (m.iter_layout == nullptr) m.iter_layout = m.heap.LayoutOf(ObjectKind::kPlain, kIterWords);
  auto* it = static_cast<MapIter*>(m.heap.NewObject(m.iter_layout, sizeof kIterWords * 8));
  InitMapIter(m, it, map);
  return it;
}

void MapIterNext(Mutator& m, MapIter* it) {
  MapTable* t = it->table;
  it->key = it->value = nullptr;
  if (t == nullptr) return;
  Map* map = it->map;
  const MapInfo& info = *t->info;
  const uint8_t* control = t->control();
  while (it->step < t->capacity) {
    uint64_t i = (it->start + it->step++) & (t->capacity - 1);
    if (!IsFull(control[i])) continue;
    char* slot = t->slot(i);
    if (map->table != t) {
      // The map has grown: this table says which keys to visit, the new one whether they are still there. A NaN cannot
      // be looked up; it is gone only when the map was cleared.
      if (IsNan(info, slot)) {
        if (it->clears != map->clears) continue;
      } else {
        if (map->count == 0) continue;
        switch (info.key_kind) {
          case MapInfo::KeyKind::kWord: {
            WordKey k{*Words(slot)};
            slot = FindSlot(map->table, info, k, k.Hash(*map->info, map->seed));
            break;
          }
          case MapInfo::KeyKind::kString: {
            StringKey k;
            std::memcpy(&k.key, slot, sizeof k.key);
            slot = FindSlot(map->table, info, k, k.Hash(*map->info, map->seed));
            break;
          }
          case MapInfo::KeyKind::kAny: {
            const TypeDesc* unhashable = nullptr;
            AnyKey k;
            k.key = Words(KeyMemory(info, slot));
            Walk walk(m);
            k.hash = HashMemory(walk, info.type->key, k.key, map->seed, m.hash_seed(), unhashable);
            slot = FindSlot(map->table, info, k, k.hash);
            break;
          }
        }
        if (slot == nullptr) continue;
      }
    }
    it->key = Words(KeyMemory(info, slot));
    it->value = ValueOf(info, slot);
    return;
  }
}

}  // namespace golite::runtime
