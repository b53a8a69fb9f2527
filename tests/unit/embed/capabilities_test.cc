// Tests of what a VM may use of the world: the system's own capabilities and those of a host.
#include "golite/capabilities.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "examples/embed/audit_files.h"
#include "host_util.h"

namespace golite {
namespace {

class CapabilitiesTest : public testing::Test {
 protected:
  CapabilitiesTest() : place(std::filesystem::temp_directory_path() / ("golite-capabilities-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(place);
  }
  ~CapabilitiesTest() override { std::filesystem::remove_all(place); }
  std::string Run(std::string_view source, VmOptions options) {
    std::string output;
    options.capabilities.standard_output = WriteTo([&](std::string_view text) { output += text; });
    const auto vm = NewVm(Engine(), source, std::move(options));
    return vm == nullptr ? "" : output + vm->Run().report;
  }
  std::filesystem::path place;
};

TEST_F(CapabilitiesTest, AHostSeesEveryOperationOnFiles) {
  std::set<std::string> seen;
  VmOptions options;
  options.capabilities.files =
      std::make_shared<AuditFiles>(SystemFiles(), place.string(), [&](std::string_view operation, const std::string&) { seen.emplace(operation); });
  EXPECT_EQ(Run(kFilesScript, options), "file 5 -rw-------\nb c d b 3 2\n");
  for (const char* operation : {"open", "read", "write", "read at", "write at", "seek", "truncate", "sync", "set mode", "status", "list", "resolve",
                                "make directory", "remove file", "remove directory", "rename", "link", "symbolic link", "read link", "set times"}) {
    EXPECT_TRUE(seen.contains(operation)) << operation;
  }
  EXPECT_TRUE(std::filesystem::is_empty(place));
}

TEST_F(CapabilitiesTest, FilesOfTheHostAreReadOnlyUnlessItSaysMore) {
  class OneFile : public FileSystem {
   public:
    int64_t Open(const std::string& path, int, uint32_t, std::shared_ptr<File>& file) override {
      if (path != "/greeting") return -ENOENT;
      file = ReadFrom("hello");
      return 0;
    }
    int64_t Status(const std::string&, bool, FileStatus&) override { return -ENOENT; }
    int64_t List(const std::string&, std::vector<std::string>& names) override { return names = {"greeting"}, 0; }
    int64_t Resolve(const std::string& path, std::string& resolved) override { return resolved = path, 0; }
  };
  VmOptions options;
  options.capabilities.files = std::make_shared<OneFile>();
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "io"; "os")
func main() {
	f, err := os.Open("/greeting")
	text, _ := io.ReadAll(f)
	fmt.Println(string(text), err)
	fmt.Println(os.Mkdir("/x", 0o755), os.Remove("/x") != nil, os.Rename("/x", "/y") != nil, os.Symlink("/x", "/y") != nil)
	fmt.Println(os.Link("/x", "/y") != nil, os.Chmod("/x", 0) != nil, os.Truncate("/x", 0) != nil)
	_, err = f.WriteString("x")
	fmt.Println(err != nil, f.Truncate(0) != nil, f.Sync() != nil, f.Chmod(0) != nil)
}
)go",
                options),
            "hello <nil>\nmkdir /x: read-only file system true true true\ntrue true true\ntrue true true true\n");
}

TEST_F(CapabilitiesTest, ThoseOfTheSystem) {
  VmOptions options;
  options.capabilities = Capabilities::System();
  options.capabilities.standard_input = ReadFrom("Ann\n");
  constexpr std::string_view kScript = R"go(package main
import ("crypto/rand"; "fmt"; "os"; "time")
func main() {
	var name string
	fmt.Scan(&name)
	_, err := rand.Read(make([]byte, 4))
	fmt.Println(name, err, time.Now().Year() > 2000, os.Getpid() > 1)
}
)go";
  EXPECT_EQ(Run(kScript, options), "Ann <nil> true true\n");
  // Each alone.
  options.capabilities = {};
  options.capabilities.standard_input = ReadFrom("Bob\n");
  options.capabilities.clock = SystemClock();
  options.capabilities.random = SystemRandom();
  EXPECT_GT(SystemClock()->Wall(), 1'500'000'000'000'000'000);
  const int64_t before = SystemClock()->Monotonic();
  EXPECT_LE(before, SystemClock()->Monotonic());
  options.capabilities.processes = true;
  EXPECT_EQ(Run(kScript, options), "Bob <nil> true true\n");
}

TEST_F(CapabilitiesTest, StreamsOfTheProcess) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::shared_ptr<File> in = SystemStream(ends[0]), out = SystemStream(ends[1]);
  EXPECT_EQ(in->descriptor(), ends[0]);
  std::byte bytes[3] = {std::byte{'a'}, std::byte{'b'}, std::byte{'c'}};
  EXPECT_EQ(out->Write(bytes), 3);
  EXPECT_EQ(in->Read(bytes), 3);
  close(ends[0]);
  close(ends[1]);
  EXPECT_NE(Capabilities::Output().standard_output, nullptr);
  EXPECT_EQ(Capabilities::Output().standard_input, nullptr);
}

TEST_F(CapabilitiesTest, ProgramsOfADirectory) {
  std::ofstream(place / "a.go") << "package main\nfunc main() { println(b()) }\n";
  std::ofstream(place / "b.go") << "package main\nfunc b() int { return 7 }\n";
  const std::string directory = place.string();
  const CompileResult compiled = Engine().Compile(std::span(&directory, 1));
  ASSERT_TRUE(compiled.ok()) << compiled.Report();
  std::string printed;
  VmOptions options;
  options.capabilities.standard_error = WriteTo([&](std::string_view text) { printed += text; });
  Vm(compiled.program, options).Run();
  EXPECT_EQ(printed, "7\n");
  EXPECT_EQ(Version(), "0.1.0");
}

// A stream of the host that is not ready, and a VM that is told when it is.
TEST_F(CapabilitiesTest, WakeAndWakeups) {
  class Lines : public File {
   public:
    int64_t Read(std::span<std::byte> to) override {
      if (text.empty()) return closed ? 0 : -EAGAIN;
      const size_t n = std::min(text.size(), to.size());
      std::memcpy(to.data(), text.data(), n);
      text.erase(0, n);
      return static_cast<int64_t>(n);
    }
    std::string text;
    bool closed = false;
  };
  auto lines = std::make_shared<Lines>();
  std::string output;
  int wakeups = 0;
  VmOptions options;
  options.capabilities.standard_input = lines;
  options.capabilities.standard_output = WriteTo([&](std::string_view text) { output += text; });
  options.on_wakeup = [&] { ++wakeups; };
  const auto vm = NewVm(Engine(), R"go(package main
import ("bufio"; "fmt"; "os"; "time")
func main() {
	for s := bufio.NewScanner(os.Stdin); s.Scan(); {
		fmt.Println("got", s.Text())
	}
	time.Sleep(time.Hour)
}
)go",
                        options);
  ASSERT_NE(vm, nullptr);
  EXPECT_EQ(vm->RunFor({}).kind, RunKind::kWaiting);
  EXPECT_EQ(vm->UntilNextTimer(), -1);
  EXPECT_FALSE(vm->Poll());
  lines->text = "one\n";
  vm->Wake();
  EXPECT_EQ(wakeups, 1);
  EXPECT_TRUE(vm->Poll());
  EXPECT_EQ(vm->UntilNextTimer(), 0);
  EXPECT_EQ(vm->RunFor({}).kind, RunKind::kWaiting);
  EXPECT_EQ(output, "got one\n");
  lines->closed = true;
  vm->Wake();
  vm->Stop();
  EXPECT_EQ(wakeups, 3);
  EXPECT_EQ(vm->RunFor({}).kind, RunKind::kStopped);
}

}  // namespace
}  // namespace golite
