// This file implements go.mod: which module this is, in which language version, and where replaced modules lie.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostics.h"

namespace golite::embed {

// A `replace old => new` directive with a local folder.
struct ModuleReplacement {
  std::string path;  // of the replaced module
  std::string dir;   // as written, relative to the go.mod
};

struct Module {
  std::string path;        // "example.com/m"
  std::string go_version;  // "go1.21"; "go1.16" when the file has no go line, as the go command assumes
  std::vector<ModuleReplacement> replacements;
};

// Parses a go.mod file; errors go to the diagnostics.
Module ParseModule(const SourceFile& file, Diagnostics& diags);

}  // namespace golite::embed
