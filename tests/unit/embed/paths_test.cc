// Tests of embed/paths.h.
#include "embed/paths.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace golite::embed {
namespace {

TEST(JoinTest, CleansAsPathJoin) {
  EXPECT_EQ(Join(".", "x.go"), "x.go");
  EXPECT_EQ(Join("a/b", "x.go"), "a/b/x.go");
  EXPECT_EQ(Join("/", "x.go"), "/x.go");
  EXPECT_EQ(Join("/a", "."), "/a");
  EXPECT_EQ(Join(".", "."), ".");
  EXPECT_EQ(Join("a", ".."), ".");
  EXPECT_EQ(Join("a", "../b"), "b");
  EXPECT_EQ(Join("..", ".."), "../..");
  EXPECT_EQ(Join("../a", "b"), "../a/b");
  EXPECT_EQ(Join("a/../b", "c"), "b/c");
  EXPECT_EQ(Join("/..", "c"), "/c");
  EXPECT_EQ(Join("./a/", "c"), "a/c");
  EXPECT_EQ(Join("a//b", "c"), "a/b/c");
  EXPECT_EQ(Join("a", "./b/"), "a/b");
  EXPECT_EQ(Join("a", ""), "a");
}

TEST(ListDirTest, SortsAndTellsFoldersFromFiles) {
  namespace fs = std::filesystem;
  const fs::path dir = fs::path(testing::TempDir()) / "golite_list_dir";
  fs::remove_all(dir);
  fs::create_directories(dir / "sub");
  std::ofstream(dir / "b.go") << "package b\n";
  std::ofstream(dir / "a.go") << "package a\n";
  fs::create_directory_symlink(dir / "sub", dir / "link");
  const std::vector<DirEntry> entries = ListDir(dir.string());
  ASSERT_EQ(entries.size(), 4u);
  EXPECT_EQ(entries[0].name, "a.go");
  EXPECT_EQ(entries[1].name, "b.go");
  EXPECT_FALSE(entries[1].is_dir);
  EXPECT_EQ(entries[2].name, "link");
  EXPECT_TRUE(entries[2].is_dir && entries[2].is_link);
  EXPECT_EQ(entries[3].name, "sub");
  EXPECT_TRUE(entries[3].is_dir && !entries[3].is_link);
  fs::remove_all(dir);
  std::string error;
  EXPECT_TRUE(ListDir(dir.string(), &error).empty());
  EXPECT_EQ(error, "No such file or directory");
}

}  // namespace
}  // namespace golite::embed
