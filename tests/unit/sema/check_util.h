// This file implements what tests of the checker share: checking source texts, with imports served from a map.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "parser/parser.h"
#include "sema/checker.h"
#include "support/diagnostics.h"
#include "support/source.h"

namespace golite::sema {

// Checks packages given as source texts. Packages are found by path in `sources`; any other import is fake.
class TestChecker : public Importer {
 public:
  TestChecker() : diags_(sources_), types_(interner_) {}

  // Adds a package that can be imported.
  void AddPackage(const std::string& path, const std::string& text) { texts_[path] = text; }

  // Checks the text as package main; `go` is its language version ("" for the newest).
  bool Check(const std::string& text, const std::string& go = "") {
    Package* pkg = Load("main", {{"a.go", text}}, go, /*lazy=*/false);
    return pkg != nullptr && !diags_.has_errors();
  }
  Package* Load(const std::string& path, const std::vector<std::pair<std::string, std::string>>& files,
                const std::string& go, bool lazy) {
    Package* pkg = types_.NewPackage(path, "");
    if (!go.empty()) ParseGoVersion(go, &pkg->go_version);
    auto ids = std::make_unique<ast::ExprIdAllocator>();
    parser::ParseContext context{arena_, interner_, diags_, *ids};
    for (const auto& [name, text] : files) {
      SourceFile& source = sources_.AddFile(name, text);
      const ast::File* file = parser::ParseFile(source, context);
      if (file == nullptr) return nullptr;
      pkg->files.push_back(file);
      pkg->set_name(file->name->name.view());
    }
    ids_.push_back(std::move(ids));
    if (diags_.has_errors()) return pkg;
    CheckOptions options;
    options.importer = this;
    options.lazy = lazy;
    options.allow_unsafe = true;
    const bool ok = CheckPackage(types_, diags_, *pkg, options);
    EXPECT_EQ(ok, !diags_.has_errors()) << path;
    return pkg;
  }

  // All messages, "line:col: text" each, without the file name.
  std::string Errors() {
    std::string text = RenderDiagnostics(diags_, {.max_errors = 0, .snippets = false, .color = false});
    std::string out;
    for (size_t at = 0; at < text.size();) {
      size_t end = text.find('\n', at);
      if (end == std::string::npos) end = text.size();
      std::string line = text.substr(at, end - at);
      if (line.starts_with("a.go:")) line = line.substr(5);
      out += line + "\n";
      at = end + 1;
    }
    return out;
  }

  Package* Import(std::string_view path, const Package&, std::string* error) override {
    const std::string key(path);
    if (const auto it = packages_.find(key); it != packages_.end()) return it->second;
    const auto it = texts_.find(key);
    if (it == texts_.end()) {
      *error = "package " + key + " is not in std";
      return nullptr;
    }
    return packages_[key] = Load(key, {{key + ".go", it->second}}, "", /*lazy=*/false);
  }

  SourceManager& sources() { return sources_; }
  Diagnostics& diags() { return diags_; }
  TypeContext& types() { return types_; }

 private:
  Arena arena_;
  Interner interner_;
  SourceManager sources_;
  Diagnostics diags_;
  TypeContext types_;
  std::vector<std::unique_ptr<ast::ExprIdAllocator>> ids_;
  std::map<std::string, std::string> texts_;
  std::map<std::string, Package*> packages_;
};

}  // namespace golite::sema
