// This file makes Programs with the types that tests of the runtime need, without a compiler.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "runtime/mutator.h"
#include "runtime/scheduler.h"
#include "vm/program.h"

namespace golite::runtime {

// A Program whose types are made on demand. All types have to be made before the first Mutator.
class TestTypes {
 public:
  vm::Program program;

  TypeDesc* Add(Kind kind, std::string string, uint64_t size, bool pointers) {
    TypeDesc& t = storage_.emplace_back();
    t.kind = kind;
    t.string = program.Intern(string);
    t.size = size;
    t.slots = static_cast<uint32_t>((size + 7) / 8);
    t.has_pointers = pointers;
    t.comparable = kind != Kind::kSlice && kind != Kind::kMap && kind != Kind::kFunc;
    t.index = static_cast<uint32_t>(program.types.size());
    t.hash = 0x9E3779B97F4A7C15ull * (t.index + 1);
    t.direct_iface = t.slots <= 1;
    t.big = t.slots > vm::kMaxInlineSlots;
    program.types.push_back(&t);
    return &t;
  }
  TypeDesc* Scalar(Kind kind, std::string string, uint64_t size) {
    TypeDesc* t = Add(kind, string, size, false);
    t->plain_memory = kind < Kind::kFloat32;
    return t;
  }
  const TypeDesc* Int() { return int_ ? int_ : int_ = Scalar(Kind::kInt, "int", 8); }
  const TypeDesc* Uint8() { return uint8_ ? uint8_ : uint8_ = Scalar(Kind::kUint8, "uint8", 1); }
  const TypeDesc* Float64() { return float_ ? float_ : float_ = Scalar(Kind::kFloat64, "float64", 8); }
  const TypeDesc* String() {
    if (string_ == nullptr) {
      string_ = Add(Kind::kString, "string", 16, true);
      string_->words = Words({1, 0});
    }
    return string_;
  }
  const TypeDesc* Any() {
    if (any_ == nullptr) {
      any_ = Add(Kind::kInterface, "interface {}", 16, true);
      any_->words = Words({0, 2});
    }
    return any_;
  }
  TypeDesc* Pointer(const TypeDesc* elem) {
    TypeDesc* t = Add(Kind::kPointer, "*" + std::string(elem ? elem->string : "?"), 8, true);
    t->plain_memory = true;
    t->elem = elem;
    t->words = Words({1});
    return t;
  }
  TypeDesc* Slice(const TypeDesc* elem) {
    TypeDesc* t = Add(Kind::kSlice, "[]" + std::string(elem->string), 24, true);
    t->elem = elem;
    t->words = Words({1, 0, 0});
    return t;
  }
  TypeDesc* Array(const TypeDesc* elem, uint64_t n) {
    TypeDesc* t = Add(Kind::kArray, "[" + std::to_string(n) + "]" + std::string(elem->string), elem->size * n, elem->has_pointers);
    t->elem = elem;
    t->len = n;
    t->comparable = elem->comparable;
    t->plain_memory = elem->plain_memory;
    return t;
  }
  TypeDesc* Map(const TypeDesc* key, const TypeDesc* value) {
    TypeDesc* t = Add(Kind::kMap, "map[" + std::string(key->string) + "]" + std::string(value->string), 8, true);
    t->key = key;
    t->elem = value;
    t->words = Words({1});
    return t;
  }
  // Fields are named a, b, ...; offsets follow from sizes of multiples of 8 bytes.
  TypeDesc* Struct(std::string name, std::vector<const TypeDesc*> fields) {
    uint64_t size = 0;
    bool pointers = false, plain = true, comparable = true;
    std::vector<vm::FieldDesc>& list = fields_.emplace_back();
    std::vector<WordKind> words;
    for (const TypeDesc* f : fields) {
      vm::FieldDesc d;
      d.name = program.Intern(std::string(1, static_cast<char>('a' + list.size())));
      d.type = f;
      d.offset = static_cast<uint32_t>(size);
      list.push_back(d);
      size += f->size;
      pointers |= f->has_pointers;
      plain &= f->plain_memory;
      comparable &= f->comparable;
      if (f->has_pointers && f->kind != Kind::kArray) words.insert(words.end(), f->words.begin(), f->words.end());
      else words.resize(words.size() + f->size / 8, WordKind::kScalar);
    }
    TypeDesc* t = Add(Kind::kStruct, name, size, pointers);
    t->fields = list;
    t->plain_memory = plain;
    t->comparable = comparable;
    words_.push_back(std::move(words));
    if (pointers) t->words = words_.back();
    return t;
  }
  std::span<const WordKind> Words(std::vector<int> kinds) {
    auto& w = words_.emplace_back();
    for (int k : kinds) w.push_back(static_cast<WordKind>(k));
    return w;
  }

 private:
  std::deque<TypeDesc> storage_;
  std::deque<std::vector<WordKind>> words_;
  std::deque<std::vector<vm::FieldDesc>> fields_;
  const TypeDesc *int_ = nullptr, *uint8_ = nullptr, *float_ = nullptr;
  TypeDesc *string_ = nullptr, *any_ = nullptr;
};

// A Mutator over the types made so far.
struct TestVm {
  Scheduler scheduler;
  Mutator m;

  explicit TestVm(TestTypes& types, HeapOptions options = {}, uint64_t seed = 1)
      : scheduler(types.program, Options(seed)), m(types.program, scheduler, options) {}
  static SchedulerOptions Options(uint64_t seed) {
    SchedulerOptions o;
    o.seed = seed;
    return o;
  }
};

inline GoString Str(std::string_view s) { return {s.data(), static_cast<int64_t>(s.size())}; }

}  // namespace golite::runtime
