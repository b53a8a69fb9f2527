// This file implements HostPackages and the parts of Package that are not templates.
#include "embed/host_packages.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <set>


namespace golite {

Package& Package::AddFloatConst(std::string name, double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  std::string literal = text;
  // A literal without point or exponent would be an integer constant.
  if (literal.find_first_of(".en") == std::string::npos) literal += ".0";
  return AddConst(std::move(name), std::move(literal));
}

Package& Package::AddStringConst(std::string name, std::string_view value) {
  std::string literal = "\"";
  for (const char c : value) {
    char text[8];
    std::snprintf(text, sizeof text, "\\x%02x", static_cast<unsigned char>(c));
    const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
    literal += plain ? std::string(1, c) : text;
  }
  return AddConst(std::move(name), literal + "\"");
}

namespace embed {
namespace {

bool IsName(std::string_view name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0]))) return false;
  return std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

// "Add" of "(*Counter).Add".
std::string_view LastName(std::string_view name) { return name.substr(name.rfind('.') + 1); }

Error Wrong(const Package& package, std::string text) {
  return Error("host package " + package.path() + ": " + std::move(text), ErrorKind::kCompile);
}

}  // namespace

Result<void> HostPackages::Add(const Package& given) {
  const std::string& path = given.path();
  if (path.empty() || !IsName(std::string_view(path).substr(path.rfind('/') + 1)) || path == "main") {
    return Wrong(given, "the last element of the path is no package name");
  }
  if (!stdlib::FindEmbeddedPackage(path).empty()) return Wrong(given, "the library has a package of this path");
  for (const auto& p : packages_) {
    if (p->path() == path) return Wrong(given, "added twice");
  }
  std::set<std::string> seen;
  auto check = [&](const std::string& name) -> std::string {
    if (!IsName(LastName(name))) return name + " is no Go name";
    if (!std::isupper(static_cast<unsigned char>(LastName(name)[0]))) return name + " must begin with an upper-case letter";
    return seen.insert(name).second ? "" : name + " is declared twice";
  };
  std::string problem;
  for (const detail::HostFunction& f : given.functions()) problem = problem.empty() ? check(f.name) : problem;
  for (const Package::NamedType& t : given.types()) problem = problem.empty() ? check(t.name) : problem;
  for (const auto& [name, literal] : given.consts()) problem = problem.empty() ? check(name) : problem;
  if (!problem.empty()) return Wrong(given, problem);

  auto package = std::make_shared<const Package>(given);
  std::vector<std::string> declared;
  std::vector<std::shared_ptr<const Text>> texts;
  for (const std::string& source : package->sources()) {
    const std::string name = texts.empty() ? "host.go" : "host" + std::to_string(texts.size() + 1) + ".go";
    Declared found = NamesDeclared(path + "/" + name, source);
    if (!found.error.empty()) return Wrong(given, found.error.substr(0, found.error.find('\n')));
    if (found.package != path.substr(path.rfind('/') + 1)) {
      return Wrong(given, "the source is of package " + found.package);
    }
    declared.insert(declared.end(), found.names.begin(), found.names.end());
    texts.push_back(std::make_shared<const Text>(Text{path, name, source}));
  }
  TypeNames names = names_;
  for (const Package::NamedType& t : package->types()) {
    if (!names.emplace(t.info, TypeName{path, t.name}).second) return Wrong(given, t.name + " is a C++ type that has a name already");
  }
  for (const detail::TypeInfo* info : package->structs()) {
    if (!names.emplace(info, TypeName{path, std::string(info->name)}).second) {
      return Wrong(given, std::string(info->name) + " is a C++ type that has a name already");
    }
  }
  std::string error;
  std::string generated = Declare(*package, declared, names, &error);
  if (!error.empty()) return Error(std::move(error), ErrorKind::kCompile);
  texts.push_back(std::make_shared<const Text>(Text{path, "generated.go", std::move(generated)}));

  names_ = std::move(names);
  for (const auto& text : texts) {
    texts_.push_back(text);
    files_.push_back({text->path, text->name, text->contents});
  }
  std::ranges::stable_sort(files_, {}, &stdlib::EmbeddedFile::import_path);
  for (const detail::HostFunction& f : package->functions()) functions_.emplace(path + "." + f.name, &f);
  packages_.push_back(std::move(package));
  return {};
}

const detail::HostFunction* HostPackages::Find(std::string_view full_name) const {
  auto it = functions_.find(std::string(full_name));
  return it == functions_.end() ? nullptr : it->second;
}

}  // namespace embed
}  // namespace golite
