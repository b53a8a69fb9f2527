// This file tests inference, instantiation and constraints.
#include "gtest/gtest.h"
#include "tests/unit/sema/check_util.h"

namespace golite::sema {
namespace {

std::string Errors(const std::string& text, const std::string& go = "") {
  TestChecker c;
  c.Check("package main\n" + text, go);
  return c.Errors();
}

TEST(GenericsTest, FunctionArguments) {
  const std::string decls = "func f[T any](a, b T) T { return a }\nfunc main() {\n";
  EXPECT_EQ(Errors(decls + "_ = f(1, 2) }"), "");
  EXPECT_EQ(Errors(decls + "var x float64 = f(1, 2.5); _ = x }"), "");
  EXPECT_EQ(Errors(decls + "_ = f(1, \"a\") }"),
            "4:10: in call to f, mismatched types untyped int and untyped string (cannot infer T)\n");
  EXPECT_EQ(Errors(decls + "var a int; _ = f(a, \"a\") }"),
            "4:21: cannot use \"a\" (untyped string constant) as int value in argument to f\n");
  EXPECT_EQ(Errors(decls + "var a int; var b string; _ = f(a, b) }"),
            "4:35: in call to f, type string of b does not match inferred type int for T\n");
  EXPECT_EQ(Errors("func g[T any]() {}\nfunc main() { g() }"),
            "3:16: in call to g, cannot infer T (declared at a.go:2:8)\n");
}

TEST(GenericsTest, Constraints) {
  EXPECT_EQ(Errors("type N interface{ ~int | ~float64 }\nfunc s[T N](x T) T { return x + x }\n"
                   "type M int\nfunc main() { _ = s(M(1)); _ = s(2.5) }"),
            "");
  EXPECT_EQ(Errors("type N interface{ ~int | ~float64 }\nfunc s[T N](x T) T { return x }\nfunc main() { _ = s(\"a\") }"),
            "4:20: string does not satisfy N (string missing in ~int | ~float64)\n");
  EXPECT_EQ(Errors("type N interface{ int }\ntype M int\nfunc s[T N](x T) {}\nfunc main() { s[M](1) }"),
            "5:17: M does not satisfy N (possibly missing ~ for int in N)\n");
  EXPECT_EQ(Errors("type S interface{ String() string }\nfunc s[T S](x T) {}\nfunc main() { s(1) }"),
            "4:16: int does not satisfy S (missing method String)\n");
  EXPECT_EQ(Errors("func s[T comparable](x T) {}\nfunc main() { s([]int{}) }"),
            "3:16: []int does not satisfy comparable\n");
}

TEST(GenericsTest, ConstraintTypeInference) {
  EXPECT_EQ(Errors("func m[S ~[]E, E any](s S) E { return s[0] }\ntype L []string\n"
                   "func main() { var x string = m(L{}); _ = x }"),
            "");
  EXPECT_EQ(Errors("func p[T any, P interface{ *T; Set() }]() { var t T; P(&t).Set() }\n"
                   "type V int\nfunc (*V) Set() {}\nfunc main() { p[V]() }"),
            "");
}

TEST(GenericsTest, FunctionValues) {
  EXPECT_EQ(Errors("func id[T any](x T) T { return x }\nfunc main() { var f func(int) int = id; _ = f }"), "");
  EXPECT_EQ(Errors("func ap[A, B any](f func(A) B, a A) B { return f(a) }\nfunc id[T any](x T) T { return x }\n"
                   "func main() { var s string = ap(id, \"a\"); _ = s }"),
            "");
}

TEST(GenericsTest, TypesAndMethods) {
  EXPECT_EQ(Errors("type L[T any] struct { next *L[T]; v T }\nfunc (l *L[T]) Get() T { return l.v }\n"
                   "func main() { var l L[int]; var x int = l.Get(); _ = x }"),
            "");
  EXPECT_EQ(Errors("type L[T any] struct{}\nfunc main() { var x L; _ = x }"),
            "3:21: cannot use generic type L[T any] without instantiation\n");
  EXPECT_EQ(Errors("type L[T any] struct{}\nfunc main() { var x L[int, int]; _ = x }"),
            "3:28: too many type arguments for type L: have 2, want 1\n");
  EXPECT_EQ(Errors("type A[T any] = []T\nfunc main() { var x A[int] = []int{1}; _ = x }"), "");
}

TEST(GenericsTest, InstantiationCycles) {
  EXPECT_EQ(Errors("func f[T any]() { f[*T]() }\nfunc main() {}"),
            "2:8: instantiation cycle\n\ta.go:2:21: T instantiated as *T\n");
}

TEST(GenericsTest, InitOrder) {
  EXPECT_EQ(Errors("var x = f()\nfunc f() int { return x }\nfunc main() {}"),
            "2:5: initialization cycle for x\n\ta.go:2:5: x refers to f\n\ta.go:3:6: f refers to x\n");
  EXPECT_EQ(Errors("var a, b = b, 1\nfunc main() {}"), "");
}

}  // namespace
}  // namespace golite::sema
