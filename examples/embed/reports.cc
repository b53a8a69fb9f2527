// Reports as data: why a run ended, at which frames, and under which seed it can be repeated.
#include <golite/golite.h>

#include <cstdio>
#include <string>

int main() {
  golite::Engine engine;
  golite::CompileResult compiled = engine.CompileText("bank.go", R"go(
package main

type account struct{ balance int }

func (a *account) withdraw(n int) { a.balance -= n }

func main() {
	accounts := map[string]*account{"ann": {10}}
	accounts["bob"].withdraw(5)
}
)go");
  if (!compiled.ok()) return std::fputs(compiled.Report().c_str(), stderr), 1;
  golite::VmOptions options;
  options.seed = 7;
  options.has_seed = true;
  golite::Vm vm(compiled.program, options);
  const golite::RunResult result = vm.Run();
  std::printf("%s, status %d, seed %llu\n", std::string(golite::TextOf(result.kind)).c_str(), result.status,
              static_cast<unsigned long long>(result.seed));
  for (const golite::Frame& f : result.frames) std::printf("  %s at %s:%u\n", f.function.c_str(), f.file.c_str(), f.line);
}
