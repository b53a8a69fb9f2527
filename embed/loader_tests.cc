// This file implements the loading of a package together with its tests.
#include <algorithm>

#include "embed/loader.h"
#include "embed/paths.h"
#include "lexer/literal.h"
#include "lexer/scanner.h"

namespace golite::embed {

std::string Loader::PackageClauseOf(SourceFile& source) {
  Diagnostics ignored(sources_);
  lexer::Scanner scanner(source, interner_, ignored);
  if (scanner.Next().token != lexer::Token::kPackage) return {};
  const lexer::Lexeme name = scanner.Next();
  return name.token == lexer::Token::kIdent ? std::string(name.name.view()) : std::string();
}

LoadedTests Loader::LoadTests(const TestTarget& target) {
  LoadedTests tests;
  main_module_ = FindModule(target.dir);
  auto new_package = [&](const std::string& path) {
    LoadedPackage* pkg = NewPackage(path);
    pkg->dir = target.dir;
    pkg->go_version = options_.lang;
    module_of_[pkg] = main_module_;
    if (options_.lang.empty() && main_module_ != nullptr) pkg->go_version = main_module_->module.go_version;
    return pkg;
  };
  // Files named one by one belong to the build whatever their names and constraints.
  std::vector<std::pair<std::string, std::string>> files;  // path and text
  Excluded excluded;
  if (target.files.empty()) {
    for (const std::string& name : GoFilesIn(target.dir, /*with_tests=*/true, excluded)) {
      if (auto text = ReadForBuild(target.dir, name, excluded)) files.emplace_back(Join(target.dir, name), std::move(*text));
    }
  }
  for (const std::string& path : target.files) {
    bool ok;
    std::string text = ReadFile(path, &ok);
    if (ok) files.emplace_back(path, std::move(text));
  }
  std::ranges::stable_partition(files, [](const auto& file) { return !IsTestFile(file.first); });
  for (auto& [path, text] : files) {
    const bool is_test = IsTestFile(path);
    SourceFile& source = sources_.AddFile(path, std::move(text));
    const bool external = is_test && PackageClauseOf(source).ends_with("_test");
    LoadedPackage*& pkg = external ? tests.external : tests.package;
    if (pkg == nullptr) pkg = new_package(external ? target.import_path + "_test" : target.import_path);
    const size_t before = pkg->files.size();
    AddFile(*pkg, source);
    if (!is_test) {
      tests.has_sources = true;
    } else if (!external && pkg->files.size() > before) {
      tests.test_files.push_back(pkg->files.back());
    }
  }
  auto missing = [&](std::string_view path) {
    if (!IsGoLibraryPath(path) || by_path_.contains(std::string(path))) return false;
    const auto in_library = std::ranges::equal_range(options_.library, path, {}, &stdlib::EmbeddedFile::import_path);
    ModuleRoot* owner = nullptr;
    return in_library.empty() && !(main_module_ != nullptr && FindPackageDir(*main_module_, path, &owner));
  };
  tests.left_out = LeaveOutUnsupported(tests.test_files, missing, arena_);
  if (tests.external != nullptr) tests.external_left_out = LeaveOutUnsupported(tests.external->files, missing, arena_);
  tested_ = tests.package;
  for (LoadedPackage** pkg : {&tests.package, &tests.external}) {
    if (*pkg != nullptr && !FinishPackage(**pkg)) *pkg = nullptr;
  }
  return tests;
}

LoadedPackage* Loader::LoadTestMain(std::string text, const std::unordered_map<std::string, LoadedPackage*>& imports) {
  LoadedPackage* pkg = NewPackage("main");
  AddFile(*pkg, "_testmain.go", std::move(text));
  pkg->imports = imports;
  for (const auto& [path, tested] : imports) pkg->go_version = tested->go_version;
  for (const ast::ImportSpec* spec : pkg->files.at(0)->imports) {
    const std::string path = lexer::DecodeString(spec->path->value);
    if (pkg->imports.contains(path)) continue;
    pkg->imports[path] = LoadImportPath(path);
  }
  return FinishPackage(*pkg) ? pkg : nullptr;
}

bool Loader::IsLinkable(const TestTarget& target) {
  if (!target.files.empty() || target.dir.empty()) return false;
  Excluded excluded;
  size_t files = 0, programs = 0;
  for (const std::string& name : GoFilesIn(target.dir, /*with_tests=*/false, excluded)) {
    const auto text = ReadForBuild(target.dir, name, excluded);
    if (!text) continue;
    ++files;
    if (text->starts_with("func main(") || text->find("\nfunc main(") != text->npos) ++programs;
  }
  return files > 0 && programs <= 1;
}

std::pair<std::string, std::string> Loader::ModuleAround(const std::string& dir) {
  const ModuleRoot* module = FindModule(dir);
  return module == nullptr ? std::pair<std::string, std::string>() : std::pair(module->dir, module->module.path);
}

}  // namespace golite::embed
