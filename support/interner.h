// This file implements symbols: strings stored once, so that equal names are equal pointers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "support/arena.h"

namespace golite {

// An interned string. Two Syms of one Interner are equal exactly when their texts are. The default Sym is "no name";
// it differs from every interned text, the empty one included.
class Sym {
 public:
  constexpr Sym() = default;

  std::string_view view() const { return entry_ == nullptr ? std::string_view() : std::string_view(entry_->text, entry_->size); }
  operator std::string_view() const { return view(); }
  bool is_blank() const { return entry_ != nullptr && entry_->size == 1 && entry_->text[0] == '_'; }
  bool empty() const { return entry_ == nullptr || entry_->size == 0; }
  // A hash of the text: the same in every run.
  uint32_t hash() const { return entry_ == nullptr ? 0 : entry_->hash; }

  explicit operator bool() const { return entry_ != nullptr; }
  friend bool operator==(Sym a, Sym b) { return a.entry_ == b.entry_; }
  friend bool operator==(Sym a, std::string_view b) { return a.view() == b; }
  friend bool operator==(Sym a, const char* b) { return a.view() == b; }

 private:
  friend class Interner;
  struct Entry {
    uint32_t size;
    uint32_t hash;
    char text[1];  // `size` bytes
  };
  explicit Sym(const Entry* entry) : entry_(entry) {}
  const Entry* entry_ = nullptr;
};

// The table of symbols. Symbols live as long as their interner. Not thread-safe: one per compilation (or engine).
class Interner {
 public:
  Interner();
  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;

  Sym Intern(std::string_view text);
  // Returns the symbol of `text` when it was interned before, else the empty Sym.
  Sym Find(std::string_view text) const;
  size_t size() const { return count_; }

 private:
  static uint32_t Hash(std::string_view text);
  void Grow();

  std::vector<const Sym::Entry*> slots_;  // open addressing; size is a power of two
  size_t count_ = 0;
  Arena arena_;
};

}  // namespace golite

template <>
struct std::hash<golite::Sym> {
  size_t operator()(golite::Sym sym) const noexcept { return sym.hash(); }
};
