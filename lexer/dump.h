// This file implements the token stream as text, for --dump=tokens and golden files.
#pragma once

#include <string>

#include "support/diagnostics.h"
#include "support/interner.h"
#include "support/source.h"

namespace golite::lexer {

// One token per line: "line:col token text". Inserted semicolons say why they are there.
std::string DumpTokens(SourceFile& file, Interner& interner, Diagnostics& diags);

}  // namespace golite::lexer
