// This file implements the checks of comments that the go command reads: build constraints and //go: directives.
#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

// A comment, or one line of a comment of several lines, as it stands.
struct CommentLine {
  uint32_t offset = 0;
  std::string_view text;
  bool is_block = false;
};

// All comments of a Go text, in order.
std::vector<CommentLine> CommentsOf(std::string_view text) {
  std::vector<CommentLine> out;
  for (size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'' || c == '`') {
      size_t end = i + 1;
      while (end < text.size() && text[end] != c && (c == '`' || text[end] != '\n')) end += c != '`' && text[end] == '\\' ? 2 : 1;
      i = end + 1;
    } else if (text.substr(i, 2) == "//") {
      const size_t end = std::min(text.find('\n', i), text.size());
      out.push_back({static_cast<uint32_t>(i), text.substr(i, end - i), false});
      i = end;
    } else if (text.substr(i, 2) == "/*") {
      const size_t close = text.find("*/", i + 2);
      const size_t end = close == text.npos ? text.size() : close + 2;
      while (i < end) {
        const size_t newline = std::min(text.find('\n', i), end);
        out.push_back({static_cast<uint32_t>(i), text.substr(i, newline - i), true});
        i = newline + 1;
      }
      i = end;
    } else {
      i++;
    }
  }
  return out;
}

std::string_view Trim(std::string_view s) {
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  return s;
}

bool Begins(std::string_view line, std::string_view word) {
  return line.starts_with(word) && (line.size() == word.size() || line[word.size()] == ' ' || line[word.size()] == '\t');
}

bool IsGoBuild(std::string_view line) { return Begins(line, "//go:build"); }

bool IsPlusBuild(std::string_view line) { return line.starts_with("//") && Begins(Trim(line.substr(2)), "+build"); }

// Where +build comments end to count: in front of the package clause, with a blank line behind their group.
uint32_t EndOfPlusBuild(std::string_view text, uint32_t package) {
  const size_t blank = text.substr(0, package).rfind("\n\n");
  return blank == text.npos ? 0 : static_cast<uint32_t>(blank);
}

class BuildTagCheck {
 public:
  BuildTagCheck(Pass& pass, const ast::File& file)
      : pass_(pass), source_(pass.diags.sources().file(file.source)), package_(source_.OffsetOf(file.pos)) {}

  void Run() {
    const uint32_t end = EndOfPlusBuild(source_.text(), package_);
    for (const CommentLine& comment : CommentsOf(source_.text())) {
      const std::string_view line = Trim(comment.text);
      if (comment.is_block) {
        // Inside, neither means anything.
        if (line.starts_with("//") && comment.text.find("+build") != line.npos && IsPlusBuild(line)) Report(comment, "misplaced +build comment");
        if (IsGoBuild(line)) Report(comment, "misplaced //go:build comment");
        continue;
      }
      if (line.find("//go:build") != line.npos) GoBuild(comment, line);
      if (line.find("+build") != line.npos && !line.starts_with("//go:build")) PlusBuild(comment, line, comment.offset < end);
    }
  }

 private:
  void Report(const CommentLine& comment, std::string message) {
    const uint32_t indent = static_cast<uint32_t>(comment.text.find_first_not_of(" \t"));
    pass_.Report(source_.PosAt(comment.offset + (comment.is_block ? 0 : indent)), std::move(message));
  }

  void GoBuild(const CommentLine& comment, std::string_view line) {
    if (!IsGoBuild(line)) {
      if (comment.offset < package_) Report(comment, "possible malformed //go:build comment");
    } else if (comment.offset > package_) {
      Report(comment, "misplaced //go:build comment");
    } else if (seen_) {
      Report(comment, "unexpected extra //go:build line");
    } else {
      seen_ = true;
    }
  }

  void PlusBuild(const CommentLine& comment, std::string_view line, bool counts) {
    if (!IsPlusBuild(line)) {
      if (counts) Report(comment, "possible malformed +build comment");
      return;
    }
    if (!counts) return Report(comment, "misplaced +build comment");
    std::string_view rest = Trim(Trim(line.substr(2)).substr(6));
    while (!rest.empty()) {
      const size_t space = std::min(rest.find_first_of(" \t"), rest.size());
      if (!Option(comment, rest.substr(0, space))) return;
      rest = Trim(rest.substr(space));
    }
  }

  // One alternative, whose terms stand between commas.
  bool Option(const CommentLine& comment, std::string_view option) {
    const std::string all(option);
    while (true) {
      const size_t comma = std::min(option.find(','), option.size());
      std::string_view term = option.substr(0, comma);
      if (term.starts_with("!!")) {
        Report(comment, "invalid double negative in build constraint: " + all);
        return false;
      }
      if (term.starts_with("!")) term.remove_prefix(1);
      for (const char c : term) {
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80) continue;
        Report(comment, "invalid non-alphanumeric build constraint: " + all);
        return false;
      }
      if (comma == option.size()) return true;
      option.remove_prefix(comma + 1);
    }
  }

  Pass& pass_;
  const SourceFile& source_;
  uint32_t package_;
  bool seen_ = false;
};

}  // namespace

void BuildTag(Pass& pass, const ast::Node* n) {
  if (const auto* file = ast::TryAs<ast::File>(n)) BuildTagCheck(pass, *file).Run();
}

void Directive(Pass& pass, const ast::Node* n) {
  const auto* file = ast::TryAs<ast::File>(n);
  if (file == nullptr) return;
  const SourceFile& source = pass.diags.sources().file(file->source);
  for (const CommentLine& comment : CommentsOf(source.text())) {
    if (comment.is_block || !Begins(comment.text, "//go:debug")) continue;
    const Pos pos = source.PosAt(comment.offset);
    const bool is_test = source.path().ends_with("_test.go") || source.path().ends_with("_test.go-lite");
    if (file->name->name != "main" && !is_test) {
      pass.Report(pos, "//go:debug directive only valid in package main or test");
    } else if (comment.offset > source.OffsetOf(file->pos)) {
      pass.Report(pos, "//go:debug directive only valid before package declaration");
    }
  }
}

}  // namespace golite::sema::vet
