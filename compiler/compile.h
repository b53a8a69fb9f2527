// This file declares the entry to the compiler: checked packages to a linked Program.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "sema/types/package.h"
#include "support/diagnostics.h"
#include "vm/program.h"

namespace golite::sema {
class TypeContext;
}

namespace golite::compiler {

class CoverPlan;

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

}  // namespace golite::compiler
