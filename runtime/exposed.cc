// This file implements ExposedMemory.
#include "runtime/exposed.h"

#include <algorithm>

namespace golite::runtime {

using vm::Kind;

namespace {

// A question that takes more steps is answered with no: types of a million parts that are all different.
constexpr uint64_t kMaxSteps = 1 << 20;

uint64_t AddressOf(const void* p) { return reinterpret_cast<uint64_t>(p); }

bool IsNumber(Kind k) { return k >= Kind::kInt && k <= Kind::kComplex128; }

// A value whose first word is a pointer.
bool StartsWithPointer(Kind k) {
  switch (k) {
    case Kind::kPointer: case Kind::kUnsafePointer: case Kind::kMap: case Kind::kChan: case Kind::kFunc: case Kind::kSlice:
    case Kind::kString: return true;
    default: return false;
  }
}

}  // namespace

uint64_t ExposedMemory::Row::size() const { return type->size * count; }

ExposedMemory::ExposedMemory(Heap& heap, const void* globals, uint64_t globals_size)
    : heap_(heap), globals_(AddressOf(globals)), globals_end_(globals_ + globals_size) {
  heap_.SetExposed(this);
}

ExposedMemory::~ExposedMemory() { heap_.SetExposed(nullptr); }

uint64_t ExposedMemory::RegionOf(const void* p) const {
  const uint64_t address = AddressOf(p);
  if (address >= globals_ && address < globals_end_) return globals_;
  return AddressOf(heap_.FindObject(p).start);
}

void ExposedMemory::Expose(const void* p, const TypeDesc* t, uint64_t count) {
  if (p == nullptr || t->size == 0 || count == 0) return;
  const uint64_t region = RegionOf(p);
  if (region == 0) return;
  Run fresh{AddressOf(p), AddressOf(p) + t->size * count, t};
  std::vector<Run>& runs = regions_[region];
  heap_.NoteWork(runs.size() * 8);
  for (Run& r : runs) {
    // Neighbours of one type make one run, as when the elements of a slice are exposed one by one.
    if (r.type != t || fresh.begin > r.end || fresh.end < r.begin || (fresh.begin - r.begin) % t->size != 0) continue;
    r.begin = std::min(r.begin, fresh.begin);
    r.end = std::max(r.end, fresh.end);
    return;
  }
  runs.push_back(fresh);
  // The table counts as memory of the program's, up to another time the limit.
  runs_++;
  heap_.Affords(runs_ * (sizeof(Run) + 64));
}

bool ExposedMemory::Contains(const void* p) const {
  if (p == nullptr) return true;
  const uint64_t address = AddressOf(p);
  // At the end of an object, its neighbour is found.
  for (const uint64_t region : {RegionOf(p), RegionOf(static_cast<const char*>(p) - 1)}) {
    const auto it = regions_.find(region);
    if (region == 0 || it == regions_.end()) continue;
    for (const Run& r : it->second) {
      if (address >= r.begin && address <= r.end) return true;
    }
  }
  return false;
}

std::string_view ExposedMemory::Refusal(const void* p, const TypeDesc* t, uint64_t count, bool read_only) {
  static constexpr std::string_view kUnknown = "the pointer is to no memory whose address the program has taken";
  const auto it = regions_.find(RegionOf(p));
  if (it == regions_.end()) return kUnknown;
  const uint64_t address = AddressOf(p);
  if (!read_only && address % t->align != 0) return "misaligned pointer";
  read_only_ = read_only;
  steps_ = 0;
  std::string_view why = kUnknown;
  for (const Run& r : it->second) {
    if (address < r.begin || address >= r.end) continue;
    if (t->size != 0 && count > (r.end - address) / t->size) {
      if (why == kUnknown) why = "it reaches beyond the memory there";
      continue;
    }
    if (Fits({t, count}, {r.type, (r.end - r.begin) / r.type->size}, address - r.begin)) return "";
    why = read_only ? "the memory there holds no such value"
                    : "through it pointers, lengths or bools there could be overwritten";
  }
  heap_.NoteWork(steps_ * 8);
  return why;
}

// Consists of numbers only.
bool ExposedMemory::Plain(const TypeDesc* t) {
  if (IsNumber(t->kind)) return true;
  if (t->kind == Kind::kArray) return Plain(t->elem);
  if (t->kind != Kind::kStruct || t->opaque) return false;
  if (const auto known = plain_.find(t); known != plain_.end()) return known->second;
  const bool plain = std::ranges::all_of(t->fields, [&](const vm::FieldDesc& f) { return Plain(f.type); });
  plain_.emplace(t, plain);
  return plain;
}

// May values of the wanted types lie `offset` bytes into the memory? Requires: they lie within it.
bool ExposedMemory::Fits(Row want, Row have, uint64_t offset) {
  if (++steps_ > kMaxSteps) return false;
  if (want.size() == 0) return true;
  if (want.count == 1 && want.type->kind == Kind::kArray) return Fits({want.type->elem, want.type->len}, have, offset);
  if (read_only_ && Plain(want.type)) return true;
  if (Plain(want.type) && Plain(have.type)) return true;
  // Within one value, or one of its parts.
  const uint64_t inside = offset % have.type->size;
  if (have.count > 1 && inside + want.size() <= have.type->size) return Fits(want, {have.type, 1}, inside);
  if (want.type == have.type && inside == 0) return true;
  if (have.count == 1 && have.type->kind == Kind::kArray) return Fits(want, {have.type->elem, have.type->len}, offset);
  if (have.count == 1 && have.type->kind == Kind::kStruct) {
    if (have.type->opaque) return false;
    for (const vm::FieldDesc& f : have.type->fields) {
      if (offset >= f.offset && offset + want.size() <= f.offset + f.type->size) return Fits(want, {f.type, 1}, offset - f.offset);
    }
  }
  // Across several: part by part.
  if (want.count > 1) {
    if (want.type->size == have.type->size && inside == 0) return Fits({want.type, 1}, {have.type, 1}, 0);
    for (uint64_t i = 0; i < want.count; i++) {
      if (!Fits({want.type, 1}, have, offset + i * want.type->size)) return false;
    }
    return true;
  }
  if (want.type->kind == Kind::kStruct) return StructFits(want.type, have, offset);
  if (IsNumber(want.type->kind)) return PlainBytes(have, offset, want.size());
  return have.count == 1 && offset == 0 && LeafFits(want.type, have.type);
}

bool ExposedMemory::StructFits(const TypeDesc* want, Row have, uint64_t offset) {
  if (want->opaque) return false;
  uint64_t end = 0;
  for (const vm::FieldDesc& f : want->fields) {
    // Copying a struct writes its padding, too.
    if (f.offset > end && !PlainBytes(have, offset + end, f.offset - end)) return false;
    if (!Fits({f.type, 1}, have, offset + f.offset)) return false;
    end = f.offset + f.type->size;
  }
  return end == want->size || PlainBytes(have, offset + end, want->size - end);
}

// Two types without parts, at one place.
bool ExposedMemory::LeafFits(const TypeDesc* want, const TypeDesc* have) const {
  if (want->kind == have->kind) {
    auto* self = const_cast<ExposedMemory*>(this);
    switch (want->kind) {
      case Kind::kBool: case Kind::kString: case Kind::kUnsafePointer: return true;
      case Kind::kPointer: case Kind::kSlice: return want->elem == have->elem || self->SameData(want->elem, have->elem);
      case Kind::kMap: return want->key == have->key && want->elem == have->elem;
      case Kind::kChan: return want->elem == have->elem && (want->chan_dir & ~have->chan_dir) == 0;
      case Kind::kFunc:
        return want->variadic == have->variadic && std::ranges::equal(want->params, have->params) &&
               std::ranges::equal(want->results, have->results);
      case Kind::kInterface: return want->methods.empty() && have->methods.empty();
      default: return false;
    }
  }
  if (!read_only_) return false;
  if (want->kind == Kind::kUnsafePointer) return StartsWithPointer(have->kind);
  return want->kind == Kind::kString && have->kind == Kind::kSlice && have->elem->size == 1 && IsNumber(have->elem->kind);
}

bool ExposedMemory::SameData(const TypeDesc* a, const TypeDesc* b) { return a->size == b->size && Plain(a) && Plain(b); }

// Are the bytes those of numbers or padding?
bool ExposedMemory::PlainBytes(Row have, uint64_t from, uint64_t bytes) {
  if (++steps_ > kMaxSteps) return false;
  if (bytes == 0 || read_only_ || Plain(have.type)) return true;
  const uint64_t size = have.type->size;
  if (have.count > 1) {
    const uint64_t first = from / size, last = (from + bytes - 1) / size;
    if (last - first > 1) return false;  // a whole value, which is not plain
    if (first == last) return PlainBytes({have.type, 1}, from % size, bytes);
    const uint64_t in_first = size - from % size;
    return PlainBytes({have.type, 1}, from % size, in_first) && PlainBytes({have.type, 1}, 0, bytes - in_first);
  }
  if (have.type->kind == Kind::kArray) return PlainBytes({have.type->elem, have.type->len}, from, bytes);
  if (have.type->kind != Kind::kStruct || have.type->opaque) return false;
  for (const vm::FieldDesc& f : have.type->fields) {
    const uint64_t begin = std::max<uint64_t>(from, f.offset), end = std::min(from + bytes, f.offset + f.type->size);
    if (begin < end && !PlainBytes({f.type, 1}, begin - f.offset, end - begin)) return false;
  }
  return true;
}

void ExposedMemory::ObjectsDied(const Marker& marker) {
  std::erase_if(regions_, [&](const auto& region) {
    if (region.first == globals_ || marker.IsMarked(reinterpret_cast<const void*>(region.first))) return false;
    runs_ -= region.second.size();
    return true;
  });
}

}  // namespace golite::runtime
