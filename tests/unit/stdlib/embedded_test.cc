#include "stdlib/embedded.h"

#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace golite::stdlib {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(EmbeddedTest, FilesAreTheSourcesByteForByte) {
  ASSERT_FALSE(EmbeddedFiles().empty());
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    const std::string path = std::string(GOLITE_SOURCE_DIR "/stdlib/") + std::string(file.import_path) + "/" + std::string(file.name);
    EXPECT_EQ(file.contents, ReadFile(path)) << path;
  }
}

TEST(EmbeddedTest, FindsPackagesByImportPath) {
  const auto files = FindEmbeddedPackage("errors");
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].name, "errors.go");
  EXPECT_TRUE(FindEmbeddedPackage("error").empty());
  EXPECT_TRUE(FindEmbeddedPackage("").empty());
}

}  // namespace
}  // namespace golite::stdlib
