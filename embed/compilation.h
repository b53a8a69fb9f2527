// This file defines Compilation: one run of the front half, from what the user names to a verified Program.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/compile.h"
#include "embed/host_packages.h"
#include "embed/loader.h"
#include "golite/engine.h"
#include "sema/types/package.h"
#include "sema/types/universe.h"
#include "support/arena.h"
#include "support/diagnostics.h"
#include "support/interner.h"
#include "support/source.h"
#include "vm/program.h"

namespace golite::embed {

// A function of a library package, or a method of one of its types.
struct LibraryFunction {
  std::string_view package;
  std::string_view type;  // empty: no method
  std::string_view name;
};

// The stages must be called in order; each returns false when there were errors, which `diags` holds then. Everything
// a stage makes lives as long as the Compilation, but for the Program.
class Compilation {
 public:
  explicit Compilation(const CompileOptions& options, std::shared_ptr<const HostPackages> host = nullptr);
  ~Compilation();

  // May come before everything else: loads, checks and compiles functions of the library and what they reach, for a
  // program of which they will be a part. False after an error.
  bool CompileAhead(std::span<const LibraryFunction> roots);

  bool Load(std::span<const std::string> paths);
  bool LoadText(std::string_view name, std::string_view text);
  // Checks all packages; those of the library only as far as they are used.
  bool Check();
  // Null after an error. `ir_dump` receives the IR when it is not null.
  std::unique_ptr<vm::Program> Lower(std::string* ir_dump = nullptr);
  std::unique_ptr<vm::Program> Lower(compiler::CompileOptions options);

  // For whoever loads by itself: what it loads with, and which package is the main one.
  Loader& loader() { return loader_; }
  bool SetMain(LoadedPackage* main);
  // Only checks: `main` may be any package.
  void CheckOnly(LoadedPackage* main);
  sema::Package* PackageOf(const LoadedPackage* pkg) const { return package_of_.at(pkg); }

  LoadedPackage* main() const { return main_; }
  sema::Package* main_package() const { return main_package_; }
  // Where a function without body is declared; no position when it is nowhere.
  Pos PosOfNative(std::string_view full_name) const;
  const std::vector<LoadedPackage*>& packages() const { return packages_; }
  sema::TypeContext& types() { return types_; }

  SourceManager sources;
  Diagnostics diags;

 private:
  // Checks one package after those it imports.
  bool CheckLoaded(LoadedPackage* loaded);
  bool CheckMain();
  std::vector<sema::Package*> CheckedPackages() const;

  CompileOptions options_;
  std::shared_ptr<const HostPackages> host_;  // null: none
  Interner interner_;
  Arena arena_;
  Loader loader_;
  sema::TypeContext types_;
  LoadedPackage* main_ = nullptr;
  sema::Package* main_package_ = nullptr;
  std::vector<LoadedPackage*> packages_;
  std::vector<std::unique_ptr<sema::Package>> checked_;
  std::unordered_map<const LoadedPackage*, sema::Package*> package_of_;
  std::unique_ptr<compiler::Session> session_;  // null: nothing was compiled ahead
};

// The errors of a compilation as the public API shows them; the result keeps the compilation for its reports.
CompileResult ResultOf(std::unique_ptr<Compilation> compilation);

}  // namespace golite::embed

// What a CompileResult keeps for its reports.
struct golite::CompileResult::Sources {
  std::unique_ptr<golite::embed::Compilation> compilation;
};
