// Tests of embed/expected_output.h.
#include "embed/expected_output.h"

#include <gtest/gtest.h>

namespace golite::embed {
namespace {

TEST(CommentsOfTest, JoinsNeighbours) {
  const auto comments = CommentsOf("// a\n// b\n\n// c\nx := 1 // d\n");
  ASSERT_EQ(comments.size(), 3u);
  EXPECT_EQ(comments[0].text, "a\nb\n");
  EXPECT_EQ(comments[1].text, "c\n");
  EXPECT_EQ(comments[2].text, "d\n");
}

TEST(CommentsOfTest, LeavesOutWhatStandsInLiterals) {
  EXPECT_TRUE(CommentsOf("s := \"// a\" + `/* b\n*/` + string('/')").empty());
  EXPECT_EQ(CommentsOf("s := \"\\\" // a\" // b").at(0).text, "b\n");
}

TEST(CommentsOfTest, LeavesOutDirectivesAndBlankLinesAtTheEnds) {
  EXPECT_EQ(CommentsOf("//go:noinline\n//\n// a  \n//\n//\n// b\n//\n").at(0).text, "a\n\nb\n");
}

TEST(CommentsOfTest, SurvivesUnfinishedOnes) {
  EXPECT_EQ(CommentsOf("/*").size(), 1u);
  EXPECT_EQ(CommentsOf("/*/").size(), 1u);
  EXPECT_TRUE(CommentsOf("`").empty());
  EXPECT_TRUE(CommentsOf("\"\\").empty());
}

struct Expected {
  bool found = false;
  std::string output;
  bool unordered = false;
};

Expected Find(std::string_view text) {
  Expected e;
  e.found = FindExpectedOutput(text, &e.output, &e.unordered);
  return e;
}

TEST(FindExpectedOutputTest, ReadsTheLastComment) {
  EXPECT_EQ(Find("// Output: no\nf()\n// Output: yes\n").output, "yes\n");
  EXPECT_EQ(Find("// output:\n//   a\n// b\n").output, "  a\nb\n");
  EXPECT_TRUE(Find("f()\n// Output:\n").found);
  EXPECT_EQ(Find("f()\n// Output:\n").output, "");
}

TEST(FindExpectedOutputTest, KnowsUnorderedOutput) {
  const Expected e = Find("// Unordered output:\n// b\n// a\n");
  EXPECT_TRUE(e.unordered);
  EXPECT_EQ(e.output, "b\na\n");
}

TEST(FindExpectedOutputTest, WantsThePrefix) {
  EXPECT_FALSE(Find("// Output: a\nf() // done\n").found);
  EXPECT_FALSE(Find("// The output: a\n").found);
  EXPECT_FALSE(Find("f()").found);
}

}  // namespace
}  // namespace golite::embed
