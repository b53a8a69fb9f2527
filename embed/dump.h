// This file declares the printing of stages of the pipeline, for `golite run --dump` and `golite disasm`.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "golite/engine.h"

namespace golite::embed {

enum class Stage : uint8_t { kTokens, kAst, kTypes, kIr, kBytecode, kDisassembly };

// Compiles as far as the stage needs and appends its text to `out`; errors are those of the result.
CompileResult Dump(Stage stage, std::span<const std::string> paths, const CompileOptions& options, std::string& out);
CompileResult DumpText(Stage stage, std::string_view name, std::string_view text, const CompileOptions& options, std::string& out);

}  // namespace golite::embed
