// This file implements the natives of package os: one system call each. Calls that a signal interrupts start again.
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/native.h"
#include "runtime/scheduler.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::GoSlice;
using runtime::GoString;
using runtime::Mutator;
using runtime::Native;
using runtime::Outcome;

using Value = std::pair<int64_t, int64_t>;  // result and error number

template <class F>
Value Retry(F call) {
  for (;;) {
    const int64_t n = call();
    if (n >= 0) return {n, 0};
    if (errno != EINTR) return {-1, errno};
  }
}

// The error number alone.
template <class F>
int64_t Try(F call) {
  return Retry(call).second;
}

std::string Z(std::string_view s) { return std::string(s); }

// A name with a NUL byte names no file.
bool HasNul(std::string_view s) { return s.find('\0') != std::string_view::npos; }

int Fd(int64_t fd) { return static_cast<int>(fd); }

Value Open(std::string_view name, int64_t flag, uint32_t perm) {
  if (HasNul(name)) return {-1, EINVAL};
  return Retry([&] { return ::open(Z(name).c_str(), static_cast<int>(flag) | O_CLOEXEC, perm); });
}
int64_t Close(int64_t fd) { return ::close(Fd(fd)) == 0 ? 0 : errno; }

// Bytes moved; 0 with an error.
Value Moved(Value v) { return {std::max<int64_t>(v.first, 0), v.second}; }

Value WriteString(int64_t fd, std::string_view s) {
  return Moved(Retry([&] { return ::write(Fd(fd), s.data(), s.size()); }));
}
Value Pread(int64_t fd, GoSlice<uint8_t> b, int64_t offset) {
  return Moved(Retry([&] { return ::pread(Fd(fd), b.data, static_cast<size_t>(b.len), offset); }));
}
Value Pwrite(int64_t fd, GoSlice<uint8_t> b, int64_t offset) {
  return Moved(Retry([&] { return ::pwrite(Fd(fd), b.data, static_cast<size_t>(b.len), offset); }));
}
Value Seek(int64_t fd, int64_t offset, int64_t whence) {
  const off_t at = ::lseek(Fd(fd), offset, static_cast<int>(whence));
  return at < 0 ? Value{0, errno} : Value{at, 0};
}
int64_t Truncate(int64_t fd, int64_t size) { return Try([&] { return ::ftruncate(Fd(fd), size); }); }
int64_t Sync(int64_t fd) { return Try([&] { return ::fsync(Fd(fd)); }); }
int64_t Fchmod(int64_t fd, uint32_t mode) { return Try([&] { return ::fchmod(Fd(fd), mode); }); }
int64_t Fchdir(int64_t fd) { return Try([&] { return ::fchdir(Fd(fd)); }); }

std::tuple<uint32_t, int64_t, int64_t, uint64_t, uint64_t, int64_t> Stat(std::string_view name, int64_t fd, int64_t how) {
  struct stat st = {};
  if (HasNul(name)) return {0, 0, 0, 0, 0, EINVAL};
  const int64_t error = Try([&] {
    if (name.empty()) return ::fstat(Fd(fd), &st);
    return how == 0 ? ::stat(Z(name).c_str(), &st) : ::lstat(Z(name).c_str(), &st);
  });
  return {st.st_mode, st.st_size, st.st_mtim.tv_sec * 1'000'000'000 + st.st_mtim.tv_nsec, st.st_dev, st.st_ino, error};
}

GoSlice<GoString> Strings(Mutator& m, const std::vector<std::string>& list) {
  GoSlice<GoString> slice = m.NewStringSlice(static_cast<int64_t>(list.size()));
  for (size_t i = 0; i < list.size(); ++i) slice[static_cast<int64_t>(i)] = m.NewString(list[i]);
  return slice;
}

std::pair<GoSlice<GoString>, int64_t> ReadDir(Mutator& m, std::string_view name) {
  DIR* dir = ::opendir(Z(name).c_str());
  if (dir == nullptr) return {{}, errno};
  std::vector<std::string> names;
  errno = 0;
  while (dirent* entry = ::readdir(dir)) {
    std::string_view n = entry->d_name;
    if (n != "." && n != "..") names.emplace_back(n);
    errno = 0;
  }
  const int error = errno;
  ::closedir(dir);
  return {Strings(m, names), error};
}

void SortStrings(GoSlice<GoString> s) {
  std::sort(s.begin(), s.end(), [](const GoString& a, const GoString& b) { return a.view() < b.view(); });
}

int64_t Mkdir(std::string_view name, uint32_t perm) { return Try([&] { return ::mkdir(Z(name).c_str(), perm); }); }
int64_t Unlink(std::string_view name) { return Try([&] { return ::unlink(Z(name).c_str()); }); }
int64_t Rmdir(std::string_view name) { return Try([&] { return ::rmdir(Z(name).c_str()); }); }
int64_t Rename(std::string_view a, std::string_view b) { return Try([&] { return ::rename(Z(a).c_str(), Z(b).c_str()); }); }
int64_t Link(std::string_view a, std::string_view b) { return Try([&] { return ::link(Z(a).c_str(), Z(b).c_str()); }); }
int64_t Symlink(std::string_view a, std::string_view b) { return Try([&] { return ::symlink(Z(a).c_str(), Z(b).c_str()); }); }
int64_t Chmod(std::string_view name, uint32_t mode) { return Try([&] { return ::chmod(Z(name).c_str(), mode); }); }
int64_t TruncateName(std::string_view name, int64_t size) { return Try([&] { return ::truncate(Z(name).c_str(), size); }); }
int64_t Chdir(std::string_view name) { return Try([&] { return ::chdir(Z(name).c_str()); }); }

std::pair<std::string, int64_t> Readlink(std::string_view name) {
  char buffer[PATH_MAX];
  const ssize_t n = ::readlink(Z(name).c_str(), buffer, sizeof buffer);
  return n < 0 ? std::pair(std::string(), int64_t{errno}) : std::pair(std::string(buffer, static_cast<size_t>(n)), int64_t{0});
}

int64_t Chtimes(std::string_view name, int64_t atime, int64_t mtime) {
  const auto spec = [](int64_t t) {
    return t == -1 ? timespec{0, UTIME_OMIT} : timespec{t / 1'000'000'000, t % 1'000'000'000};
  };
  const timespec times[2] = {spec(atime), spec(mtime)};
  return Try([&] { return ::utimensat(AT_FDCWD, Z(name).c_str(), times, 0); });
}

std::pair<std::string, int64_t> Getwd() {
  char buffer[PATH_MAX];
  if (::getcwd(buffer, sizeof buffer) == nullptr) return {"", errno};
  return {buffer, 0};
}

std::tuple<int64_t, int64_t, int64_t> Pipe() {
  int fds[2] = {-1, -1};
  if (::pipe2(fds, O_CLOEXEC) != 0) return {-1, -1, errno};
  return {fds[0], fds[1], 0};
}

uint32_t Random() {
  uint32_t n = 0;
  if (::getrandom(&n, sizeof n, 0) != sizeof n) n = static_cast<uint32_t>(::getpid());
  return n;
}

GoSlice<GoString> Args(Mutator& m) { return Strings(m, m.args); }

Outcome Exit(Mutator& m, int64_t code) {
  m.scheduler.exit_code = static_cast<int>(code);
  return Outcome::kExit;
}

int64_t Getpid() { return ::getpid(); }
int64_t Getppid() { return ::getppid(); }
int64_t Getuid() { return ::getuid(); }
int64_t Geteuid() { return ::geteuid(); }
int64_t Getgid() { return ::getgid(); }
int64_t Getegid() { return ::getegid(); }

std::pair<std::string, int64_t> Hostname() {
  char buffer[HOST_NAME_MAX + 1] = {};
  if (::gethostname(buffer, sizeof buffer - 1) != 0) return {"", errno};
  return {buffer, 0};
}

std::pair<std::string, int64_t> Executable() { return Readlink("/proc/self/exe"); }

int64_t Kill(int64_t pid, int64_t signal) { return ::kill(static_cast<pid_t>(pid), static_cast<int>(signal)) == 0 ? 0 : errno; }

std::pair<std::string, bool> Getenv(std::string_view key) {
  const char* value = std::getenv(Z(key).c_str());
  return value == nullptr ? std::pair(std::string(), false) : std::pair(std::string(value), true);
}
int64_t Setenv(std::string_view key, std::string_view value) {
  if (HasNul(key) || HasNul(value)) return EINVAL;
  return ::setenv(Z(key).c_str(), Z(value).c_str(), 1) == 0 ? 0 : errno;
}
void Unsetenv(std::string_view key) { ::unsetenv(Z(key).c_str()); }
GoSlice<GoString> Environ(Mutator& m) {
  std::vector<std::string> list;
  for (char** e = ::environ; e != nullptr && *e != nullptr; ++e) list.emplace_back(*e);
  return Strings(m, list);
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
    Bind<&Environ>("Environ"),
};

}  // namespace

extern constinit const runtime::NativePackage kPackage_os = {"os", kNatives};

}  // namespace golite::stdlib
