// What goes wrong with goroutines, as data: races of a program compiled for race mode, goroutines that can never go on, and
// who was where when a panic ended the run.
#include <golite/golite.h>

#include <cstdio>
#include <string>

namespace {

void Print(const char* what, const std::vector<golite::Frame>& frames) {
  for (const golite::Frame& f : frames) std::printf("    %s %s, %s:%u\n", what, f.function.c_str(), f.file.c_str(), f.line);
}

void PrintAccess(const golite::RaceAccess& a) {
  std::printf("  %s by goroutine %llu%s\n", a.write ? "write" : "read", static_cast<unsigned long long>(a.goroutine), a.is_main ? " (main)" : "");
  for (const golite::RaceFrame& f : a.stack) std::printf("    in %s, %s:%u\n", f.function.c_str(), f.file.c_str(), f.line);
}

golite::RunResult Run(const char* name, const char* text, golite::CompileOptions compile, golite::VmOptions options) {
  const golite::CompileResult compiled = golite::Engine().CompileText(name, text, compile);
  if (!compiled.ok()) {
    std::fputs(compiled.Report().c_str(), stderr);
    std::exit(1);
  }
  options.seed = 1;
  options.has_seed = true;
  golite::Vm vm(compiled.program, options);
  return vm.Run();
}

}  // namespace

int main() {
  golite::CompileOptions race_mode;
  race_mode.race = true;
  golite::VmOptions options;
  options.race.on_report = [](const golite::RaceReport& r) {
    std::printf("race: %s\n", r.accessed.c_str());
    PrintAccess(r.now);
    PrintAccess(r.previous);
  };
  golite::RunResult result = Run("bank.go", R"go(
package main

type account struct{ balance int }

func (a *account) add(n int) { a.balance += n }

func main() {
	a := &account{}
	done := make(chan bool)
	go func() {
		a.add(1)
		done <- true
	}()
	a.add(2)
	<-done
}
)go",
                                race_mode, options);
  std::printf("races: %llu\n", static_cast<unsigned long long>(result.races));

  options = {};
  options.find_leaks = true;
  result = Run("leak.go", R"go(
package main

import "runtime"

func produce(c chan<- int) {
	c <- 1
	c <- 2
}

func main() {
	c := make(chan int)
	go produce(c)
	<-c
	runtime.Gosched()
}
)go",
               {}, options);
  for (const golite::GoroutineTrace& g : result.leaked) {
    std::printf("leak: goroutine %llu: %s\n", static_cast<unsigned long long>(g.id), g.state.c_str());
    Print("in", g.frames);
    Print("created by", g.created_at);
  }

  result = Run("panic.go", R"go(
package main

func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	<-c
	go func() { <-c }()
	var m map[string]int
	defer func() { panic("while cleaning up") }()
	m["a"] = 1
}
)go",
               {}, {});
  for (const golite::PanicInfo& p : result.panics) std::printf("panic: %s%s\n", p.text.c_str(), p.recovered ? " (recovered)" : "");
  for (const golite::GoroutineTrace& g : result.goroutines) {
    std::printf("goroutine %llu: %s\n", static_cast<unsigned long long>(g.id), g.state.c_str());
    Print("in", g.frames);
    Print("created by", g.created_at);
  }
}
