// This file implements the storage of Program and its look-ups by name.
#include "vm/program.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

namespace golite::vm {

struct Program::Storage {
  struct Chunk {
    std::unique_ptr<std::byte[]> bytes;
    size_t used = 0, size = 0;
  };
  std::vector<Chunk> chunks;
  std::unordered_set<std::string_view> interned;
  // Look-up tables, built on first use; a Program is shared between threads, hence the flag.
  std::once_flag indexed;
  std::unordered_map<std::string_view, const TypeDesc*> types_by_string;
  std::unordered_map<std::string_view, const Function*> functions_by_name;
  std::vector<const Function*> by_code;  // sorted by code address

  void Index(const Program& p) {
    std::call_once(indexed, [&] {
      for (const TypeDesc* t : p.types) types_by_string.try_emplace(t->string, t);
      for (const Function* f : p.functions) {
        functions_by_name.try_emplace(f->name, f);
        by_code.push_back(f);
      }
      std::ranges::sort(by_code, std::less<const Instr*>{}, &Function::code);
    });
  }
};

Program::Program() : storage(std::make_unique<Storage>()) {}
Program::~Program() = default;

uint16_t Function::UnsignedOperands(const Instr* at) const {
  const auto pc = static_cast<uint32_t>(at - code);
  const auto row = std::ranges::lower_bound(unsigned_operands, pc, {}, &UnsignedRow::pc);
  return row != unsigned_operands.end() && row->pc - row->words < pc ? row->operands : uint16_t{0};
}

const ElidedLock* Function::ElidedLockAt(const Instr* at) const {
  const auto pc = static_cast<uint32_t>(at - code);
  const auto lock = std::ranges::find_if(elided_locks, [&](const ElidedLock& l) { return l.begin < pc && pc <= l.end; });
  return lock == elided_locks.end() ? nullptr : &*lock;
}

void Function::SetClears() {
  clear_results = clear_begin = clear_end = 0;
  uint16_t locals = static_cast<uint16_t>(closure_slot() + (has_closure_slot ? 1 : 0));
  for (const SlotRange& r : slots) {
    if (r.kind == WordKind::kScalar || r.begin >= r.end) continue;
    if (r.begin < result_slots) clear_results = std::max(clear_results, std::min(r.end, result_slots));
    if (r.end <= locals) continue;
    // The type word of an interface decides how its data word is read, so it is cleared too.
    uint16_t begin = static_cast<uint16_t>(r.kind == WordKind::kIfaceData && r.begin > 0 ? r.begin - 1 : r.begin);
    begin = std::max(begin, locals);
    clear_begin = clear_end == 0 ? begin : std::min(clear_begin, begin);
    clear_end = std::max(clear_end, r.end);
  }
}

void* Program::Allocate(size_t bytes, size_t align) {
  constexpr size_t kChunk = 64 * 1024;
  auto& chunks = storage->chunks;
  if (!chunks.empty()) {
    auto& c = chunks.back();
    size_t at = (c.used + align - 1) & ~(align - 1);
    if (at + bytes <= c.size) {
      c.used = at + bytes;
      return c.bytes.get() + at;
    }
  }
  size_t size = std::max(kChunk, bytes);
  chunks.push_back({std::make_unique<std::byte[]>(size), bytes, size});
  return chunks.back().bytes.get();
}

std::string_view Program::Intern(std::string_view text) {
  if (text.empty()) return {};
  if (auto it = storage->interned.find(text); it != storage->interned.end()) return *it;
  char* copy = static_cast<char*>(Allocate(text.size() + 1, 1));
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = 0;
  std::string_view view(copy, text.size());
  storage->interned.insert(view);
  return view;
}

const TypeDesc* Program::FindType(std::string_view string) const {
  storage->Index(*this);
  auto it = storage->types_by_string.find(string);
  return it == storage->types_by_string.end() ? nullptr : it->second;
}

const Function* Program::FindFunction(std::string_view name) const {
  storage->Index(*this);
  auto it = storage->functions_by_name.find(name);
  return it == storage->functions_by_name.end() ? nullptr : it->second;
}

const Function* Program::FunctionAt(const Instr* pc) const {
  storage->Index(*this);
  const auto& fns = storage->by_code;
  auto it = std::ranges::upper_bound(fns, pc, std::less<const Instr*>{}, &Function::code);
  if (it == fns.begin()) return nullptr;
  const Function* f = *--it;
  return pc < f->code + f->code_words ? f : nullptr;
}

}  // namespace golite::vm
