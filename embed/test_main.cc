// This file implements the generated main package of a test.
#include "embed/test_main.h"

#include "embed/expected_output.h"
#include "lexer/unicode.h"

namespace golite::embed {
namespace {

// "Test" and "TestX" are tests, "Testing" is not.
bool HasTestName(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return false;
  if (name.size() == prefix.size()) return true;
  return !lexer::IsUnicodeLower(lexer::DecodeRune(name.substr(prefix.size())).rune);
}

// Does the function take one argument, of type *T or *testing.T?
bool TakesTesting(const ast::FuncDecl& f, std::string_view arg) {
  if (f.type->results != nullptr && f.type->results->NumFields() != 0) return false;
  if (f.type->params->NumFields() != 1) return false;
  const auto* star = ast::TryAs<ast::StarExpr>(f.type->params->list[0]->type);
  if (star == nullptr) return false;
  if (const auto* id = ast::TryAs<ast::Ident>(star->x)) return id->name.view() == arg;
  const auto* sel = ast::TryAs<ast::SelectorExpr>(star->x);
  return sel != nullptr && sel->sel->name.view() == arg;
}

std::string Quote(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte >= 0x20 && byte < 0x7f) {
      out += c;
    } else {
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out + '"';
}

}  // namespace

void TestFunctions::Add(const ast::File& file, const SourceFile& source, bool is_external) {
  bool& used = is_external ? external_used : package_used;
  // Wrong tells what is wrong with the signature of a function whose name makes it a test.
  auto wrong = [&](const ast::FuncDecl& f, std::string_view arg) {
    std::string why;
    if (!TakesTesting(f, arg)) {
      why = "must be: func " + std::string(f.name->name.view()) + "(" + static_cast<char>(arg[0] + ('a' - 'A')) +
            " *testing." + std::string(arg) + ")";
    }
    if (f.type->type_params != nullptr) why = "test functions cannot have type parameters";
    if (why.empty()) return false;
    error = source.Logical(source.OffsetOf(f.func)).ToString() + ": wrong signature for " +
            std::string(f.name->name.view()) + ", " + why;
    return true;
  };
  for (const ast::Decl* decl : file.decls) {
    const auto* f = ast::TryAs<ast::FuncDecl>(decl);
    if (f == nullptr || f->recv != nullptr) continue;
    const std::string name(f->name->name.view());
    if (name == "TestMain" && !TakesTesting(*f, "T")) {
      if (wrong(*f, "M")) return;
      if (has_test_main) {
        error = "multiple definitions of TestMain";
        return;
      }
      has_test_main = used = true;
      test_main_external = is_external;
    } else if (HasTestName(name, "Test")) {
      if (wrong(*f, "T")) return;
      tests.push_back({name, is_external, {}, false, {}});
      used = true;
    } else if (HasTestName(name, "Benchmark")) {
      if (wrong(*f, "B")) return;
      benchmarks.push_back({name, is_external, {}, false, {}});
      used = true;
    } else if (HasTestName(name, "Fuzz")) {
      if (wrong(*f, "F")) return;
      fuzz_targets.push_back({name, is_external, {}, false, {}});
      used = true;
    } else if (HasTestName(name, "Example") && f->type->params->NumFields() == 0 && f->body != nullptr) {
      TestFunction example{name, is_external, {}, false, {}};
      const uint32_t begin = source.OffsetOf(f->body->pos), end = source.OffsetOf(f->body->rbrace);
      // An example without expected output is compiled, and not run.
      if (!FindExpectedOutput(source.text().substr(begin, end - begin), &example.output, &example.unordered)) continue;
      examples.push_back(std::move(example));
      used = true;
    }
  }
}

void TestFunctions::AddLeftOut(const std::string& name, const std::string& package) {
  if (name != "TestMain" && HasTestName(name, "Test")) tests.push_back({name, false, {}, false, package});
}

std::string TestMainSource(const TestFunctions& functions, const TestMainOptions& options) {
  std::string out = "package main\n\nimport (\n\t\"testing\"\n\t\"testing/internal/testdeps\"\n";
  if (!functions.fuzz_targets.empty()) out += "\t_ \"testing/internal/fuzzcall\"\n";
  auto import = [&](std::string_view name, bool used, const std::string& path) {
    if (!path.empty()) out.append("\t").append(used ? name : "_").append(" ").append(Quote(path)).append("\n");
  };
  import("_test", functions.package_used, options.package);
  import("_xtest", functions.external_used, options.external);
  for (const std::string& path : options.linked) import("_", /*used=*/false, path);
  out += ")\n\n";
  auto list = [&](std::string_view variable, std::string_view type, const std::vector<TestFunction>& rows, bool examples) {
    out.append("var ").append(variable).append(" = []testing.").append(type).append("{\n");
    for (const TestFunction& f : rows) {
      if (!f.missing.empty()) {
        out.append("\t{").append(Quote(f.name)).append(", func(t *testing.T) { t.Skip(");
        out.append(Quote("it uses package " + f.missing + ", which is not supported")).append(") }},\n");
        continue;
      }
      out.append("\t{").append(Quote(f.name)).append(", ").append(f.external ? "_xtest." : "_test.").append(f.name);
      if (examples) out.append(", ").append(Quote(f.output)).append(f.unordered ? ", true" : ", false");
      out.append("},\n");
    }
    out.append("}\n\n");
  };
  list("tests", "InternalTest", functions.tests, false);
  list("benchmarks", "InternalBenchmark", functions.benchmarks, false);
  list("fuzzTargets", "InternalFuzzTarget", functions.fuzz_targets, false);
  list("examples", "InternalExample", functions.examples, true);
  out += "func init() {\n\ttestdeps.ImportPath = " + Quote(options.import_path) + "\n";
  if (!options.cover_mode.empty()) out += "\ttestdeps.CoverMode = " + Quote(options.cover_mode) + "\n";
  // What runs the elements of a list is part of the program only where there are some.
  std::string runners;
  auto runner = [&](const std::vector<TestFunction>& rows, std::string_view type) {
    if (!rows.empty()) runners.append(runners.empty() ? "" : ", ").append("testing.").append(type).append("{}");
  };
  runner(functions.benchmarks, "InternalBenchmark");
  runner(functions.fuzz_targets, "InternalFuzzTarget");
  runner(functions.examples, "InternalExample");
  if (!runners.empty()) out += "\ttestdeps.Runners = []any{" + runners + "}\n";
  out += "}\n\nfunc main() {\n\tm := testing.MainStart(testdeps.TestDeps{}, tests, benchmarks, fuzzTargets, examples)\n";
  if (functions.has_test_main) {
    out.append("\t").append(functions.test_main_external ? "_xtest" : "_test").append(".TestMain(m)\n");
    out += "\ttestdeps.Exit(testdeps.ExitCode())\n}\n";
  } else {
    out += "\ttestdeps.Exit(m.Run())\n}\n";
  }
  return out;
}

}  // namespace golite::embed
