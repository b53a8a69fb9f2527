// Tests of embed/test_packages.h.
#include "embed/test_packages.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace golite::embed {
namespace {

TEST(MatchesPackagePatternTest, ImportPaths) {
  EXPECT_TRUE(MatchesPackagePattern("m/a", "m/a", "/m/a"));
  EXPECT_FALSE(MatchesPackagePattern("m/a", "m/ab", "/m/ab"));
  EXPECT_TRUE(MatchesPackagePattern("m/a/...", "m/a", "/m/a"));
  EXPECT_TRUE(MatchesPackagePattern("m/a/...", "m/a/b/c", "/m/a/b/c"));
  EXPECT_FALSE(MatchesPackagePattern("m/a/...", "m/ab", "/m/ab"));
  EXPECT_TRUE(MatchesPackagePattern("m/.../c", "m/a/b/c", "/m/a/b/c"));
  EXPECT_FALSE(MatchesPackagePattern("m/.../c", "m/c/d", "/m/c/d"));
  EXPECT_TRUE(MatchesPackagePattern("all", "m", "/m"));
}

TEST(MatchesPackagePatternTest, FoldersAreRelativeToTheWorkingDirectory) {
  const std::string here = std::filesystem::current_path().string();
  EXPECT_TRUE(MatchesPackagePattern("./...", "m", here));
  EXPECT_TRUE(MatchesPackagePattern("./...", "m/a", here + "/a"));
  EXPECT_FALSE(MatchesPackagePattern("./a/...", "m/b", here + "/b"));
  EXPECT_TRUE(MatchesPackagePattern(".", "m", here));
  EXPECT_FALSE(MatchesPackagePattern("./...", "fmt", ""));
}

TEST(FindTestTargetsTest, SaysWhatIsWrong) {
  auto error = [](std::vector<std::string> args) { return FindTestTargets(args, {}).error; };
  const std::string here = std::filesystem::current_path().string();
  EXPECT_EQ(error({"./nosuch"}), "stat " + here + "/nosuch: directory not found");
  EXPECT_EQ(error({"nosuch"}), "package nosuch is not in std");
  EXPECT_EQ(error({"example.com/nosuch"}), "no required module provides package example.com/nosuch");
  EXPECT_EQ(error({"nosuch.go"}), "no required module provides package nosuch.go; no such file");
}

}  // namespace
}  // namespace golite::embed
