// Tests of what calls left behind in RE2 mean for later runs.
#include <atomic>
#include <thread>

#include "host_util.h"
#include "stdlib/regexp/aside.h"

namespace golite {
namespace {

TEST(LeftBehindTest, TooManyMakeOthersWaitAndWhoWaitsCanBeStopped) {
  Engine engine;
  Package host("host");
  std::atomic<bool> ready = false;
  host.Func("Ready", [&ready] { ready = true; });
  ASSERT_TRUE(engine.Add(host).ok());
  constexpr std::string_view kMatch = R"go(package main
import ("host"; "regexp"; "strings")
func main() {
	host.Ready()
	if !regexp.MustCompile("x+y").MatchString(strings.Repeat("x", 100_000) + "y") {
		panic("no match")
	}
}
)go";
  for (int i = 0; i < stdlib::LeftBehind::kMost; ++i) stdlib::LeftBehind::Add();
  auto vm = NewVm(engine, kMatch);
  RunResult result;
  std::thread runner([&] { result = vm->Run(); });
  while (!ready) std::this_thread::yield();
  vm->Stop();
  runner.join();
  EXPECT_EQ(result.kind, RunKind::kStopped);
  stdlib::LeftBehind::Remove();
  EXPECT_TRUE(NewVm(engine, kMatch)->Run().ok());
  for (int i = 1; i < stdlib::LeftBehind::kMost; ++i) stdlib::LeftBehind::Remove();
}

}  // namespace
}  // namespace golite
