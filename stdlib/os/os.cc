// This file implements the natives of package os over the services that the VM's host granted.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <csignal>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/chooser.h"
#include "runtime/native.h"
#include "runtime/panic.h"
#include "runtime/scheduler.h"
#include "runtime/services.h"
#include "stdlib/os/exit_guard.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::Capability;
using runtime::DeniedNumber;
using runtime::GoSlice;
using runtime::GoString;
using runtime::Mutator;
using runtime::Native;
using runtime::Outcome;

using Value = std::pair<int64_t, int64_t>;  // result and error number

// A result that is a negative error number when it failed.
Value Split(int64_t result) { return result < 0 ? Value{-1, -result} : Value{result, 0}; }
Value SplitMoved(int64_t result) { return result < 0 ? Value{0, -result} : Value{result, 0}; }

// A name with a NUL byte names no file.
bool HasNul(std::string_view s) { return s.find('\0') != std::string_view::npos; }

// Does `call` with the tree of files and the absolute path of a name. Returns an error number.
template <class F>
int64_t WithPath(Mutator& m, std::string_view name, F call) {
  FileSystem* files = m.services.files();
  if (files == nullptr) return DeniedNumber(Capability::kFiles);
  if (HasNul(name)) return EINVAL;
  return -std::min<int64_t>(0, call(*files, m.services.Absolute(name)));
}

template <class F>
int64_t WithPaths(Mutator& m, std::string_view a, std::string_view b, F call) {
  return WithPath(m, a, [&](FileSystem& files, const std::string& first) -> int64_t {
    return HasNul(b) ? -EINVAL : call(files, first, m.services.Absolute(b));
  });
}

// ---- open files

Value Open(Mutator& m, std::string_view name, int64_t flag, uint32_t perm) {
  if (HasNul(name)) return {-1, EINVAL};
  return Split(m.services.Open(name, static_cast<int>(flag), perm));
}

int64_t Close(Mutator& m, int64_t fd) {
  const bool internal = m.services.IsInternal(fd);
  const int64_t error = m.services.Close(fd);
  // The other end of a pipe sees that this one is gone.
  if (internal) m.scheduler.WakeStreams();
  return error;
}

Outcome WriteString(Mutator& m, int64_t fd, std::string_view s, int64_t& n, int64_t& error) {
  return runtime::WriteStream(m, fd, std::as_bytes(std::span(s)), n, error);
}

Value Pread(Mutator& m, int64_t fd, GoSlice<uint8_t> b, int64_t offset) {
  return SplitMoved(m.services.Find(fd)->ReadAt(std::as_writable_bytes(std::span(b.data, static_cast<size_t>(b.len))), offset));
}

Outcome Pwrite(Mutator& m, int64_t fd, GoSlice<uint8_t> b, int64_t offset, int64_t& n, int64_t& error) {
  const uint64_t left = m.scheduler.OutputLeft();
  if (left == 0) return runtime::Fatal(m, "output limit exceeded", runtime::FatalCause::kOutput);
  const std::span<const uint8_t> bytes(b.data, std::min<uint64_t>(static_cast<uint64_t>(b.len), left));
  std::tie(n, error) = SplitMoved(m.services.Find(fd)->WriteAt(std::as_bytes(bytes), offset));
  m.scheduler.NoteOutput(static_cast<uint64_t>(n));
  return Outcome::kDone;
}

Value Seek(Mutator& m, int64_t fd, int64_t offset, int64_t whence) {
  return SplitMoved(m.services.Find(fd)->Seek(offset, static_cast<int>(whence)));
}
int64_t Truncate(Mutator& m, int64_t fd, int64_t size) { return Split(m.services.Find(fd)->Truncate(size)).second; }
int64_t Sync(Mutator& m, int64_t fd) { return Split(m.services.Find(fd)->Sync()).second; }
int64_t Fchmod(Mutator& m, int64_t fd, uint32_t mode) { return Split(m.services.Find(fd)->SetMode(mode)).second; }
int64_t Fchdir(Mutator& m, int64_t fd) { return m.services.ChangeDirectory(fd); }

std::tuple<uint32_t, int64_t, int64_t, uint64_t, uint64_t, int64_t> Stat(Mutator& m, std::string_view name, int64_t fd, int64_t how) {
  FileStatus s;
  const int64_t error = name.empty() ? Split(m.services.Find(fd)->Status(s)).second
                                     : WithPath(m, name, [&](FileSystem& files, const std::string& path) {
                                         return files.Status(path, /*follow_links=*/how == 0, s);
                                       });
  return {s.mode, s.size, s.modified, s.device, s.inode, error};
}

std::tuple<int64_t, int64_t, int64_t> Pipe(Mutator& m) {
  const auto [reader, writer] = m.services.AddPipe();
  return reader < 0 ? std::tuple(int64_t{-1}, int64_t{-1}, -reader) : std::tuple(reader, writer, int64_t{0});
}

// ---- directories and names

GoSlice<GoString> Strings(Mutator& m, const std::vector<std::string>& list) {
  GoSlice<GoString> slice = m.NewStringSlice(static_cast<int64_t>(list.size()));
  for (size_t i = 0; i < list.size(); ++i) slice[static_cast<int64_t>(i)] = m.NewString(list[i]);
  return slice;
}

std::pair<GoSlice<GoString>, int64_t> ReadDir(Mutator& m, std::string_view name) {
  std::vector<std::string> names;
  const int64_t error = WithPath(m, name, [&](FileSystem& files, const std::string& path) { return files.List(path, names); });
  return {Strings(m, names), error};
}

void SortStrings(GoSlice<GoString> s) {
  std::sort(s.begin(), s.end(), [](const GoString& a, const GoString& b) { return a.view() < b.view(); });
}

int64_t Mkdir(Mutator& m, std::string_view name, uint32_t perm) {
  return WithPath(m, name, [&](FileSystem& files, const std::string& path) { return files.MakeDirectory(path, perm); });
}
int64_t Unlink(Mutator& m, std::string_view name) {
  return WithPath(m, name, [](FileSystem& files, const std::string& path) { return files.RemoveFile(path); });
}
int64_t Rmdir(Mutator& m, std::string_view name) {
  return WithPath(m, name, [](FileSystem& files, const std::string& path) { return files.RemoveDirectory(path); });
}
int64_t Rename(Mutator& m, std::string_view a, std::string_view b) {
  return WithPaths(m, a, b, [](FileSystem& files, const std::string& from, const std::string& to) { return files.Rename(from, to); });
}
int64_t Link(Mutator& m, std::string_view a, std::string_view b) {
  return WithPaths(m, a, b, [](FileSystem& files, const std::string& from, const std::string& to) { return files.Link(from, to); });
}
int64_t Symlink(Mutator& m, std::string_view target, std::string_view name) {
  if (HasNul(target)) return EINVAL;
  return WithPath(m, name, [&](FileSystem& files, const std::string& path) { return files.SymbolicLink(std::string(target), path); });
}
int64_t Chmod(Mutator& m, std::string_view name, uint32_t mode) {
  return WithPath(m, name, [&](FileSystem& files, const std::string& path) { return files.SetMode(path, mode); });
}
int64_t TruncateName(Mutator& m, std::string_view name, int64_t size) {
  return WithPath(m, name, [&](FileSystem& files, const std::string& path) { return files.Truncate(path, size); });
}
std::pair<std::string, int64_t> Readlink(Mutator& m, std::string_view name) {
  std::string target;
  const int64_t error = WithPath(m, name, [&](FileSystem& files, const std::string& path) { return files.ReadLink(path, target); });
  return {target, error};
}
int64_t Chtimes(Mutator& m, std::string_view name, int64_t atime, int64_t mtime) {
  const auto time = [](int64_t t) { return t == -1 ? INT64_MIN : t; };
  return WithPath(m, name, [&](FileSystem& files, const std::string& path) { return files.SetTimes(path, time(atime), time(mtime)); });
}

std::pair<std::string, int64_t> Getwd(Mutator& m) {
  if (m.services.files() == nullptr) return {"", DeniedNumber(Capability::kFiles)};
  return {m.services.directory(), 0};
}
int64_t Chdir(Mutator& m, std::string_view name) { return HasNul(name) ? EINVAL : m.services.ChangeDirectory(name); }

// For the names of temporary files.
uint32_t Random(Mutator& m) {
  uint32_t n = 0;
  // With real randomness, VMs of one seed do not choose the same names.
  RandomSource* source = m.services.granted.random.get();
  if (source == nullptr || !source->Fill(std::as_writable_bytes(std::span(&n, 1)))) n = static_cast<uint32_t>(m.chooser().Next(runtime::Choice::kRandom));
  return n;
}

// ---- the process

GoSlice<GoString> Args(Mutator& m) { return Strings(m, m.args); }

Outcome Exit(Mutator& m, int64_t code) {
  if (!m.services.granted.exit) return runtime::FatalDenied(m, Capability::kExit, "os.Exit");
  if (code == 0 && m.State<ExitGuard>().panic_on_exit0) {
    m.scheduler.pending_panic = m.StringIface("unexpected call to os.Exit(0) during test");
    return Outcome::kPanic;
  }
  m.scheduler.exit_code = static_cast<int>(code);
  return Outcome::kExit;
}

template <auto Get>
Outcome ProcessNumber(Mutator& m, int64_t& number, std::string_view function) {
  if (!m.services.granted.processes) return runtime::PanicDenied(m, Capability::kProcesses, function);
  number = static_cast<int64_t>(Get());
  return Outcome::kDone;
}
Outcome Getpid(Mutator& m, int64_t& n) { return ProcessNumber<::getpid>(m, n, "os.Getpid"); }
Outcome Getppid(Mutator& m, int64_t& n) { return ProcessNumber<::getppid>(m, n, "os.Getppid"); }
Outcome Getuid(Mutator& m, int64_t& n) { return ProcessNumber<::getuid>(m, n, "os.Getuid"); }
Outcome Geteuid(Mutator& m, int64_t& n) { return ProcessNumber<::geteuid>(m, n, "os.Geteuid"); }
Outcome Getgid(Mutator& m, int64_t& n) { return ProcessNumber<::getgid>(m, n, "os.Getgid"); }
Outcome Getegid(Mutator& m, int64_t& n) { return ProcessNumber<::getegid>(m, n, "os.Getegid"); }

std::pair<std::string, int64_t> Hostname(Mutator& m) {
  if (!m.services.granted.processes) return {"", DeniedNumber(Capability::kProcesses)};
  char buffer[HOST_NAME_MAX + 1] = {};
  if (::gethostname(buffer, sizeof buffer - 1) != 0) return {"", errno};
  return {buffer, 0};
}

std::pair<std::string, int64_t> Executable(Mutator& m) {
  if (!m.services.granted.processes) return {"", DeniedNumber(Capability::kProcesses)};
  char buffer[PATH_MAX];
  const ssize_t n = ::readlink("/proc/self/exe", buffer, sizeof buffer);
  return n < 0 ? std::pair(std::string(), int64_t{errno}) : std::pair(std::string(buffer, static_cast<size_t>(n)), int64_t{0});
}

int64_t Kill(Mutator& m, int64_t pid, int64_t signal) {
  if (!m.services.granted.processes) return DeniedNumber(Capability::kProcesses);
  return ::kill(static_cast<pid_t>(pid), static_cast<int>(signal)) == 0 ? 0 : errno;
}

// ---- the environment

std::tuple<std::string, bool, int64_t> Getenv(Mutator& m, std::string_view key) {
  const auto* environment = m.services.environment();
  if (environment == nullptr) return {"", false, DeniedNumber(Capability::kEnvironment)};
  const auto at = environment->find(std::string(key));
  if (at == environment->end()) return {"", false, 0};
  return {at->second, true, 0};
}
int64_t Setenv(Mutator& m, std::string_view key, std::string_view value) {
  auto* environment = m.services.environment();
  if (environment == nullptr) return DeniedNumber(Capability::kEnvironment);
  if (key.empty() || key.find('=') != std::string_view::npos || HasNul(key) || HasNul(value)) return EINVAL;
  // What a script puts here is not in its heap.
  constexpr size_t kMaxVariables = 10'000, kMaxBytes = 1 << 20;
  if (environment->size() >= kMaxVariables || key.size() + value.size() > kMaxBytes) return ENOMEM;
  (*environment)[std::string(key)] = value;
  return 0;
}
int64_t Unsetenv(Mutator& m, std::string_view key) {
  auto* environment = m.services.environment();
  if (environment == nullptr) return DeniedNumber(Capability::kEnvironment);
  environment->erase(std::string(key));
  return 0;
}
std::pair<GoSlice<GoString>, int64_t> Environ(Mutator& m) {
  const auto* environment = m.services.environment();
  if (environment == nullptr) return {{}, DeniedNumber(Capability::kEnvironment)};
  std::vector<std::string> entries;
  for (const auto& [key, value] : *environment) entries.push_back(key + "=" + value);
  return {Strings(m, entries), 0};
}

constexpr Native kNatives[] = {
    Bind<&Open>("sysOpen"),
    Bind<&Close>("sysClose"),
    Bind<&WriteString>("sysWriteString"),
    Bind<&Pread>("sysPread"),
    Bind<&Pwrite>("sysPwrite"),
    Bind<&Seek>("sysSeek"),
    Bind<&Truncate>("sysTruncate"),
    Bind<&Sync>("sysSync"),
    Bind<&Fchmod>("sysFchmod"),
    Bind<&Fchdir>("sysFchdir"),
    Bind<&Stat>("sysStat"),
    Bind<&ReadDir>("sysReadDir"),
    Bind<&SortStrings>("sortStrings"),
    Bind<&Mkdir>("sysMkdir"),
    Bind<&Unlink>("sysUnlink"),
    Bind<&Rmdir>("sysRmdir"),
    Bind<&Rename>("sysRename"),
    Bind<&Link>("sysLink"),
    Bind<&Symlink>("sysSymlink"),
    Bind<&Readlink>("sysReadlink"),
    Bind<&Chmod>("sysChmod"),
    Bind<&Chtimes>("sysChtimes"),
    Bind<&TruncateName>("sysTruncateName"),
    Bind<&Getwd>("sysGetwd"),
    Bind<&Chdir>("sysChdir"),
    Bind<&Pipe>("sysPipe"),
    Bind<&Random>("sysRandom"),
    Bind<&Args>("args"),
    Bind<&Exit>("Exit"),
    Bind<&Getpid>("Getpid"),
    Bind<&Getppid>("Getppid"),
    Bind<&Getuid>("Getuid"),
    Bind<&Geteuid>("Geteuid"),
    Bind<&Getgid>("Getgid"),
    Bind<&Getegid>("Getegid"),
    Bind<&Hostname>("sysHostname"),
    Bind<&Executable>("sysExecutable"),
    Bind<&Kill>("sysKill"),
    Bind<&Getenv>("getenv"),
    Bind<&Setenv>("setenv"),
    Bind<&Unsetenv>("unsetenv"),
    Bind<&Environ>("environ"),
};

}  // namespace

extern constinit const runtime::NativePackage kPackage_os = {"os", kNatives};

}  // namespace golite::stdlib
