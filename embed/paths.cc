// This file implements questions about paths and the names of Go files.
#include "embed/paths.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace golite::embed {

namespace fs = std::filesystem;

bool IsGoFile(std::string_view name) {
  return name.ends_with(".go") || name.ends_with(".go-lite");
}

bool IsTestFile(std::string_view name) {
  return name.ends_with("_test.go") || name.ends_with("_test.go-lite");
}

bool IsLocalImport(std::string_view path) {
  return path == "." || path == ".." || path.starts_with("./") || path.starts_with("../");
}

bool IsDirectory(const std::string& path) {
  struct stat info;
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool Exists(const std::string& path) {
  struct stat info;
  return ::stat(path.c_str(), &info) == 0;
}

std::vector<DirEntry> ListDir(const std::string& dir, std::string* error) {
  std::vector<DirEntry> entries;
  DIR* stream = ::opendir(dir.c_str());
  if (stream == nullptr) {
    if (error != nullptr) *error = std::strerror(errno);
    return entries;
  }
  while (const dirent* found = ::readdir(stream)) {
    const std::string_view name = found->d_name;
    if (name == "." || name == "..") continue;
    DirEntry entry{.name = std::string(name), .is_dir = found->d_type == DT_DIR, .is_link = found->d_type == DT_LNK};
    if (entry.is_link || found->d_type == DT_UNKNOWN) {
      const std::string path = dir + "/" + entry.name;
      struct stat info;
      entry.is_dir = IsDirectory(path);
      entry.is_link = ::lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode);
    }
    entries.push_back(std::move(entry));
  }
  ::closedir(stream);
  std::ranges::sort(entries, {}, &DirEntry::name);
  return entries;
}

namespace {

// Does cleaning leave a path as it is? Every element is a name, or stands in a row of ".." at the start.
bool IsClean(std::string_view path) {
  if (path == "." || path == "/") return true;
  bool names = path.starts_with('/');
  if (names) path.remove_prefix(1);
  while (true) {
    const std::string_view element = path.substr(0, path.find('/'));
    if (element.empty() || element == ".") return false;
    if (element == ".." && names) return false;
    names |= element != "..";
    if (element.size() == path.size()) return true;
    path.remove_prefix(element.size() + 1);
  }
}

}  // namespace

std::string Join(const std::string& dir, std::string_view name) {
  // Nearly all paths are clean, and the library's way to find that out is a long one.
  if (IsClean(dir)) {
    if (name == ".") return dir;
    if (IsClean(name) && !name.starts_with('/') && !name.starts_with("..")) {
      if (dir == ".") return std::string(name);
      std::string joined = dir;
      if (joined != "/") joined += '/';
      return joined.append(name);
    }
  }
  const std::string joined = (fs::path(dir) / fs::path(name)).lexically_normal().string();
  std::string_view cleaned = joined;
  while (cleaned.size() > 1 && cleaned.ends_with('/')) cleaned.remove_suffix(1);
  return std::string(cleaned);
}

std::string DirOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string DisplayPath(const std::string& dir, const std::string& name) {
  const std::string path = Join(dir, name);
  return path.find('/') == std::string::npos ? "./" + path : path;
}

}  // namespace golite::embed
