// This file implements what race mode adds to lowering: which accesses are watched, and how reports name places.
//
// An access of one instruction carries a note, and emission chooses the instruction that tells the tracker. Accesses to
// ranges, and those that a library instruction makes, are announced by an instruction before it.
#include <algorithm>

#include "compiler/lowerer.h"

namespace golite::compiler {

// Packages whose own memory needs no watching: what race mode itself is made of, and state of the library that nobody else
// can reach and that one goroutine at a time uses, because it never waits in between or holds a lock.
bool IsWatched(std::string_view path) {
  static constexpr std::string_view kUnwatched[] = {
      "context", "runtime", "sync", "sync/atomic", "log", "math/rand", "math/rand/v2", "os", "os/signal", "syscall", "testing",
      "testing/synctest", "time", "unique", "weak",
  };
  return !path.starts_with("internal/") && std::ranges::find(kUnwatched, path) == std::end(kUnwatched);
}

uint32_t Module::Note(const vm::RaceNote& note) {
  std::string key = std::to_string(static_cast<int>(note.kind)) + "/" + std::to_string(note.size) + "/" + std::string(note.text);
  auto [it, added] = race_notes_.try_emplace(std::move(key), 0);
  if (added) {
    program_->race_notes.push_back({note.kind, note.size, program_->Intern(note.text)});
    it->second = static_cast<uint32_t>(program_->race_notes.size());
  }
  return it->second;
}

uint32_t Lowerer::NoteText(std::string_view text) {
  if (!watched()) return 0;
  return m_.Note({vm::RaceNote::Kind::kPlain, 0, text});
}

uint32_t Lowerer::NoteVariable(sema::Var* v) {
  if (!watched()) return 0;
  return NoteText("variable " + std::string(v->name().view()));
}

uint32_t Lowerer::NoteField(Type* t, sema::Var* field) {
  if (!watched()) return 0;
  std::string name = sema::TypeString(t);
  // Names of the program's own package are written without it.
  if (const std::string own = std::string(pkg_ == nullptr ? "" : pkg_->path()) + "."; name.starts_with(own)) name.erase(0, own.size());
  if (name.size() > 60) name = "struct";
  return NoteText("field " + name + "." + std::string(field->name().view()));
}

uint32_t Lowerer::NoteElement(std::string_view of, Type* elem) {
  if (!watched()) return 0;
  return m_.Note({vm::RaceNote::Kind::kElement, static_cast<uint32_t>(sema::SizeOf(elem)), of});
}

void Lowerer::RaceAccess(bool write, Reg ptr, int64_t offset, int64_t size, uint32_t note) {
  if (!watched() || size == 0) return;
  if (offset >= 65536) {
    Reg p = b_.PointerTemp();
    b_.Emit(Op::kAddPtrX, p, ptr, {}, static_cast<uint64_t>(offset));
    ptr = p;
    offset = 0;
  }
  const uint32_t n = NoteFor(note) - 1;
  b_.Emit(write ? Op::kRaceWrite : Op::kRaceRead, ptr, static_cast<uint32_t>(offset), {},
          ir::ExtWord(static_cast<uint32_t>(size), n & 0xFFFF, n >> 16));
}

void Lowerer::RaceRange(bool write, Reg ptr, Reg count, int64_t size, uint32_t note) {
  if (!watched() || size == 0) return;
  const uint32_t n = NoteFor(note) - 1;
  b_.Emit(write ? Op::kRaceWriteN : Op::kRaceReadN, ptr, count, {},
          ir::ExtWord(static_cast<uint32_t>(size), n & 0xFFFF, n >> 16));
}

// A map is one place: its first word.
void Lowerer::RaceMap(bool write, Reg map) {
  if (watched()) RaceAccess(write, map, 0, 8, NoteText("map"));
}

// append(slice, `count` values): it writes the elements behind, or reads the old ones when they move to a new array.
void Lowerer::RaceAppend(Reg slice, Reg count, Type* elem) {
  if (!watched() || sema::SizeOf(elem) == 0) return;
  const uint32_t n = NoteElement("slice", elem) - 1;
  b_.Emit(Op::kRaceAppend, slice, count, {}, ir::ExtWord(static_cast<uint32_t>(sema::SizeOf(elem)), n & 0xFFFF, n >> 16));
}

// The bytes of a key that is a string.
void Lowerer::RaceKey(Reg key, Type* t) {
  if (watched() && sema::IsString(t)) RaceRange(/*write=*/false, key, key + 1, 1, NoteText("bytes of a key"));
}

}  // namespace golite::compiler
