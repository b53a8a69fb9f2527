// What the system has, granted piece by piece: files below one directory, watched by the host; the real clock, randomness fit
// for keys, streams of the process and of the host.
#include <golite/golite.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "audit_files.h"

// Or the host's own: here a source of keys that a test can predict.
class Counter : public golite::RandomSource {
 public:
  bool Fill(std::span<std::byte> bytes) override {
    for (std::byte& b : bytes) b = std::byte{next_++};
    return true;
  }

 private:
  unsigned char next_ = 0;
};

int main() {
  // A program is compiled from files or, as here, from a directory.
  const std::filesystem::path place = std::filesystem::temp_directory_path() / ("golite-example-" + std::to_string(std::rand()));
  std::filesystem::create_directories(place / "src");
  std::filesystem::create_directories(place / "root");
  std::ofstream(place / "src" / "main.go") << kFilesScript;
  const std::string directory = (place / "src").string();
  const golite::CompileResult compiled = golite::Engine().Compile(std::span(&directory, 1));
  if (!compiled.ok()) return std::fputs(compiled.Report().c_str(), stderr), 1;

  std::map<std::string, int, std::less<>> operations;
  golite::VmOptions options;
  options.capabilities.files = std::make_shared<AuditFiles>(golite::SystemFiles(), (place / "root").string(), [&](std::string_view operation, const std::string&) {
    ++operations[std::string(operation)];
  });
  options.capabilities.standard_output = golite::SystemStream(1);
  golite::Vm vm(compiled.program, options);
  const golite::RunResult result = vm.Run();
  std::fputs(result.report.c_str(), stdout);
  for (const auto& [operation, n] : operations) std::printf("%s%s", operation.c_str(), operation == operations.rbegin()->first ? "\n" : ", ");
  std::filesystem::remove_all(place);

  const golite::CompileResult reader = golite::Engine().CompileText("reader.go", R"go(
package main

import (
	"crypto/rand"
	"fmt"
	"time"
)

func main() {
	var name string
	fmt.Scan(&name)
	key := make([]byte, 16)
	n, err := rand.Read(key)
	fmt.Println("hello,", name, n, err, time.Now().Year() >= 2024, key[0] == 0 && key[15] == 15)
}
)go");
  golite::VmOptions some;
  some.capabilities.standard_input = golite::ReadFrom("Ann\n");
  some.capabilities.standard_output = golite::SystemStream(1);
  some.capabilities.clock = golite::SystemClock();
  some.capabilities.random = golite::SystemRandom();
  golite::Vm(reader.program, some).Run();

  some.capabilities.standard_input = golite::ReadFrom("Cid\n");
  some.capabilities.random = std::make_shared<Counter>();
  golite::Vm(reader.program, some).Run();

  // Or all at once, as the command line does.
  golite::VmOptions all;
  all.capabilities = golite::Capabilities::System();
  all.capabilities.standard_input = golite::ReadFrom("Bob\n");
  return golite::Vm(reader.program, all).Run().status;
}
