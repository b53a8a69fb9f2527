// This file implements the natives of package testing/internal/testdeps.
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "runtime/scheduler.h"
#include "stdlib/natives.h"
#include "stdlib/os/exit_guard.h"
#include "stdlib/regexp/regexp.h"
#include "stdlib/testing/internal/testdeps/cover_report.h"

namespace golite::stdlib {
namespace {

// The patterns of the flags; each is asked about many names.
struct Patterns : runtime::PackageState {
  std::map<std::string, std::unique_ptr<RE2>, std::less<>> compiled;
};

std::pair<bool, std::string> MatchString(Mutator& m, std::string_view expr, std::string_view text) {
  auto& compiled = m.State<Patterns>().compiled;
  auto it = compiled.find(expr);
  if (it == compiled.end()) {
    std::string code, fragment;
    std::unique_ptr<RE2> re = CompileRegexp(expr, /*posix=*/false, /*longest=*/false, code, fragment);
    if (re == nullptr) return {false, "error parsing regexp: " + code + ": `" + fragment + "`"};
    it = compiled.emplace(expr, std::move(re)).first;
  }
  return {it->second->Match(Piece(text), 0, text.size(), RE2::UNANCHORED, nullptr, 0), ""};
}

void SetPanicOnExit0(Mutator& m, bool on) {
  m.State<ExitGuard>().panic_on_exit0 = on;
}

Outcome Exit(Mutator& m, int64_t code) {
  m.scheduler.exit_code = static_cast<int>(code);
  return Outcome::kExit;
}

constexpr Native kNatives[] = {
    Bind<&MatchString>("matchString"),
    Bind<&CoverReport>("coverReport"),
    Bind<&SetPanicOnExit0>("setPanicOnExit0"),
    Bind<&Exit>("Exit"),
};

}  // namespace

extern constinit const NativePackage kPackage_testing_internal_testdeps = {"testing/internal/testdeps", kNatives};

}  // namespace golite::stdlib
