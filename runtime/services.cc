// This file implements Services: the files, directory and environment of a VM over the capabilities its host granted.
#include "runtime/services.h"

#include <algorithm>
#include <cstring>

#include "runtime/mutator.h"
#include "runtime/panic.h"
#include "runtime/scheduler.h"

namespace golite::runtime {
namespace {

constexpr std::string_view kWords[] = {
#define CAPABILITY(name, word, what) word,
#include "runtime/capabilities.def"
#undef CAPABILITY
};
constexpr std::string_view kWhat[] = {
#define CAPABILITY(name, word, what) what,
#include "runtime/capabilities.def"
#undef CAPABILITY
};

// Stands for a file that is not there: every operation fails with the same number.
class NoFile final : public File {
 public:
  explicit NoFile(int64_t error) : error_(error) {}
  int64_t Read(std::span<std::byte>) override { return -error_; }
  int64_t Write(std::span<const std::byte>) override { return -error_; }
  int64_t ReadAt(std::span<std::byte>, int64_t) override { return -error_; }
  int64_t WriteAt(std::span<const std::byte>, int64_t) override { return -error_; }
  int64_t Seek(int64_t, int) override { return -error_; }
  int64_t Truncate(int64_t) override { return -error_; }
  int64_t Sync() override { return -error_; }
  int64_t SetMode(uint32_t) override { return -error_; }
  int64_t Status(FileStatus&) override { return -error_; }
  int64_t List(std::vector<std::string>&) override { return -error_; }

 private:
  int64_t error_;
};

// A pipe in memory, with room for as much as the system's.
struct Pipe {
  static constexpr size_t kCapacity = 65536;
  std::string bytes;
  size_t begin = 0;  // of what has not been read
  bool reader_open = true, writer_open = true;
};

class PipeEnd final : public File {
 public:
  PipeEnd(std::shared_ptr<Pipe> pipe, bool writes) : pipe_(std::move(pipe)), writes_(writes) {}
  ~PipeEnd() override { (writes_ ? pipe_->writer_open : pipe_->reader_open) = false; }

  int64_t Read(std::span<std::byte> b) override {
    if (writes_) return -EBADF;
    const size_t n = std::min(b.size(), pipe_->bytes.size() - pipe_->begin);
    if (n == 0) return b.empty() || !pipe_->writer_open ? 0 : -EAGAIN;
    std::memcpy(b.data(), pipe_->bytes.data() + pipe_->begin, n);
    pipe_->begin += n;
    if (pipe_->begin == pipe_->bytes.size()) {
      pipe_->bytes.clear();
      pipe_->begin = 0;
    }
    return static_cast<int64_t>(n);
  }

  int64_t Write(std::span<const std::byte> b) override {
    if (!writes_) return -EBADF;
    if (!pipe_->reader_open) return -EPIPE;
    const size_t room = Pipe::kCapacity - pipe_->bytes.size();
    if (room == 0 && !b.empty()) return -EAGAIN;
    const size_t n = std::min(b.size(), room);
    pipe_->bytes.append(reinterpret_cast<const char*>(b.data()), n);
    return static_cast<int64_t>(n);
  }

  int64_t Status(FileStatus& status) override {
    status = {.mode = 0x1000 | 0600};  // S_IFIFO
    return 0;
  }

 private:
  std::shared_ptr<Pipe> pipe_;
  bool writes_;
};

std::shared_ptr<File> Stream(const std::shared_ptr<File>& granted, Capability c) {
  return granted ? granted : std::make_shared<NoFile>(DeniedNumber(c));
}

std::string NotGranted(Capability c, std::string_view function) { return std::string(function) + ": " + DeniedText(c); }

}  // namespace

std::string_view WordOf(Capability c) { return kWords[static_cast<size_t>(c)]; }

std::string DeniedText(Capability c) {
  return std::string(kWhat[static_cast<size_t>(c)]) + " not granted (capability \"" + std::string(WordOf(c)) + "\")";
}

std::string ErrorText(int64_t number) {
  if (number >= kFirstDenied && number < kFirstDenied + static_cast<int64_t>(std::size(kWords)))
    return DeniedText(static_cast<Capability>(number - kFirstDenied));
  const char* name = strerrordesc_np(static_cast<int>(number));
  if (name == nullptr) return "errno " + std::to_string(number);
  // Go writes the texts of the C library with a small first letter.
  std::string text = name;
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'))
    text[0] = static_cast<char>(text[0] | 0x20);
  return text;
}

// ---------------------------------------------------------------- open files

Services::Services(const Capabilities& capabilities)
    : granted(capabilities), closed_(std::make_shared<NoFile>(EBADF)), directory_(granted.working_directory) {
  open_.push_back({Stream(granted.standard_input, Capability::kInput), "", false});
  open_.push_back({Stream(granted.standard_output, Capability::kOutput), "", false});
  open_.push_back({Stream(granted.standard_error, Capability::kErrorOutput), "", false});
  if (granted.environment) environment_ = *granted.environment;
}

File* Services::Find(int64_t number) {
  const auto i = static_cast<uint64_t>(number);
  if (i < open_.size() && open_[i].file) return open_[i].file.get();
  // A descriptor that the process got from its parent, wanted by its number.
  constexpr uint64_t kLast = 1024;
  if (i >= kLast || !granted.files || (i < open_.size() && i < 3)) return closed_.get();
  std::shared_ptr<File> file = granted.files->Inherited(static_cast<int>(i));
  if (!file) return closed_.get();
  if (i >= open_.size()) open_.resize(i + 1);
  open_[i] = {std::move(file), "", false};
  return open_[i].file.get();
}

bool Services::IsInternal(int64_t number) const {
  const auto i = static_cast<uint64_t>(number);
  return i < open_.size() && open_[i].internal;
}

int64_t Services::Add(std::shared_ptr<File> file, bool internal) {
  size_t i = 0;
  while (i < open_.size() && open_[i].file) ++i;
  if (i == open_.size()) open_.emplace_back();
  open_[i] = {std::move(file), "", internal};
  return static_cast<int64_t>(i);
}

std::shared_ptr<File> Services::Exchange(int64_t number, std::shared_ptr<File> file) {
  return std::exchange(open_[static_cast<size_t>(number)].file, std::move(file));
}

int64_t Services::Close(int64_t number) {
  if (Find(number) == closed_.get()) return EBADF;
  open_[static_cast<size_t>(number)] = {};
  return 0;
}

std::pair<int64_t, int64_t> Services::AddPipe() {
  if (IsFull()) return {-EMFILE, -EMFILE};
  auto pipe = std::make_shared<Pipe>();
  const int64_t reader = Add(std::make_shared<PipeEnd>(pipe, /*writes=*/false), /*internal=*/true);
  return {reader, Add(std::make_shared<PipeEnd>(pipe, /*writes=*/true), /*internal=*/true)};
}

int64_t Services::Open(std::string_view name, int flags, uint32_t mode) {
  if (!files()) return -DeniedNumber(Capability::kFiles);
  if (IsFull()) return -EMFILE;
  std::string path = Absolute(name);
  std::shared_ptr<File> file;
  if (const int64_t error = files()->Open(path, flags, mode, file); error < 0) return error;
  const int64_t number = Add(std::move(file));
  open_[static_cast<size_t>(number)].path = std::move(path);
  return number;
}

// ---------------------------------------------------------------- paths

std::string Services::Absolute(std::string_view name) const {
  if (name.empty() || name[0] == '/') return std::string(name);
  return directory_.ends_with('/') ? directory_ + std::string(name) : directory_ + "/" + std::string(name);
}

int64_t Services::ChangeDirectory(std::string_view name) {
  if (!files()) return DeniedNumber(Capability::kFiles);
  std::string resolved;
  if (const int64_t error = files()->Resolve(Absolute(name), resolved); error < 0) return -error;
  directory_ = std::move(resolved);
  return 0;
}

int64_t Services::ChangeDirectory(int64_t number) {
  if (Find(number) == closed_.get()) return EBADF;
  const std::string path = open_[static_cast<size_t>(number)].path;
  return path.empty() ? ENOTDIR : ChangeDirectory(path);
}

// ---------------------------------------------------------------- errors

Outcome PanicDenied(Mutator& m, Capability c, std::string_view function) { return PanicPlain(m, NotGranted(c, function)); }

Outcome FatalDenied(Mutator& m, Capability c, std::string_view function) {
  m.scheduler.denied_capability = WordOf(c);
  return Fatal(m, NotGranted(c, function), FatalCause::kDenied);
}

// ---------------------------------------------------------------- streams

namespace {

// The file is not ready: the goroutine waits until it may be.
Outcome AwaitReady(Mutator& m, int64_t number, const File& file, bool write) {
  const int descriptor = file.descriptor();
  if (descriptor < 0) {
    m.scheduler.AwaitStream(/*of_host=*/!m.services.IsInternal(number));
  } else if (!m.scheduler.AwaitFd(descriptor, write)) {
    m.scheduler.Yield();
  }
  return Outcome::kRetry;
}

}  // namespace

Outcome ReadStream(Mutator& m, int64_t number, std::span<std::byte> bytes, int64_t& n, int64_t& error) {
  File* file = m.services.Find(number);
  const int64_t moved = file->Read(bytes);
  if (moved == -EAGAIN) return AwaitReady(m, number, *file, /*write=*/false);
  n = std::max<int64_t>(moved, 0);
  error = std::max<int64_t>(-moved, 0);
  if (m.services.IsInternal(number)) m.scheduler.WakeStreams();
  return Outcome::kDone;
}

Outcome WriteStream(Mutator& m, int64_t number, std::span<const std::byte> bytes, int64_t& n, int64_t& error) {
  // A pipe inside the VM is no output.
  const bool internal = m.services.IsInternal(number);
  if (!internal && !bytes.empty()) {
    const uint64_t left = m.scheduler.OutputLeft();
    if (left == 0) return Fatal(m, "output limit exceeded", FatalCause::kOutput);
    bytes = bytes.first(std::min<uint64_t>(bytes.size(), left));
  }
  File* file = m.services.Find(number);
  const int64_t moved = file->Write(bytes);
  if (moved == -EAGAIN) return AwaitReady(m, number, *file, /*write=*/true);
  n = std::max<int64_t>(moved, 0);
  error = std::max<int64_t>(-moved, 0);
  if (internal) m.scheduler.WakeStreams();
  else m.scheduler.NoteOutput(static_cast<uint64_t>(n));
  return Outcome::kDone;
}

bool Services::FlushRest(Mutator& m) {
  std::string_view rest = printed_;
  while (!rest.empty()) {
    const int64_t n = Find(2)->Write(std::as_bytes(std::span(rest)));
    if (n == -EAGAIN) break;
    if (n <= 0) rest = {};  // nobody to tell
    else rest.remove_prefix(static_cast<size_t>(n));
    m.scheduler.NoteOutput(static_cast<uint64_t>(std::max<int64_t>(n, 0)));
  }
  printed_.erase(0, printed_.size() - rest.size());
  return printed_.empty();
}

Outcome Print(Mutator& m, std::string_view text) {
  if (!m.services.FlushPrinted(m)) return AwaitReady(m, 2, *m.services.Find(2), /*write=*/true);
  if (m.scheduler.OutputLeft() < text.size()) {
    m.services.AddPrinted(text.substr(0, m.scheduler.OutputLeft()));
    m.services.FlushPrinted(m);
    return Fatal(m, "output limit exceeded", FatalCause::kOutput);
  }
  m.services.AddPrinted(text);
  m.services.FlushPrinted(m);
  return Outcome::kDone;
}

}  // namespace golite::runtime
