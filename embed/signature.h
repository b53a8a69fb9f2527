// This file declares the comparison of C++ signatures with Go's.
#pragma once

#include <string>

#include "golite/func.h"
#include "vm/type_desc.h"

namespace golite::embed {

// The C++ side of a signature in Go's words: "func(int, string) error".
std::string Describe(const detail::TypeInfo& info);
// Whether a C++ type stands for the Go type; structs are compared field by field, not by name.
bool Matches(const detail::TypeInfo& info, const vm::TypeDesc* type);
// What is wrong with a C++ signature for a Go function type; empty when nothing is. `last_error`: Go may have one more
// result, of type error, which is noted there; null: it may not.
std::string Compare(const detail::Signature& signature, const vm::TypeDesc* func, bool* last_error);

}  // namespace golite::embed
