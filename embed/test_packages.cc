// This file implements finding the packages that a `golite test` command line names.
#include "embed/test_packages.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "embed/loader.h"
#include "embed/paths.h"
#include "stdlib/embedded.h"

namespace golite::embed {
namespace {

namespace fs = std::filesystem;

std::string WorkingDirectory() {
  std::error_code error;
  return fs::current_path(error).string();
}

std::string Absolute(const std::string& path) { return path.starts_with('/') ? Join(path, ".") : Join(WorkingDirectory(), path); }

// Does the text match a pattern in which "..." stands for any text? "x/..." matches x, too.
bool MatchesWildcard(std::string_view pattern, std::string_view text) {
  if (pattern.ends_with("/...") && pattern.substr(0, pattern.size() - 4).find("...") == pattern.npos) {
    pattern.remove_suffix(4);
    return text == pattern || (text.starts_with(pattern) && text[pattern.size()] == '/');
  }
  const size_t dots = pattern.find("...");
  if (dots == pattern.npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, dots))) return false;
  for (size_t i = dots; i <= text.size(); ++i) {
    if (MatchesWildcard(pattern.substr(dots + 3), text.substr(i))) return true;
  }
  return false;
}

class Finder {
 public:
  explicit Finder(const CompileOptions& options)
      : diags_(sources_), loader_(sources_, interner_, arena_, diags_, {.tags = options.tags, .race = options.race, .lang = {}, .library = {}, .implied = {}}) {}

  FoundTargets Find(std::span<const std::string> args) {
    if (args.empty()) {
      AddDir(WorkingDirectory(), /*from_pattern=*/false);
    } else if (std::ranges::all_of(args, IsGoFile)) {
      AddFiles(args);
    } else {
      for (const std::string& arg : args) {
        if (found_.error.empty()) AddArg(arg);
      }
    }
    if (found_.error.empty() && found_.targets.empty()) found_.error = "no packages to test";
    return std::move(found_);
  }

 private:
  void AddArg(const std::string& arg) {
    if (IsGoFile(arg)) {
      found_.error = "named files must all be .go or .go-lite files";
      return;
    }
    const bool local = IsLocalImport(arg) || arg.starts_with('/');
    if (arg.find("...") != arg.npos) return local ? AddLocalPattern(arg) : AddImportPattern(arg);
    if (local) {
      const std::string dir = Absolute(arg);
      if (!IsDirectory(dir)) {
        found_.error = "stat " + dir + ": directory not found";
        return;
      }
      return AddDir(dir, /*from_pattern=*/false);
    }
    AddImportPath(arg);
  }

  void AddImportPath(const std::string& path) {
    const auto [root, module] = loader_.ModuleAround(".");
    if (!module.empty() && (path == module || path.starts_with(module + "/"))) {
      const std::string dir = Absolute(path == module ? root : Join(root, path.substr(module.size() + 1)));
      if (IsDirectory(dir)) return AddDir(dir, /*from_pattern=*/false);
      found_.error = "no required module provides package " + path;
      return;
    }
    if (InLibrary(path)) {
      Add({.import_path = path, .dir = "", .files = {}, .from_pattern = true});
      return;
    }
    // go test would want "./": whoever names a folder means it.
    if (IsDirectory(path)) return AddDir(Absolute(path), /*from_pattern=*/false);
    found_.error = path.substr(0, path.find('/')).find('.') == path.npos ? "package " + path + " is not in std"
                                                                         : "no required module provides package " + path;
  }

  void AddFiles(std::span<const std::string> args) {
    TestTarget target{.import_path = "command-line-arguments", .dir = Absolute(DirOf(args[0])), .files = {}, .from_pattern = false};
    for (const std::string& file : args) {
      if (Absolute(DirOf(file)) != target.dir) {
        found_.error = "named files must all be in one directory; have " + DirOf(args[0]) + " and " + DirOf(file);
        return;
      }
      target.files.push_back(Absolute(file));
      if (!Exists(target.files.back())) {
        found_.error = "no required module provides package " + file + "; no such file";
        return;
      }
    }
    Add(std::move(target));
  }

  void AddLocalPattern(const std::string& pattern) {
    const std::string fixed = pattern.substr(0, pattern.find("..."));
    const std::string root = Absolute(fixed.ends_with('/') ? fixed : DirOf(fixed));
    if (!IsDirectory(root)) {
      found_.error = "pattern " + pattern + ": lstat " + fixed + ": no such file or directory";
      return;
    }
    const size_t before = found_.targets.size();
    const std::string absolute = root + (root == "/" ? "" : "/") + pattern.substr(fixed.ends_with('/') ? fixed.size() : fixed.rfind('/') + 1);
    Walk(root, [&](const std::string& dir) { return MatchesWildcard(absolute, dir); });
    WarnIfNothing(pattern, before);
  }

  void AddImportPattern(const std::string& pattern) {
    const size_t before = found_.targets.size();
    const auto [root, module] = loader_.ModuleAround(".");
    if (!module.empty()) {
      const std::string top = Absolute(root);
      Walk(top, [&](const std::string& dir) { return MatchesWildcard(pattern, ImportPathOf(dir)); });
    }
    std::set<std::string> library;
    for (const stdlib::EmbeddedFile& file : stdlib::EmbeddedFiles()) {
      const std::string path(file.import_path);
      if (path.find("internal") == path.npos && MatchesWildcard(pattern, path)) library.insert(path);
    }
    for (const std::string& path : library) Add({.import_path = path, .dir = "", .files = {}, .from_pattern = true});
    WarnIfNothing(pattern, before);
  }

  void WarnIfNothing(const std::string& pattern, size_t before) {
    if (found_.targets.size() == before && !duplicate_) found_.warnings += "golite: warning: \"" + pattern + "\" matched no packages\n";
  }

  // Adds the folders below `root` with Go files that `matches` accepts; folders that the go command does not look into
  // are left out.
  template <typename Matches>
  void Walk(const std::string& root, const Matches& matches) {
    std::vector<std::string> folders;
    bool has_go = false;
    for (const DirEntry& entry : ListDir(root)) {
      const std::string& name = entry.name;
      if (name[0] == '_' || name[0] == '.') continue;
      if (!entry.is_dir) {
        has_go |= IsGoFile(name);
      } else if (!entry.is_link && name != "testdata" && name != "vendor" && !Exists(Join(Join(root, name), "go.mod"))) {
        folders.push_back(name);
      }
    }
    if (has_go && matches(root)) AddDir(root, /*from_pattern=*/true);
    for (const std::string& name : folders) Walk(Join(root, name), matches);
  }

  // A folder outside of any module is named as the go command does without modules.
  std::string ImportPathOf(const std::string& dir) {
    const auto [root, module] = loader_.ModuleAround(dir);
    if (module.empty()) return "_" + dir;
    return dir == root ? module : Join(module, dir.substr(root == "/" ? 1 : root.size() + 1));
  }

  void AddDir(const std::string& dir, bool from_pattern) {
    if (!from_pattern) {
      if (std::ranges::none_of(ListDir(dir), [](const DirEntry& e) { return IsGoFile(e.name) && !e.is_dir; })) {
        found_.error = "no Go files in " + dir;
        return;
      }
    }
    Add({.import_path = ImportPathOf(dir), .dir = dir, .files = {}, .from_pattern = from_pattern});
  }

  void Add(TestTarget target) {
    if (!seen_.insert(target.import_path).second) {
      duplicate_ = true;
      return;
    }
    found_.targets.push_back(std::move(target));
  }

  static bool InLibrary(const std::string& path) {
    const auto files = stdlib::EmbeddedFiles();
    return std::ranges::binary_search(files, std::string_view(path), {}, &stdlib::EmbeddedFile::import_path);
  }

  SourceManager sources_;
  Interner interner_;
  Arena arena_;
  Diagnostics diags_;
  Loader loader_;
  FoundTargets found_;
  std::set<std::string> seen_;
  bool duplicate_ = false;
};

}  // namespace

FoundTargets FindTestTargets(std::span<const std::string> args, const CompileOptions& options) {
  return Finder(options).Find(args);
}

bool MatchesPackagePattern(const std::string& pattern, const std::string& import_path, const std::string& dir) {
  if (pattern == "all") return true;
  if (!IsLocalImport(pattern) && !pattern.starts_with('/')) return MatchesWildcard(pattern, import_path);
  if (dir.empty()) return false;
  const size_t dots = std::min(pattern.find("..."), pattern.size());
  const std::string fixed = pattern.substr(0, dots);
  if (dots == pattern.size()) return Absolute(pattern) == dir;
  const std::string root = fixed.ends_with('/') ? Absolute(fixed) + "/" : Absolute(fixed);
  return MatchesWildcard(root + pattern.substr(dots), dir);
}

}  // namespace golite::embed
