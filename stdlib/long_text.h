// This file defines LongText, a text that is being put together and may become long.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/mutator.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {

// A text that grows at its end, as a std::string does, but in pieces that stay where they are, so that no step takes long. They
// lie in the heap, where nobody has to free them; a native that returns to the machine keeps none. Once the run is to end, or the text is longer than the VM's memory, it grows no more: whoever makes it asks over() now and then.
class LongText {
 public:
  explicit LongText(runtime::Mutator& m) : m_(m) {}

  LongText& operator+=(char c) {
    if (piece_.size() == kPiece) [[unlikely]] NextPiece();
    piece_.push_back(c);
    return *this;
  }
  LongText& operator+=(std::string_view s) {
    if (s.size() <= kPiece - piece_.size()) [[likely]] piece_.append(s);
    else AppendLong(s);
    return *this;
  }
  void push_back(char c) { *this += c; }
  void append(std::string_view s) { *this += s; }
  // n times c.
  void append(size_t n, char c) {
    while (n > 0 && !over_) {
      if (piece_.size() == kPiece) NextPiece();
      const size_t part = std::min(n, kPiece - piece_.size());
      piece_.append(part, c);
      n -= part;
    }
  }
  void append(const LongText& text) {
    text.ForEachPiece([this](std::string_view piece) { *this += piece; });
  }

  // About so many bytes will come.
  void reserve(size_t n) { piece_.reserve(std::min(n, kPiece)); }

  size_t size() const { return full_.size() * kPiece + piece_.size(); }
  bool over() const { return over_; }
  // Calls f with one part of the text after the other.
  template <class F>
  void ForEachPiece(F f) const {
    for (const char* piece : full_) f(std::string_view(piece, kPiece));
    f(std::string_view(piece_));
  }

  // As a value of the heap.
  runtime::GoString ToString() const {
    if (full_.empty()) return m_.NewString(piece_);
    char* bytes;
    const runtime::GoString s = m_.NewStringRaw(static_cast<int64_t>(size()), &bytes);
    Copy(bytes);
    return s;
  }
  runtime::GoSlice<uint8_t> ToBytes() const {
    if (full_.empty()) return m_.NewBytes(piece_);
    const auto n = static_cast<int64_t>(size());
    auto* bytes = static_cast<uint8_t*>(m_.heap.NewNoscanRaw(size()));
    Copy(reinterpret_cast<char*>(bytes));
    return {bytes, n, n};
  }

 private:
  static constexpr size_t kPiece = 64 << 10;

  void NextPiece() {
    m_.heap.NoteWork(kPiece);
    over_ = over_ || !m_.heap.Affords(size()) || m_.Interrupted();
    // What is still added is lost with the rest.
    if (auto* piece = over_ ? nullptr : static_cast<char*>(m_.heap.TryNewNoscanRaw(kPiece))) {
      std::memcpy(piece, piece_.data(), kPiece);
      full_.push_back(piece);
    } else if (!over_) {
      m_.heap.NoteOutOfMemory();
      over_ = true;
    }
    piece_.clear();
  }
  void AppendLong(std::string_view s) {
    while (!s.empty() && !over_) {
      if (piece_.size() == kPiece) NextPiece();
      const size_t part = std::min(s.size(), kPiece - piece_.size());
      piece_.append(s.substr(0, part));
      s.remove_prefix(part);
    }
  }
  void Copy(char* to) const {
    ForEachPiece([&](std::string_view piece) {
      if (over_ || m_.Interrupted()) return;
      std::memcpy(to, piece.data(), piece.size());
      to += piece.size();
    });
  }

  runtime::Mutator& m_;
  std::vector<char*> full_;  // of kPiece bytes each
  std::string piece_;        // the end of the text
  bool over_ = false;
};

inline void AppendRune(LongText& text, int32_t r) {
  if (r >= 0 && r < 0x80) {
    text.push_back(static_cast<char>(r));
  } else {
    char buf[4];
    text += std::string_view(buf, static_cast<size_t>(EncodeRune(buf, r)));
  }
}

}  // namespace golite::stdlib
