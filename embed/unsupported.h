// This file declares leaving out of test files what uses packages that there are in Go and not here.
//
// Programs with such imports are errors. Of a test file, the other tests are worth running: a test that needs package
// net/http is left out, and so is whatever it alone uses.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/ast/ast.h"
#include "support/arena.h"

namespace golite::embed {

struct LeftOut {
  std::string function;
  std::string package;  // that it cannot have: "net/http"
};

// Is the path that of a package of Go's library? It need not exist here.
bool IsGoLibraryPath(std::string_view path);

// Removes from the test files of one package the declarations that use packages for which `missing` holds, and the
// imports that nothing uses then. Returns the functions among them.
std::vector<LeftOut> LeaveOutUnsupported(std::span<ast::File* const> files, const std::function<bool(std::string_view)>& missing,
                                         Arena& arena);

}  // namespace golite::embed
