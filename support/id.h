// This file implements strong ids: small integers that name a row of one table and do not mix with others.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace golite {

// The index of a row in a table of the kind Tag says. The default id is invalid.
template <typename Tag, typename Rep = uint32_t>
class Id {
 public:
  static constexpr Rep kInvalid = static_cast<Rep>(-1);

  constexpr Id() = default;
  constexpr explicit Id(Rep value) : value_(value) {}

  constexpr Rep value() const { return value_; }
  constexpr bool valid() const { return value_ != kInvalid; }
  friend constexpr auto operator<=>(Id a, Id b) = default;

 private:
  Rep value_ = kInvalid;
};

// A vector indexed by a strong id.
template <typename IdType, typename T>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(size_t n) : rows_(n) {}
  IdVector(size_t n, const T& value) : rows_(n, value) {}

  T& operator[](IdType id) { return rows_[id.value()]; }
  const T& operator[](IdType id) const { return rows_[id.value()]; }

  // Appends a row and returns its id.
  IdType Add(T row) {
    rows_.push_back(std::move(row));
    return IdType(static_cast<decltype(IdType().value())>(rows_.size() - 1));
  }
  // Makes room so that every id below n is a row.
  void EnsureSize(size_t n) {
    if (rows_.size() < n) rows_.resize(n);
  }
  bool Has(IdType id) const { return id.valid() && id.value() < rows_.size(); }

  size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  void clear() { rows_.clear(); }
  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }

 private:
  std::vector<T> rows_;
};

}  // namespace golite

template <typename Tag, typename Rep>
struct std::hash<golite::Id<Tag, Rep>> {
  size_t operator()(golite::Id<Tag, Rep> id) const noexcept { return id.value(); }
};
