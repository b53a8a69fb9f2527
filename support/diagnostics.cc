// This file implements the collection, sorting and rendering of diagnostics.
#include "support/diagnostics.h"

#include <algorithm>

namespace golite {
namespace {

constexpr DiagInfo kDiags[] = {
#define DIAG(name, severity, text) {#name, Severity::k##severity, text},
#include "support/diagnostics.def"
#undef DIAG
};

bool IsSyntaxError(const Diagnostic& d) {
  return d.message.starts_with("syntax error");
}

constexpr std::string_view kBold = "\x1b[1m", kRed = "\x1b[1;31m", kBlue = "\x1b[1;34m", kReset = "\x1b[0m";

// Appends the physical source line of `pos` and a caret under its column; tabs are kept so that the caret lines up.
void AppendSnippet(std::string& out, const SourceManager& sources, Pos pos, const RenderOptions& options) {
  const SourceFile* file = sources.FindFile(pos);
  if (file == nullptr) return;
  const Position at = file->Physical(file->OffsetOf(pos));
  std::string_view text = file->LineText(at.line);
  if (text.size() > 200 || text.empty()) return;
  const std::string number = std::to_string(at.line);
  const std::string gutter = std::string(number.size() + 2, ' ') + "| ";
  out += ' ' + number + " | ";
  out += text;
  out += '\n';
  out += gutter;
  for (uint32_t i = 0; i + 1 < at.column && i < text.size(); ++i) {
    // One blank per character: continuation bytes of UTF-8 take no column on the screen.
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    out += text[i] == '\t' ? '\t' : ' ';
  }
  if (options.color) out += kRed;
  out += '^';
  if (options.color) out += kReset;
  out += '\n';
}

}  // namespace

const DiagInfo& GetDiagInfo(Diag diag) {
  return kDiags[static_cast<size_t>(diag)];
}

Diagnostics::Handle& Diagnostics::Handle::Note(Pos pos, std::string message) {
  if (sink_ != nullptr && index_ < sink_->list_.size()) sink_->list_[index_].notes.push_back({pos, std::move(message)});
  return *this;
}

std::string Diagnostics::Format(Diag diag, const std::string* args, size_t count) {
  const std::string_view text = GetDiagInfo(diag).text;
  std::string out;
  out.reserve(text.size() + 16 * count);
  for (size_t i = 0; i < text.size(); ++i) {
    if (i + 2 < text.size() && text[i] == '{' && text[i + 2] == '}') {
      const size_t n = static_cast<size_t>(text[i + 1] - '0');
      if (n < count) {
        out += args[n];
        i += 2;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

Diagnostics::Handle Diagnostics::Add(Diag diag, Pos pos, std::string message) {
  Diagnostic d{diag, GetDiagInfo(diag).severity, pos, std::move(message), {}};
  if (IsSyntaxError(d)) {
    has_syntax_errors_ = true;
    // Later syntax errors of one line are nearly always the echo of the first.
    const SourceFile* file = sources_->FindFile(pos);
    const SourceFileId id = file == nullptr ? SourceFileId() : file->id();
    const uint32_t line = sources_->LocatePhysical(pos).line;
    if (line == last_syntax_line_ && id == last_syntax_file_) return Handle(this, SIZE_MAX);
    last_syntax_line_ = line;
    last_syntax_file_ = id;
  }
  if (d.severity == Severity::kError) ++error_count_;
  list_.push_back(std::move(d));
  return Handle(this, list_.size() - 1);
}

void Diagnostics::Sort() {
  std::ranges::stable_sort(list_, {}, &Diagnostic::pos);
  auto same = [this](const Diagnostic& a, const Diagnostic& b) {
    if (a.message != b.message) return false;
    return a.pos == b.pos || sources_->LocatePhysical(a.pos).line == sources_->LocatePhysical(b.pos).line;
  };
  list_.erase(std::unique(list_.begin(), list_.end(), same), list_.end());
  error_count_ = static_cast<size_t>(std::ranges::count(list_, Severity::kError, &Diagnostic::severity));
}

void Diagnostics::Clear() {
  list_.clear();
  error_count_ = 0;
  has_syntax_errors_ = false;
  last_syntax_line_ = 0;
  last_syntax_file_ = {};
}

std::string FormatPos(const SourceManager& sources, Pos pos) {
  const SourceFile* file = sources.FindFile(pos);
  if (file == nullptr) return "<unknown line number>";
  return file->Logical(file->OffsetOf(pos)).ToString();
}

std::string RenderDiagnostics(Diagnostics& diags, const RenderOptions& options) {
  diags.Sort();
  const SourceManager& sources = diags.sources();
  std::string out;
  size_t shown = 0;
  for (const Diagnostic& d : diags.all()) {
    if (options.max_errors != 0 && shown == options.max_errors) {
      out += FormatPos(sources, d.pos) + ": too many errors\n";
      break;
    }
    ++shown;
    if (options.color) out += kBold;
    if (d.pos.valid()) out += FormatPos(sources, d.pos) + ": ";
    if (options.color) out += kReset;
    if (d.severity == Severity::kWarning) out += "warning: ";
    out += d.message;
    out += '\n';
    if (options.snippets) AppendSnippet(out, sources, d.pos, options);
    for (const DiagNote& note : d.notes) {
      // gc indents the other places of one error by a tab.
      out += '\t';
      if (options.color) out += kBlue;
      if (note.pos.valid()) out += FormatPos(sources, note.pos) + ": ";
      if (options.color) out += kReset;
      out += note.message;
      out += '\n';
    }
  }
  return out;
}

}  // namespace golite
