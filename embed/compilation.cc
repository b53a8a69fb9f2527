// This file implements the sequence load, check, lower, verify.
#include "embed/compilation.h"

#include "sema/checker.h"
#include "sema/labels.h"
#include "sema/types/typeset.h"
#include "sema/vet/vet.h"
#include "stdlib/embedded.h"
#include "vm/verifier.h"

namespace golite::embed {
namespace {

LoadOptions MakeLoadOptions(const CompileOptions& options, const HostPackages* host) {
  LoadOptions load;
  load.tags = options.tags;
  load.race = options.race;
  load.lang = options.lang;
  load.library = stdlib::EmbeddedFiles();
  if (host != nullptr) load.host = host->files();
  load.implied = {"runtime"};
  return load;
}

// Finds the packages that the loader found.
class PackageImporter final : public sema::Importer {
 public:
  PackageImporter(const LoadedPackage& from, const std::unordered_map<const LoadedPackage*, sema::Package*>& packages)
      : from_(from), packages_(packages) {}

  sema::Package* Import(std::string_view path, const sema::Package&, std::string* error) override {
    const auto it = from_.imports.find(std::string(path));
    if (it != from_.imports.end() && it->second != nullptr) {
      if (const auto found = packages_.find(it->second); found != packages_.end()) return found->second;
    }
    *error = "could not import " + std::string(path);
    return nullptr;
  }

 private:
  const LoadedPackage& from_;
  const std::unordered_map<const LoadedPackage*, sema::Package*>& packages_;
};

}  // namespace

Compilation::Compilation(const CompileOptions& options, std::shared_ptr<const HostPackages> host)
    : diags(sources),
      options_(options),
      host_(std::move(host)),
      loader_(sources, interner_, arena_, diags, MakeLoadOptions(options, host_.get())),
      types_(interner_) {}

Compilation::~Compilation() = default;

bool Compilation::SetMain(LoadedPackage* loaded) {
  main_ = loaded;
  packages_ = loader_.PackagesInOrder();
  if (loaded == nullptr) return false;
  if (!loader_.ok()) {
    // As gc does, which looks at labels while it parses.
    if (diags.has_syntax_errors()) sema::CheckBranches(loaded->files, diags, arena_);
    return false;
  }
  return true;
}

void Compilation::CheckOnly(LoadedPackage* main) {
  options_.check_only = true;
  SetMain(main);
}

bool Compilation::Load(std::span<const std::string> paths) { return SetMain(loader_.Load(paths)); }

bool Compilation::LoadText(std::string_view name, std::string_view text) {
  std::string source = options_.one_liner ? WrapOneLiner(text, stdlib::EmbeddedFiles()) : std::string(text);
  return SetMain(loader_.LoadText(std::string(name), std::move(source)));
}

bool Compilation::CompileAhead(std::span<const LibraryFunction> roots) {
  for (const LibraryFunction& root : roots) loader_.LoadImportPath(root.package);
  packages_ = loader_.PackagesInOrder();
  if (!loader_.ok()) return false;
  for (LoadedPackage* loaded : packages_) {
    if (!CheckLoaded(loaded)) return false;
  }
  std::vector<sema::Func*> functions;
  for (const LibraryFunction& root : roots) {
    sema::Package* package = package_of_.at(loader_.LoadImportPath(root.package));
    sema::Object* found = package->scope().Lookup(interner_.Intern(root.type.empty() ? root.name : root.type));
    if (auto* type = sema::TryAs<sema::TypeName>(found); type != nullptr && !root.type.empty()) {
      found = sema::LookupFieldOrMethod(type->type(), /*addressable=*/true, package, interner_.Intern(root.name)).obj;
    }
    auto* function = sema::TryAs<sema::Func>(found);
    if (function == nullptr) {
      diags.Error(Pos(), "internal error: package " + std::string(root.package) + " has no " + std::string(root.name));
      return false;
    }
    functions.push_back(function);
  }
  session_ = std::make_unique<compiler::Session>(types_, sources, diags, options_.race);
  return session_->CompileAhead(CheckedPackages(), functions);
}

bool Compilation::CheckLoaded(LoadedPackage* loaded) {
  // In a program that runs, package main is called that, whatever its import path.
  const bool is_program = loaded == main_ && loaded->name == "main" && !options_.check_only;
  auto package = std::make_unique<sema::Package>(is_program ? loaded->name : loaded->path, loaded->name, &types_.universe());
  package->files.assign(loaded->files.begin(), loaded->files.end());
  // A program that is only checked may get the bodies it lacks from a host, as gc's may from assembly.
  package->allow_natives = loaded->standard || options_.check_only;
  package->lazy = loaded->standard;
  if (!loaded->go_version.empty()) sema::ParseGoVersion(loaded->go_version, &package->go_version);
  sema::Package* checked = package.get();
  checked_.push_back(std::move(package));
  package_of_[loaded] = checked;
  if (loaded == main_) main_package_ = checked;
  PackageImporter importer(*loaded, package_of_);
  sema::CheckOptions options;
  options.importer = &importer;
  options.lazy = loaded->standard;
  options.parse_body = [this, loaded](ast::BlockStmt& body) { loader_.ParseBody(*loaded, body); };
  options.allow_unsafe = options_.unsafe_pointers;
  return sema::CheckPackage(types_, diags, *checked, options);
}

bool Compilation::Check() {
  for (LoadedPackage* loaded : packages_) {
    // As gc does, a package with errors ends the compilation: its importers would only repeat them.
    if (!package_of_.contains(loaded) && !CheckLoaded(loaded)) return false;
  }
  if (diags.has_errors() || !CheckMain()) return false;
  return !options_.vet || sema::vet::VetPackage(*main_package_, types_, diags);
}

// A program needs package main and func main; what is only checked does not, as these are the linker's business, nor
// does what the host calls.
bool Compilation::CheckMain() {
  if (options_.check_only || options_.exports) return true;
  if (main_->name != "main") {
    diags.Error(main_->files.empty() ? Pos() : main_->files[0]->pos, "package " + main_->path + " is not a main package");
    return false;
  }
  const Sym name = interner_.Find("main");
  if (main_package_->scope().Lookup(name) == nullptr) {
    diags.Error(Pos(), "function main is undeclared in the main package");
    return false;
  }
  return true;
}

std::unique_ptr<vm::Program> Compilation::Lower(std::string* ir_dump) {
  compiler::CompileOptions options;
  options.ir_dump = ir_dump;
  return Lower(std::move(options));
}

std::unique_ptr<vm::Program> Compilation::Lower(compiler::CompileOptions options) {
  options.race = options_.race;
  options.exports = options_.exports;
  const size_t ahead = session_ == nullptr ? 0 : session_->compiled_ahead();
  const std::vector<sema::Package*> packages = CheckedPackages();
  std::unique_ptr<vm::Program> program = session_ != nullptr
      ? session_->Finish(packages, main_package_, options)
      : compiler::Compile(types_, packages, main_package_, sources, diags, options);
  if (program == nullptr || diags.has_errors()) return nullptr;
  const sema::GoVersion version = main_package_->go_version;
  program->async_timers = version.is_set() && version < sema::GoVersion{1, 23};
  if (std::string problem = vm::VerifyProgram(*program, ahead); !problem.empty()) {
    diags.Error(Pos(), "internal error: the compiler made invalid bytecode: " + problem);
    return nullptr;
  }
  return program;
}

std::vector<sema::Package*> Compilation::CheckedPackages() const {
  std::vector<sema::Package*> packages;
  for (const LoadedPackage* loaded : packages_) packages.push_back(package_of_.at(loaded));
  return packages;
}

Pos Compilation::PosOfNative(std::string_view full_name) const {
  for (const LoadedPackage* package : packages_) {
    if (!full_name.starts_with(package->path + ".")) continue;
    const std::string_view rest = full_name.substr(package->path.size() + 1);
    for (const ast::File* file : package->files) {
      for (const ast::Decl* d : file->decls) {
        const auto* f = ast::TryAs<ast::FuncDecl>(d);
        if (f != nullptr && f->body == nullptr && NameInPackage(*f) == rest) return f->name->pos;
      }
    }
  }
  return Pos();
}

CompileResult ResultOf(std::unique_ptr<Compilation> compilation) {
  CompileResult result;
  compilation->diags.Sort();
  for (const Diagnostic& d : compilation->diags.all()) {
    if (d.severity != Severity::kError) continue;
    const Position at = compilation->sources.Locate(d.pos);
    result.errors.push_back({std::string(at.filename), at.line, at.column, d.message});
  }
  result.sources = std::make_shared<CompileResult::Sources>();
  result.sources->compilation = std::move(compilation);
  return result;
}

}  // namespace golite::embed
