#pragma once

// Packages as the checker sees them.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sema/types/scope.h"

namespace golite::ast {
struct File;
}

namespace golite::sema {

class Checker;
struct Info;

// A language version such as go1.21; {0, 0} means the newest.
struct GoVersion {
  int major = 0;
  int minor = 0;
  bool is_set() const { return major != 0; }
  friend auto operator<=>(const GoVersion&, const GoVersion&) = default;
};
// Parses "go1.21", "1.21", "go1.21.3"; false if it is none of these.
bool ParseGoVersion(std::string_view text, GoVersion* out);

class Package {
 public:
  Package(std::string_view path, std::string_view name, Scope* universe);
  ~Package();

  const std::string& path() const { return path_; }
  const std::string& name() const { return name_; }
  void set_name(std::string_view name) { name_ = name; }
  Scope& scope() { return scope_; }
  const Scope& scope() const { return scope_; }

  // Packages imported directly, in the order of first mention.
  std::vector<Package*> imports;
  std::vector<const ast::File*> files;
  GoVersion go_version;
  // Functions without body are natives here.
  bool allow_natives = false;
  // Objects and bodies are checked on demand (see CheckOptions).
  bool lazy = false;
  // Stands for a package that could not be imported: any selection from it is accepted quietly.
  bool fake = false;
  bool complete = false;

  // What the checker found out; they live as long as the package.
  std::unique_ptr<Info> info;
  std::unique_ptr<Checker> checker;

 private:
  std::string path_;
  std::string name_;
  Scope scope_;
};

}  // namespace golite::sema
