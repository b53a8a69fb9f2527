// This file implements the parser of go.mod files.
#include "embed/module.h"

#include <algorithm>

namespace golite::embed {
namespace {

struct Word {
  std::string text;
  uint32_t offset;
};

// Splits a line into words; quotes are removed and comments dropped.
std::vector<Word> SplitLine(std::string_view line, uint32_t offset) {
  std::vector<Word> words;
  for (size_t i = 0; i < line.size();) {
    const char c = line[i];
    if (c == ' ' || c == '\t' || c == '\r') {
      ++i;
      continue;
    }
    if (line.substr(i).starts_with("//")) break;
    const size_t start = i;
    if (c == '"' || c == '`') {
      const size_t end = std::min(line.find(c, i + 1), line.size());
      words.push_back({std::string(line.substr(i + 1, end - i - 1)), offset + static_cast<uint32_t>(start)});
      i = end + 1;
    } else if (c == '(' || c == ')') {
      words.push_back({std::string(1, c), offset + static_cast<uint32_t>(start)});
      ++i;
    } else {
      while (i < line.size() && line[i] != ' ' && line[i] != '\t' && line[i] != '\r' && line[i] != '(' &&
             line[i] != ')' && !line.substr(i).starts_with("//")) {
        ++i;
      }
      words.push_back({std::string(line.substr(start, i - start)), offset + static_cast<uint32_t>(start)});
    }
  }
  return words;
}

bool IsLocal(std::string_view path) {
  return path.starts_with("./") || path.starts_with("../") || path.starts_with("/") || path == "." || path == "..";
}

// "1.21.3" and "1.21rc1" are "go1.21"; empty when malformed.
std::string LanguageVersion(std::string_view version) {
  if (!version.starts_with("1.")) return "";
  size_t i = 2;
  while (i < version.size() && version[i] >= '0' && version[i] <= '9') ++i;
  if (i == 2) return "";
  return "go" + std::string(version.substr(0, i));
}

class ModuleParser {
 public:
  ModuleParser(const SourceFile& file, Diagnostics& diags) : file_(file), diags_(diags) {}

  Module Run() {
    std::string block;  // the verb of an open "verb ("
    std::string_view text = file_.text();
    for (uint32_t offset = 0; offset < text.size();) {
      const size_t newline = std::min(text.find('\n', offset), text.size());
      std::vector<Word> words = SplitLine(text.substr(offset, newline - offset), offset);
      offset = static_cast<uint32_t>(newline) + 1;
      if (words.empty()) continue;
      if (!block.empty()) {
        if (words[0].text == ")") {
          block.clear();
        } else {
          Directive(block, words);
        }
        continue;
      }
      const Word verb = words[0];
      words.erase(words.begin());
      if (words.size() == 1 && words[0].text == "(") {
        block = verb.text;
        block_offset_ = verb.offset;
      } else {
        verb_offset_ = verb.offset;
        Directive(verb.text, words);
      }
    }
    if (!block.empty()) diags_.Error(file_.PosAt(block_offset_), "syntax error (unterminated block started here)");
    if (module_.path.empty()) diags_.Error(file_.PosAt(0), "no module declaration in go.mod");
    if (module_.go_version.empty()) module_.go_version = "go1.16";
    return std::move(module_);
  }

 private:
  void Directive(const std::string& verb, const std::vector<Word>& words) {
    const Pos at = file_.PosAt(words.empty() ? verb_offset_ : words[0].offset);
    if (verb == "module") {
      if (words.size() != 1) {
        diags_.Error(at, "usage: module module/path");
      } else if (!module_.path.empty()) {
        diags_.Error(at, "repeated module statement");
      } else {
        module_.path = words[0].text;
      }
    } else if (verb == "go") {
      const std::string version = words.size() == 1 ? LanguageVersion(words[0].text) : "";
      if (version.empty()) {
        diags_.Error(at, words.size() == 1 ? "invalid go version '" + words[0].text + "': must match format 1.23"
                                           : "go directive expects exactly one argument");
      } else {
        module_.go_version = version;
      }
    } else if (verb == "replace") {
      Replace(at, words);
    } else if (verb != "require" && verb != "exclude" && verb != "retract" && verb != "toolchain" && verb != "tool" &&
               verb != "ignore" && verb != "godebug") {
      diags_.Error(file_.PosAt(verb_offset_), "unknown directive: " + verb);
    }
  }

  // old [version] => new [version]
  void Replace(Pos at, const std::vector<Word>& words) {
    const auto arrow = std::ranges::find(words, std::string("=>"), &Word::text);
    const auto before = arrow - words.begin();
    const auto after = words.end() - arrow - 1;
    if (arrow == words.end() || before < 1 || before > 2 || after < 1 || after > 2) {
      diags_.Error(at,
                   "usage: replace module/path [v1.2.3] => other/module v1.4\n\t or replace module/path [v1.2.3] => "
                   "../local/directory");
      return;
    }
    const std::string& target = (arrow + 1)->text;
    // Another version of a module would have to be downloaded; importing it says that it is missing.
    if (IsLocal(target)) module_.replacements.push_back({words[0].text, target});
  }

  const SourceFile& file_;
  Diagnostics& diags_;
  Module module_;
  uint32_t verb_offset_ = 0;
  uint32_t block_offset_ = 0;
};

}  // namespace

Module ParseModule(const SourceFile& file, Diagnostics& diags) {
  return ModuleParser(file, diags).Run();
}

}  // namespace golite::embed
