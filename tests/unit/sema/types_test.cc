// This file tests types as plain functions see them: strings, identity, sizes, lookup, method sets, assignability.
#include <algorithm>

#include "gtest/gtest.h"
#include "sema/types/subst.h"
#include "tests/unit/sema/check_util.h"

namespace golite::sema {
namespace {

class TypesTest : public testing::Test {
 protected:
  // Checks the declarations and keeps the package.
  void Declare(const std::string& text) {
    pkg_ = c_.Load("p", {{"a.go", "package p\n" + text}}, "", /*lazy=*/false);
    ASSERT_EQ(c_.Errors(), "");
  }
  Object* Find(std::string_view name) { return pkg_->scope().Lookup(c_.types().interner().Intern(name)); }
  Type* TypeOf(std::string_view name) { return Find(name)->type(); }
  Sym Name(std::string_view name) { return c_.types().interner().Intern(name); }

  TestChecker c_;
  Package* pkg_ = nullptr;
};

TEST_F(TypesTest, Strings) {
  Declare(R"(
type G[K comparable, V any] struct { m map[K]V }
type A = int
var (
  a [3]*int
  b []map[string]chan<- int
  c chan (<-chan int)
  d func(x, y int, z ...string) (n int, err error)
  e struct { A; b int "tag" }
  f interface { M(int) string; error }
  g G[string, []byte]
  h any
  i func(func(A)) A
  j interface{}
  k *rune
)
)");
  const Qualifier q{.current = pkg_};
  EXPECT_EQ(TypeString(TypeOf("a"), q), "[3]*int");
  EXPECT_EQ(TypeString(TypeOf("b"), q), "[]map[string]chan<- int");
  EXPECT_EQ(TypeString(TypeOf("c"), q), "chan (<-chan int)");
  EXPECT_EQ(TypeString(TypeOf("d"), q), "func(x int, y int, z ...string) (n int, err error)");
  EXPECT_EQ(TypeString(TypeOf("e"), q), "struct{A; b int \"tag\"}");
  EXPECT_EQ(TypeString(TypeOf("f"), q), "interface{M(int) string; error}");
  EXPECT_EQ(TypeString(TypeOf("g"), q), "G[string,[]byte]");
  EXPECT_EQ(TypeString(TypeOf("h"), q), "any");
  EXPECT_EQ(TypeString(TypeOf("i"), q), "func(func(A)) A");
  EXPECT_EQ(TypeString(TypeOf("j"), q), "interface{}");
  EXPECT_EQ(TypeString(TypeOf("k"), q), "*rune");
  EXPECT_EQ(TypeString(TypeOf("G"), q), "G[K comparable, V any]");
  EXPECT_EQ(TypeString(TypeOf("g")), "p.G[string,[]byte]");
}

TEST_F(TypesTest, IdenticalTypesHaveOneCanonicalType) {
  Declare(R"(
type A = []byte
type I interface { M(x int) }
var (
  a1 []uint8
  a2 A
  f1 func(x int) (err error)
  f2 func(int) error
  s1 struct { x int "t" }
  s2 struct { x int "t" }
  s3 struct { x int }
  i1 interface { I; N() }
  i2 interface { N(); M(int) }
  m1 map[string]interface{ I }
  m2 map[string]interface{ M(y int) }
  e1 any
  e2 interface{}
)
)");
  auto same = [&](const char* x, const char* y) {
    const bool identical = Identical(TypeOf(x), TypeOf(y));
    EXPECT_EQ(identical, Canonical(TypeOf(x)) == Canonical(TypeOf(y)));
    return identical;
  };
  EXPECT_TRUE(same("a1", "a2"));
  EXPECT_TRUE(same("f1", "f2"));
  EXPECT_TRUE(same("s1", "s2"));
  EXPECT_FALSE(same("s1", "s3"));
  EXPECT_TRUE(IdenticalIgnoreTags(TypeOf("s1"), TypeOf("s3")));
  EXPECT_TRUE(same("i1", "i2"));
  EXPECT_TRUE(same("m1", "m2"));
  EXPECT_TRUE(same("e1", "e2"));
  EXPECT_FALSE(same("e1", "i1"));
}

TEST_F(TypesTest, InterfacesThatMentionThemselvesAreIdentical) {
  Declare(R"(
type I1 interface { F() interface{ I1 } }
type I2 interface { F() interface{ I2 } }
var v1 I1
var v2 I2
var eq = v1 == v2
)");
  EXPECT_TRUE(Identical(Under(TypeOf("I1")), Under(TypeOf("I2"))));
}

TEST_F(TypesTest, Sizes) {
  Declare(R"(
type S struct { a bool; b int64; c bool; d struct{} }
type T struct { a byte; b complex64; c [3]int16 }
var x [4]S
var i interface{ M() }
var z struct{}
)");
  EXPECT_EQ(SizeOf(TypeOf("S")), 24);
  EXPECT_EQ(AlignOf(TypeOf("S")), 8);
  EXPECT_EQ(OffsetsOf(static_cast<Struct*>(Under(TypeOf("S")))), (std::vector<int64_t>{0, 8, 16, 17}));
  EXPECT_EQ(SizeOf(TypeOf("T")), 20);
  EXPECT_EQ(AlignOf(TypeOf("T")), 4);
  EXPECT_EQ(SizeOf(TypeOf("x")), 96);
  EXPECT_EQ(SizeOf(TypeOf("i")), 16);
  EXPECT_EQ(SizeOf(TypeOf("z")), 0);
}

TEST_F(TypesTest, LookupFollowsEmbeddedFields) {
  Declare(R"(
type In struct { x, y int }
func (In) V() {}
func (*In) P() {}
type L struct { *In; y string }
type A struct { a int }
type B struct { a int }
type AB struct { A; B }
)");
  LookupResult r = LookupFieldOrMethod(TypeOf("L"), false, pkg_, Name("x"));
  ASSERT_NE(r.obj, nullptr);
  EXPECT_EQ(r.index, (std::vector<int>{0, 0}));
  EXPECT_TRUE(r.indirect);
  r = LookupFieldOrMethod(TypeOf("L"), false, pkg_, Name("y"));
  EXPECT_EQ(r.index, (std::vector<int>{1}));
  // The embedded pointer gives both methods, the value only one.
  EXPECT_NE(LookupFieldOrMethod(TypeOf("L"), false, pkg_, Name("P")).obj, nullptr);
  r = LookupFieldOrMethod(TypeOf("In"), false, pkg_, Name("P"));
  EXPECT_EQ(r.obj, nullptr);
  EXPECT_TRUE(r.indirect);
  EXPECT_NE(LookupFieldOrMethod(TypeOf("In"), true, pkg_, Name("P")).obj, nullptr);
  r = LookupFieldOrMethod(TypeOf("AB"), false, pkg_, Name("a"));
  EXPECT_EQ(r.obj, nullptr);
  EXPECT_FALSE(r.index.empty());
  EXPECT_EQ(LookupFieldOrMethod(TypeOf("L"), false, nullptr, Name("x")).obj, nullptr) << "not exported";
}

TEST_F(TypesTest, MethodSets) {
  Declare(R"(
type In struct{}
func (In) V() {}
func (*In) P() {}
type E struct { In }
type I interface { P(); error }
type G[T any] struct { x T }
func (g *G[U]) Get() U { return g.x }
var g G[string]
)");
  auto names = [](Type* t) {
    std::string s;
    for (const MethodSetEntry& m : MethodSet(t)) s += std::string(m.func->name().view()) + " ";
    return s;
  };
  EXPECT_EQ(names(TypeOf("In")), "V ");
  EXPECT_EQ(names(c_.types().NewPointer(TypeOf("In"))), "P V ");
  EXPECT_EQ(names(TypeOf("E")), "V ");
  EXPECT_EQ(names(c_.types().NewPointer(TypeOf("E"))), "P V ");
  EXPECT_EQ(names(TypeOf("I")), "Error P ");
  // A method of an instance has the arguments in its signature and knows its origin.
  const std::vector<MethodSetEntry> set = MethodSet(c_.types().NewPointer(TypeOf("g")));
  ASSERT_EQ(set.size(), 1u);
  EXPECT_EQ(TypeString(set[0].func->type()), "func() string");
  EXPECT_NE(set[0].func->origin(), set[0].func);
}

TEST_F(TypesTest, InstancesAreShared) {
  Declare(R"(
type G[T any] struct { next *G[T]; x T }
var a G[int]
var b struct { f G[int] }
func F[T any](x G[T]) map[string]G[T] { return nil }
)");
  Struct* s = static_cast<Struct*>(TypeOf("b"));
  EXPECT_EQ(TypeOf("a"), s->field(0)->type());
  // Substitution, as the compiler does it.
  Signature* f = static_cast<Signature*>(TypeOf("F"));
  Type* targs[] = {c_.types().basic(BasicKind::kInt)};
  const SubstMap map{f->tparams(), targs};
  EXPECT_EQ(Subst(f->params()->at(0)->type(), map), TypeOf("a"));
  EXPECT_EQ(TypeString(Subst(f->results()->at(0)->type(), map)), "map[string]p.G[int]");
  Struct* under = static_cast<Struct*>(Under(TypeOf("a")));
  EXPECT_EQ(static_cast<Pointer*>(under->field(0)->type())->elem(), TypeOf("a"));
}

TEST_F(TypesTest, Implements) {
  Declare(R"(
type S struct{}
func (*S) Error() string { return "" }
type N interface { ~int | ~string }
type M int
)");
  TypeContext& t = c_.types();
  std::string cause;
  EXPECT_TRUE(Implements(t.NewPointer(TypeOf("S")), t.error_type(), false));
  EXPECT_FALSE(Implements(TypeOf("S"), t.error_type(), false, &cause, {.current = pkg_}));
  EXPECT_EQ(cause, "S does not implement error (method Error has pointer receiver)");
  EXPECT_TRUE(Implements(TypeOf("M"), TypeOf("N"), true));
  EXPECT_FALSE(Implements(t.basic(BasicKind::kBool), TypeOf("N"), true, &cause, {.current = pkg_}));
  EXPECT_EQ(cause, "bool does not satisfy N (bool missing in ~int | ~string)");
}

}  // namespace
}  // namespace golite::sema
