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

// Empties the lines that are comments; the first line stays.
std::string WithoutComments(const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line)) {
    const size_t at = line.find_first_not_of("\t ");
    const bool comment = !out.empty() && at != std::string::npos && line.compare(at, 3, "// ") == 0;
    out += (comment ? "" : line) + "\n";
  }
  return out;
}

TEST(EmbeddedTest, FilesAreTheSourcesWithoutComments) {
  ASSERT_FALSE(EmbeddedFiles().empty());
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    const std::string path = std::string(GOLITE_SOURCE_DIR "/stdlib/") + std::string(file.import_path) + "/" + std::string(file.name);
    EXPECT_EQ(file.contents, WithoutComments(ReadFile(path))) << path;
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
