// This file implements the bump allocator that owns the AST, types and other data that lives as long as a compilation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace golite {

// Memory that is handed out piece by piece and freed all at once. Objects in it are never destroyed one by one, so
// only trivially destructible types may live here. Not thread-safe: one arena belongs to one compilation.
class Arena {
 public:
  Arena() = default;
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&& other) noexcept;
  Arena& operator=(Arena&& other) noexcept;

  // Returns `size` bytes aligned to `align` (a power of two).
  void* Allocate(size_t size, size_t align) {
    uintptr_t start = (reinterpret_cast<uintptr_t>(cursor_) + (align - 1)) & ~static_cast<uintptr_t>(align - 1);
    if (cursor_ == nullptr || start + size > reinterpret_cast<uintptr_t>(limit_)) return AllocateSlow(size, align);
    cursor_ = reinterpret_cast<char*>(start + size);
    return reinterpret_cast<void*>(start);
  }

  // Makes one T; arguments go to its constructor or its members.
  template <typename T, typename... Args>
  T* New(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>, "arena objects are never destroyed");
    return new (Allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  // Makes n value-initialised Ts.
  template <typename T>
  std::span<T> NewArray(size_t n) {
    static_assert(std::is_trivially_destructible_v<T>, "arena objects are never destroyed");
    if (n == 0) return {};
    T* data = static_cast<T*>(Allocate(sizeof(T) * n, alignof(T)));
    for (size_t i = 0; i < n; ++i) new (data + i) T{};
    return {data, n};
  }

  // Copies a list into the arena.
  template <typename T>
  std::span<T> Copy(std::span<const T> list) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (list.empty()) return {};
    T* data = static_cast<T*>(Allocate(sizeof(T) * list.size(), alignof(T)));
    std::memcpy(static_cast<void*>(data), list.data(), sizeof(T) * list.size());
    return {data, list.size()};
  }

  std::string_view CopyString(std::string_view text) {
    if (text.empty()) return {};
    char* data = static_cast<char*>(Allocate(text.size(), 1));
    std::memcpy(data, text.data(), text.size());
    return {data, text.size()};
  }

  // Bytes taken from the system.
  size_t bytes_reserved() const { return reserved_; }

 private:
  struct Block {
    Block* next;
    size_t size;
  };

  void* AllocateSlow(size_t size, size_t align);
  void Free();

  char* cursor_ = nullptr;
  char* limit_ = nullptr;
  Block* blocks_ = nullptr;  // newest first
  size_t reserved_ = 0;
};

}  // namespace golite
