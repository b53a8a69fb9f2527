// This file declares the entry to the compiler: checked packages to a linked Program.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "sema/types/package.h"
#include "support/diagnostics.h"
#include "vm/program.h"

namespace golite::sema {
class Func;
class TypeContext;
}

namespace golite::compiler {

class CoverPlan;
class Module;

struct CompileOptions {
  bool race = false;           // instrument memory accesses
  bool optimize = true;
  bool inline_calls = true;
  const CoverPlan* cover = nullptr;  // what to count; null: nothing
  bool exports = false;        // also every function of the main package, whether main reaches it or not
  std::string* ir_dump = nullptr;  // receives the IR before the passes when not null
};

// Compiles the main package and everything reachable from it. `packages` are all loaded packages, each after the
// packages it imports; package runtime is among them. main may be null: then every function of the packages that are
// not lazy is compiled and the Program has no main. Bodies of lazy packages are checked as they are reached; an error
// found then, or a thing that cannot be expressed in bytecode, is reported in diags and gives a null Program.
std::unique_ptr<vm::Program> Compile(sema::TypeContext& types, std::span<sema::Package* const> packages,
                                     sema::Package* main, const SourceManager& sources, Diagnostics& diags,
                                     const CompileOptions& options = {});

// The same in two steps, for many programs that share the greater part of their library: each is finished in a process of
// its own, forked after the first step.
class Session {
 public:
  Session(sema::TypeContext& types, const SourceManager& sources, Diagnostics& diags, bool race);
  ~Session();

  // Compiles functions of lazy packages, and what they reach. `packages` are closed under imports, runtime among them.
  // False after an error, which is reported.
  bool CompileAhead(std::span<sema::Package* const> packages, std::span<sema::Func* const> roots);
  // As Compile, once; what was compiled ahead is part of the program, reached or not. The packages of then are among
  // `packages`.
  std::unique_ptr<vm::Program> Finish(std::span<sema::Package* const> packages, sema::Package* main, CompileOptions options);
  // How many functions were compiled ahead.
  size_t compiled_ahead() const { return ahead_; }

 private:
  std::unique_ptr<Module> module_;
  size_t ahead_ = 0;
};

}  // namespace golite::compiler
