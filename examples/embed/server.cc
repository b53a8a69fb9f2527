// A server with a VM per worker: one Program, compiled once, shared by threads; each worker has a heap of its own, and a
// request that goes wrong costs nobody else anything.
#include <golite/golite.h>

#include <cstdio>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

constexpr const char* kScript = R"go(
package handler

import (
	"fmt"
	"sort"
	"strings"
)

var served int

func Handle(path string) string {
	served++
	switch {
	case strings.HasPrefix(path, "/words/"):
		words := strings.Split(strings.TrimPrefix(path, "/words/"), ",")
		sort.Strings(words)
		return fmt.Sprint(words)
	case path == "/crash":
		panic("bad request")
	case path == "/loop":
		for {
		}
	}
	return "404 " + path
}
)go";

int main() {
  golite::Engine engine;
  golite::CompileResult compiled = engine.CompileText("handler.go", kScript);
  if (!compiled.ok()) return std::fputs(compiled.Report().c_str(), stderr), 1;

  const std::vector<std::string> requests = {"/words/pear,apple", "/crash", "/none", "/loop", "/words/b,a,c"};
  std::vector<std::string> answers(4 * requests.size());
  std::vector<std::thread> workers;
  for (size_t w = 0; w < 4; ++w) {
    workers.emplace_back([&, w] {
      golite::VmOptions options;
      options.max_instructions = 2'000'000;
      options.max_heap_bytes = 16 << 20;
      auto vm = std::make_unique<golite::Vm>(compiled.program, options);
      for (size_t i = 0; i < requests.size(); ++i) {
        auto handle = vm->Find<std::string(std::string)>("Handle").value();
        golite::Result<std::string> answer = handle(requests[i]);
        answers[w * requests.size() + i] = answer.ok() ? *answer : "500 " + answer.error().message;
        // A panic ends the call; at a limit the VM is finished, and the next request gets a new one.
        if (!answer.ok() && answer.error().kind != golite::ErrorKind::kPanicked) vm = std::make_unique<golite::Vm>(compiled.program, options);
      }
    });
  }
  for (std::thread& t : workers) t.join();
  for (size_t i = 0; i < requests.size(); ++i) {
    bool same = true;
    for (size_t w = 1; w < 4; ++w) same = same && answers[w * requests.size() + i] == answers[i];
    std::printf("%s: %s%s\n", requests[i].c_str(), answers[i].c_str(), same ? "" : " (workers differ)");
  }
}
