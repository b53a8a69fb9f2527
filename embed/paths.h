// This file declares questions about paths and the names of Go files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace golite::embed {

bool IsGoFile(std::string_view name);
bool IsTestFile(std::string_view name);
// Does an import path or pattern name a folder: "./x", ".."?
bool IsLocalImport(std::string_view path);
bool IsDirectory(const std::string& path);
bool Exists(const std::string& path);
// What a folder holds, in the order of the names; `error` says why it cannot be read.
struct DirEntry {
  std::string name;
  bool is_dir = false;   // or a link to a folder
  bool is_link = false;
};
std::vector<DirEntry> ListDir(const std::string& dir, std::string* error = nullptr);
// Joins and cleans, as path.Join: "." + "x.go" is "x.go".
std::string Join(const std::string& dir, std::string_view name);
std::string DirOf(const std::string& path);
// The name of a file in messages: "./x.go" in the current directory, as the go command prints it.
std::string DisplayPath(const std::string& dir, const std::string& name);

}  // namespace golite::embed
