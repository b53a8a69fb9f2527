// This file implements reading what an example or a script must print from its comments.
#include "embed/expected_output.h"

#include <algorithm>

namespace golite::embed {

namespace {

// Adds the text of one comment, as ast.CommentGroup.Text takes it: lines are trimmed on the right, and what looks like
// a directive is left out.
void AddCommentText(std::string_view comment, std::string& text) {
  const bool line_comment = comment.starts_with("//");
  if (line_comment) {
    comment.remove_prefix(2);
    if (comment.starts_with(' ')) {
      comment.remove_prefix(1);
    } else if (comment.starts_with("go:") || comment.starts_with("line ") || comment.starts_with("export ")) {
      return;
    }
  } else {
    comment.remove_prefix(2);
    comment.remove_suffix(2);
  }
  while (true) {
    const size_t newline = comment.find('\n');
    std::string_view line = comment.substr(0, newline);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
    text.append(line).append("\n");
    if (newline == comment.npos) break;
    comment.remove_prefix(newline + 1);
  }
}

// Removes blank lines at both ends, and all but one of several in a row.
std::string TidyLines(std::string_view text) {
  std::string out;
  size_t blank = 0;
  while (!text.empty()) {
    const size_t newline = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, newline);
    text.remove_prefix(newline + 1);
    if (line.empty()) {
      ++blank;
      continue;
    }
    if (blank != 0 && !out.empty()) out += '\n';
    blank = 0;
    out.append(line).append("\n");
  }
  return out;
}

// The offset after a string, rune or raw string literal that starts at `i`.
size_t SkipLiteral(std::string_view source, size_t i) {
  const char quote = source[i++];
  while (i < source.size() && source[i] != quote) {
    if (quote != '`' && source[i] == '\n') return i;
    i += quote != '`' && source[i] == '\\' ? 2 : 1;
  }
  return i + 1;
}

}  // namespace

std::vector<CommentGroup> CommentsOf(std::string_view source) {
  std::vector<CommentGroup> groups;
  bool open = false;     // may the next comment belong to the last group?
  size_t newlines = 0;   // since its end
  for (size_t i = 0; i < source.size();) {
    const char c = source[i];
    if (c == '"' || c == '\'' || c == '`') {
      open = false;
      i = SkipLiteral(source, i);
    } else if (c == '/' && i + 1 < source.size() && (source[i + 1] == '/' || source[i + 1] == '*')) {
      const bool line = source[i + 1] == '/';
      size_t end = line ? source.find('\n', i) : source.find("*/", i + 2);
      end = end == source.npos ? source.size() : line ? end : end + 2;
      if (!open || newlines > 1) groups.push_back({i, end, {}});
      groups.back().end = end;
      if (line || end - i >= 4) AddCommentText(source.substr(i, end - i), groups.back().text);
      open = true;
      newlines = 0;
      i = end;
    } else {
      if (c == '\n') {
        ++newlines;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        open = false;
      }
      ++i;
    }
  }
  for (CommentGroup& group : groups) group.text = TidyLines(group.text);
  return groups;
}

bool FindExpectedOutput(std::string_view text, std::string* output, bool* unordered) {
  const std::vector<CommentGroup> comments = CommentsOf(text);
  if (comments.empty()) return false;
  const std::string& last = comments.back().text;
  // ^\s*(unordered )?output:
  std::string lower(last);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  size_t at = std::min(lower.find_first_not_of(" \t\n\r\f\v"), lower.size());
  *unordered = lower.compare(at, 10, "unordered ") == 0;
  if (*unordered) at += 10;
  if (lower.compare(at, 7, "output:") != 0) return false;
  at += 7;
  while (at < last.size() && last[at] == ' ') ++at;
  if (at < last.size() && last[at] == '\n') ++at;
  *output = last.substr(at);
  return true;
}

}  // namespace golite::embed
