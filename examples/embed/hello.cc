// The smallest host: compiles a program and runs it.
#include <golite/golite.h>

#include <cstdio>

int main() {
  golite::Engine engine;
  golite::CompileResult compiled = engine.CompileText("hello.go", R"go(
package main

import "fmt"

func main() { fmt.Println("hello from a script") }
)go");
  if (!compiled.ok()) {
    std::fputs(compiled.Report().c_str(), stderr);
    return 1;
  }
  golite::VmOptions options;
  options.capabilities = golite::Capabilities::Output();  // a script can do nothing that is not granted
  golite::Vm vm(compiled.program, options);
  const golite::RunResult result = vm.Run();
  std::fputs(result.report.c_str(), stderr);
  std::printf("golite %s, status %d\n", std::string(golite::Version()).c_str(), result.status);
  return result.ok() ? 0 : 1;
}
