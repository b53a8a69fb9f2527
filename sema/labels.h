// This file declares the check of labels and branch statements.
#pragma once

#include <span>

#include "parser/ast/ast.h"
#include "support/arena.h"
#include "support/diagnostics.h"

namespace golite::sema {

// Verifies labels, goto, break, continue and fallthrough in all functions but those that contain errors already.
void CheckBranches(std::span<const ast::File* const> files, Diagnostics& diags, Arena& arena);

}  // namespace golite::sema
