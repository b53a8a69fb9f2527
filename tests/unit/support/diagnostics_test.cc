// Tests the collection, sorting and rendering of diagnostics.
#include "support/diagnostics.h"

#include <gtest/gtest.h>

namespace golite {
namespace {

class DiagnosticsTest : public testing::Test {
 protected:
  SourceManager sources;
  SourceFile& file = sources.AddFile("a.go", "line one\n\tline two\nline three\n");
  Diagnostics diags{sources};

  std::string Render(RenderOptions options = {}) { return RenderDiagnostics(diags, options); }
};

TEST_F(DiagnosticsTest, FillsInArguments) {
  diags.Report<Diag::kInvalidDigit>(file.PosAt(5), "'8'", "octal");
  EXPECT_EQ(Render(), "a.go:1:6: invalid digit '8' in octal literal\n");
}

TEST_F(DiagnosticsTest, SortsByPosition) {
  diags.Error(file.PosAt(10), "second");
  diags.Error(file.PosAt(0), "first");
  EXPECT_EQ(Render(), "a.go:1:1: first\na.go:2:2: second\n");
}

TEST_F(DiagnosticsTest, SaysTheSameOnceALine) {
  diags.Error(file.PosAt(0), "same");
  diags.Error(file.PosAt(5), "same");
  diags.Error(file.PosAt(5), "other");
  EXPECT_EQ(Render(), "a.go:1:1: same\na.go:1:6: other\n");
  EXPECT_EQ(diags.error_count(), 2u);
}

TEST_F(DiagnosticsTest, KeepsTheFirstSyntaxErrorOfALine) {
  diags.Report<Diag::kSyntaxError>(file.PosAt(3), "one");
  diags.Report<Diag::kSyntaxError>(file.PosAt(5), "two");
  diags.Report<Diag::kSyntaxError>(file.PosAt(10), "three");
  EXPECT_TRUE(diags.has_syntax_errors());
  EXPECT_EQ(Render(), "a.go:1:4: syntax error: one\na.go:2:2: syntax error: three\n");
}

TEST_F(DiagnosticsTest, StopsAfterTen) {
  for (int i = 0; i < 12; ++i) diags.Error(file.PosAt(static_cast<uint32_t>(i)), "e" + std::to_string(i));
  const std::string text = Render();
  EXPECT_NE(text.find("e9\n"), std::string::npos);
  EXPECT_EQ(text.find("e10\n"), std::string::npos);
  EXPECT_TRUE(text.ends_with("too many errors\n"));
  EXPECT_EQ(Render({.max_errors = 0}).find("too many"), std::string::npos);
}

TEST_F(DiagnosticsTest, DrawsTheLineAndACaret) {
  diags.Error(file.PosAt(15), "here");
  EXPECT_EQ(Render({.snippets = true}), "a.go:2:7: here\n 2 | \tline two\n   | \t     ^\n");
}

TEST_F(DiagnosticsTest, IndentsNotes) {
  diags.Error(file.PosAt(9), "x redeclared").Note(file.PosAt(0), "other declaration of x");
  EXPECT_EQ(Render(), "a.go:2:1: x redeclared\n\ta.go:1:1: other declaration of x\n");
}

TEST_F(DiagnosticsTest, ShowsMessagesWithoutPlace) {
  diags.Error(Pos(), "open x.go: no such file or directory");
  EXPECT_EQ(Render(), "open x.go: no such file or directory\n");
}

}  // namespace
}  // namespace golite
