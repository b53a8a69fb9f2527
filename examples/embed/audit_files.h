// A file system for scripts that passes everything on to another and notes what was asked of it: how a host watches, redirects
// or refuses what a script does with files.
#pragma once

#include <golite/golite.h>

#include <cerrno>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using AuditLog = std::function<void(std::string_view operation, const std::string& path)>;

class AuditFile : public golite::File {
 public:
  AuditFile(std::shared_ptr<golite::File> file, std::string path, AuditLog log) : file_(std::move(file)), path_(std::move(path)), log_(std::move(log)) {}
  int64_t Read(std::span<std::byte> to) override { return log_("read", path_), file_->Read(to); }
  int64_t Write(std::span<const std::byte> from) override { return log_("write", path_), file_->Write(from); }
  int64_t ReadAt(std::span<std::byte> to, int64_t offset) override { return log_("read at", path_), file_->ReadAt(to, offset); }
  int64_t WriteAt(std::span<const std::byte> from, int64_t offset) override { return log_("write at", path_), file_->WriteAt(from, offset); }
  int64_t Seek(int64_t offset, int whence) override { return log_("seek", path_), file_->Seek(offset, whence); }
  int64_t Truncate(int64_t size) override { return log_("truncate", path_), file_->Truncate(size); }
  int64_t Sync() override { return log_("sync", path_), file_->Sync(); }
  int64_t SetMode(uint32_t mode) override { return log_("set mode", path_), file_->SetMode(mode); }
  int64_t Status(golite::FileStatus& status) override { return log_("status", path_), file_->Status(status); }
  int64_t List(std::vector<std::string>& names) override { return log_("list", path_), file_->List(names); }
  int descriptor() const override { return file_->descriptor(); }

 private:
  std::shared_ptr<golite::File> file_;
  std::string path_;
  AuditLog log_;
};

// The paths of scripts are those below `root`. A link in the tree may still lead out of it: a host that does not make the tree
// itself would refuse links.
class AuditFiles : public golite::FileSystem {
 public:
  AuditFiles(std::shared_ptr<golite::FileSystem> files, std::string root, AuditLog log) : files_(std::move(files)), root_(std::move(root)), log_(std::move(log)) {}

  int64_t Open(const std::string& path, int flags, uint32_t mode, std::shared_ptr<golite::File>& file) override {
    log_("open", path);
    std::shared_ptr<golite::File> inner;
    const int64_t error = files_->Open(root_ + path, flags, mode, inner);
    if (error >= 0) file = std::make_shared<AuditFile>(std::move(inner), path, log_);
    return error;
  }
  int64_t Status(const std::string& path, bool follow_links, golite::FileStatus& status) override {
    return log_("status", path), files_->Status(root_ + path, follow_links, status);
  }
  int64_t List(const std::string& path, std::vector<std::string>& names) override { return log_("list", path), files_->List(root_ + path, names); }
  int64_t Resolve(const std::string& path, std::string& resolved) override {
    log_("resolve", path);
    const int64_t error = files_->Resolve(root_ + path, resolved);
    if (error < 0) return error;
    if (!resolved.starts_with(root_)) return -EACCES;
    resolved.erase(0, root_.size());
    if (resolved.empty()) resolved = "/";
    return error;
  }
  int64_t MakeDirectory(const std::string& path, uint32_t mode) override { return log_("make directory", path), files_->MakeDirectory(root_ + path, mode); }
  int64_t RemoveFile(const std::string& path) override { return log_("remove file", path), files_->RemoveFile(root_ + path); }
  int64_t RemoveDirectory(const std::string& path) override { return log_("remove directory", path), files_->RemoveDirectory(root_ + path); }
  int64_t Rename(const std::string& from, const std::string& to) override { return log_("rename", from), files_->Rename(root_ + from, root_ + to); }
  int64_t Link(const std::string& from, const std::string& to) override { return log_("link", from), files_->Link(root_ + from, root_ + to); }
  int64_t SymbolicLink(const std::string& target, const std::string& name) override {
    return log_("symbolic link", name), files_->SymbolicLink(target, root_ + name);
  }
  int64_t ReadLink(const std::string& path, std::string& target) override { return log_("read link", path), files_->ReadLink(root_ + path, target); }
  int64_t SetMode(const std::string& path, uint32_t mode) override { return log_("set mode", path), files_->SetMode(root_ + path, mode); }
  int64_t SetTimes(const std::string& path, int64_t accessed, int64_t modified) override {
    return log_("set times", path), files_->SetTimes(root_ + path, accessed, modified);
  }
  int64_t Truncate(const std::string& path, int64_t size) override { return log_("truncate", path), files_->Truncate(root_ + path, size); }
  // Descriptors of the process are not for scripts.
  std::shared_ptr<golite::File> Inherited(int descriptor) override {
    log_("inherited", std::to_string(descriptor));
    return nullptr;
  }

 private:
  std::shared_ptr<golite::FileSystem> files_;
  std::string root_;
  AuditLog log_;
};

// Does everything that a script can do with files, in the working directory.
constexpr std::string_view kFilesScript = R"go(
package main

import (
	"fmt"
	"os"
	"time"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	check(os.Mkdir("dir", 0o755))
	check(os.Chdir("dir"))
	f, err := os.OpenFile("a", os.O_CREATE|os.O_RDWR, 0o644)
	check(err)
	_, err = f.WriteString("hello, file")
	check(err)
	_, err = f.WriteAt([]byte("H"), 0)
	check(err)
	b := make([]byte, 5)
	_, err = f.ReadAt(b, 0)
	check(err)
	_, err = f.Seek(7, 0)
	check(err)
	_, err = f.Read(b[:4])
	check(err)
	check(f.Truncate(5))
	check(f.Sync())
	check(f.Chmod(0o600))
	info, err := f.Stat()
	check(err)
	check(f.Close())
	fmt.Println(string(b[:4]), info.Size(), info.Mode())
	check(os.Rename("a", "b"))
	check(os.Link("b", "c"))
	check(os.Symlink("b", "d"))
	target, err := os.Readlink("d")
	check(err)
	check(os.Chmod("b", 0o640))
	check(os.Truncate("b", 3))
	check(os.Chtimes("b", time.Unix(1, 0), time.Unix(2, 0)))
	info, err = os.Stat("c")
	check(err)
	entries, err := os.ReadDir(".")
	check(err)
	for _, e := range entries {
		fmt.Print(e.Name(), " ")
		check(os.Remove(e.Name()))
	}
	fmt.Println(target, info.Size(), info.ModTime().Unix())
	check(os.Chdir("/"))
	check(os.Remove("dir"))
	os.NewFile(0, "stdin")
}
)go";
