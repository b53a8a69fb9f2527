// This file implements questions about paths and the names of Go files.
#include "embed/paths.h"

#include <sys/stat.h>

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

std::string Join(const std::string& dir, std::string_view name) {
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
