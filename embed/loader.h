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
  // Which _test.go files belong to the package.
  enum class Tests : uint8_t { kNone, kSamePackage } tests = Tests::kNone;
  // Where standard packages come from.
  std::span<const stdlib::EmbeddedFile> library;
  // Library packages that the runtime needs even if nobody imports them.
  std::vector<std::string> implied;
};

// One package, parsed.
struct LoadedPackage {
  std::string path;        // import path: "fmt", "example.com/m/x"; "main" for files named on the command line
  std::string name;        // from the package clauses
  std::string dir;         // folder, empty for the library and for text
  std::string go_version;  // "go1.21", or empty for the newest
  bool standard = false;   // from the library
  std::vector<ast::File*> files;
  ast::ExprIdAllocator ids;
  // The packages it imports, by the path as written; "unsafe" is not among them.
  std::unordered_map<std::string, LoadedPackage*> imports;
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

  // Is everything found and parsed, so that checking makes sense? Malformed literals and the like are reported by
  // then, but do not stand in the way, as with cmd/compile.
  bool ok() const;

  // All packages loaded so far, in the order in which Go initialises them: sorted by import path, but imports first.
  std::vector<LoadedPackage*> PackagesInOrder() const;

 private:
  struct ModuleRoot;

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
  // Parses a text as one more file of the package and verifies its package clause against those before.
  void AddFile(LoadedPackage& pkg, std::string path, std::string text);
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
  std::vector<LoadedPackage*> loading_;  // whose imports are being loaded, outermost first
  ModuleRoot* main_module_ = nullptr;
  bool implied_loaded_ = false;
  bool failed_ = false;
};

// Makes a file of a one-liner: a text without package clause becomes the body of main, or the declarations of a
// program when it declares func main itself; library packages that it uses are imported.
std::string WrapOneLiner(std::string_view text, std::span<const stdlib::EmbeddedFile> library);

}  // namespace golite::embed
