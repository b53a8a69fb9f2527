// What a VM may use of the world outside it. A VM starts with nothing: the host grants each capability, as the system has
// it or through an implementation of its own. A script that uses what it was not granted gets an error that names it.
//
// Sizes and offsets are in bytes, times in nanoseconds. What can fail returns a negative error number of Linux (-ENOENT).
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "golite/export.h"

namespace golite {

// What stat(2) says of a file.
struct FileStatus {
  uint32_t mode = 0;  // type and permissions, as in st_mode
  int64_t size = 0;
  int64_t modified = 0;  // since 1970
  uint64_t device = 0, inode = 0;
};

// An open file, a pipe's end, or a stream of the host. It is closed by its destructor. A VM calls it on the VM's thread
// only, and nothing here may block: what would have to wait returns -EAGAIN.
class File {
 public:
  virtual ~File() = default;
  // Bytes moved; 0 from Read is the end.
  virtual int64_t Read(std::span<std::byte>) { return -EBADF; }
  virtual int64_t Write(std::span<const std::byte>) { return -EBADF; }
  virtual int64_t ReadAt(std::span<std::byte>, int64_t /*offset*/) { return -ESPIPE; }
  virtual int64_t WriteAt(std::span<const std::byte>, int64_t /*offset*/) { return -ESPIPE; }
  virtual int64_t Seek(int64_t /*offset*/, int /*whence*/) { return -ESPIPE; }
  virtual int64_t Truncate(int64_t /*size*/) { return -EINVAL; }
  virtual int64_t Sync() { return -EINVAL; }
  virtual int64_t SetMode(uint32_t /*mode*/) { return -EPERM; }
  virtual int64_t Status(FileStatus&) { return -ENOSYS; }
  // The names in a directory.
  virtual int64_t List(std::vector<std::string>&) { return -ENOTDIR; }
  // After -EAGAIN: the descriptor to wait for. Without one the goroutine waits until the host calls Vm::Wake.
  virtual int descriptor() const { return -1; }
};

// A tree of files. Paths are absolute: the VM has put its working directory in front.
class FileSystem {
 public:
  virtual ~FileSystem() = default;
  // Flags are those of open(2).
  virtual int64_t Open(const std::string& path, int flags, uint32_t mode, std::shared_ptr<File>& file) = 0;
  virtual int64_t Status(const std::string& path, bool follow_links, FileStatus&) = 0;
  virtual int64_t List(const std::string& path, std::vector<std::string>& names) = 0;
  // The path without links and dots, of a directory that exists; a VM calls it to change its working directory.
  virtual int64_t Resolve(const std::string& path, std::string& resolved) = 0;
  // A tree that cannot be changed need not say more.
  virtual int64_t MakeDirectory(const std::string&, uint32_t /*mode*/) { return -EROFS; }
  virtual int64_t RemoveFile(const std::string&) { return -EROFS; }
  virtual int64_t RemoveDirectory(const std::string&) { return -EROFS; }
  virtual int64_t Rename(const std::string& /*from*/, const std::string& /*to*/) { return -EROFS; }
  virtual int64_t Link(const std::string& /*from*/, const std::string& /*to*/) { return -EROFS; }
  virtual int64_t SymbolicLink(const std::string& /*target*/, const std::string& /*name*/) { return -EROFS; }
  virtual int64_t ReadLink(const std::string&, std::string& /*target*/) { return -EINVAL; }
  virtual int64_t SetMode(const std::string&, uint32_t /*mode*/) { return -EROFS; }
  // INT64_MIN leaves a time as it is.
  virtual int64_t SetTimes(const std::string&, int64_t /*accessed*/, int64_t /*modified*/) { return -EROFS; }
  virtual int64_t Truncate(const std::string&, int64_t /*size*/) { return -EROFS; }
  // A descriptor that the process has open, for os.NewFile; null when there is none or scripts shall not have it.
  virtual std::shared_ptr<File> Inherited(int /*descriptor*/) { return nullptr; }
};

class Clock {
 public:
  virtual ~Clock() = default;
  virtual int64_t Monotonic() = 0;  // never goes back
  virtual int64_t Wall() = 0;       // since 1970
};

class RandomSource {
 public:
  virtual ~RandomSource() = default;
  // Overwrites all bytes with random ones fit for keys; false: it cannot.
  virtual bool Fill(std::span<std::byte>) = 0;
};

struct GOLITE_API Capabilities {
  // The standard streams. Null: reading and writing fail.
  std::shared_ptr<File> standard_input, standard_output, standard_error;
  // Null: no files, and no working directory.
  std::shared_ptr<FileSystem> files;
  std::string working_directory = "/";
  // Null: virtual time, which starts at midnight UTC 2000-01-01 and jumps whenever every goroutine sleeps.
  std::shared_ptr<Clock> clock;
  // Null: package crypto/rand fails. math/rand draws from the VM's seed in any case.
  std::shared_ptr<RandomSource> random;
  // The variables that the script sees. It changes a copy of its own.
  std::optional<std::map<std::string, std::string>> environment;
  // Process and user ids, the host's name, signals to processes.
  bool processes = false;
  // Notices signals that the process gets (os/signal).
  bool signals = false;
  // os.Exit ends the run with the given status. (It never ends the process of the host.)
  bool exit = false;

  // Everything, as the system has it: what a user of the command line expects.
  static Capabilities System();
  // Only standard output and standard error, those of the process.
  static Capabilities Output();
};

// The system's own.
GOLITE_API std::shared_ptr<FileSystem> SystemFiles();
GOLITE_API std::shared_ptr<Clock> SystemClock();
GOLITE_API std::shared_ptr<RandomSource> SystemRandom();
// A stream over a descriptor of the process, which stays open.
GOLITE_API std::shared_ptr<File> SystemStream(int descriptor);

// A stream that hands what is written to a function of the host.
GOLITE_API std::shared_ptr<File> WriteTo(std::function<void(std::string_view)> sink);
// A stream that reads a text.
GOLITE_API std::shared_ptr<File> ReadFrom(std::string text);

}  // namespace golite
