// This file declares the Go sources of the standard library that are part of the binary.
#pragma once

#include <span>
#include <string_view>

namespace golite::stdlib {

// One Go source file of a standard package.
struct EmbeddedFile {
  std::string_view import_path;  // "math/rand"
  std::string_view name;         // "rand.go"
  std::string_view contents;     // the text; lives as long as the program
};

// All files: packages sorted by import path, the files of one package next to each other and sorted by name.
std::span<const EmbeddedFile> EmbeddedFiles();

// The files of one package; empty when there is no such package.
std::span<const EmbeddedFile> FindEmbeddedPackage(std::string_view import_path);

}  // namespace golite::stdlib
