// This file implements the lookup of embedded standard packages.
#include "stdlib/embedded.h"

#include <algorithm>

namespace golite::stdlib {

std::span<const EmbeddedFile> FindEmbeddedPackage(std::string_view import_path) {
  const auto found = std::ranges::equal_range(EmbeddedFiles(), import_path, {}, &EmbeddedFile::import_path);
  return {found.begin(), found.end()};
}

}  // namespace golite::stdlib
