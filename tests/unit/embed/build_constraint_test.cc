// Tests build constraints and go.mod files.
#include "embed/build_constraint.h"

#include <gtest/gtest.h>

#include "embed/module.h"

namespace golite::embed {
namespace {

TEST(BuildConstraintTest, FileNames) {
  const BuildTags tags(/*race=*/false, {});
  for (const char* name : {"a.go", "linux.go", "windows.go", "a_linux.go", "a_amd64.go", "a_linux_amd64.go", "a_b.go",
                           "a_linux_test.go", "a_unix.go", "x_linux.go-lite", "a_windows_b.go"}) {
    EXPECT_TRUE(MatchesFileName(name, tags)) << name;
  }
  for (const char* name : {"a_windows.go", "a_arm64.go", "a_linux_arm.go", "a_darwin_amd64.go", "a_js_test.go"}) {
    EXPECT_FALSE(MatchesFileName(name, tags)) << name;
  }
}

TEST(BuildConstraintTest, Expressions) {
  const BuildTags tags(/*race=*/true, {"mine"});
  std::string error;
  for (const char* text : {"linux", "linux && amd64", "windows || unix", "!windows", "go1.25", "golite", "race && mine",
                           "(linux && !arm64) || darwin", "gc", "!(windows || darwin)"}) {
    EXPECT_TRUE(EvaluateConstraint(text, tags, &error)) << text;
  }
  for (const char* text : {"windows", "go1.26", "cgo", "ignore", "linux && !gc"}) {
    EXPECT_FALSE(EvaluateConstraint(text, tags, &error)) << text;
  }
  EXPECT_EQ(error, "");
  EXPECT_FALSE(EvaluateConstraint("linux &&", tags, &error));
  EXPECT_EQ(error, "unexpected end of expression");
  error.clear();
  EXPECT_FALSE(EvaluateConstraint("(linux", tags, &error));
  EXPECT_EQ(error, "missing close paren");
}

TEST(BuildConstraintTest, Headers) {
  const BuildTags tags(/*race=*/false, {});
  auto matches = [&](const char* text) { return MatchesConstraints(text, tags, nullptr); };
  EXPECT_TRUE(matches("package p\n//go:build windows\n"));
  EXPECT_FALSE(matches("// Copyright\n\n//go:build windows\n\npackage p\n"));
  EXPECT_FALSE(matches("//go:build ignore\n// +build linux\n\npackage p\n"));
  EXPECT_FALSE(matches("// +build windows darwin\n\npackage p\n"));
  EXPECT_TRUE(matches("// +build windows linux,!arm\n\npackage p\n"));
  EXPECT_FALSE(matches("// +build linux\n// +build arm\n\npackage p\n"));
  EXPECT_TRUE(matches("// +build windows\npackage p\n"));  // no blank line: just a comment
  EXPECT_FALSE(matches("/* a\n b */\n//go:build windows\npackage p\n"));
  EXPECT_FALSE(matches("#!/usr/bin/env golite\n//go:build windows\npackage p\n"));
}

TEST(ModuleTest, ReadsGoMod) {
  SourceManager sources;
  Diagnostics diags(sources);
  const Module m = ParseModule(sources.AddFile("go.mod",
                                               "module example.com/m // the main one\n\ngo 1.21.3\n\nrequire (\n"
                                               "\texample.com/x v1.2.3\n)\nreplace example.com/x => ../x\n"
                                               "replace (\n\texample.com/y v1.0.0 => ./y\n\ta => b v1.0.0\n)\n"),
                               diags);
  EXPECT_FALSE(diags.has_errors());
  EXPECT_EQ(m.path, "example.com/m");
  EXPECT_EQ(m.go_version, "go1.21");
  ASSERT_EQ(m.replacements.size(), 2u);
  EXPECT_EQ(m.replacements[0].path, "example.com/x");
  EXPECT_EQ(m.replacements[0].dir, "../x");
  EXPECT_EQ(m.replacements[1].dir, "./y");
}

TEST(ModuleTest, ReportsMistakes) {
  auto errors = [](const char* text) {
    SourceManager sources;
    Diagnostics diags(sources);
    ParseModule(sources.AddFile("go.mod", text), diags);
    return RenderDiagnostics(diags);
  };
  EXPECT_EQ(errors("module m\ngo one\n"), "go.mod:2:4: invalid go version 'one': must match format 1.23\n");
  EXPECT_EQ(errors("module m\nfoo bar\n"), "go.mod:2:1: unknown directive: foo\n");
  EXPECT_EQ(errors("go 1.20\n"), "go.mod:1:1: no module declaration in go.mod\n");
  EXPECT_EQ(errors("module m\nrequire (\n"), "go.mod:2:1: syntax error (unterminated block started here)\n");
}

}  // namespace
}  // namespace golite::embed
