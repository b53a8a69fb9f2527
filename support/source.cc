// This file implements line tables, //line directives and the map from positions to files.
#include "support/source.h"

#include <algorithm>
#include <cstring>

#include "support/check.h"

namespace golite {

std::string Position::ToString() const {
  std::string out(filename);
  if (line != 0) {
    if (!out.empty()) out += ':';
    out += std::to_string(line);
    if (column != 0) out += ':' + std::to_string(column);
  }
  return out.empty() ? "-" : out;
}

SourceFile::SourceFile(SourceFileId id, std::string path, std::string text, uint32_t base)
    : id_(id), base_(base), path_(std::move(path)), text_(std::move(text)) {}

const std::vector<uint32_t>& SourceFile::LineStarts() const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    const char* begin = text_.data();
    const char* end = begin + text_.size();
    for (const char* p = begin; p < end;) {
      const char* newline = static_cast<const char*>(std::memchr(p, '\n', static_cast<size_t>(end - p)));
      if (newline == nullptr) break;
      p = newline + 1;
      line_starts_.push_back(static_cast<uint32_t>(p - begin));
    }
  }
  return line_starts_;
}

uint32_t SourceFile::line_count() const {
  return static_cast<uint32_t>(LineStarts().size());
}

Position SourceFile::Physical(uint32_t offset) const {
  const std::vector<uint32_t>& starts = LineStarts();
  auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  return {path_, static_cast<uint32_t>(after - starts.begin()), offset - *(after - 1) + 1};
}

Position SourceFile::Logical(uint32_t offset) const {
  const Position real = Physical(offset);
  auto after = std::upper_bound(directives_.begin(), directives_.end(), offset,
                                [](uint32_t o, const LineDirective& d) { return o < d.offset; });
  if (after == directives_.begin()) return real;
  const LineDirective& directive = *(after - 1);
  const Position origin = Physical(directive.offset);
  Position result{directive.filename, directive.line + (real.line - origin.line), 0};
  if (directive.column != 0) {
    // Columns are relative on the directive's own first line only; later lines start at 1 as usual.
    result.column = real.line == origin.line ? directive.column + (real.column - origin.column) : real.column;
  }
  return result;
}

std::string_view SourceFile::LineText(uint32_t line) const {
  const std::vector<uint32_t>& starts = LineStarts();
  if (line == 0 || line > starts.size()) return {};
  const uint32_t begin = starts[line - 1];
  uint32_t end = line < starts.size() ? starts[line] - 1 : size();
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

void SourceFile::AddLineDirective(uint32_t offset, std::string filename, uint32_t line, uint32_t column) {
  directives_.push_back({offset, line, column, std::move(filename)});
}

SourceManager::SourceManager() = default;
SourceManager::~SourceManager() = default;
SourceManager::SourceManager(SourceManager&&) noexcept = default;
SourceManager& SourceManager::operator=(SourceManager&&) noexcept = default;

SourceFile& SourceManager::AddFile(std::string path, std::string text) {
  GOLITE_CHECK(text.size() < UINT32_MAX - 1 - next_base_, "source texts must stay below 4 GiB together");
  const SourceFileId id(static_cast<uint32_t>(files_.size()));
  const uint32_t base = next_base_;
  next_base_ += static_cast<uint32_t>(text.size()) + 1;  // the end of a file is a position too
  files_.Add(std::make_unique<SourceFile>(id, std::move(path), std::move(text), base));
  return *files_[id];
}

const SourceFile* SourceManager::FindFile(Pos pos) const {
  if (!pos.valid() || pos.raw() >= next_base_) return nullptr;
  auto after = std::upper_bound(files_.begin(), files_.end(), pos.raw(),
                                [](uint32_t raw, const std::unique_ptr<SourceFile>& f) { return raw < f->base_; });
  return after == files_.begin() ? nullptr : (after - 1)->get();
}

Position SourceManager::Locate(Pos pos) const {
  const SourceFile* file = FindFile(pos);
  return file == nullptr ? Position{} : file->Logical(file->OffsetOf(pos));
}

Position SourceManager::LocatePhysical(Pos pos) const {
  const SourceFile* file = FindFile(pos);
  return file == nullptr ? Position{} : file->Physical(file->OffsetOf(pos));
}

}  // namespace golite
