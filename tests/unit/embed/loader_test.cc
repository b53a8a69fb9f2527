// Tests package loading from files, folders, modules, text and the library.
#include "embed/loader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace golite::embed {
namespace {

namespace fs = std::filesystem;

constexpr stdlib::EmbeddedFile kLibrary[] = {
    {"errors", "errors.go", "package errors\n"},
    {"fmt", "fmt.go", "package fmt\nimport (\n\t\"errors\"\n\t\"internal/base\"\n)\n"},
    {"internal/base", "base.go", "package base\n"},
    {"math/rand", "rand.go", "package rand\n"},
    {"strings", "strings.go", "package strings\n"},
};

class LoaderTest : public testing::Test {
 protected:
  void SetUp() override {
    root = fs::temp_directory_path() / ("golite_loader_" + std::to_string(::getpid()));
    fs::create_directories(root);
    before = fs::current_path();
    fs::current_path(root);
  }
  void TearDown() override {
    fs::current_path(before);
    fs::remove_all(root);
  }

  void Write(const std::string& path, const std::string& text) {
    if (const fs::path dir = fs::path(path).parent_path(); !dir.empty()) fs::create_directories(dir);
    std::ofstream(path) << text;
  }
  LoadedPackage* Load(std::vector<std::string> args, LoadOptions options = {}) {
    options.library = kLibrary;
    loader = std::make_unique<Loader>(sources, interner, arena, diags, std::move(options));
    return loader->Load(args);
  }
  std::string Errors() { return RenderDiagnostics(diags); }
  std::string Order() {
    std::string out;
    for (const LoadedPackage* pkg : loader->PackagesInOrder()) out += (out.empty() ? "" : " ") + pkg->path;
    return out;
  }

  fs::path root, before;
  SourceManager sources;
  Interner interner;
  Arena arena;
  Diagnostics diags{sources};
  std::unique_ptr<Loader> loader;
};

TEST_F(LoaderTest, LoadsAFileAndItsImports) {
  Write("a.go", "package main\nimport (\n\t\"fmt\"\n\t\"strings\"\n)\n");
  LoadedPackage* pkg = Load({"a.go"});
  ASSERT_NE(pkg, nullptr);
  EXPECT_EQ(Errors(), "");
  EXPECT_EQ(pkg->name, "main");
  EXPECT_EQ(Order(), "errors internal/base fmt strings main");
  EXPECT_TRUE(pkg->imports.at("fmt")->standard);
}

TEST_F(LoaderTest, LoadsAFolderWithItsConstraints) {
  Write("p/a.go", "package p\n");
  Write("p/b.go-lite", "package p\n");
  Write("p/c_windows.go", "package p\n");
  Write("p/d.go", "//go:build ignore\n\npackage other\n");
  Write("p/e_test.go", "package p\n");
  Write("p/a_test.go", "package p_test\n");
  Write("p/_f.go", "package broken(\n");
  LoadedPackage* pkg = Load({"p"});
  ASSERT_NE(pkg, nullptr);
  EXPECT_EQ(Errors(), "");
  EXPECT_EQ(pkg->files.size(), 2u);
}

TEST_F(LoaderTest, LoadsAPackageWithItsTests) {
  Write("p/a.go", "package p\n");
  Write("p/in_test.go", "package p\nimport \"fmt\"\n");
  Write("p/out_test.go", "package p_test\nimport \"strings\"\n");
  LoadOptions options;
  options.library = kLibrary;
  loader = std::make_unique<Loader>(sources, interner, arena, diags, options);
  TestTarget target;
  target.dir = fs::absolute("p").string();
  const LoadedTests tests = loader->LoadTests(target);
  EXPECT_EQ(Errors(), "");
  ASSERT_NE(tests.package, nullptr);
  EXPECT_EQ(tests.package->files.size(), 2u);
  EXPECT_EQ(tests.test_files.size(), 1u);
  EXPECT_TRUE(tests.has_sources);
  ASSERT_NE(tests.external, nullptr);
  EXPECT_EQ(tests.external->name, "p_test");
}

TEST_F(LoaderTest, LeavesOutTestsThatNeedWhatIsNotSupported) {
  Write("a_test.go",
        "package a\nimport (\n\t\"fmt\"\n\t\"net/http\"\n)\nvar c http.Client\nfunc get() { fmt.Print(c) }\n"
        "func TestGet() { get() }\nfunc TestPlain() {}\n");
  LoadOptions options;
  options.library = kLibrary;
  loader = std::make_unique<Loader>(sources, interner, arena, diags, options);
  const LoadedTests tests = loader->LoadTests({.import_path = "a", .dir = root.string(), .files = {}, .from_pattern = false});
  EXPECT_EQ(Errors(), "");
  ASSERT_EQ(tests.left_out.size(), 2u);
  EXPECT_EQ(tests.left_out[1].function, "TestGet");
  EXPECT_EQ(tests.left_out[1].package, "net/http");
  EXPECT_TRUE(tests.package->imports.empty());
  EXPECT_EQ(tests.package->files[0]->decls.size(), 2u);  // the imports, of which none is left, and TestPlain
}

TEST_F(LoaderTest, FollowsModules) {
  Write("m/go.mod", "module example.com/m\n\ngo 1.21\n\nreplace example.com/x => ../x\n");
  Write("m/cmd/tool/main.go",
        "package main\nimport (\n\t\"example.com/m/internal/a\"\n\t\"example.com/x/sub\"\n\t\"example.com/v\"\n)\n");
  Write("m/internal/a/a.go", "package a\n");
  Write("m/vendor/example.com/v/v.go", "package v\n");
  Write("x/go.mod", "module example.com/x\n\ngo 1.18\n");
  Write("x/sub/s.go", "package sub\nimport \"example.com/x/internal/y\"\n");
  Write("x/internal/y/y.go", "package y\nimport \"fmt\"\n");
  LoadedPackage* pkg = Load({"m/cmd/tool"});
  ASSERT_NE(pkg, nullptr);
  EXPECT_EQ(Errors(), "");
  EXPECT_EQ(pkg->path, "example.com/m/cmd/tool");
  EXPECT_EQ(pkg->go_version, "go1.21");
  EXPECT_EQ(pkg->imports.at("example.com/x/sub")->go_version, "go1.18");
  EXPECT_EQ(
      Order(),
      "errors example.com/m/internal/a example.com/v internal/base fmt example.com/x/internal/y example.com/x/sub "
      "example.com/m/cmd/tool");
  // The same by its import path, and as a file.
  fs::current_path(root / "m");
  EXPECT_NE(Load({"example.com/m/cmd/tool"}), nullptr);
  EXPECT_NE(Load({"cmd/tool/main.go"}), nullptr);
  EXPECT_EQ(Errors(), "");
}

TEST_F(LoaderTest, ResolvesRelativeImports) {
  Write("d/main.go", "package main\nimport (\n\t\"./a\"\n\t\"./b\"\n)\n");
  Write("d/a.go", "package a\n");
  Write("d/b/b.go", "package b\nimport \"../a\"\n");
  LoadedPackage* pkg = Load({"d/main.go"});
  ASSERT_NE(pkg, nullptr);
  EXPECT_EQ(Errors(), "");
  EXPECT_EQ(pkg->imports.at("./a"), pkg->imports.at("./b")->imports.at("../a"));
}

TEST_F(LoaderTest, ReportsMissingPackages) {
  Write("a.go",
        "package main\nimport \"nothing\"\nimport \"github.com/x/y\"\nimport \"C\"\nimport \"internal/base\"\n");
  Load({"a.go"});
  EXPECT_EQ(Errors(),
            "a.go:2:8: package nothing is not in std\n"
            "a.go:3:8: no required module provides package github.com/x/y: go.mod file not found in current directory "
            "or any parent directory\n"
            "a.go:4:8: import \"C\": cgo is not supported\n"
            "a.go:5:8: use of internal package internal/base not allowed\n");
}

TEST_F(LoaderTest, ReportsCycles) {
  Write("go.mod", "module m\n");
  Write("main.go", "package main\nimport \"m/a\"\n");
  Write("a/a.go", "package a\nimport \"m/b\"\n");
  Write("b/b.go", "package b\nimport \"m/a\"\n");
  Load({"."});
  EXPECT_EQ(Errors(), "b/b.go:2:8: import cycle not allowed\n\tpackage m/a\n\timports m/b\n\timports m/a\n");
}

TEST_F(LoaderTest, ReportsWhatIsWrongWithAFolder) {
  Write("two/a.go", "package a\n");
  Write("two/b.go", "package b\n");
  fs::create_directories("none");
  Write("excluded/a_windows.go", "package a\n");
  Write("tests/a_test.go", "package a\n");
  Load({"two"});
  EXPECT_EQ(Errors(), "two/b.go:1:9: found packages a (a.go) and b (b.go) in two\n");
  auto only = [this](const char* arg) {
    diags.Clear();
    EXPECT_EQ(Load({arg}), nullptr);
    return Errors();
  };
  EXPECT_EQ(only("none"), "no Go files in none\n");
  EXPECT_EQ(only("excluded"), "build constraints exclude all Go files in excluded\n");
  EXPECT_EQ(only("tests"), "no non-test Go files in tests\n");
  EXPECT_EQ(only("gone.go"), "open gone.go: no such file or directory\n");
  EXPECT_EQ(only("./gone"), "directory ./gone not found\n");
  EXPECT_EQ(only("gone"), "package gone is not in std\n");
}

TEST_F(LoaderTest, IgnoresConstraintsOfNamedFiles) {
  Write("gen.go", "//go:build ignore\n\npackage main\n");
  EXPECT_NE(Load({"gen.go"}), nullptr);
  EXPECT_EQ(Errors(), "");
}

TEST_F(LoaderTest, RefusesToImportPrograms) {
  Write("go.mod", "module m\n");
  Write("main.go", "package main\nimport \"m/tool\"\n");
  Write("tool/main.go", "package main\n");
  Load({"."});
  EXPECT_EQ(Errors(), "./main.go:2:8: import \"m/tool\" is a program, not an importable package\n");
}

TEST_F(LoaderTest, WrapsOneLiners) {
  EXPECT_EQ(WrapOneLiner("fmt.Println(rand.Int(), x.y)", kLibrary),
            "package main; import \"fmt\"; import \"math/rand\"; func main() {\n//line -e:1:1\n"
            "fmt.Println(rand.Int(), x.y)\n}\n");
  EXPECT_EQ(WrapOneLiner("func main() { fmt.Print() }", kLibrary),
            "package main; import \"fmt\";\n//line -e:1:1\nfunc main() { fmt.Print() }\n");
  EXPECT_EQ(WrapOneLiner("package main; func main() {}", kLibrary), "package main; func main() {}");
  EXPECT_EQ(WrapOneLiner("strings := x; strings.f()", kLibrary),
            "package main; func main() {\n//line -e:1:1\nstrings := x; strings.f()\n}\n");
}

TEST_F(LoaderTest, PlacesErrorsOfOneLiners) {
  LoadOptions options;
  options.library = kLibrary;
  loader = std::make_unique<Loader>(sources, interner, arena, diags, options);
  loader->LoadText("-e", WrapOneLiner("x y", kLibrary));
  EXPECT_EQ(Errors(), "-e:1:3: syntax error: unexpected name y at end of statement\n");
}

}  // namespace
}  // namespace golite::embed
