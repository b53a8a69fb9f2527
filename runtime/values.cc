// This file implements equality and hashing of values by their types, and the two forms of a value.
#include <bit>
#include <cstring>

#include "runtime/hash.h"
#include "runtime/mutator.h"
#include "runtime/ops.h"
#include "runtime/panic.h"

namespace golite::runtime {
namespace {

// Values nest through interfaces as deep as a script likes; the host's stack does not.
constexpr uint32_t kMaxDepth = 4'000;

template <class T>
T At(const void* p) {
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

const char* Offset(const void* p, uint64_t n) { return static_cast<const char*>(p) + n; }

constexpr EqualityResult kSame{Equality::kEqual, nullptr};
constexpr EqualityResult kOther{Equality::kDifferent, nullptr};
EqualityResult Verdict(bool equal) { return equal ? kSame : kOther; }

EqualityResult CompareIfaces(Walk& walk, const GoIface& a, const GoIface& b) {
  if (a.type != b.type) return kOther;
  if (a.type == nullptr) return kSame;
  if (!a.type->comparable) return {Equality::kUncomparable, a.type};
  if (!a.type->direct_iface && a.data == b.data && a.type->plain_memory) return kSame;
  if (!walk.Enter()) return {Equality::kGivenUp, nullptr};
  const EqualityResult r = CompareMemory(walk, a.type, a.address(), b.address());
  walk.Leave();
  return r;
}

}  // namespace

bool Walk::Enter() {
  constexpr uint32_t kStepsBetween = 1024;
  if (++depth_ > kMaxDepth) {
    too_deep_ = true;
    return false;
  }
  if (++steps_ % kStepsBetween != 0) return true;
  m_.heap.NoteWork(kStepsBetween * 32);
  return !m_.Interrupted();
}

bool Walk::SameMemory(const void* a, const void* b, uint64_t bytes) const { return m_.heap.CompareLong(a, b, bytes) == 0; }

uint64_t Walk::Hash(const void* p, uint64_t bytes, uint64_t seed) const {
  return bytes < Heap::kLong ? HashBytesInline(p, bytes, seed) : m_.heap.HashLong(p, bytes, seed);
}

EqualityResult CompareMemory(Walk& walk, const TypeDesc* t, const void* a, const void* b) {
  if (t->plain_memory) return Verdict(walk.SameMemory(a, b, t->size));
  switch (t->kind) {
    case Kind::kFloat32: return Verdict(At<float>(a) == At<float>(b));
    case Kind::kFloat64: return Verdict(At<double>(a) == At<double>(b));
    case Kind::kComplex64: {
      auto x = At<Complex64>(a), y = At<Complex64>(b);
      return Verdict(x.re == y.re && x.im == y.im);
    }
    case Kind::kComplex128: {
      auto x = At<Complex128>(a), y = At<Complex128>(b);
      return Verdict(x.re == y.re && x.im == y.im);
    }
    case Kind::kString: {
      const GoString x = At<GoString>(a), y = At<GoString>(b);
      return Verdict(x.len == y.len && (x.data == y.data || walk.SameMemory(x.data, y.data, static_cast<uint64_t>(x.len))));
    }
    case Kind::kInterface: return CompareIfaces(walk, At<GoIface>(a), At<GoIface>(b));
    case Kind::kArray:
      for (uint64_t i = 0; i < t->len; ++i) {
        uint64_t at = i * t->elem->size;
        if (auto r = CompareMemory(walk, t->elem, Offset(a, at), Offset(b, at)); r.equality != Equality::kEqual) return r;
      }
      return kSame;
    case Kind::kStruct:
      for (const vm::FieldDesc& f : t->fields) {
        if (f.name == "_") continue;
        auto r = CompareMemory(walk, f.type, Offset(a, f.offset), Offset(b, f.offset));
        if (r.equality != Equality::kEqual) return r;
      }
      return kSame;
    case Kind::kSlice:
    case Kind::kMap:
    case Kind::kFunc: return {Equality::kUncomparable, t};
    default: return Verdict(t->size == 0 || std::memcmp(a, b, t->size) == 0);
  }
}

namespace {

Outcome Finish(Mutator& m, const Walk& walk, EqualityResult r, bool& equal) {
  equal = r.equality == Equality::kEqual;
  if (r.equality == Equality::kUncomparable) return PanicUncomparable(m, r.type);
  if (walk.too_deep()) return Fatal(m, "stack overflow", FatalCause::kStack);
  return Outcome::kDone;  // a walk given up for another reason has asked for attention
}

}  // namespace

Outcome EqualMemory(Mutator& m, const TypeDesc* t, const void* a, const void* b, bool& equal) {
  Walk walk(m);
  const EqualityResult r = CompareMemory(walk, t, a, b);
  return Finish(m, walk, r, equal);
}

Outcome EqualValues(Mutator& m, const TypeDesc* t, const uint64_t* a, const uint64_t* b, bool& equal) {
  const void* x = t->big ? reinterpret_cast<const void*>(*a) : a;
  const void* y = t->big ? reinterpret_cast<const void*>(*b) : b;
  return EqualMemory(m, t, x, y, equal);
}

Outcome EqualIfaces(Mutator& m, GoIface a, GoIface b, bool& equal) {
  Walk walk(m);
  const EqualityResult r = CompareIfaces(walk, a, b);
  return Finish(m, walk, r, equal);
}

Outcome CannotHash(Mutator& m, const Walk& walk, const TypeDesc* t) {
  return walk.too_deep() ? Fatal(m, "stack overflow", FatalCause::kStack) : PanicUnhashable(m, t);
}

uint64_t HashMemory(Walk& walk, const TypeDesc* t, const void* key, uint64_t seed, uint64_t nan_salt,
                    const TypeDesc*& unhashable) {
  if (t->plain_memory) return walk.Hash(key, t->size, seed);
  auto float_hash = [&](double x) {
    if (x == 0) return HashWord(0, seed);  // +0 and -0 are equal
    if (x != x) return HashWord(nan_salt, seed);
    return HashWord(std::bit_cast<uint64_t>(x), seed);
  };
  switch (t->kind) {
    case Kind::kFloat32: return float_hash(At<float>(key));
    case Kind::kFloat64: return float_hash(At<double>(key));
    case Kind::kComplex64: {
      auto x = At<Complex64>(key);
      return float_hash(x.re) * 31 + float_hash(x.im);
    }
    case Kind::kComplex128: {
      auto x = At<Complex128>(key);
      return float_hash(x.re) * 31 + float_hash(x.im);
    }
    case Kind::kString: {
      auto s = At<GoString>(key);
      return walk.Hash(s.data, static_cast<uint64_t>(s.len), seed);
    }
    case Kind::kInterface: {
      auto x = At<GoIface>(key);
      if (x.type == nullptr) return seed;
      if (!x.type->comparable || !walk.Enter()) {
        unhashable = x.type;
        return 0;
      }
      seed = HashMemory(walk, x.type, x.address(), HashWord(x.type->hash, seed), nan_salt, unhashable);
      walk.Leave();
      return seed;
    }
    case Kind::kArray:
      for (uint64_t i = 0; i < t->len && unhashable == nullptr; ++i)
        seed = HashMemory(walk, t->elem, Offset(key, i * t->elem->size), seed, nan_salt, unhashable);
      return seed;
    case Kind::kStruct:
      for (const vm::FieldDesc& f : t->fields) {
        if (f.name == "_") continue;
        if (unhashable != nullptr) break;
        seed = HashMemory(walk, f.type, Offset(key, f.offset), seed, nan_salt, unhashable);
      }
      return seed;
    case Kind::kSlice:
    case Kind::kMap:
    case Kind::kFunc: unhashable = t; return 0;
    default: return HashBytesInline(key, t->size, seed);
  }
}

void LoadSlots(const TypeDesc* t, const void* memory, uint64_t* slots) {
  auto set = [&](auto x) { slots[0] = static_cast<uint64_t>(static_cast<int64_t>(x)); };
  switch (t->kind) {
    case Kind::kBool:
    case Kind::kUint8: slots[0] = At<uint8_t>(memory); return;
    case Kind::kInt8: set(At<int8_t>(memory)); return;
    case Kind::kInt16: set(At<int16_t>(memory)); return;
    case Kind::kInt32: set(At<int32_t>(memory)); return;
    case Kind::kUint16: slots[0] = At<uint16_t>(memory); return;
    case Kind::kUint32:
    case Kind::kFloat32: slots[0] = At<uint32_t>(memory); return;
    default:
      if (t->slots == 0) return;
      if (t->size % 8 != 0) slots[t->slots - 1] = 0;
      std::memcpy(slots, memory, t->size);
  }
}

GoIface BoxValue(Mutator& m, const TypeDesc* t, const uint64_t* slots) {
  if (t->direct_iface) return {t, t->slots == 0 ? 0 : slots[0]};
  if (t->big) return {t, slots[0]};  // the copy is private and nobody writes it
  void* copy = m.heap.New(t);
  m.heap.CopyLong(copy, slots, t->size);
  return {t, reinterpret_cast<uint64_t>(copy)};
}

void UnboxValue(const TypeDesc* t, uint64_t data, uint64_t* slots) {
  if (t->big) {
    slots[0] = data;
  } else if (t->direct_iface) {
    if (t->slots != 0) slots[0] = data;
  } else {
    LoadSlots(t, reinterpret_cast<const void*>(data), slots);
  }
}

}  // namespace golite::runtime
