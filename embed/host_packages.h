// This file defines HostPackages, the packages that a host has given to an Engine: their Go declarations for the loader
// and their C++ functions for the linker.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "golite/package.h"
#include "golite/result.h"
#include "parser/ast/ast.h"
#include "stdlib/embedded.h"

namespace golite::embed {

// The Go name of a C++ type that a package declares.
struct TypeName {
  std::string package;  // import path
  std::string name;
};
using TypeNames = std::unordered_map<const detail::TypeInfo*, TypeName>;

// What Go source declares at package level: "Add", "Counter", "(*Counter).Add".
struct Declared {
  std::string package;             // of the package clause
  std::vector<std::string> names;
  std::string error;               // of the syntax; empty when there is none
};
Declared NamesDeclared(const std::string& file, const std::string& source);

// "Add", "(*Counter).Add".
std::string NameInPackage(const ast::FuncDecl& f);

// The Go declarations of a package that `declared` does not have. Types that are mentioned and have no name yet get one
// in this package. `error` says what cannot be declared.
std::string Declare(const Package& package, const std::vector<std::string>& declared, TypeNames& names, std::string* error);

// A set of packages. Immutable once shared; programs keep the set they were compiled with.
class HostPackages {
 public:
  // Fails when a name is no Go name, is declared twice, or the source is malformed.
  Result<void> Add(const Package& package);

  // Sorted by import path.
  const std::vector<stdlib::EmbeddedFile>& files() const { return files_; }
  // The function that a native of that full name ("game.Add") is bound to; null when there is none.
  const detail::HostFunction* Find(std::string_view full_name) const;

 private:
  struct Text {
    std::string path;
    std::string name;
    std::string contents;
  };
  std::vector<std::shared_ptr<const Package>> packages_;
  std::vector<std::shared_ptr<const Text>> texts_;  // shared by copies of the set, so that `files_` stays good
  std::vector<stdlib::EmbeddedFile> files_;
  std::unordered_map<std::string, const detail::HostFunction*> functions_;
  TypeNames names_;
};

}  // namespace golite::embed
