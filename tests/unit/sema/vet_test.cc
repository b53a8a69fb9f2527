// This file tests the findings of vet; messages are those of go vet.
#include "sema/vet/vet.h"

#include "gtest/gtest.h"
#include "tests/unit/sema/check_util.h"

namespace golite::sema {
namespace {

std::string Findings(const std::string& text, const std::string& go = "") {
  TestChecker c;
  c.AddPackage("fmt", "package fmt\ntype State interface{}\nfunc Printf(f string, a ...any) {}\n"
                      "func Println(a ...any) {}\nfunc Sprintf(f string, a ...any) string { return f }\n"
                      "func Errorf(f string, a ...any) error { return nil }\n");
  c.AddPackage("sync", "package sync\ntype Mutex struct{ s int }\nfunc (*Mutex) Lock() {}\nfunc (*Mutex) Unlock() {}\n");
  c.AddPackage("context", "package context\ntype Context interface{ Done() }\ntype CancelFunc func()\n"
                          "func Background() Context { return nil }\n"
                          "func WithCancel(c Context) (Context, CancelFunc) { return c, nil }\n");
  c.AddPackage("errors", "package errors\nfunc New(s string) error { return nil }\n");
  Package* pkg = c.Load("main", {{"a.go", "package main\n" + text}}, go, /*lazy=*/false);
  EXPECT_FALSE(c.diags().has_errors()) << c.Errors();
  vet::VetPackage(*pkg, c.types(), c.diags());
  return c.Errors();
}

TEST(VetTest, Printf) {
  const std::string head = "import \"fmt\"\nfunc f(s string, i int, e error) {\n";
  EXPECT_EQ(Findings(head + "fmt.Printf(\"%d %s %v %5.2f\\n\", i, s, e, 1.5) }"), "");
  EXPECT_EQ(Findings(head + "fmt.Printf(\"%d\", s) }"), "4:1: fmt.Printf format %d has arg s of wrong type string\n");
  EXPECT_EQ(Findings(head + "fmt.Printf(\"%d\") }"), "4:1: fmt.Printf format %d reads arg #1, but call has 0 args\n");
  EXPECT_EQ(Findings(head + "fmt.Printf(\"%d\", i, i) }"), "4:1: fmt.Printf call needs 1 arg but has 2 args\n");
  EXPECT_EQ(Findings(head + "fmt.Printf(\"x\", i) }"),
            "4:11: fmt.Printf call has arguments but no formatting directives\n");
  EXPECT_EQ(Findings(head + "fmt.Printf(\"%z\", i) }"), "4:1: fmt.Printf format %z has unknown verb z\n");
  EXPECT_EQ(Findings(head + "fmt.Printf(\"%w\", e) }"),
            "4:1: fmt.Printf does not support error-wrapping directive %w\n");
  EXPECT_EQ(Findings(head + "_ = fmt.Errorf(\"%w: %[1]v\", e) }"), "");
  EXPECT_EQ(Findings(head + "fmt.Printf(s) }"), "4:12: non-constant format string in call to fmt.Printf\n");
  EXPECT_EQ(Findings(head + "fmt.Printf(\"%*d\", i, i) }"), "");
  EXPECT_EQ(Findings(head + "fmt.Println(\"%d\", i) }"),
            "4:1: fmt.Println call has possible Printf formatting directive %d\n");
  EXPECT_EQ(Findings(head + "fmt.Println(\"x\\n\") }"), "4:1: fmt.Println arg list ends with redundant newline\n");
}

TEST(VetTest, CopyLocks) {
  const std::string head = "import \"sync\"\ntype T struct{ mu sync.Mutex }\n";
  EXPECT_EQ(Findings(head + "func f(t *T) { x := *t; _ = &x }"),
            "4:21: assignment copies lock value to x: main.T contains sync.Mutex\n");
  EXPECT_EQ(Findings(head + "func f(t T) {}"), "4:10: f passes lock by value: main.T contains sync.Mutex\n");
  EXPECT_EQ(Findings(head + "func f(l []T) { for _, t := range l { _ = &t } }"),
            "4:24: range var t copies lock: main.T contains sync.Mutex\n");
  EXPECT_EQ(Findings(head + "func f(t *T) { x := T{}; y := t; _, _ = &x, y }"), "");
}

TEST(VetTest, Contexts) {
  const std::string head = "import \"context\"\nfunc f(c context.Context, n int) {}\n";
  EXPECT_EQ(Findings(head + "type T struct {\n\tn int\n\tctx context.Context\n}"),
            "6:2: found a struct that contains a context.Context field\n");
  EXPECT_EQ(Findings(head + "type T struct { context.Context; n int }"), "");
  EXPECT_EQ(Findings(head + "func g() { f((nil), 1) }"),
            "4:15: do not pass a nil Context, even if a function permits it; pass context.TODO if you are unsure about which "
            "Context to use\n");
  EXPECT_EQ(Findings(head + "func g() { f(context.Background(), 1) }"), "");
}

TEST(VetTest, LostCancel) {
  const std::string head = "import \"context\"\nfunc f(b bool) context.Context {\n";
  EXPECT_EQ(Findings(head + "c, cancel := context.WithCancel(context.Background()); defer cancel(); return c }"), "");
  EXPECT_EQ(Findings(head + "c, cancel := context.WithCancel(context.Background())\nif b { cancel() }\nreturn c }"),
            "4:1: the cancel function is not used on all paths (possible context leak)\n"
            "6:1: this return statement may be reached without using the cancel var defined on line 4\n");
  EXPECT_EQ(Findings(head + "c, _ := context.WithCancel(context.Background()); return c }"),
            "4:4: the cancel function returned by context.WithCancel should be called, not discarded, to avoid a context "
            "leak\n");
}

TEST(VetTest, UnusedResult) {
  EXPECT_EQ(Findings("import \"fmt\"\nfunc f() { fmt.Sprintf(\"x\") }"), "3:23: result of fmt.Sprintf call not used\n");
  EXPECT_EQ(Findings("import \"errors\"\nfunc f() { errors.New(\"x\") }"), "3:22: result of errors.New call not used\n");
}

TEST(VetTest, LoopClosureOfOldVersions) {
  const std::string text = "func f(l []int) { for i := range l { go func() { _ = i }() } }";
  EXPECT_EQ(Findings(text), "");
  EXPECT_EQ(Findings(text, "go1.21"), "2:54: loop variable i captured by func literal\n");
}

}  // namespace
}  // namespace golite::sema
