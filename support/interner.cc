// This file implements the hash table behind Interner.
#include "support/interner.h"

#include <cstring>

namespace golite {

Interner::Interner() : slots_(1024) {}

uint32_t Interner::Hash(std::string_view text) {
  // Eight bytes per step with a multiply and a fold; names are short, so this is one or two steps.
  uint64_t h = 0x9e3779b97f4a7c15u ^ (text.size() * 0xff51afd7ed558ccdu);
  const char* p = text.data();
  size_t n = text.size();
  auto mix = [&h](uint64_t word) {
    h = (h ^ word) * 0xd6e8feb86659fd93u;
    h ^= h >> 32;
  };
  for (; n >= 8; p += 8, n -= 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    mix(word);
  }
  uint64_t tail = 0;
  for (size_t i = 0; i < n; ++i) tail |= static_cast<uint64_t>(static_cast<unsigned char>(p[i])) << (8 * i);
  mix(tail);
  return static_cast<uint32_t>(h);
}

Sym Interner::Intern(std::string_view text) {
  const uint32_t hash = Hash(text);
  size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  while (const Sym::Entry* entry = slots_[i]) {
    if (entry->hash == hash && entry->size == text.size() && std::memcmp(entry->text, text.data(), text.size()) == 0) {
      return Sym(entry);
    }
    i = (i + 1) & mask;
  }
  auto* entry = static_cast<Sym::Entry*>(arena_.Allocate(sizeof(Sym::Entry) + text.size(), alignof(Sym::Entry)));
  entry->size = static_cast<uint32_t>(text.size());
  entry->hash = hash;
  char* bytes = reinterpret_cast<char*>(entry) + offsetof(Sym::Entry, text);
  if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
  bytes[text.size()] = '\0';
  slots_[i] = entry;
  if (++count_ * 2 > slots_.size()) Grow();
  return Sym(entry);
}

Sym Interner::Find(std::string_view text) const {
  const uint32_t hash = Hash(text);
  size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask; slots_[i] != nullptr; i = (i + 1) & mask) {
    const Sym::Entry* entry = slots_[i];
    if (entry->hash == hash && std::string_view(entry->text, entry->size) == text) return Sym(entry);
  }
  return Sym();
}

void Interner::Grow() {
  std::vector<const Sym::Entry*> bigger(slots_.size() * 2);
  const size_t mask = bigger.size() - 1;
  for (const Sym::Entry* entry : slots_) {
    if (entry == nullptr) continue;
    size_t i = entry->hash & mask;
    while (bigger[i] != nullptr) i = (i + 1) & mask;
    bigger[i] = entry;
  }
  slots_ = std::move(bigger);
}

}  // namespace golite
