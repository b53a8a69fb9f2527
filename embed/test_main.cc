// This file implements the generated main package of a test.
#include "embed/test_main.h"

#include <algorithm>

#include "lexer/unicode.h"

namespace golite::embed {
namespace {

// "Test" and "TestX" are tests, "Testing" is not.
bool HasTestName(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return false;
  if (name.size() == prefix.size()) return true;
  return !lexer::IsUnicodeLower(lexer::DecodeRune(name.substr(prefix.size())).rune);
}

// Does the function take one argument, of type *T or *testing.T?
bool TakesTesting(const ast::FuncDecl& f, std::string_view arg) {
  if (f.type->results != nullptr && f.type->results->NumFields() != 0) return false;
  if (f.type->params->NumFields() != 1) return false;
  const auto* star = ast::TryAs<ast::StarExpr>(f.type->params->list[0]->type);
  if (star == nullptr) return false;
  if (const auto* id = ast::TryAs<ast::Ident>(star->x)) return id->name.view() == arg;
  const auto* sel = ast::TryAs<ast::SelectorExpr>(star->x);
  return sel != nullptr && sel->sel->name.view() == arg;
}

std::string Quote(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte >= 0x20 && byte < 0x7f) {
      out += c;
    } else {
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out + '"';
}

}  // namespace

void TestFunctions::Add(const ast::File& file, const SourceFile& source, bool is_external) {
  bool& used = is_external ? external_used : package_used;
  // Wrong tells what is wrong with the signature of a function whose name makes it a test.
  auto wrong = [&](const ast::FuncDecl& f, std::string_view arg) {
    std::string why;
    if (!TakesTesting(f, arg)) {
      why = "must be: func " + std::string(f.name->name.view()) + "(" + static_cast<char>(arg[0] + ('a' - 'A')) +
            " *testing." + std::string(arg) + ")";
    }
    if (f.type->type_params != nullptr) why = "test functions cannot have type parameters";
    if (why.empty()) return false;
    error = source.Logical(source.OffsetOf(f.func)).ToString() + ": wrong signature for " +
            std::string(f.name->name.view()) + ", " + why;
    return true;
  };
  for (const ast::Decl* decl : file.decls) {
    const auto* f = ast::TryAs<ast::FuncDecl>(decl);
    if (f == nullptr || f->recv != nullptr) continue;
    const std::string name(f->name->name.view());
    if (name == "TestMain" && !TakesTesting(*f, "T")) {
      if (wrong(*f, "M")) return;
      if (has_test_main) {
        error = "multiple definitions of TestMain";
        return;
      }
      has_test_main = used = true;
      test_main_external = is_external;
    } else if (HasTestName(name, "Test")) {
      if (wrong(*f, "T")) return;
      tests.push_back({name, is_external, {}, false});
      used = true;
    } else if (HasTestName(name, "Benchmark")) {
      if (wrong(*f, "B")) return;
      benchmarks.push_back({name, is_external, {}, false});
      used = true;
    } else if (HasTestName(name, "Fuzz")) {
      if (wrong(*f, "F")) return;
      fuzz_targets.push_back({name, is_external, {}, false});
      used = true;
    } else if (HasTestName(name, "Example") && f->type->params->NumFields() == 0 && f->body != nullptr) {
      TestFunction example{name, is_external, {}, false};
      const uint32_t begin = source.OffsetOf(f->body->pos), end = source.OffsetOf(f->body->rbrace);
      // An example without expected output is compiled, and not run.
      if (!FindExpectedOutput(source.text().substr(begin, end - begin), &example.output, &example.unordered)) continue;
      examples.push_back(std::move(example));
      used = true;
    }
  }
}

std::string TestMainSource(const TestFunctions& functions, const TestMainOptions& options) {
  std::string out = "package main\n\nimport (\n\t\"testing\"\n\t\"testing/internal/testdeps\"\n";
  if (!functions.fuzz_targets.empty()) out += "\t_ \"testing/internal/fuzzcall\"\n";
  auto import = [&](std::string_view name, bool used, const std::string& path) {
    if (!path.empty()) out.append("\t").append(used ? name : "_").append(" ").append(Quote(path)).append("\n");
  };
  import("_test", functions.package_used, options.package);
  import("_xtest", functions.external_used, options.external);
  for (const std::string& path : options.linked) import("_", /*used=*/false, path);
  out += ")\n\n";
  auto list = [&](std::string_view variable, std::string_view type, const std::vector<TestFunction>& rows, bool examples) {
    out.append("var ").append(variable).append(" = []testing.").append(type).append("{\n");
    for (const TestFunction& f : rows) {
      out.append("\t{").append(Quote(f.name)).append(", ").append(f.external ? "_xtest." : "_test.").append(f.name);
      if (examples) out.append(", ").append(Quote(f.output)).append(f.unordered ? ", true" : ", false");
      out.append("},\n");
    }
    out.append("}\n\n");
  };
  list("tests", "InternalTest", functions.tests, false);
  list("benchmarks", "InternalBenchmark", functions.benchmarks, false);
  list("fuzzTargets", "InternalFuzzTarget", functions.fuzz_targets, false);
  list("examples", "InternalExample", functions.examples, true);
  out += "func init() {\n\ttestdeps.ImportPath = " + Quote(options.import_path) + "\n";
  if (!options.cover_mode.empty()) out += "\ttestdeps.CoverMode = " + Quote(options.cover_mode) + "\n";
  out += "}\n\nfunc main() {\n\tm := testing.MainStart(testdeps.TestDeps{}, tests, benchmarks, fuzzTargets, examples)\n";
  if (functions.has_test_main) {
    out.append("\t").append(functions.test_main_external ? "_xtest" : "_test").append(".TestMain(m)\n");
    out += "\ttestdeps.Exit(testdeps.ExitCode(m))\n}\n";
  } else {
    out += "\ttestdeps.Exit(m.Run())\n}\n";
  }
  return out;
}

// ------------------------------------------------------------------------------------------------------------ comments

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
