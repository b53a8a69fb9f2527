// Every Go function without a body has a native, and every native has such a function.
#include "stdlib/natives.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "stdlib/embedded.h"

namespace golite::stdlib {
namespace {

// The name of the function that a line of Go declares without a body, as Bind writes it; empty if it does not.
std::string BodylessFunction(std::string_view line) {
  constexpr std::string_view kFunc = "func ";
  if (!line.starts_with(kFunc) || line.ends_with("{") || line.find(" {") != std::string_view::npos) return "";
  line.remove_prefix(kFunc.size());
  std::string receiver;
  if (line.starts_with("(")) {
    const size_t close = line.find(") ");
    std::string_view type = line.substr(1, close - 1);
    if (const size_t space = type.find(' '); space != std::string_view::npos) type.remove_prefix(space + 1);
    if (const size_t generic = type.find('['); generic != std::string_view::npos) type = type.substr(0, generic);
    receiver = type.starts_with("*") ? "(" + std::string(type) + ")." : std::string(type) + ".";
    line.remove_prefix(close + 2);
  }
  return receiver + std::string(line.substr(0, line.find_first_of("([")));
}

std::set<std::string> DeclaredNatives() {
  std::set<std::string> names;
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    std::string_view rest = file.contents;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      const std::string name = BodylessFunction(rest.substr(0, end));
      if (!name.empty()) names.insert(std::string(file.import_path) + "." + name);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return names;
}

std::set<std::string> BoundNatives() {
  std::set<std::string> names;
  for (const NativePackage* package : StandardNatives()) {
    for (const Native& native : package->natives) names.insert(std::string(package->path) + "." + native.name);
  }
  return names;
}

TEST(NativesTest, DeclaredAndBoundNativesAreTheSame) {
  const std::set<std::string> declared = DeclaredNatives();
  const std::set<std::string> bound = BoundNatives();
  for (const std::string& name : declared) EXPECT_TRUE(bound.contains(name)) << name << " has no binding";
  for (const std::string& name : bound) EXPECT_TRUE(declared.contains(name)) << name << " has no declaration";
}

}  // namespace
}  // namespace golite::stdlib
