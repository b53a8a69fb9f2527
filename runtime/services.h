// This file defines Services: what a VM has of the world outside it, the capabilities its host granted, and the state that
// a process would have about them: open files, working directory, environment.
//
// Natives go through here and nothing else. They report a missing capability as an error number of its own, whose text
// names it, or, where Go returns no error, by a panic (PanicDenied).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golite/capabilities.h"
#include "runtime/outcome.h"

namespace golite::runtime {

class Mutator;

enum class Capability : uint8_t {
#define CAPABILITY(name, word, what) k##name,
#include "runtime/capabilities.def"
#undef CAPABILITY
};

// The error number that stands for a missing capability, beyond those of the system.
constexpr int64_t kFirstDenied = 100'000;
constexpr int64_t DeniedNumber(Capability c) { return kFirstDenied + static_cast<int64_t>(c); }
// The word for it in the host's settings: "files".
std::string_view WordOf(Capability c);
// "files are not granted (capability "files")".
std::string DeniedText(Capability c);
// The system's text for an error number, or the text above.
std::string ErrorText(int64_t number);

class Services {
 public:
  explicit Services(const Capabilities& granted);

  const Capabilities granted;

  // ---- open files by number
  // Never null: for a number that is not open, or a stream that was not granted, a File all of whose operations fail.
  File* Find(int64_t number);
  // Whether the stream is one inside the VM, which only the VM can make ready.
  bool IsInternal(int64_t number) const;
  // The lowest free number.
  int64_t Add(std::shared_ptr<File> file, bool internal = false);
  // Opens a file of the tree: its number, or a negative error number.
  int64_t Open(std::string_view name, int flags, uint32_t mode);
  // 0 or an error number.
  int64_t Close(int64_t number);
  // Puts another file in the place of an open one, and returns that.
  std::shared_ptr<File> Exchange(int64_t number, std::shared_ptr<File> file);
  // Two ends of a pipe in the VM's memory, or negative error numbers.
  std::pair<int64_t, int64_t> AddPipe();

  // ---- what print and println wrote and standard error has not taken yet
  void AddPrinted(std::string_view text) { printed_ += text; }
  // Whether nothing is left.
  bool FlushPrinted(Mutator& m) { return printed_.empty() || FlushRest(m); }

  // ---- paths
  // The tree of files, and the path that a script's name stands for in it.
  FileSystem* files() const { return granted.files.get(); }
  std::string Absolute(std::string_view name) const;
  const std::string& directory() const { return directory_; }
  int64_t ChangeDirectory(std::string_view name);
  // The same for an open directory.
  int64_t ChangeDirectory(int64_t number);

  // ---- environment
  // Null when it was not granted.
  std::map<std::string, std::string>* environment() { return granted.environment ? &environment_ : nullptr; }

 private:
  bool FlushRest(Mutator& m);

  // Files are memory outside the heap.
  bool IsFull() const { return open_.size() >= 4096; }

  struct Entry {
    std::shared_ptr<File> file;  // null: free
    std::string path;            // absolute; empty when it has none
    bool internal = false;
  };

  std::vector<Entry> open_;
  std::shared_ptr<File> closed_;  // stands for every number that is not open
  std::string directory_;
  std::map<std::string, std::string> environment_;
  std::string printed_;
};

// Panics: "os.Getpid: processes are not granted (capability "processes")".
Outcome PanicDenied(Mutator& m, Capability c, std::string_view function);
// Ends the run for the same reason.
Outcome FatalDenied(Mutator& m, Capability c, std::string_view function);

// Reads from, or writes to, an open file for a native: parks the goroutine and returns kRetry when the file is not ready,
// counts output against the VM's limit. `error` is 0 or an error number.
Outcome ReadStream(Mutator& m, int64_t number, std::span<std::byte> bytes, int64_t& n, int64_t& error);
Outcome WriteStream(Mutator& m, int64_t number, std::span<const std::byte> bytes, int64_t& n, int64_t& error);
// The same for print and println, which write all of the text to standard error. Retrying is part of it.
Outcome Print(Mutator& m, std::string_view text);

}  // namespace golite::runtime
