// This file implements the block list behind Arena.
#include "support/arena.h"

#include <algorithm>
#include <cstdlib>

namespace golite {
namespace {

constexpr size_t kFirstBlock = 16 << 10;
constexpr size_t kLargestBlock = 1 << 20;

}  // namespace

Arena::~Arena() {
  Free();
}

Arena::Arena(Arena&& other) noexcept
    : cursor_(std::exchange(other.cursor_, nullptr)),
      limit_(std::exchange(other.limit_, nullptr)),
      blocks_(std::exchange(other.blocks_, nullptr)),
      reserved_(std::exchange(other.reserved_, 0)) {}

Arena& Arena::operator=(Arena&& other) noexcept {
  if (this != &other) {
    Free();
    cursor_ = std::exchange(other.cursor_, nullptr);
    limit_ = std::exchange(other.limit_, nullptr);
    blocks_ = std::exchange(other.blocks_, nullptr);
    reserved_ = std::exchange(other.reserved_, 0);
  }
  return *this;
}

void* Arena::AllocateSlow(size_t size, size_t align) {
  const size_t needed = sizeof(Block) + size + align;
  // Blocks double in size, so that small programs stay small and big ones make few calls.
  const size_t wanted = std::clamp(reserved_, kFirstBlock, kLargestBlock);
  const size_t block_size = std::max(needed, wanted);
  void* memory = std::malloc(block_size);
  if (memory == nullptr) std::abort();
  Block* block = new (memory) Block{blocks_, block_size};
  blocks_ = block;
  reserved_ += block_size;
  char* begin = reinterpret_cast<char*>(block + 1);
  char* end = reinterpret_cast<char*>(block) + block_size;
  uintptr_t start = (reinterpret_cast<uintptr_t>(begin) + (align - 1)) & ~static_cast<uintptr_t>(align - 1);
  char* after = reinterpret_cast<char*>(start + size);
  // A large object gets a block of its own; the current block keeps serving small ones when it has more room.
  if (end - after > limit_ - cursor_) {
    cursor_ = after;
    limit_ = end;
  }
  return reinterpret_cast<void*>(start);
}

void Arena::Free() {
  for (Block* block = blocks_; block != nullptr;) {
    Block* next = block->next;
    std::free(block);
    block = next;
  }
  blocks_ = nullptr;
}

}  // namespace golite
