// This file implements the capabilities as the system has them: files, streams, clock and random numbers of the process.
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "golite/capabilities.h"

namespace golite {
namespace {

// A call that a signal interrupts starts again.
template <class F>
int64_t Retry(F call) {
  for (;;) {
    const int64_t n = call();
    if (n >= 0) return n;
    if (errno != EINTR) return -errno;
  }
}

FileStatus StatusOf(const struct stat& st) {
  return {.mode = st.st_mode,
          .size = st.st_size,
          .modified = st.st_mtim.tv_sec * 1'000'000'000 + st.st_mtim.tv_nsec,
          .device = st.st_dev,
          .inode = st.st_ino};
}

int64_t ListStream(DIR* dir, std::vector<std::string>& names) {
  if (dir == nullptr) return -errno;
  errno = 0;
  while (dirent* entry = ::readdir(dir)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
    errno = 0;
  }
  const int error = errno;
  ::closedir(dir);
  return -error;
}

class SystemFile final : public File {
 public:
  SystemFile(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  ~SystemFile() override {
    if (owned_) ::close(descriptor_);
  }

  int64_t Read(std::span<std::byte> b) override {
    if (!b.empty() && CanBlock() && !IsReady(POLLIN)) return -EAGAIN;
    return Retry([&] { return ::read(descriptor_, b.data(), b.size()); });
  }

  int64_t Write(std::span<const std::byte> b) override {
    if (CanBlock()) {
      // A pipe that is ready takes so much without blocking. (Making the descriptor non-blocking would make it so for
      // every process that shares it.)
      if (!IsReady(POLLOUT)) return -EAGAIN;
      b = b.first(std::min<size_t>(b.size(), PIPE_BUF));
    }
    return Retry([&] { return ::write(descriptor_, b.data(), b.size()); });
  }

  int64_t ReadAt(std::span<std::byte> b, int64_t offset) override {
    return Retry([&] { return ::pread(descriptor_, b.data(), b.size(), offset); });
  }
  int64_t WriteAt(std::span<const std::byte> b, int64_t offset) override {
    return Retry([&] { return ::pwrite(descriptor_, b.data(), b.size(), offset); });
  }
  int64_t Seek(int64_t offset, int whence) override {
    return Retry([&] { return ::lseek(descriptor_, offset, whence); });
  }
  int64_t Truncate(int64_t size) override {
    return Retry([&] { return ::ftruncate(descriptor_, size); });
  }
  int64_t Sync() override {
    return Retry([&] { return ::fsync(descriptor_); });
  }
  int64_t SetMode(uint32_t mode) override {
    return Retry([&] { return ::fchmod(descriptor_, mode); });
  }
  int64_t Status(FileStatus& status) override {
    struct stat st = {};
    const int64_t error = Retry([&] { return ::fstat(descriptor_, &st); });
    if (error == 0) status = StatusOf(st);
    return error;
  }
  int64_t List(std::vector<std::string>& names) override {
    const int copy = ::openat(descriptor_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (copy < 0) return -errno;
    return ListStream(::fdopendir(copy), names);
  }
  int descriptor() const override { return descriptor_; }

 private:
  // Pipes, sockets and terminals can make a reader or writer wait.
  bool CanBlock() {
    if (kind_ == Kind::kUnknown) {
      struct stat st = {};
      const bool waits = ::fstat(descriptor_, &st) == 0 &&
                         (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode) || (S_ISCHR(st.st_mode) && ::isatty(descriptor_) != 0));
      kind_ = waits ? Kind::kBlocks : Kind::kReady;
    }
    return kind_ == Kind::kBlocks;
  }
  // Errors count as ready: they are for the call to report.
  bool IsReady(short events) const {
    pollfd p{descriptor_, events, 0};
    return ::poll(&p, 1, 0) != 0;
  }

  enum class Kind : uint8_t { kUnknown, kBlocks, kReady };
  int descriptor_;
  bool owned_;
  Kind kind_ = Kind::kUnknown;
};

class SystemTree final : public FileSystem {
 public:
  int64_t Open(const std::string& path, int flags, uint32_t mode, std::shared_ptr<File>& file) override {
    // Opening a named pipe would wait for its other end.
    struct stat st = {};
    const bool pipe = ::stat(path.c_str(), &st) == 0 && S_ISFIFO(st.st_mode);
    const int64_t fd = Retry([&] { return ::open(path.c_str(), flags | O_CLOEXEC | (pipe ? O_NONBLOCK : 0), mode); });
    if (fd < 0) return fd;
    file = std::make_shared<SystemFile>(static_cast<int>(fd), /*owned=*/true);
    return 0;
  }
  int64_t Status(const std::string& path, bool follow_links, FileStatus& status) override {
    struct stat st = {};
    const int64_t error = Retry([&] { return follow_links ? ::stat(path.c_str(), &st) : ::lstat(path.c_str(), &st); });
    if (error == 0) status = StatusOf(st);
    return error;
  }
  int64_t List(const std::string& path, std::vector<std::string>& names) override {
    return ListStream(::opendir(path.c_str()), names);
  }
  int64_t Resolve(const std::string& path, std::string& resolved) override {
    struct stat st = {};
    if (::stat(path.c_str(), &st) != 0) return -errno;
    if (!S_ISDIR(st.st_mode)) return -ENOTDIR;
    if (::access(path.c_str(), X_OK) != 0) return -errno;
    char buffer[PATH_MAX];
    if (::realpath(path.c_str(), buffer) == nullptr) return -errno;
    resolved = buffer;
    return 0;
  }
  int64_t MakeDirectory(const std::string& path, uint32_t mode) override {
    return Retry([&] { return ::mkdir(path.c_str(), mode); });
  }
  int64_t RemoveFile(const std::string& path) override {
    return Retry([&] { return ::unlink(path.c_str()); });
  }
  int64_t RemoveDirectory(const std::string& path) override {
    return Retry([&] { return ::rmdir(path.c_str()); });
  }
  int64_t Rename(const std::string& from, const std::string& to) override {
    return Retry([&] { return ::rename(from.c_str(), to.c_str()); });
  }
  int64_t Link(const std::string& from, const std::string& to) override {
    return Retry([&] { return ::link(from.c_str(), to.c_str()); });
  }
  int64_t SymbolicLink(const std::string& target, const std::string& name) override {
    return Retry([&] { return ::symlink(target.c_str(), name.c_str()); });
  }
  int64_t ReadLink(const std::string& path, std::string& target) override {
    char buffer[PATH_MAX];
    const int64_t n = Retry([&] { return ::readlink(path.c_str(), buffer, sizeof buffer); });
    if (n < 0) return n;
    target.assign(buffer, static_cast<size_t>(n));
    return 0;
  }
  int64_t SetMode(const std::string& path, uint32_t mode) override {
    return Retry([&] { return ::chmod(path.c_str(), mode); });
  }
  int64_t SetTimes(const std::string& path, int64_t accessed, int64_t modified) override {
    const auto spec = [](int64_t t) {
      if (t == INT64_MIN) return timespec{0, UTIME_OMIT};
      const int64_t ns = (t % 1'000'000'000 + 1'000'000'000) % 1'000'000'000;
      return timespec{(t - ns) / 1'000'000'000, ns};
    };
    const timespec times[2] = {spec(accessed), spec(modified)};
    return Retry([&] { return ::utimensat(AT_FDCWD, path.c_str(), times, 0); });
  }
  int64_t Truncate(const std::string& path, int64_t size) override {
    return Retry([&] { return ::truncate(path.c_str(), size); });
  }
  std::shared_ptr<File> Inherited(int descriptor) override {
    return ::fcntl(descriptor, F_GETFD) < 0 ? nullptr : std::make_shared<SystemFile>(descriptor, /*owned=*/true);
  }
};

class RealClock final : public Clock {
 public:
  int64_t Monotonic() override { return Read(CLOCK_MONOTONIC); }
  int64_t Wall() override { return Read(CLOCK_REALTIME); }

 private:
  static int64_t Read(clockid_t clock) {
    timespec t;
    ::clock_gettime(clock, &t);
    return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
  }
};

class KernelRandom final : public RandomSource {
 public:
  bool Fill(std::span<std::byte> b) override {
    while (!b.empty()) {
      const ssize_t n = ::getrandom(b.data(), std::min<size_t>(b.size(), 1 << 20), 0);
      if (n < 0 && errno != EINTR) return false;
      b = b.subspan(static_cast<size_t>(std::max<ssize_t>(n, 0)));
    }
    return true;
  }
};

class FunctionSink final : public File {
 public:
  explicit FunctionSink(std::function<void(std::string_view)> sink) : sink_(std::move(sink)) {}
  int64_t Write(std::span<const std::byte> b) override {
    sink_({reinterpret_cast<const char*>(b.data()), b.size()});
    return static_cast<int64_t>(b.size());
  }

 private:
  std::function<void(std::string_view)> sink_;
};

class TextSource final : public File {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}
  int64_t Read(std::span<std::byte> b) override {
    const size_t n = std::min(b.size(), text_.size() - at_);
    if (n != 0) std::memcpy(b.data(), text_.data() + at_, n);
    at_ += n;
    return static_cast<int64_t>(n);
  }

 private:
  std::string text_;
  size_t at_ = 0;
};

// The directory the process is in: $PWD when it names that, which keeps links.
std::string WorkingDirectory() {
  struct stat here = {}, named = {};
  const char* pwd = std::getenv("PWD");
  if (pwd != nullptr && pwd[0] == '/' && ::stat(pwd, &named) == 0 && ::stat(".", &here) == 0 && named.st_dev == here.st_dev &&
      named.st_ino == here.st_ino)
    return pwd;
  char buffer[PATH_MAX];
  return ::getcwd(buffer, sizeof buffer) == nullptr ? "/" : buffer;
}

std::map<std::string, std::string> ProcessEnvironment() {
  std::map<std::string, std::string> variables;
  for (char** e = ::environ; e != nullptr && *e != nullptr; ++e) {
    const std::string_view entry = *e;
    // The first character may be '=': names are not empty.
    const size_t at = entry.find('=', 1);
    if (at != std::string_view::npos) variables.emplace(entry.substr(0, at), entry.substr(at + 1));
  }
  return variables;
}

}  // namespace

std::shared_ptr<FileSystem> SystemFiles() { return std::make_shared<SystemTree>(); }
std::shared_ptr<Clock> SystemClock() { return std::make_shared<RealClock>(); }
std::shared_ptr<RandomSource> SystemRandom() { return std::make_shared<KernelRandom>(); }
std::shared_ptr<File> SystemStream(int descriptor) { return std::make_shared<SystemFile>(descriptor, /*owned=*/false); }
std::shared_ptr<File> WriteTo(std::function<void(std::string_view)> sink) {
  return std::make_shared<FunctionSink>(std::move(sink));
}
std::shared_ptr<File> ReadFrom(std::string text) { return std::make_shared<TextSource>(std::move(text)); }

Capabilities Capabilities::System() {
  Capabilities c;
  c.standard_input = SystemStream(STDIN_FILENO);
  c.standard_output = SystemStream(STDOUT_FILENO);
  c.standard_error = SystemStream(STDERR_FILENO);
  c.files = SystemFiles();
  c.working_directory = WorkingDirectory();
  c.clock = SystemClock();
  c.random = SystemRandom();
  c.environment = ProcessEnvironment();
  c.processes = c.signals = c.exit = true;
  return c;
}

Capabilities Capabilities::Output() {
  Capabilities c;
  c.standard_output = SystemStream(STDOUT_FILENO);
  c.standard_error = SystemStream(STDERR_FILENO);
  return c;
}

}  // namespace golite
