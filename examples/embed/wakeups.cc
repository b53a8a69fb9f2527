// A host that sleeps while its script waits: VmOptions::on_wakeup says when there is something to do again, whether another
// thread has completed a call or a stream of the host has become readable.
#include <golite/golite.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

// Lines that arrive from another thread, as the script's standard input. Without a descriptor: Vm::Wake says when to look.
class Console : public golite::File {
 public:
  int64_t Read(std::span<std::byte> to) override {
    std::lock_guard lock(mutex_);
    if (lines_.empty()) return closed_ ? 0 : -EAGAIN;
    const std::string line = lines_.front();
    lines_.pop_front();
    const size_t n = std::min(line.size(), to.size());
    std::memcpy(to.data(), line.data(), n);
    return static_cast<int64_t>(n);
  }
  void Type(std::string line) {
    std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
  }
  void Close() {
    std::lock_guard lock(mutex_);
    closed_ = true;
  }

 private:
  std::mutex mutex_;
  std::deque<std::string> lines_;
  bool closed_ = false;
};

int main() {
  std::thread worker;
  golite::Engine engine;
  golite::Package store("store");
  // Completes on another thread, with a value or with a panic in the script.
  store.Func("Load", [&worker](golite::Completer<std::string> done, std::string key) {
    if (worker.joinable()) worker.join();
    worker = std::thread([done, key] {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      if (key == "") done.Panic("store: a key without a name");
      else done.Complete("<" + key + ">");
    });
  });
  if (!engine.Add(store).ok()) return 1;
  golite::CompileResult compiled = engine.CompileText("console.go", R"go(
package main

import (
	"bufio"
	"fmt"
	"os"
	"store"
)

func load(key string) (value string) {
	defer func() {
		if r := recover(); r != nil {
			value = fmt.Sprint("recovered: ", r)
		}
	}()
	return store.Load(key)
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fmt.Println(load(lines.Text()))
	}
}
)go");
  if (!compiled.ok()) return std::fputs(compiled.Report().c_str(), stderr), 1;

  std::mutex mutex;
  std::condition_variable signal;
  bool awake = true;
  auto console = std::make_shared<Console>();
  golite::VmOptions options;
  options.capabilities = golite::Capabilities::Output();
  options.capabilities.standard_input = console;
  options.on_wakeup = [&] {
    std::lock_guard lock(mutex);
    awake = true;
    signal.notify_one();
  };
  golite::Vm vm(compiled.program, options);
  std::thread user([&] {
    for (const char* line : {"a\n", "\n", "b\n"}) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      console->Type(line);
      vm.Wake();
    }
    console->Close();
    vm.Wake();
  });
  golite::RunResult result;
  for (;;) {
    {
      std::unique_lock lock(mutex);
      signal.wait(lock, [&] { return awake; });
      awake = false;
    }
    // All that can be done now; then it waits again.
    do result = vm.RunFor({.instructions = 100'000});
    while (result.kind == golite::RunKind::kPaused);
    if (result.kind != golite::RunKind::kWaiting) break;
    if (vm.Poll()) awake = true;
  }
  user.join();
  if (worker.joinable()) worker.join();
  std::printf("returned: %s\n", result.kind == golite::RunKind::kReturned ? "yes" : "no");
}
