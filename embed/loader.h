// This file implements package loading: from what the user names to parsed packages in dependency order.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "embed/build_constraint.h"
#include "embed/module.h"
#include "embed/test_packages.h"
#include "embed/unsupported.h"
#include "parser/ast/ast.h"
#include "stdlib/embedded.h"
#include "support/arena.h"
#include "support/diagnostics.h"
#include "support/interner.h"
#include "support/source.h"

namespace golite::embed {

struct LoadOptions {
  std::vector<std::string> tags;  // besides those BuildTags has anyway
  bool race = false;
  // Language version such as "go1.21" for all packages but the library's; empty: that of go.mod, else the newest.
  std::string lang;
  // Where standard packages come from.
  std::span<const stdlib::EmbeddedFile> library;
  // Packages of the host; they count as standard. No path is in both.
  std::span<const stdlib::EmbeddedFile> host = {};
  // Library packages that the runtime needs even if nobody imports them.
  std::vector<std::string> implied;
  // Only finds out what can be loaded: of files other than tests just the imports are parsed, and nothing of the library.
  bool shallow = false;
};

// One package, parsed.
struct LoadedPackage {
  std::string path;        // import path: "fmt", "example.com/m/x"; "main" for files named on the command line
  std::string name;        // from the package clauses
  std::string dir;         // folder, empty for the library and for text
  std::string go_version;  // "go1.21", or empty for the newest
  bool standard = false;   // from the library
  bool of_host = false;    // standard, and given by the host
  std::vector<ast::File*> files;
  ast::ExprIdAllocator ids;
  // The packages it imports, by the path as written; "unsafe" is not among them.
  std::unordered_map<std::string, LoadedPackage*> imports;
};

// The two packages of a target, each with its test files. Either may be missing.
struct LoadedTests {
  LoadedPackage* package = nullptr;   // the package itself and the _test.go files that belong to it
  LoadedPackage* external = nullptr;  // its package x_test
  bool has_sources = false;           // there are files beside the test files
  std::vector<ast::File*> test_files;            // of `package`
  std::vector<LeftOut> left_out, external_left_out;  // functions that need what is not supported
};

// Loads one program. Everything it makes lives in the arena, interner and source manager it is given, and in itself.
// Errors go to the diagnostics; a package that could not be loaded is null.
class Loader {
 public:
  Loader(SourceManager& sources, Interner& interner, Arena& arena, Diagnostics& diags, LoadOptions options);
  ~Loader();

  // Loads what a command line names: Go files of one package; or one directory; or an import path inside the module of
  // the working directory; or "-" for a file on standard input.
  LoadedPackage* Load(std::span<const std::string> args);
  // Loads a file whose text is given.
  LoadedPackage* LoadText(std::string name, std::string text);
  // Loads a package of the library or of the module of the working directory by its import path.
  LoadedPackage* LoadImportPath(std::string_view path);

  // Loads a package with its tests. Nothing is loaded twice: packages that the external tests import see the package
  // with its test files, as they do when the go command builds a test.
  LoadedTests LoadTests(const TestTarget& target);
  // Loads the generated main package of a test. It may import any package, and those in `imports` by their paths.
  LoadedPackage* LoadTestMain(std::string text, const std::unordered_map<std::string, LoadedPackage*>& imports);
  // Can the target be part of a test that does not import it: does it have files beside its tests that are one package, which
  // may be a program, but not a folder of several?
  bool IsLinkable(const TestTarget& target);
  // The module around a directory as it would be found for `golite run`: its folder (empty: none) and its path.
  std::pair<std::string, std::string> ModuleAround(const std::string& dir);

  // Is everything found and parsed, so that checking makes sense? Malformed literals and the like are reported by
  // then, but do not stand in the way, as with cmd/compile.
  bool ok() const;
  // Is a file or an import missing or wrong, so that the go command would not compile anything?
  bool failed() const { return failed_; }

  // Parses a function body of a package of the library, which loading skipped.
  void ParseBody(LoadedPackage& pkg, ast::BlockStmt& body);

  // All packages loaded so far, in the order in which Go initialises them: sorted by import path, but imports first.
  std::vector<LoadedPackage*> PackagesInOrder() const;

 private:
  // A go.mod and the folder it lies in.
  struct ModuleRoot {
    std::string dir;
    Module module;
  };

  // The files of a package of the library or the host.
  std::span<const stdlib::EmbeddedFile> FindInLibrary(std::string_view path) const;
  Diagnostics::Handle Report(Pos pos, std::string message);
  LoadedPackage* LoadFiles(std::span<const std::string> files);
  LoadedPackage* LoadDir(const std::string& dir, std::string import_path);
  LoadedPackage* LoadLibrary(std::string_view path);
  LoadedPackage* NewPackage(std::string path);
  // Loads all that the package's files import.
  void LoadImports(LoadedPackage& pkg);
  LoadedPackage* LoadImport(LoadedPackage& from, const ast::ImportSpec& spec, const std::string& path);
  LoadedPackage* CheckImported(LoadedPackage& from, const ast::ImportSpec& spec, const std::string& path,
                               LoadedPackage* pkg);
  void ReportCycle(const LoadedPackage& from, const ast::ImportSpec& spec, const LoadedPackage& to);
  // The names of a folder's Go files that belong to the build, tests last. Counts what was left out.
  struct Excluded {
    size_t by_constraints = 0;
    size_t tests = 0;
  };
  std::vector<std::string> GoFilesIn(const std::string& dir, bool with_tests, Excluded& excluded);
  // Reads one of them; nothing when its build constraints exclude it.
  std::optional<std::string> ReadForBuild(const std::string& dir, const std::string& name, Excluded& excluded);
  // Parses a text as one more file of the package and verifies its package clause against those before.
  void AddFile(LoadedPackage& pkg, SourceFile& source);
  void AddFile(LoadedPackage& pkg, std::string path, std::string text);
  // The name in a file's package clause; empty when there is none.
  std::string PackageClauseOf(SourceFile& source);
  bool FinishPackage(LoadedPackage& pkg);
  void LoadImplied();
  // The import path of a folder inside a module.
  static std::string PathInModule(const std::string& dir, const ModuleRoot& module);
  // May `from` import the package, as far as folders called internal are concerned?
  bool MayImportInternal(const LoadedPackage& from, std::string_view path) const;
  std::string ReadFile(const std::string& path, bool* ok);
  // Finds the module around a directory and reads its go.mod; null outside of any.
  ModuleRoot* FindModule(const std::string& dir);
  ModuleRoot* ReadModule(const std::string& dir);
  // Where the module has the package of an import path; nothing when no module provides it.
  std::optional<std::string> FindPackageDir(const ModuleRoot& module, std::string_view path, ModuleRoot** owner);

  SourceManager& sources_;
  Interner& interner_;
  Arena& arena_;
  Diagnostics& diags_;
  LoadOptions options_;
  BuildTags tags_;
  std::vector<std::unique_ptr<LoadedPackage>> packages_;
  std::unordered_map<std::string, LoadedPackage*> by_path_;
  std::unordered_map<std::string, std::unique_ptr<ModuleRoot>> modules_;  // by directory
  std::unordered_map<const LoadedPackage*, ModuleRoot*> module_of_;
  LoadedPackage* tested_ = nullptr;  // its tests may import it even if it is package main
  std::vector<LoadedPackage*> loading_;  // whose imports are being loaded, outermost first
  ModuleRoot* main_module_ = nullptr;
  bool implied_loaded_ = false;
  bool failed_ = false;
};

// Makes a file of a one-liner: a text without package clause becomes the body of main, or the declarations of a
// program when it declares func main itself; library packages that it uses are imported.
std::string WrapOneLiner(std::string_view text, std::span<const stdlib::EmbeddedFile> library);

}  // namespace golite::embed
