// Tests of many VMs: on several threads at once (the tsan preset looks for races), and one after the other.
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
// g++ installs no header for it.
extern "C" size_t __sanitizer_get_current_allocated_bytes();
#endif

#include "host_util.h"

namespace golite {
namespace {

constexpr std::string_view kWork = R"go(
package work

import (
	"errors"
	"fmt"
	"host"
	"sort"
	"strings"
	"sync"
)

type shape interface{ Area() float64 }
type square struct{ side float64 }

func (s square) Area() float64 { return s.side * s.side }

func Mixed(seed int) (string, error) {
	results := make(chan string, 4)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m := map[string]int{}
			for j := 0; j < 200; j++ {
				m[fmt.Sprint("k", j%17)] += j
			}
			keys := []string{}
			for k := range m {
				keys = append(keys, k)
			}
			sort.Strings(keys)
			var s shape = square{float64(i)}
			results <- fmt.Sprint(strings.Join(keys[:3], ","), m["k3"], s.Area(), host.Add(seed, i))
		}()
	}
	wg.Wait()
	close(results)
	all := []string{}
	for r := range results {
		all = append(all, r)
	}
	sort.Strings(all)
	text := host.Later(strings.Join(all, " "))
	if seed%2 == 0 {
		return text, nil
	}
	return "", errors.New(text)
}

func Crash() { panic("as told") }
)go";

class ManyVmsTest : public testing::Test {
 protected:
  ManyVmsTest() {
    Package host("host");
    host.Func("Add", [this](int64_t a, int64_t b) { return ++calls, a + b; });
    host.Func("Later", [](Completer<std::string> done, std::string text) {
      std::thread([done, text] { done.Complete(text); }).detach();
    });
    EXPECT_TRUE(engine.Add(host).ok());
    CompileResult result = engine.CompileText("work.go", kWork);
    EXPECT_TRUE(result.ok()) << result.Report();
    program = result.program;
  }
  std::string Run(Vm& vm, int64_t seed) {
    Result<std::string> r = MustFind<std::string(int64_t)>(vm, "Mixed")(seed);
    return r.ok() ? *r : "error " + r.error().message;
  }

  std::atomic<int64_t> calls = 0;
  Engine engine;
  Program program;
};

TEST_F(ManyVmsTest, RunOnManyThreads) {
  constexpr int kThreads = 8, kVmsEach = 8;
  std::vector<std::string> want;
  for (int seed = 0; seed < 2; ++seed) {
    Vm vm(program);
    want.push_back(Run(vm, seed));
  }
  EXPECT_EQ(want[0].substr(0, 3), "k0,");
  EXPECT_EQ(want[1].substr(0, 6), "error ");
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      std::vector<std::unique_ptr<Vm>> vms;
      for (int i = 0; i < kVmsEach; ++i) vms.push_back(std::make_unique<Vm>(program));
      for (int round = 0; round < 2; ++round) {
        for (auto& vm : vms) {
          if (Run(*vm, round) != want[static_cast<size_t>(round)]) ++wrong;
          if (MustFind<void()>(*vm, "Crash")().error().message != "panic: as told") ++wrong;
        }
      }
    });
  }
  for (std::thread& t : threads) t.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(calls, 4 * (2 + 2 * kThreads * kVmsEach));
}

long ResidentPages() {
  long size = 0, resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  EXPECT_NE(file, nullptr);
  EXPECT_EQ(std::fscanf(file, "%ld %ld", &size, &resident), 2);
  std::fclose(file);
  return resident;
}

// 100,000 are --gtest_filter=*LeaveNothing --gtest_repeat=100.
TEST_F(ManyVmsTest, LeaveNothing) {
  const auto churn = [&](int n) {
    for (int i = 0; i < n; ++i) {
      Vm vm(program);
      if (i % 10 == 0) Run(vm, 0);
    }
  };
  churn(300);
  [[maybe_unused]] const long before = ResidentPages();
  churn(700);
#if defined(__SANITIZE_ADDRESS__)
  // The sanitizer keeps freed memory resident, but it counts what is not freed. When that has become less, a thread of
  // another test has ended meanwhile, and the figures say nothing.
  size_t allocated, after;
  int tries = 0;
  do {
    allocated = __sanitizer_get_current_allocated_bytes();
    churn(100);
    after = __sanitizer_get_current_allocated_bytes();
  } while (after < allocated && ++tries < 10);
  EXPECT_EQ(after, allocated);
#elif defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "ThreadSanitizer's shadow memory stays resident: it had " << before << " pages";
#else
  // A leak of one page for each VM would be 700.
  EXPECT_LT(ResidentPages() - before, 200);
#endif
}

}  // namespace
}  // namespace golite
