// This file tests the checking of statements: messages are those of gc.
#include "gtest/gtest.h"
#include "tests/unit/sema/check_util.h"

namespace golite::sema {
namespace {

// The errors in a function body.
std::string BodyErrors(const std::string& body, const std::string& decls = "", const std::string& go = "") {
  TestChecker c;
  c.Check("package main\n" + decls + "\nfunc f() {\n" + body + "\n}\nfunc main() {}\n", go);
  return c.Errors();
}

std::string FileErrors(const std::string& text, const std::string& go = "") {
  TestChecker c;
  c.Check("package main\n" + text, go);
  return c.Errors();
}

TEST(StmtTest, UnusedVariables) {
  EXPECT_EQ(BodyErrors("x := 1"), "4:1: declared and not used: x\n");
  EXPECT_EQ(BodyErrors("var x int; x = 2"), "4:5: declared and not used: x\n");
  EXPECT_EQ(BodyErrors("x := 1; _ = func() { x = 2 }"), "4:1: declared and not used: x\n");
  EXPECT_EQ(BodyErrors("x := 1; _ = x"), "");
  EXPECT_EQ(BodyErrors("for i, v := range []int{1} { _ = i }"), "4:8: declared and not used: v\n");
  EXPECT_EQ(BodyErrors("switch x := any(1).(type) { case int: }"), "4:8: declared and not used: x\n");
}

TEST(StmtTest, Assignments) {
  EXPECT_EQ(BodyErrors("a, b := 1; _, _ = a, b"), "4:9: assignment mismatch: 2 variables but 1 value\n");
  EXPECT_EQ(BodyErrors("a, b := g(); _, _ = a, b", "func g() int { return 1 }"),
            "4:9: assignment mismatch: 2 variables but g returns 1 value\n");
  EXPECT_EQ(BodyErrors("var x int = \"a\"; _ = x"),
            "4:13: cannot use \"a\" (untyped string constant) as int value in variable declaration\n");
  EXPECT_EQ(BodyErrors("var x int; x = nil"), "4:16: cannot use nil as int value in assignment\n");
  EXPECT_EQ(BodyErrors("_ = nil"), "4:5: use of untyped nil in assignment to _ identifier\n");
  EXPECT_EQ(BodyErrors("x := nil; _ = x"), "4:6: use of untyped nil in assignment\n");
  EXPECT_EQ(BodyErrors("1 = 2"), "4:1: cannot assign to 1 (neither addressable nor a map index expression)\n");
  EXPECT_EQ(BodyErrors("a := 1; a := 2; _ = a"), "4:11: no new variables on left side of :=\n");
  EXPECT_EQ(BodyErrors("a, a := 1, 2; _ = a"), "4:4: a repeated on left side of :=\n");
  EXPECT_EQ(BodyErrors("m := map[string]struct{x int}{}; m[\"a\"].x = 1"),
            "4:34: cannot assign to struct field m[\"a\"].x in map\n");
  EXPECT_EQ(BodyErrors("var x int8 = 300; _ = x"),
            "4:14: cannot use 300 (untyped int constant) as int8 value in variable declaration (overflows)\n");
  EXPECT_EQ(BodyErrors("var x int = 1.5; _ = x"),
            "4:13: cannot use 1.5 (untyped float constant) as int value in variable declaration (truncated)\n");
  EXPECT_EQ(BodyErrors("s := \"a\"; s++"), "4:11: invalid operation: s++ (non-numeric type string)\n");
}

TEST(StmtTest, ExpressionsThatAreNotUsed) {
  EXPECT_EQ(BodyErrors("x := 1; x + 1"), "4:9: x + 1 (value of type int) is not used\n");
  EXPECT_EQ(BodyErrors("len"), "4:1: len (built-in) must be called\n");
  EXPECT_EQ(BodyErrors("len(\"a\")"), "4:1: len(\"a\") (constant 1 of type int) is not used\n");
  EXPECT_EQ(BodyErrors("int"), "4:1: int (type) is not an expression\n");
  EXPECT_EQ(BodyErrors("defer int(3)"), "4:7: defer requires function call, not conversion\n");
  EXPECT_EQ(BodyErrors("defer len(\"a\")"), "4:7: defer discards result of len(\"a\") (constant 1 of type int)\n");
}

TEST(StmtTest, Returns) {
  EXPECT_EQ(FileErrors("func f() int { }\nfunc main() {}"), "2:16: missing return\n");
  EXPECT_EQ(FileErrors("func f() int { return }\nfunc main() {}"),
            "2:16: not enough return values\n\thave ()\n\twant (int)\n");
  EXPECT_EQ(FileErrors("func f() { return 1 }\nfunc main() {}"),
            "2:19: too many return values\n\thave (number)\n\twant ()\n");
  EXPECT_EQ(FileErrors("func f() (x int) { { x := 2; _ = x; return } }\nfunc main() {}"),
            "2:37: result parameter x not in scope at return\n\ta.go:2:22: inner declaration of x\n");
  EXPECT_EQ(FileErrors("func f() int { for { } }\nfunc main() {}"), "");
  EXPECT_EQ(FileErrors("func f() int { for { break } }\nfunc main() {}"), "2:30: missing return\n");
  EXPECT_EQ(FileErrors("func f() int { panic(1) }\nfunc main() {}"), "");
  EXPECT_EQ(FileErrors("func f(x int) int { switch x { case 1: return 1; default: panic(2) } }\nfunc main() {}"), "");
  EXPECT_EQ(FileErrors("func f(x int) int { L: for { for { break L } } }\nfunc main() {}"), "2:48: missing return\n");
}

TEST(StmtTest, Branches) {
  EXPECT_EQ(BodyErrors("break"), "4:1: break is not in a loop, switch, or select\n");
  EXPECT_EQ(BodyErrors("continue"), "4:1: continue is not in a loop\n");
  EXPECT_EQ(BodyErrors("fallthrough"), "4:1: fallthrough statement out of place\n");
  EXPECT_EQ(BodyErrors("L: for {}"), "4:1: label L defined and not used\n");
  EXPECT_EQ(BodyErrors("goto L"), "4:6: label L not defined\n");
  EXPECT_EQ(BodyErrors("goto L; x := 1; _ = x; L:"), "4:6: goto L jumps over declaration of x at a.go:4:11\n");
  EXPECT_EQ(BodyErrors("goto L; { L: }"), "4:6: goto L jumps into block starting at a.go:4:9\n");
  EXPECT_EQ(BodyErrors("L: { for { continue L } }"), "4:21: invalid continue label L\n");
  EXPECT_EQ(BodyErrors("switch { case true: fallthrough }"), "4:21: cannot fallthrough final case in switch\n");
}

TEST(StmtTest, Switches) {
  EXPECT_EQ(BodyErrors("switch x := 1; x { case 1: case 1: }"),
            "4:33: duplicate case 1 (constant of type int) in expression switch\n\ta.go:4:25: previous case\n");
  EXPECT_EQ(BodyErrors("var x any; switch x.(type) { case int: case int: }"),
            "4:45: duplicate case int in type switch\n\ta.go:4:35: previous case\n");
  EXPECT_EQ(BodyErrors("x := 1; switch x.(type) { }"), "4:16: x (variable of type int) is not an interface\n");
  EXPECT_EQ(BodyErrors("switch { default: default: }"), "4:19: multiple defaults in switch (first at a.go:4:10)\n");
}

TEST(StmtTest, Ranges) {
  EXPECT_EQ(BodyErrors("for range 10 {}"), "");
  EXPECT_EQ(BodyErrors("for range 10 {}", "", "go1.21"),
            "4:11: cannot range over 10 (untyped int constant): requires go1.22 or later\n");
  EXPECT_EQ(BodyErrors("for i, j := range 10 { _, _ = i, j }"),
            "4:8: range over 10 (untyped int constant) permits only one iteration variable\n");
  EXPECT_EQ(BodyErrors("for i := range 1.5 { _ = i }"), "4:16: cannot range over 1.5 (untyped float constant)\n");
  EXPECT_EQ(BodyErrors("for x := range func(yield func(int) bool) {} { _ = x }"), "");
  EXPECT_EQ(BodyErrors("for x := range func() {} { _ = x }"),
            "4:16: cannot range over func() {} (value of type func()): func must be func(yield func(...) bool): wrong "
            "argument count\n");
}

TEST(StmtTest, Channels) {
  EXPECT_EQ(BodyErrors("x := 1; x <- 2"),
            "4:9: invalid operation: cannot send to non-channel x (variable of type int)\n");
  EXPECT_EQ(BodyErrors("c := make(<-chan int); c <- 2"),
            "4:24: invalid operation: cannot send to receive-only channel c (variable of type <-chan int)\n");
}

}  // namespace
}  // namespace golite::sema
