// This file declares linking: binding the natives of a compiled program to C++ functions.
#pragma once

#include <memory>

#include "embed/compilation.h"
#include "embed/host_packages.h"
#include "embed/program.h"

namespace golite::embed {

// Binds the natives to the functions of the library and of the host's packages (null: none). What is missing or does not
// fit is reported where it is declared.
std::shared_ptr<Program::Impl> Link(Compilation& compilation, std::unique_ptr<vm::Program> program,
                                    std::shared_ptr<const HostPackages> packages);

}  // namespace golite::embed
