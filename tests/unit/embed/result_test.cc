// Tests of golite::Result and golite::Error.
#include "golite/result.h"

#include "golite/vm.h"

#include <gtest/gtest.h>

namespace golite {
namespace {

TEST(ResultTest, HoldsAValueOrAnError) {
  Result<int> good = 3;
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(*good, 3);
  EXPECT_EQ(good.value_or(4), 3);
  Result<int> bad = Error("no");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().message, "no");
  EXPECT_EQ(bad.error().kind, ErrorKind::kReturned);
  EXPECT_EQ(bad.value_or(4), 4);
}

TEST(ResultTest, KindsHaveNames) {
  EXPECT_EQ(TextOf(ErrorKind::kReturned), "returned an error");
  EXPECT_EQ(TextOf(ErrorKind::kMemory), "out of memory");
  EXPECT_EQ(TextOf(RunKind::kMemory), "out of memory");
  EXPECT_EQ(TextOf(RunKind::kWaiting), "waiting");
}

TEST(ResultTest, OfNothingIsOkWithoutAnError) {
  Result<void> done;
  EXPECT_TRUE(done.ok());
  EXPECT_FALSE(done.error());
  done = Error("late", ErrorKind::kFatal);
  EXPECT_FALSE(done.ok());
  EXPECT_EQ(done.error().kind, ErrorKind::kFatal);
}

}  // namespace
}  // namespace golite
