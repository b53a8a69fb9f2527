// This file implements building the program that runs the tests of a package.
#include "embed/test_program.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>

#include "compiler/cover.h"
#include "embed/compilation.h"
#include "embed/link.h"
#include "embed/paths.h"
#include "embed/test_main.h"
#include "lexer/literal.h"
#include "sema/vet/vet.h"
#include "stdlib/embedded.h"

namespace golite::embed {
namespace {

namespace fs = std::filesystem;

bool SyntaxErrorsInTests(const Diagnostics& diags) {
  if (!diags.has_syntax_errors()) return false;
  return std::ranges::any_of(diags.all(), [&](const Diagnostic& d) {
    const SourceFile* file = diags.sources().FindFile(d.pos);
    return d.severity == Severity::kError && file != nullptr && IsTestFile(file->path());
  });
}

TestFunctions FunctionsOf(const LoadedTests& tests, const SourceManager& sources) {
  TestFunctions functions;
  auto add = [&](const ast::File* file, bool external) {
    if (functions.error.empty()) functions.Add(*file, sources.file(file->source), external);
  };
  for (const ast::File* file : tests.test_files) add(file, /*external=*/false);
  if (tests.external != nullptr) {
    for (const ast::File* file : tests.external->files) add(file, /*external=*/true);
  }
  for (const auto* list : {&tests.left_out, &tests.external_left_out}) {
    for (const LeftOut& f : *list) functions.AddLeftOut(f.function, f.package);
  }
  return functions;
}

// The errors that keep the go command from compiling anything, as it prints them.
std::string SetupErrors(Diagnostics& diags) {
  std::string text;
  diags.Sort();
  for (const Diagnostic& d : diags.all()) {
    if (d.severity != Severity::kError) continue;
    if (d.message == "import cycle not allowed" && !d.notes.empty()) {
      // package a, imports b, imports a: the last is the first again.
      for (size_t i = 0; i + 1 < d.notes.size(); ++i) text.append(i == 0 ? "" : "\n\t").append(d.notes[i].message);
      text += ": import cycle not allowed in test\n";
    } else {
      if (d.pos.valid()) text += FormatPos(diags.sources(), d.pos) + ": ";
      text += d.message + "\n";
    }
  }
  return ShortenPaths(std::move(text), /*bare=*/true);
}

class TestBuilder {
 public:
  TestBuilder(Compilation& compilation, const TestTarget& target, const TestBuildOptions& options)
      : target_(target), options_(options), c_(compilation) {}

  TestBuild Build() {
    if (c_.diags.has_errors()) {  // of the library, which are ours
      build_.errors.push_back({target_.import_path, Render(nullptr)});
      build_.status = TestBuild::Status::kBuildFailed;
      return std::move(build_);
    }
    if (target_.dir.empty()) {
      build_.status = TestBuild::Status::kNoTests;
      return std::move(build_);
    }
    tests_ = c_.loader().LoadTests(target_);
    if (tests_.package == nullptr && tests_.external == nullptr && c_.loader().ok()) return NothingFound();
    build_.package_name = tests_.package != nullptr ? tests_.package->name : tests_.external->name;
    const bool has_tests = tests_.external != nullptr || !tests_.test_files.empty();
    if (SyntaxErrorsInTests(c_.diags) || !LoadMain(has_tests)) return SetupFailed();
    if (!c_.loader().ok()) return BuildFailed(/*all=*/true);
    if (!c_.Check() || !Vet()) return BuildFailed(/*all=*/false);
    if (!has_tests || options_.vet_only) {
      build_.status = has_tests ? TestBuild::Status::kReady : TestBuild::Status::kNoTests;
      return std::move(build_);
    }
    auto program = c_.Lower(CompilerOptions());
    if (program == nullptr) return BuildFailed(/*all=*/false);
    auto impl = Link(c_, std::move(program), /*packages=*/nullptr);
    if (c_.diags.has_errors()) return BuildFailed(/*all=*/false);
    if (!cover_.mode.empty()) impl->cover = std::make_unique<stdlib::CoverInfo>(CoverInfo());
    build_.program = Program(std::move(impl));
    return std::move(build_);
  }

 private:
  TestBuild NothingFound() {
    if (target_.from_pattern) {
      build_.status = TestBuild::Status::kExcluded;
    } else {
      build_.errors.push_back({target_.import_path, "build constraints exclude all Go files in " + target_.dir + "\n"});
      build_.status = TestBuild::Status::kSetupFailed;
    }
    return std::move(build_);
  }

  // Finds the test functions and makes the main package; false when the go command would not even start to compile.
  bool LoadMain(bool has_tests) {
    if (c_.loader().failed()) return false;
    if (!has_tests) {
      c_.CheckOnly(tests_.package);
      return true;
    }
    const TestFunctions functions = FunctionsOf(tests_, c_.sources);
    if (!functions.error.empty()) {
      c_.diags.Error(Pos(), functions.error);
      return false;
    }
    std::unordered_map<std::string, LoadedPackage*> imports;
    TestMainOptions main;
    for (LoadedPackage* pkg : {tests_.package, tests_.external}) {
      if (pkg == nullptr) continue;
      imports[pkg->path] = pkg;
      (pkg == tests_.external ? main.external : main.package) = pkg->path;
    }
    // As with the go command, names that are no import paths are not shown.
    if (!target_.import_path.starts_with('_') && target_.import_path != "command-line-arguments") {
      main.import_path = target_.import_path;
    }
    main.cover_mode = options_.cover_mode;
    std::vector<std::string> linked;
    if (!options_.cover_patterns.empty()) {
      for (const TestTarget& other : options_.cover_targets) {
        if (other.import_path != target_.import_path && Matches(other.import_path, other.dir) &&
            c_.loader().IsLinkable(other)) linked.push_back(other.import_path);
      }
    }
    main.linked = linked;
    c_.SetMain(c_.loader().LoadTestMain(TestMainSource(functions, main), imports));
    return !c_.loader().failed();
  }

  // What to count: the package under test, or the packages of -coverpkg; test files are not counted.
  compiler::CompileOptions CompilerOptions() {
    compiler::CompileOptions options;
    if (options_.cover_mode.empty()) return options;
    cover_.mode = options_.cover_mode;
    for (const std::string& pattern : options_.cover_patterns) cover_.what += (cover_.what.empty() ? " in " : ", ") + pattern;
    for (const LoadedPackage* pkg : c_.packages()) {
      if (pkg->standard || pkg == tests_.external || pkg == c_.main()) continue;
      const bool wanted = options_.cover_patterns.empty() ? pkg == tests_.package : Matches(pkg->path, pkg->dir);
      if (!wanted) continue;
      // As the go command names files: by import path, and by folder where that is none.
      const bool local = pkg->path.starts_with('_') || pkg->path == "command-line-arguments";
      for (const ast::File* file : pkg->files) {
        const std::string& path = c_.sources.file(file->source).path();
        if (IsTestFile(path)) continue;
        cover_.AddFile(*file, local ? path : pkg->path + "/" + path.substr(path.rfind('/') + 1));
      }
    }
    options.cover = &cover_;
    return options;
  }

  stdlib::CoverInfo CoverInfo() const {
    stdlib::CoverInfo info{.blocks = {}, .mode = cover_.mode, .what = cover_.what};
    for (const compiler::CoverPlan::Block& b : cover_.blocks()) {
      info.blocks.push_back({cover_.files()[b.file], b.start.line, b.start.column, b.end.line, b.end.column, b.statements});
    }
    return info;
  }

  bool Matches(const std::string& import_path, const std::string& dir) const {
    return std::ranges::any_of(options_.cover_patterns, [&](const std::string& pattern) {
      return MatchesPackagePattern(pattern, import_path, dir);
    });
  }

  bool Vet() {
    if (options_.vet.empty()) return true;
    const size_t before = c_.diags.error_count();
    for (const LoadedPackage* pkg : {tests_.package, tests_.external}) {
      if (pkg != nullptr) sema::vet::VetPackage(*c_.PackageOf(pkg), c_.types(), c_.diags, options_.vet);
    }
    vet_failed_ = c_.diags.error_count() != before;
    return !vet_failed_;
  }

  // The text of the errors of one package; of all that belong to no package when it is null.
  std::string Render(const LoadedPackage* pkg, bool with_tests = true) {
    Diagnostics some(c_.sources);
    for (const Diagnostic& d : c_.diags.all()) {
      if (d.severity != Severity::kError || OwnerOf(d.pos) != pkg) continue;
      if (!with_tests && IsTestFile(c_.sources.FindFile(d.pos)->path())) continue;
      auto handle = some.Error(d.pos, d.message);
      for (const DiagNote& note : d.notes) handle.Note(note.pos, note.message);
    }
    return RenderDiagnostics(some, {.max_errors = vet_failed_ ? size_t{0} : size_t{10}});
  }

  const LoadedPackage* OwnerOf(Pos pos) {
    const SourceFile* source = c_.sources.FindFile(pos);
    if (source == nullptr) return nullptr;
    for (const LoadedPackage* pkg : c_.packages()) {
      for (const ast::File* file : pkg->files) {
        if (file->source == source->id()) return pkg;
      }
    }
    return nullptr;
  }

  TestBuild SetupFailed() {
    build_.errors.push_back({target_.import_path, SetupErrors(c_.diags)});
    build_.status = TestBuild::Status::kSetupFailed;
    return std::move(build_);
  }

  TestBuild BuildFailed(bool all) {
    for (const LoadedPackage* pkg : c_.packages()) {
      // A package that others import is compiled for them first, without its tests.
      if (pkg == tests_.package && !vet_failed_ && std::ranges::find(options_.imported, pkg->path) != options_.imported.end()) {
        if (std::string plain = Render(pkg, /*with_tests=*/false); !plain.empty()) {
          build_.errors.push_back({pkg->path, ShortenPaths(std::move(plain), /*bare=*/false)});
          if (!all) break;
          continue;
        }
      }
      std::string text = Render(pkg);
      if (text.empty()) continue;
      build_.errors.push_back({HeadingOf(*pkg), ShortenPaths(std::move(text), /*bare=*/false)});
      if (!all && !vet_failed_) break;
    }
    if (build_.errors.empty()) build_.errors.push_back({target_.import_path, Render(nullptr)});
    build_.status = TestBuild::Status::kBuildFailed;
    return std::move(build_);
  }

  // The name above a package's errors. The go command says for which test a package was compiled anew.
  std::string HeadingOf(const LoadedPackage& pkg) {
    if (vet_failed_) return pkg.path;
    const bool changed = tests_.package != nullptr && !tests_.test_files.empty();
    if (&pkg != tests_.external && !(changed && DependsOn(pkg, *tests_.package))) return pkg.path;
    return pkg.path + " [" + target_.import_path + ".test]";
  }

  static bool DependsOn(const LoadedPackage& pkg, const LoadedPackage& other) {
    if (&pkg == &other) return true;
    return std::ranges::any_of(pkg.imports, [&](const auto& entry) {
      return entry.second != nullptr && !entry.second->standard && DependsOn(*entry.second, other);
    });
  }

  const TestTarget& target_;
  const TestBuildOptions& options_;
  Compilation& c_;
  LoadedTests tests_;
  TestBuild build_;
  compiler::CoverPlan cover_{c_.sources};
  bool vet_failed_ = false;
};

}  // namespace

TestBase::TestBase(const CompileOptions& options, bool has_tests) : compilation_(std::make_unique<Compilation>(options)) {
  if (!has_tests) return;
  // What nearly every test reaches.
  static constexpr LibraryFunction kRoots[] = {
      {"testing", "", "MainStart"}, {"testing", "M", "Run"},    {"testing", "T", "Run"},   {"testing", "T", "Error"},
      {"testing", "T", "Errorf"},   {"testing", "T", "Fatal"},  {"testing", "T", "Fatalf"}, {"testing", "T", "Log"},
      {"testing", "T", "Logf"},     {"testing", "T", "Helper"}, {"testing/internal/testdeps", "", "ExitCode"},
  };
  compilation_->CompileAhead(kRoots);
}

TestBase::~TestBase() = default;

TestBuild BuildTest(TestBase& base, const TestTarget& target, const TestBuildOptions& options) {
  return TestBuilder(*base.compilation_, target, options).Build();
}

TestSetup CheckTestSetup(const TestTarget& target, const CompileOptions& options) {
  TestSetup setup;
  if (target.dir.empty() || !HasTestFiles(target)) return setup;
  SourceManager sources;
  Interner interner;
  Arena arena;
  Diagnostics diags(sources);
  Loader loader(sources, interner, arena, diags,
                {.tags = options.tags, .race = options.race, .lang = {}, .library = stdlib::EmbeddedFiles(), .implied = {}, .shallow = true});
  const LoadedTests tests = loader.LoadTests(target);
  const bool ok = loader.ok();
  const std::string wrong = ok ? FunctionsOf(tests, sources).error : "";
  if (!ok) {
    setup.errors = SetupErrors(diags);
  } else if (!wrong.empty()) {
    setup.errors = ShortenPaths(wrong, /*bare=*/true) + "\n";
  }
  if (tests.package != nullptr) {
    for (const ast::File* file : tests.package->files) {
      if (IsTestFile(sources.file(file->source).path())) continue;
      for (const ast::ImportSpec* spec : file->imports) setup.imports.push_back(lexer::DecodeString(spec->path->value));
    }
  }
  return setup;
}

bool HasTestFiles(const TestTarget& target) {
  if (!target.files.empty()) return std::ranges::any_of(target.files, IsTestFile);
  return std::ranges::any_of(ListDir(target.dir), [](const DirEntry& entry) {
    return IsTestFile(entry.name) && entry.name[0] != '_' && entry.name[0] != '.';
  });
}

std::string ShortenPaths(std::string text, bool bare) {
  std::error_code error;
  const std::string cwd = fs::current_path(error).string() + "/";
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const bool starts_word = i == 0 || text[i - 1] == '\n' || text[i - 1] == '\t' || text[i - 1] == ' ' || text[i - 1] == '(';
    if (!starts_word || text.compare(i, cwd.size(), cwd) != 0) {
      out += text[i++];
      continue;
    }
    i += cwd.size();
    const size_t end = std::min(text.find_first_of(":\n ", i), text.size());
    if (!bare && std::string_view(text).substr(i, end - i).find('/') == std::string_view::npos) out += "./";
  }
  return out;
}

}  // namespace golite::embed
