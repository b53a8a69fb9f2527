// This file implements source files and the 32-bit positions that name a byte in one of them.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/id.h"

namespace golite {

struct SourceFileTag;
using SourceFileId = Id<SourceFileTag>;

// A place in the source: a byte in one of the files of a SourceManager. The default Pos is "nowhere". Positions of
// one file compare in reading order; files compare in the order in which they were added.
class Pos {
 public:
  constexpr Pos() = default;
  constexpr explicit Pos(uint32_t raw) : raw_(raw) {}

  constexpr uint32_t raw() const { return raw_; }
  constexpr bool valid() const { return raw_ != 0; }
  // The place n bytes further on in the same file.
  constexpr Pos operator+(uint32_t n) const { return Pos(raw_ + n); }
  friend constexpr auto operator<=>(Pos a, Pos b) = default;

 private:
  uint32_t raw_ = 0;
};

// What people call a position. Columns count bytes from 1; column 0 means unknown (after a //line without a column).
struct Position {
  std::string_view filename;
  uint32_t line = 0;
  uint32_t column = 0;

  bool valid() const { return line != 0; }
  // "file:line:col", without the parts that are unknown.
  std::string ToString() const;
  friend bool operator==(const Position&, const Position&) = default;
};

// One source text. Immutable once it is lexed (the lexer adds the //line directives it meets).
class SourceFile {
 public:
  SourceFile(SourceFileId id, std::string path, std::string text, uint32_t base);

  SourceFileId id() const { return id_; }
  // The name used in messages, as the user gave it.
  const std::string& path() const { return path_; }
  // The whole text; data()[size()] is a NUL byte, which the scanner relies on.
  std::string_view text() const { return text_; }
  uint32_t size() const { return static_cast<uint32_t>(text_.size()); }

  Pos PosAt(uint32_t offset) const { return Pos(base_ + offset); }
  uint32_t OffsetOf(Pos pos) const { return pos.raw() - base_; }
  bool Contains(Pos pos) const { return pos.raw() >= base_ && pos.raw() - base_ <= text_.size(); }

  // Line and column in this very text, ignoring //line.
  Position Physical(uint32_t offset) const;
  // Line and column as //line directives say. Directives that name no column make columns unknown.
  Position Logical(uint32_t offset) const;
  bool has_line_directives() const { return !directives_.empty(); }
  // The text of the 1-based physical line, without its newline.
  std::string_view LineText(uint32_t line) const;
  uint32_t line_count() const;

  // Replaces bytes that no Go source may contain by spaces, after they were reported.
  void Blank(uint32_t offset, uint32_t n) { text_.replace(offset, n, n, ' '); }

  // From `offset` on (the first byte after the directive), positions count from filename:line:column. Column 0 means
  // that none was given. Directives come in reading order.
  void AddLineDirective(uint32_t offset, std::string filename, uint32_t line, uint32_t column);

 private:
  friend class SourceManager;
  struct LineDirective {
    uint32_t offset;
    uint32_t line;
    uint32_t column;
    std::string filename;
  };

  const std::vector<uint32_t>& LineStarts() const;

  SourceFileId id_;
  uint32_t base_;
  std::string path_;
  std::string text_;
  mutable std::vector<uint32_t> line_starts_;  // filled at the first question about a line
  std::vector<LineDirective> directives_;
};

// All files of one compilation. Files have stable addresses. Not thread-safe while files are added or line tables are
// still lazy.
class SourceManager {
 public:
  SourceManager();
  ~SourceManager();
  SourceManager(SourceManager&&) noexcept;
  SourceManager& operator=(SourceManager&&) noexcept;

  // Adds a text; all texts together must stay below 4 GiB. Returns the file, which the manager owns.
  SourceFile& AddFile(std::string path, std::string text);

  // Returns the file that `pos` lies in, or null for an invalid position.
  const SourceFile* FindFile(Pos pos) const;
  SourceFile& file(SourceFileId id) { return *files_[id]; }
  const SourceFile& file(SourceFileId id) const { return *files_[id]; }
  size_t file_count() const { return files_.size(); }

  // The position as messages show it, //line directives honoured; a Position with line 0 for an invalid pos.
  Position Locate(Pos pos) const;
  // The position in the real file.
  Position LocatePhysical(Pos pos) const;

 private:
  IdVector<SourceFileId, std::unique_ptr<SourceFile>> files_;
  uint32_t next_base_ = 1;
};

}  // namespace golite
