// Tests the parser: trees, positions, and syntax errors in cmd/compile's words.
#include "parser/parser.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "parser/ast/dump.h"
#include "parser/ast/literal.h"
#include "parser/ast/print.h"
#include "parser/ast/walk.h"

namespace golite::parser {
namespace {

// A parsed text with everything it refers to.
struct Parsed {
  SourceManager sources;
  Interner interner;
  Arena arena;
  Diagnostics diags{sources};
  ast::ExprIdAllocator ids;
  ast::File* file = nullptr;

  explicit Parsed(std::string text, ParseMode mode = ParseMode::kWhole, std::string name = "") {
    ParseContext context{arena, interner, diags, ids};
    file = ParseFile(sources.AddFile(std::move(name), std::move(text)), context, mode);
  }
  std::string errors() { return RenderDiagnostics(diags, {.max_errors = 0}); }
};

// The dump of the only statement of a function, or of the errors.
std::string Stmt(const std::string& text) {
  Parsed p("package p\nfunc f() {\n" + text + "\n}");
  if (p.diags.has_errors()) return p.errors();
  const auto* func = ast::As<ast::FuncDecl>(p.file->decls[0]);
  return ast::DumpTree(*func->body->list[0], p.sources);
}

std::string Errors(const std::string& text) {
  return Parsed(text).errors();
}
std::string StmtErrors(const std::string& text) {
  return Errors("package p\nfunc f() {\n" + text + "\n}\n");
}

// The expression printed with all its operators' operands in parentheses, to show how it was grouped.
std::string Grouped(const ast::Expr* e) {
  if (const auto* x = ast::TryAs<ast::BinaryExpr>(e)) {
    return "(" + Grouped(x->x) + std::string(lexer::TokenText(x->op)) + Grouped(x->y) + ")";
  }
  if (const auto* x = ast::TryAs<ast::UnaryExpr>(e)) {
    return "(" + std::string(lexer::TokenText(x->op)) + Grouped(x->x) + ")";
  }
  if (const auto* x = ast::TryAs<ast::StarExpr>(e)) return "(*" + Grouped(x->x) + ")";
  return ast::ExprString(*e);
}
std::string Group(const std::string& text) {
  Parsed p("package p\nvar x = " + text);
  if (p.diags.has_errors()) return p.errors();
  const auto* decl = ast::As<ast::GenDecl>(p.file->decls[0]);
  return Grouped(ast::As<ast::ValueSpec>(decl->specs[0])->values[0]);
}

TEST(ParserTest, GroupsByPrecedence) {
  EXPECT_EQ(Group("a + b * c"), "(a+(b*c))");
  EXPECT_EQ(Group("a - b - c"), "((a-b)-c)");
  EXPECT_EQ(Group("a || b && c == d | e"), "(a||(b&&(c==(d|e))))");
  EXPECT_EQ(Group("-a * b"), "((-a)*b)");
  EXPECT_EQ(Group("*p.x + &q[1]"), "((*p.x)+(&q[1]))");
  EXPECT_EQ(Group("a << 1 &^ b"), "((a<<1)&^b)");
  EXPECT_EQ(Group("<-c + 1"), "((<-c)+1)");
  EXPECT_EQ(Group("!a == b"), "((!a)==b)");
}

TEST(ParserTest, PrintsExpressionsAsTheyStand) {
  const struct {
    const char* source;
    const char* printed;
  } rows[] = {
      {"f(a, b...)", "f(a, b...)"},
      {"x.(T)", "x.(T)"},
      {"s[:]", "s[:]"},
      {"s[1:2:3]", "s[1:2:3]"},
      {"[]int{1}", "[]int{…}"},
      {"map[string]T{}", "map[string]T{}"},
      {"func() {}", "func() {}"},
      {"func(a, b int, c ...T) (x, y int) { return }", "func(a, b int, c ...T) (x, y int) {…}"},
      {"chan<- (<-chan T)(x)", "chan<- (<-chan T)(x)"},
      {"[...]T{1}", "[...]T{…}"},
      {"[3]*T{1}", "[3]*T{…}"},
      {"G[int, string](x)", "G[int, string](x)"},
      {"struct{ x, y int; *T `tag` }{}", "struct{x, y int; *T `tag`}{}"},
      {"interface{ m(x int) T; ~int | T }(nil)", "interface{m(x int) T; ~int | T}(nil)"},
      {"a[i+1 : j]", "a[i + 1:j]"},
      {"interface{}(x)", "interface{}(x)"},
      {"(*T).M", "(*T).M"},
      {"-a*b + c", "-a * b + c"},
  };
  for (const auto& row : rows) {
    Parsed p("package p\nvar x = " + std::string(row.source));
    ASSERT_EQ(p.errors(), "");
    const auto* spec = ast::As<ast::ValueSpec>(ast::As<ast::GenDecl>(p.file->decls[0])->specs[0]);
    EXPECT_EQ(ast::ExprString(*spec->values[0]), row.printed);
  }
}

TEST(ParserTest, DecidesWhatABraceOpens) {
  EXPECT_EQ(StmtErrors("if x == (T{1}) {}"), "");
  EXPECT_EQ(StmtErrors("for _, x := range []int{1, 2} { _ = T{} }"), "");
  EXPECT_EQ(StmtErrors("if f := func() bool { return T{} == u }; f() {}"), "");
  EXPECT_EQ(StmtErrors("switch x := (struct{ a int }{1}); x {}"), "");
  EXPECT_EQ(StmtErrors("if x == struct{}{} {} else if y {} else {}"), "");
  EXPECT_EQ(StmtErrors("for range m[T{1}.x] {}"), "");
  EXPECT_EQ(StmtErrors("for i := 0; i < 10; i++ {}\nfor {}\nfor x {}\nfor ; ; {}\nfor range 10 {}"), "");
  EXPECT_EQ(StmtErrors("switch {}\nswitch x := f(); {}\nselect {}"), "");
  EXPECT_EQ(StmtErrors("x := pkg.T{}\n_ = []T{{1}, {2}}\n_ = map[K]V{{1}: {2}}\n_ = G[int]{}\n_ = p.G[int]{1}"), "");
}

TEST(ParserTest, TellsTypeParametersFromArrayLengths) {
  auto parameters = [](const std::string& text) {
    Parsed p("package p\n" + text);
    if (p.diags.has_errors()) return p.errors();
    const auto* spec = ast::As<ast::TypeSpec>(ast::As<ast::GenDecl>(p.file->decls[0])->specs[0]);
    return std::to_string(spec->type_params == nullptr ? 0 : spec->type_params->NumFields());
  };
  EXPECT_EQ(parameters("type T[N]int"), "0");
  EXPECT_EQ(parameters("type T[]int"), "0");
  EXPECT_EQ(parameters("type T[2*N]int"), "0");
  EXPECT_EQ(parameters("type T[N*2]int"), "0");
  EXPECT_EQ(parameters("type T[N(2)]int"), "0");
  EXPECT_EQ(parameters("type T[p.N]int"), "0");
  EXPECT_EQ(parameters("type T[P any]int"), "1");
  EXPECT_EQ(parameters("type T[P, Q any]int"), "2");
  EXPECT_EQ(parameters("type T[P *C,]int"), "1");
  EXPECT_EQ(parameters("type T[P *struct{}]int"), "1");
  EXPECT_EQ(parameters("type T[P *C|~int]int"), "1");
  EXPECT_EQ(parameters("type T[P interface{ m() }]int"), "1");
  EXPECT_EQ(parameters("type T[P []E, E any]int"), "2");
  EXPECT_EQ(parameters("type T[P ~int|~string]int"), "1");
  EXPECT_EQ(parameters("type (\n\tT[P any] struct{ a [N]int }\n)"), "1");
  EXPECT_EQ(parameters("type A[P any] = []P"), "1");
}

TEST(ParserTest, DistributesParameterTypes) {
  auto fields = [](const std::string& params) {
    Parsed p("package p\nfunc f(" + params + ")");
    if (p.diags.has_errors()) return p.errors();
    std::string out;
    for (const ast::Field* field : ast::As<ast::FuncDecl>(p.file->decls[0])->type->params->list) {
      if (!out.empty()) out += "; ";
      for (const ast::Ident* name : field->names) out += std::string(name->name.view()) + " ";
      out += ast::ExprString(*field->type);
    }
    return out;
  };
  EXPECT_EQ(fields("a, b int"), "a b int");
  EXPECT_EQ(fields("int, string"), "int; string");
  EXPECT_EQ(fields("a, b int, c string"), "a b int; c string");
  EXPECT_EQ(fields("a ...int"), "a ...int");
  EXPECT_EQ(fields("T[int], p.U[a, b], []x"), "T[int]; p.U[a, b]; []x");
  EXPECT_EQ(fields("a [n]int, b []T"), "a [n]int; b []T");
  EXPECT_EQ(fields("a [2]func(x int) (y T), b *T,"), "a [2]func(x int) (y T); b *T");
  EXPECT_EQ(fields("a, b"), "a; b");
  EXPECT_EQ(fields("a int, []b"), "2:15: syntax error: missing parameter name\n");
  EXPECT_EQ(fields("a int, b"), "2:16: syntax error: missing parameter type\n");
}

TEST(ParserTest, UsesTheCompilersPositions) {
  EXPECT_EQ(Stmt("x = a.b[c](d) + e"),
            "AssignStmt 3:3 =\n  Ident 3:1 x\n  BinaryExpr 3:15 +\n    CallExpr 3:11\n      IndexExpr 3:8\n"
            "        SelectorExpr 3:6\n          Ident 3:5 a\n          Ident 3:7 b\n        Ident 3:9 c\n"
            "      Ident 3:12 d\n    Ident 3:17 e\n");
  EXPECT_EQ(Stmt("L: for k, v := range m { continue L }"),
            "LabeledStmt 3:2\n  Ident 3:1 L\n  RangeStmt 3:4 :=\n    Ident 3:8 k\n    Ident 3:11 v\n    Ident 3:22 m\n"
            "    BlockStmt 3:24\n      BranchStmt 3:26 continue\n        Ident 3:35 L\n");
  EXPECT_EQ(Stmt("switch v := x.(type) { case T: default: }"),
            "TypeSwitchStmt 3:1\n  Ident 3:8 v\n  TypeAssertExpr 3:14 type\n    Ident 3:13 x\n  CaseClause 3:24\n"
            "    Ident 3:29 T\n  CaseClause 3:32 default\n");
}

TEST(ParserTest, NumbersExpressionsDenselyAndOnce) {
  Parsed p("package p\nvar a, b = f(1, x.y), T{k: []int{2}}\nfunc g[P any](p P) { go h() }\n");
  ASSERT_EQ(p.errors(), "");
  std::vector<int> seen(p.ids.count());
  ast::Inspect(*p.file, [&](const ast::Node& n) {
    if (ast::IsExpr(n.kind)) ++seen.at(static_cast<const ast::Expr&>(n).id.value());
    return true;
  });
  for (const int count : seen) EXPECT_EQ(count, 1);
}

TEST(ParserTest, KeepsDirectivesWithTheirDeclaration) {
  Parsed p(
      "//go:build linux\n\npackage p\n\n//go:embed a.txt\nvar x string\n\nfunc f() {}\n//go:noinline\nfunc g() {}\n");
  ASSERT_EQ(p.errors(), "");
  ASSERT_EQ(p.file->directives.size(), 3u);
  EXPECT_EQ(p.file->directives[0].text, "go:build linux");
  const auto* decl = ast::As<ast::GenDecl>(p.file->decls[0]);
  ASSERT_EQ(decl->directives.size(), 1u);
  EXPECT_EQ(decl->directives[0].text, "go:embed a.txt");
  EXPECT_TRUE(ast::As<ast::FuncDecl>(p.file->decls[1])->directives.empty());
  EXPECT_EQ(ast::As<ast::FuncDecl>(p.file->decls[2])->directives[0].text, "go:noinline");
}

TEST(ParserTest, StopsAfterTheImportsWhenAsked) {
  Parsed p("package p\nimport (\"a\"; b \"c\")\nimport . \"d\"\nfunc (((", ParseMode::kImportsOnly);
  EXPECT_EQ(p.errors(), "");
  ASSERT_EQ(p.file->imports.size(), 3u);
  EXPECT_EQ(ast::StringValue(*p.file->imports[1]->path), "c");
}

// Skips the bodies of functions, then parses each.
void ParseInTwoSteps(Parsed& p) {
  SourceFile& source = p.sources.file(p.file->source);
  ParseContext context{p.arena, p.interner, p.diags, p.ids};
  for (ast::Decl* decl : p.file->decls) {
    auto* func = ast::TryAs<ast::FuncDecl>(decl);
    if (func == nullptr || func->body == nullptr) continue;
    EXPECT_TRUE(func->body->skipped);
    EXPECT_TRUE(func->body->list.empty());
    ParseBody(source, context, *func->body);
    EXPECT_FALSE(func->body->skipped);
  }
}

TEST(ParserTest, SkipsBodiesUntilTheyAreWanted) {
  const std::string text =
      "package p\n"
      "type T struct{ f func() interface{ M() } }\n"
      "var v = func() int { return 1 }\n"
      "func native(x struct{ a int }) map[string]struct{}\n"
      "func (t T) braces(s struct{}) interface{ N() } { return \"}\\\"{\" + `}{\\` + string('}') + string('\\'') }\n"
      "func comments() { // }\n"
      "\t/* } // */ x := a / b; if x { y() } /**/ }\n"
      "func generic[E any](e E) struct{ x E } {\n\tfor range e { f(func() { select {} }) }\n\treturn T{}\n}\n"
      "func empty() {}\n";
  Parsed whole(text);
  ASSERT_EQ(whole.errors(), "");
  Parsed skipped(text, ParseMode::kDeclarations);
  ParseInTwoSteps(skipped);
  EXPECT_EQ(skipped.errors(), "");
  EXPECT_EQ(ast::DumpTree(*skipped.file, skipped.sources), ast::DumpTree(*whole.file, whole.sources));
}

TEST(ParserTest, SkippedBodiesOfTheLibraryAreWhatTheyWouldHaveBeen) {
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(GOLITE_SOURCE_DIR "/stdlib")) {
    if (entry.path().extension() != ".go") continue;
    std::ifstream in(entry.path());
    const std::string text(std::istreambuf_iterator<char>(in), {});
    Parsed whole(text), skipped(text, ParseMode::kDeclarations);
    ASSERT_NE(skipped.file, nullptr) << entry.path();
    ParseInTwoSteps(skipped);
    EXPECT_EQ(skipped.errors(), "") << entry.path();
    EXPECT_TRUE(ast::DumpTree(*skipped.file, skipped.sources) == ast::DumpTree(*whole.file, whole.sources)) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 100);
}

TEST(ParserTest, NumbersConstSpecs) {
  Parsed p("package p\nconst (\n\ta = iota\n\tb\n\tc, d = 1, 2\n)\n");
  const auto* decl = ast::As<ast::GenDecl>(p.file->decls[0]);
  EXPECT_EQ(ast::As<ast::ValueSpec>(decl->specs[2])->iota, 2u);
}

struct ErrorRow {
  const char* text;
  const char* errors;
};

TEST(SyntaxErrorTest, OfFiles) {
  const ErrorRow rows[] = {
      {"", "1:1: syntax error: package statement must be first\n"},
      {"func f() {}", "1:1: syntax error: package statement must be first\n"},
      {"package p\nx := 1\n", "2:1: syntax error: non-declaration statement outside function body\n"},
      {"package p\nvar x int y\n", "2:11: syntax error: unexpected name y after top level declaration\n"},
      {"package p\nfunc f()\n{\n}\n", "3:1: syntax error: unexpected semicolon or newline before {\n"},
      {"package p\nvar x = 1\nimport \"fmt\"\n", "3:1: syntax error: imports must appear before other declarations\n"},
      {"package p\nimport fmt\n", "2:11: syntax error: missing import path; require quoted string\n"},
      {"package p\nimport 1\n", "2:9: syntax error: import path must be a string\n"},
      {"package p\nimport \"\"\n", "2:8: invalid import path (empty string)\n"},
      {"package p\nimport \"a b\"\n", "2:8: invalid import path (invalid character U+0020 ' ')\n"},
      {"package p\nimport (\n\t\"io\",\n\t\"os\"\n)\n",
       "3:6: syntax error: unexpected comma in grouped declaration; possibly missing semicolon or newline or )\n"},
      {"package p\nfunc (t T) m[P any]() {}\n", "2:13: syntax error: method must have no type parameters\n"},
      {"package p\nfunc () m() {}\n", "2:9: method has no receiver\n"},
      {"package p\nfunc (a, b T) m() {}\n", "2:15: method has multiple receivers\n"},
      {"package p\ntype T struct {\n\ta, b\n}\n", "3:6: syntax error: unexpected newline, expected type\n"},
      {"package p\ntype T struct {\n\t(E)\n}\n", "3:2: syntax error: cannot parenthesize embedded type\n"},
      {"package p\ntype T[P any, Q] struct{}\n", "2:16: syntax error: missing type constraint\n"},
  };
  for (const ErrorRow& row : rows) EXPECT_EQ(Errors(row.text), row.errors) << row.text;
}

TEST(SyntaxErrorTest, OfStatements) {
  const ErrorRow rows[] = {
      {"x y", "3:3: syntax error: unexpected name y at end of statement\n"},
      {"f(a b)", "3:5: syntax error: unexpected name b in argument list; possibly missing comma or )\n"},
      {"f(a,\nb\n)", "4:2: syntax error: unexpected newline in argument list; possibly missing comma or )\n"},
      {"_ = []int{\n1\n}", "4:2: syntax error: unexpected newline in composite literal; possibly missing comma or }\n"},
      {"x = )", "3:5: syntax error: unexpected ), expected expression\n"},
      {"if x = y {}", "3:6: syntax error: cannot use assignment x = y as value\n"},
      {"if x := y {}", "3:6: syntax error: cannot use x := y as value\n"},
      {"if x.y = 1; {}", "3:11: syntax error: missing condition in if statement\n"},
      {"if {}", "3:4: syntax error: missing condition in if statement\n"},
      {"if x\n{}", "3:5: syntax error: unexpected newline, expected { after if clause\n"},
      {"if x {}\nelse {}", "4:1: syntax error: unexpected keyword else, expected }\n"},
      {"if x {} else y", "3:14: syntax error: else must be followed by if or statement block\n"},
      {"if var x = 0; x < 1 {}", "3:8: syntax error: var declaration not allowed in if initializer\n"},
      {"for i := 0; i < 10; j := 1 {}", "3:23: syntax error: cannot declare in post statement of for loop\n"},
      {"for i := 0; {}", "3:13: syntax error: unexpected {, expected for loop condition\n"},
      {"for i := 0; i < 10 {}", "3:20: syntax error: unexpected {, expected semicolon or newline\n"},
      {"a, b", "3:5: syntax error: unexpected newline, expected := or = or comma\n"},
      {"a, b += 1", "3:6: syntax error: unexpected +=, expected := or = or comma\n"},
      {"switch x { y }", "3:12: syntax error: unexpected name y, expected case or default or }\n"},
      {"switch x {\ncase 1:\nL:\ncase 2:\n}", "5:2: syntax error: missing statement after label\n"},
      {"go f", "3:4: expression in go must be function call\n"},
      {"defer (f())", "3:7: expression in defer must not be parenthesized\n"},
      {"func g() {}", "3:6: syntax error: unexpected name g, expected (\n"},
      {"x[]", "3:3: syntax error: unexpected ], expected operand\n"},
      {"x[1 2]", "3:5: syntax error: unexpected literal 2, expected comma, : or ]\n"},
      {"x[1::2]", "3:5: middle index required in 3-index slice\n"},
      {"x[1:2:]", "3:7: final index required in 3-index slice\n"},
      {"x.1", "3:2: syntax error: unexpected literal .1 at end of statement\n"},
      {"x.;", "3:3: syntax error: unexpected semicolon, expected name or (\n"},
      {"_ = (T){}", "3:8: syntax error: cannot parenthesize type in composite literal\n"},
      {"_ = x.(type)", "3:5: invalid syntax tree: use of .(type) outside type switch\n"},
      {"var x chan;", "3:11: syntax error: missing channel element type\n"},
  };
  for (const ErrorRow& row : rows) EXPECT_EQ(StmtErrors(row.text), row.errors) << row.text;
}

TEST(SyntaxErrorTest, SeveralInOneFile) {
  EXPECT_EQ(Errors("package p\nfunc f() {\n\tx y\n\tif a b {\n\t\tc d\n\t}\n}\nvar = 1\nfunc g() {\n\te f\n}\n"),
            "3:4: syntax error: unexpected name y at end of statement\n"
            "4:7: syntax error: unexpected name b, expected {\n"
            "5:5: syntax error: unexpected name d at end of statement\n"
            "8:5: syntax error: unexpected =, expected name\n"
            "10:4: syntax error: unexpected name f at end of statement\n");
}

TEST(SyntaxErrorTest, DeepNestingIsAnError) {
  auto repeat = [](const std::string& text, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += text;
    return out;
  };
  const int n = 100000;
  const std::string texts[] = {"var x = " + repeat("(", n) + "1" + repeat(")", n),
                               "var x = " + repeat("[]", n),
                               "var x = " + repeat("!", n) + "y",
                               "var x = 1" + repeat("+1", n),
                               "var x = y" + repeat(".a", n),
                               "var x = f" + repeat("()", n),
                               "func f() " + repeat("{", n),
                               "func f() { " + repeat("if x {} else ", n) + "{} }",
                               "type T " + repeat("*", n) + "int",
                               "var x " + repeat("func() ", n),
                               "var x = " + repeat("T{", n),
                               "func f() {" + repeat("L: ", n) + "}"};
  for (const std::string& text : texts) {
    const std::string errors = Errors("package p\n" + text + "\n");
    EXPECT_NE(errors.find("exceeded max nesting depth"), std::string::npos)
        << text.substr(0, 30) << errors.substr(0, 200);
  }
  // Long is not deep.
  EXPECT_EQ(Errors("package p\nvar x = []int{" + repeat("1, ", n) + "}\nfunc f() {" + repeat("x++; ", n) + "}\n"), "");
}

// Every file of a Go distribution parses, when one is installed.
TEST(CorpusTest, GoSourcesParse) {
  namespace fs = std::filesystem;
  const fs::path root = "/usr/share/go-1.19/src";
  std::error_code error;
  if (!fs::is_directory(root, error)) GTEST_SKIP() << "no Go sources installed";
  size_t files = 0;
  for (fs::recursive_directory_iterator it(root, error), end; it != end; it.increment(error)) {
    if (it->path().filename() == "testdata") it.disable_recursion_pending();
    if (it->path().extension() != ".go" || !it->is_regular_file()) continue;
    std::ifstream in(it->path());
    std::stringstream text;
    text << in.rdbuf();
    Parsed p(text.str(), ParseMode::kWhole, it->path().string());
    EXPECT_EQ(p.errors(), "");
    ++files;
  }
  EXPECT_GT(files, 1000u);
}

}  // namespace
}  // namespace golite::parser
