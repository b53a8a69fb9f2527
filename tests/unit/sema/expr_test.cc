// This file tests expressions: operators, constants, calls, selectors, literals, conversions of untyped values.
#include "gtest/gtest.h"
#include "tests/unit/sema/check_util.h"

namespace golite::sema {
namespace {

// The errors of statements in a function body, "line:col: text" with the body on line 2.
std::string Body(const std::string& body, const std::string& decls = "") {
  TestChecker c;
  c.Check("package main\nfunc _() { " + body + " }\n" + decls);
  return c.Errors();
}
std::string Decls(const std::string& decls, const std::string& go = "") {
  TestChecker c;
  c.Check("package main\n" + decls, go);
  return c.Errors();
}

TEST(ExprTest, MismatchedTypes) {
  EXPECT_EQ(Body("var a int; var b string; _ = a + b"),
            "2:41: invalid operation: a + b (mismatched types int and string)\n");
  EXPECT_EQ(Body("_ = 1 + \"a\""),
            "2:16: invalid operation: 1 + \"a\" (mismatched types untyped int and untyped string)\n");
  EXPECT_EQ(Body("var a int; a += 1.5"), "2:28: 1.5 (untyped float constant) truncated to int\n");
  EXPECT_EQ(Body("var a []int; _ = a == a"), "2:29: invalid operation: a == a (slice can only be compared to nil)\n");
  EXPECT_EQ(Body("_ = nil == nil"), "2:23: invalid operation: nil == nil (operator == not defined on nil)\n");
  EXPECT_EQ(Body("_ = !1"), "2:17: invalid operation: operator ! not defined on 1 (untyped int constant)\n");
}

TEST(ExprTest, Constants) {
  EXPECT_EQ(Body("var x int8 = 128"),
            "2:25: cannot use 128 (untyped int constant) as int8 value in variable declaration (overflows)\n");
  EXPECT_EQ(Body("const big = 1 << 600; _ = 1 / 0"),
            "2:26: constant shift overflow\n2:42: invalid operation: division by zero\n");
  EXPECT_EQ(Body("const x = uint8(255) + 1"), "2:22: uint8(255) + 1 (constant 256 of type uint8) overflows uint8\n");
  EXPECT_EQ(Body("const huge = 1 << 100; var x float64 = huge >> 98; _ = x"), "");
  EXPECT_EQ(Body("_ = iota"), "2:16: cannot use iota outside constant declaration\n");
}

TEST(ExprTest, Shifts) {
  EXPECT_EQ(Body("var s uint; var f float64 = 1 << s; _ = f"),
            "2:40: invalid operation: shifted operand 1 (type float64) must be integer\n");
  EXPECT_EQ(Body("var s uint; var f int64 = 1 << s; _ = f; _ = 1.0 << 3"), "");
  EXPECT_EQ(Body("_ = 1 << -1"), "2:21: invalid operation: negative shift count -1 (untyped int constant)\n");
}

TEST(ExprTest, Untyped) {
  TestChecker c;
  ASSERT_TRUE(c.Check("package main\nvar x float32 = 1 + 2\nvar y any = 'a'\nvar z = x == 3\n"));
}

TEST(ExprTest, Selectors) {
  const std::string decls = "type T struct{ Field int }\nfunc (*T) M() {}\ntype P *T\n";
  EXPECT_EQ(Body("var t T; _ = t.field", decls),
            "2:27: t.field undefined (type T has no field or method field, but does have field Field)\n");
  EXPECT_EQ(Body("var t T; t.m()", decls),
            "2:23: t.m undefined (type T has no field or method m, but does have method M)\n");
  EXPECT_EQ(Body("T{}.M()", decls), "2:16: cannot call pointer method M on T\n");
  EXPECT_EQ(Body("_ = T.M", decls), "2:18: invalid method expression T.M (needs pointer receiver (*T).M)\n");
  EXPECT_EQ(Body("var p P; p.M()", decls), "2:23: p.M undefined (type P has no field or method M)\n");
  EXPECT_EQ(Body("f := (*T).M; f(new(T)); g := new(T).M; g()", decls), "");
}

TEST(ExprTest, Calls) {
  const std::string decls = "func f(a int, b string) (int, error) { return 0, nil }\nfunc v(a int, b ...string) {}\n";
  EXPECT_EQ(Body("f(1)", decls), "2:14: not enough arguments in call to f\n\thave (number)\n\twant (int, string)\n");
  EXPECT_EQ(Body("f(1, \"\", 2)", decls),
            "2:21: too many arguments in call to f\n\thave (number, string, number)\n\twant (int, string)\n");
  EXPECT_EQ(Body("v(1, \"a\", \"b\"); v(1); v(1, []string{}...)", decls), "");
  EXPECT_EQ(Body("f(1, []string{}...)", decls), "2:12: cannot use ... in call to non-variadic f\n");
  EXPECT_EQ(Body("var x int; x()", decls),
            "2:23: invalid operation: cannot call non-function x (variable of type int)\n");
  EXPECT_EQ(Body("_ = f(1, \"\")", decls), "2:16: assignment mismatch: 1 variable but f returns 2 values\n");
  EXPECT_EQ(Body("g(f(1, \"\"))", decls + "func g(int, error) {}\n"), "");
}

TEST(ExprTest, CompositeLiterals) {
  const std::string decls = "type T struct{ a int; b string }\n";
  EXPECT_EQ(Body("_ = T{1}", decls), "2:19: too few values in T{\u2026}\n");
  EXPECT_EQ(Body("_ = T{1, \"\", 3}", decls), "2:25: too many values in T{\u2026}\n");
  EXPECT_EQ(Body("_ = T{c: 1}", decls), "2:18: unknown field c in struct literal of type T\n");
  EXPECT_EQ(Body("_ = T{a: 1, a: 2}", decls), "2:25: duplicate field name a in struct literal\n");
  EXPECT_EQ(Body("_ = map[string]int{\"a\": 1, \"a\": 2}"), "2:39: duplicate key \"a\" in map literal\n");
  EXPECT_EQ(Body("_ = [2]int{1, 2, 3}"), "2:29: index 2 is out of bounds (>= 2)\n");
  EXPECT_EQ(Body("_ = []*T{{1, \"\"}, nil}; _ = [...]string{3: \"\"}[3]", decls), "");
}

TEST(ExprTest, Indices) {
  EXPECT_EQ(Body("var a [3]int; _ = a[3]"), "2:32: invalid argument: index 3 out of bounds [0:3]\n");
  EXPECT_EQ(Body("var a [3]int; _ = a[2:1]"), "2:34: invalid slice indices: 1 < 2\n");
  EXPECT_EQ(Body("_ = 5[0]"), "2:17: invalid operation: cannot index 5 (untyped int constant)\n");
  EXPECT_EQ(Body("_ = \"abc\"[-1]"), "2:22: invalid argument: index -1 (constant of type int) must not be negative\n");
}

TEST(ExprTest, Undefined) {
  EXPECT_EQ(Body("x = y"), "2:12: undefined: x\n2:16: undefined: y\n");
  EXPECT_EQ(Decls("import \"fmt\"\nfunc main() { fmt.Foo() }"),
            "2:8: could not import fmt (package fmt is not in std)\n");
}

TEST(DeclTest, Cycles) {
  EXPECT_EQ(Decls("type T struct { t T }"), "2:6: invalid recursive type: T refers to itself\n");
  EXPECT_EQ(Decls("type A struct { b B }\ntype B struct { a [2]A }"),
            "2:6: invalid recursive type A\n\ta.go:2:6: A refers to B\n\ta.go:3:6: B refers to A\n");
  EXPECT_EQ(Decls("type L struct { next *L; m map[string]L; f func(L) L; s []L }"), "");
  EXPECT_EQ(Decls("type A = B\ntype B = A"),
            "2:6: invalid recursive type A\n\ta.go:2:6: A refers to B\n\ta.go:3:6: B refers to A\n");
}

TEST(DeclTest, Redeclarations) {
  EXPECT_EQ(Decls("var x int\nfunc x() {}"), "3:6: x redeclared in this block\n\ta.go:2:5: other declaration of x\n");
  EXPECT_EQ(Decls("type T struct{ m int }\nfunc (T) m() {}"),
            "3:10: field and method with the same name m\n\ta.go:2:16: other declaration of m\n");
  EXPECT_EQ(Decls("type T int\nfunc (T) m() {}\nfunc (T) m() {}"), "4:10: method T.m already declared at a.go:3:10\n");
}

TEST(DeclTest, Receivers) {
  EXPECT_EQ(Decls("func (int) m() {}"), "2:7: cannot define new methods on non-local type int\n");
  EXPECT_EQ(Decls("type P *int\nfunc (P) m() {}"), "3:7: invalid receiver type P (pointer or interface type)\n");
  EXPECT_EQ(Decls("type G[T any] struct{}\nfunc (G) m() {}"),
            "3:7: cannot use generic type G[T any] without instantiation\n");
}

TEST(DeclTest, MissingBody) {
  EXPECT_EQ(Decls("func f()"), "2:6: missing function body\n");
}

TEST(DeclTest, Versions) {
  EXPECT_EQ(Decls("func f[T any](x T) {}", "go1.17"),
            "2:8: type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)\n"
            "2:10: predeclared any requires go1.18 or later (-lang was set to go1.17; check go.mod)\n");
}

}  // namespace
}  // namespace golite::sema
