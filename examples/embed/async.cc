// Host functions that take their time. Fetch completes on a thread of the host while only the calling goroutine waits;
// Sorted and Retry are coroutines that call script functions.
#include <golite/golite.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

// The simplest pool there is: a thread per job.
class Pool {
 public:
  ~Pool() {
    for (std::thread& t : threads_) t.join();
  }
  template <class F>
  void Start(F f) {
    threads_.emplace_back(std::move(f));
  }

 private:
  std::vector<std::thread> threads_;
};

// Insertion sort with the script's order.
golite::Task<std::vector<std::string>> Sorted(std::vector<std::string> list, golite::Func<bool(std::string, std::string)> less) {
  for (size_t i = 1; i < list.size(); ++i) {
    for (size_t j = i; j > 0; --j) {
      const golite::Result<bool> before = co_await golite::Await(less, list[j], list[j - 1]);
      if (!before.value_or(false)) break;
      std::swap(list[j], list[j - 1]);
    }
  }
  co_return list;
}

// Calls f until it returns no error, with pauses by the VM's clock.
golite::Task<golite::Result<int64_t>> Retry(int64_t times, golite::Func<golite::Result<int64_t>()> f) {
  golite::Error last("never tried");
  for (int64_t i = 0; i < times; ++i) {
    golite::Result<int64_t> result = co_await golite::Await(f);
    if (result.ok()) co_return *result;
    last = result.error();
    co_await golite::Sleep(1ms);
  }
  co_return golite::Error("gave up: " + last.message);
}

int main() {
  Pool pool;
  golite::Package net("host/net");
  net.Func("Fetch", [&pool](golite::Completer<golite::Result<std::string>> done, std::string url) {
    pool.Start([done, url] {
      std::this_thread::sleep_for(2ms);
      if (url == "bad") {
        done.Complete(golite::Error("cannot reach " + url));
      } else {
        done.Complete("<" + url + ">");
      }
    });
  });
  net.Func("Checksum", [&pool](std::string text) -> golite::Task<int64_t> {
    const int64_t sum = co_await golite::Wait<int64_t>([&](golite::Completer<int64_t> done) {
      pool.Start([done, text] {
        int64_t n = 0;
        for (const char c : text) n = n * 31 + c;
        done.Complete(n);
      });
    });
    co_return sum;
  });
  net.Func("Sorted", &Sorted).Func("Retry", &Retry);

  golite::Engine engine;
  if (auto added = engine.Add(net); !added.ok()) return std::puts(added.error().message.c_str()), 1;
  golite::CompileResult compiled = engine.CompileText("main.go", R"go(
package main

import (
	"errors"
	"fmt"
	"host/net"
	"sync"
)

func main() {
	pages := make([]string, 3)
	var wg sync.WaitGroup
	for i, url := range []string{"a", "bad", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			page, err := net.Fetch(url)
			pages[i] = fmt.Sprint(page, err)
		}()
	}
	wg.Wait()
	fmt.Println(pages)
	fmt.Println(net.Checksum("abc"))
	fmt.Println(net.Sorted([]string{"b", "ccc", "aa"}, func(a, b string) bool { return len(a) > len(b) }))
	tries := 0
	fmt.Println(net.Retry(5, func() (int, error) {
		if tries++; tries < 3 {
			return 0, errors.New("not yet")
		}
		return tries, nil
	}))
	fmt.Println(net.Retry(2, func() (int, error) { return 0, errors.New("never") }))
	defer func() { fmt.Println("recovered:", recover()) }()
	net.Retry(1, func() (int, error) { panic("in the callback") })
}
)go");
  if (!compiled.ok()) return std::fputs(compiled.Report().c_str(), stderr), 1;
  golite::VmOptions options;
  options.capabilities = golite::Capabilities::Output();
  golite::Vm vm(compiled.program, options);
  return vm.Run().ok() ? 0 : 1;
}
