// This file implements the loader: finding the files of each package, parsing them, and following their imports.
#include "embed/loader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>

#include "embed/go_embed.h"
#include "embed/paths.h"
#include "lexer/literal.h"
#include "lexer/scanner.h"
#include "parser/parser.h"

namespace golite::embed {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMainPath = "main";

// The rest of `path` when it lies in the module or package tree `prefix`.
std::optional<std::string_view> Inside(std::string_view path, std::string_view prefix) {
  if (path == prefix) return "";
  if (path.starts_with(prefix) && path.size() > prefix.size() && path[prefix.size()] == '/') {
    return path.substr(prefix.size() + 1);
  }
  return std::nullopt;
}

// May `importer` import the package `path`? Packages below a folder "internal" are for the tree around that folder.
bool InternalAllowed(std::string_view path, std::string_view importer) {
  size_t at = std::string_view::npos;
  for (size_t i = 0; i <= path.size();) {
    const size_t end = std::min(path.find('/', i), path.size());
    if (path.substr(i, end - i) == "internal") at = i;
    i = end + 1;
  }
  if (at == std::string_view::npos) return true;
  if (at == 0) return false;  // of the standard library, whose own packages are not asked
  return Inside(importer, path.substr(0, at - 1)).has_value();
}

std::span<const stdlib::EmbeddedFile> FilesOf(std::span<const stdlib::EmbeddedFile> library,
                                                    std::string_view path) {
  const auto range = std::ranges::equal_range(library, path, {}, &stdlib::EmbeddedFile::import_path);
  return {range.begin(), range.end()};
}

}  // namespace

std::span<const stdlib::EmbeddedFile> Loader::FindInLibrary(std::string_view path) const {
  const auto found = FilesOf(options_.library, path);
  return found.empty() ? FilesOf(options_.host, path) : found;
}

namespace {

bool HasDotInFirstElement(std::string_view path) {
  return path.substr(0, path.find('/')).find('.') != path.npos;
}

}  // namespace

Loader::Loader(SourceManager& sources, Interner& interner, Arena& arena, Diagnostics& diags, LoadOptions options)
    : sources_(sources),
      interner_(interner),
      arena_(arena),
      diags_(diags),
      options_(std::move(options)),
      tags_(options_.race, options_.tags) {}

Loader::~Loader() = default;

Diagnostics::Handle Loader::Report(Pos pos, std::string message) {
  failed_ = true;
  return diags_.Error(pos, std::move(message));
}

bool Loader::ok() const {
  return !failed_ && !diags_.has_syntax_errors();
}

// ------------------------------------------------------------------------------------------------------- entry points

LoadedPackage* Loader::Load(std::span<const std::string> args) {
  if (args.empty()) {
    Report(Pos(), "no Go files listed");
    return nullptr;
  }
  if (args.size() == 1 && !IsGoFile(args[0]) && args[0] != "-") {
    const std::string& arg = args[0];
    const bool looks_local = IsLocalImport(arg) || arg.starts_with("/");
    // A folder named without "./" might also be an import path; the folder is what people mean.
    if (IsDirectory(arg)) return LoadDir(arg, "");
    if (looks_local) {
      if (Exists(arg)) return LoadFiles(args);
      Report(Pos(), "directory " + arg + " not found");
      return nullptr;
    }
    if (Exists(arg)) return LoadFiles(args);
    return LoadImportPath(arg);
  }
  return LoadFiles(args);
}

LoadedPackage* Loader::LoadText(std::string name, std::string text) {
  LoadedPackage* pkg = NewPackage(std::string(kMainPath));
  pkg->dir = ".";
  pkg->go_version = options_.lang;
  module_of_[pkg] = main_module_ = FindModule(pkg->dir);
  AddFile(*pkg, std::move(name), std::move(text));
  return FinishPackage(*pkg) ? pkg : nullptr;
}

LoadedPackage* Loader::LoadImportPath(std::string_view path) {
  if (auto it = by_path_.find(std::string(path)); it != by_path_.end()) return it->second;
  if (!FindInLibrary(path).empty()) return LoadLibrary(path);
  if (main_module_ == nullptr) main_module_ = FindModule(".");
  ModuleRoot* owner = nullptr;
  if (main_module_ != nullptr) {
    if (const auto dir = FindPackageDir(*main_module_, path, &owner)) return LoadDir(*dir, std::string(path));
  }
  Report(Pos(), HasDotInFirstElement(path) ? "no required module provides package " + std::string(path)
                                           : "package " + std::string(path) + " is not in std");
  return nullptr;
}

LoadedPackage* Loader::LoadFiles(std::span<const std::string> files) {
  LoadedPackage* pkg = NewPackage(std::string(kMainPath));
  pkg->dir = files[0] == "-" ? "." : DirOf(files[0]);
  pkg->go_version = options_.lang;
  main_module_ = FindModule(pkg->dir);
  module_of_[pkg] = main_module_;
  if (main_module_ != nullptr && options_.lang.empty()) pkg->go_version = main_module_->module.go_version;
  for (const std::string& file : files) {
    if (file != "-" && !IsGoFile(file) && files.size() > 1) {
      Report(Pos(), "named files must all be .go or .go-lite files: " + file);
      return nullptr;
    }
    if (file != "-" && DirOf(file) != pkg->dir) {
      Report(Pos(), "named files must all be in one directory; have " + pkg->dir + " and " + DirOf(file));
      return nullptr;
    }
    bool ok;
    std::string text = ReadFile(file, &ok);
    if (!ok) return nullptr;
    AddFile(*pkg, file == "-" ? "<stdin>" : file, std::move(text));
  }
  return FinishPackage(*pkg) ? pkg : nullptr;
}

LoadedPackage* Loader::LoadDir(const std::string& dir, std::string import_path) {
  ModuleRoot* module = FindModule(dir);
  if (main_module_ == nullptr) main_module_ = module;
  if (import_path.empty()) {
    import_path = module == nullptr ? std::string(kMainPath) : PathInModule(dir, *module);
    if (auto it = by_path_.find(import_path); it != by_path_.end()) return it->second;
  }
  LoadedPackage* pkg = NewPackage(import_path);
  pkg->dir = dir;
  pkg->go_version = options_.lang;
  if (options_.lang.empty() && module != nullptr) pkg->go_version = module->module.go_version;
  module_of_[pkg] = module;

  Excluded excluded;
  for (const std::string& name : GoFilesIn(dir, /*with_tests=*/false, excluded)) {
    if (auto text = ReadForBuild(dir, name, excluded)) AddFile(*pkg, DisplayPath(dir, name), std::move(*text));
  }
  if (pkg->files.empty() && ok()) {
    Report(Pos(), excluded.by_constraints > 0 ? "build constraints exclude all Go files in " + dir
                  : excluded.tests > 0        ? "no non-test Go files in " + dir
                                              : "no Go files in " + dir);
    return nullptr;
  }
  return FinishPackage(*pkg) ? pkg : nullptr;
}

LoadedPackage* Loader::LoadLibrary(std::string_view path) {
  if (auto it = by_path_.find(std::string(path)); it != by_path_.end()) return it->second;
  LoadedPackage* pkg = NewPackage(std::string(path));
  pkg->standard = true;
  pkg->of_host = FilesOf(options_.library, path).empty();
  for (const stdlib::EmbeddedFile& file : FindInLibrary(path)) {
    if (std::string error; !MatchesConstraints(file.contents, tags_, &error)) continue;
    std::string name = pkg->of_host ? "" : "$GOROOT/src/";
    name.append(path).append("/").append(file.name);
    AddFile(*pkg, std::move(name), std::string(file.contents));
  }
  return FinishPackage(*pkg) ? pkg : nullptr;
}

// ------------------------------------------------------------------------------------------------------- one package

LoadedPackage* Loader::NewPackage(std::string path) {
  packages_.push_back(std::make_unique<LoadedPackage>());
  LoadedPackage* pkg = packages_.back().get();
  pkg->path = std::move(path);
  by_path_[pkg->path] = pkg;
  return pkg;
}

std::vector<std::string> Loader::GoFilesIn(const std::string& dir, bool with_tests, Excluded& excluded) {
  std::string error;
  std::vector<std::string> files;
  for (const DirEntry& entry : ListDir(dir, &error)) {
    const std::string& name = entry.name;
    if (!IsGoFile(name) || name[0] == '_' || name[0] == '.' || entry.is_dir) continue;
    if (IsTestFile(name) && !with_tests) {
      ++excluded.tests;
    } else if (!MatchesFileName(name, tags_)) {
      ++excluded.by_constraints;
    } else {
      files.push_back(name);
    }
  }
  if (!error.empty()) Report(Pos(), "open " + dir + ": " + error);
  // Tests come last, so that the package has its name by then.
  std::ranges::stable_partition(files, [](const std::string& name) { return !IsTestFile(name); });
  return files;
}

std::optional<std::string> Loader::ReadForBuild(const std::string& dir, const std::string& name, Excluded& excluded) {
  bool ok;
  std::string text = ReadFile(Join(dir, name), &ok);
  if (!ok) return std::nullopt;
  std::string wrong;
  if (MatchesConstraints(text, tags_, &wrong)) return text;
  if (!wrong.empty()) Report(Pos(), DisplayPath(dir, name) + ": parsing //go:build line: " + wrong);
  ++excluded.by_constraints;
  return std::nullopt;
}

void Loader::AddFile(LoadedPackage& pkg, std::string path, std::string text) {
  AddFile(pkg, sources_.AddFile(std::move(path), std::move(text)));
}

void Loader::AddFile(LoadedPackage& pkg, SourceFile& source) {
  parser::ParseContext context{arena_, interner_, diags_, pkg.ids};
  parser::ParseMode mode = parser::ParseMode::kWhole;
  if (options_.shallow && !IsTestFile(source.path())) {
    mode = parser::ParseMode::kImportsOnly;
  } else if (pkg.standard && !pkg.of_host) {
    mode = parser::ParseMode::kDeclarations;
  }
  ast::File* file = parser::ParseFile(source, context, mode);
  if (file == nullptr) return;
  if (!pkg.standard) EmbedFiles(*file, pkg.dir, arena_, pkg.ids, interner_, diags_);
  const std::string_view name = file->name->name.view();
  if (pkg.files.empty()) {
    pkg.name = name;
  } else if (name != pkg.name) {
    const SourceFile& first = sources_.file(pkg.files[0]->source);
    auto base = [](const std::string& p) { return p.substr(p.rfind('/') + 1); };
    Report(file->name->pos, "found packages " + pkg.name + " (" + base(first.path()) + ") and " + std::string(name) +
                                " (" + base(source.path()) + ") in " + pkg.dir);
  }
  pkg.files.push_back(file);
}

void Loader::ParseBody(LoadedPackage& pkg, ast::BlockStmt& body) {
  parser::ParseContext context{arena_, interner_, diags_, pkg.ids};
  parser::ParseBody(sources_.file(sources_.FindFile(body.pos)->id()), context, body);
}

bool Loader::FinishPackage(LoadedPackage& pkg) {
  LoadImplied();
  loading_.push_back(&pkg);
  LoadImports(pkg);
  loading_.pop_back();
  return !pkg.files.empty();
}

void Loader::LoadImplied() {
  if (implied_loaded_) return;
  implied_loaded_ = true;
  for (const std::string& path : options_.implied) {
    if (!FindInLibrary(path).empty()) LoadLibrary(path);
  }
}

void Loader::LoadImports(LoadedPackage& pkg) {
  for (const ast::File* file : pkg.files) {
    for (const ast::ImportSpec* spec : file->imports) {
      if (spec->path->bad) continue;
      const std::string path = lexer::DecodeString(spec->path->value);
      if (path == "unsafe") continue;
      auto [it, added] = pkg.imports.try_emplace(path, nullptr);
      if (added) it->second = LoadImport(pkg, *spec, path);
    }
  }
}

LoadedPackage* Loader::LoadImport(LoadedPackage& from, const ast::ImportSpec& spec, const std::string& path) {
  const Pos at = spec.path->pos;
  if (path == "C") {
    Report(at, "import \"C\": cgo is not supported");
    return nullptr;
  }
  if (path.starts_with('/')) {
    Report(at, "could not import " + path + " (import path cannot be absolute path)");
    return nullptr;
  }
  if (const std::string clean = Join(path, "."); clean != path && !IsLocalImport(path)) {
    Report(at, "non-canonical import path \"" + path + "\" (should be \"" + clean + "\")");
    return nullptr;
  }
  if (IsLocalImport(path)) {
    const std::string dir = Join(from.dir.empty() ? "." : from.dir, path);
    // Different spellings of one folder are one package.
    std::error_code error;
    const std::string key = fs::absolute(dir, error).lexically_normal().string();
    auto it = by_path_.find(key);
    if (it != by_path_.end()) return CheckImported(from, spec, path, it->second);
    if (IsDirectory(dir)) return CheckImported(from, spec, path, LoadDir(dir, key));
    // Go's own tests keep each package in one file: "./a" is a.go beside the importing file.
    for (const std::string_view ending : {".go", ".go-lite"}) {
      const std::string file = dir + std::string(ending);
      if (!Exists(file)) continue;
      bool ok;
      std::string text = ReadFile(file, &ok);
      if (!ok) return nullptr;
      LoadedPackage* pkg = NewPackage(key);
      pkg->dir = DirOf(dir);
      pkg->go_version = from.go_version;
      module_of_[pkg] = module_of_[&from];
      AddFile(*pkg, file, std::move(text));
      return CheckImported(from, spec, path, FinishPackage(*pkg) ? pkg : nullptr);
    }
    Report(at, "package " + path + " is not in std: directory " + dir + " not found");
    return nullptr;
  }
  const bool in_library = !FindInLibrary(path).empty();
  ModuleRoot* module = module_of_.contains(&from) ? module_of_[&from] : nullptr;
  if (!from.standard && !(in_library && !HasDotInFirstElement(path))) {
    if (auto it = by_path_.find(path); it != by_path_.end() && path != kMainPath) {
      return CheckImported(from, spec, path, it->second);
    }
    // The main module's replacements and vendored packages count for every package of the build.
    for (ModuleRoot* root : {main_module_, module}) {
      if (root == nullptr) continue;
      ModuleRoot* owner = nullptr;
      if (const auto dir = FindPackageDir(*root, path, &owner)) {
        return CheckImported(from, spec, path, LoadDir(*dir, path));
      }
    }
  }
  if (in_library) {
    if (!from.standard && !MayImportInternal(from, path)) {
      Report(at, "use of internal package " + path + " not allowed");
      return nullptr;
    }
    return options_.shallow ? nullptr : CheckImported(from, spec, path, LoadLibrary(path));
  }
  if (!HasDotInFirstElement(path) && !(main_module_ && Inside(path, main_module_->module.path))) {
    Report(at, "package " + path + " is not in std");
  } else if (main_module_ == nullptr) {
    Report(at, "no required module provides package " + path +
                   ": go.mod file not found in current directory or any parent directory");
  } else {
    Report(at, "no required module provides package " + path);
  }
  return nullptr;
}

LoadedPackage* Loader::CheckImported(LoadedPackage& from, const ast::ImportSpec& spec, const std::string& path,
                                     LoadedPackage* pkg) {
  if (pkg == nullptr) return nullptr;
  if (std::ranges::find(loading_, pkg) != loading_.end()) {
    ReportCycle(from, spec, *pkg);
    return nullptr;
  }
  if (!from.standard && !pkg->standard && !IsLocalImport(path) && !MayImportInternal(from, path)) {
    Report(spec.path->pos, "use of internal package " + path + " not allowed");
    return nullptr;
  }
  if (pkg->name == "main" && pkg != tested_) {
    Report(spec.path->pos, "import \"" + path + "\" is a program, not an importable package");
    return nullptr;
  }
  return pkg;
}

void Loader::ReportCycle(const LoadedPackage& from, const ast::ImportSpec& spec, const LoadedPackage& to) {
  auto handle = Report(spec.path->pos, "import cycle not allowed");
  auto start = std::ranges::find(loading_, &to);
  handle.Note(Pos(), "package " + to.path);
  for (++start; start < loading_.end(); ++start) handle.Note(Pos(), "imports " + (*start)->path);
  if (&from != &to) handle.Note(Pos(), "imports " + to.path);
}

// ------------------------------------------------------------------------------------------------- files and modules

std::string Loader::PathInModule(const std::string& dir, const ModuleRoot& module) {
  std::error_code error;
  const std::string rest = fs::relative(dir, module.dir, error).string();
  return error || rest == "." ? module.module.path : module.module.path + "/" + rest;
}

bool Loader::MayImportInternal(const LoadedPackage& from, std::string_view path) const {
  std::string importer = from.path;
  const auto module = module_of_.find(&from);
  if (importer == kMainPath && module != module_of_.end() && module->second != nullptr) {
    importer = PathInModule(from.dir, *module->second);
  }
  return InternalAllowed(path, importer);
}

std::string Loader::ReadFile(const std::string& path, bool* ok) {
  *ok = false;
  const bool is_stdin = path == "-";
  const int fd = is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::string text;
  if (fd < 0) {
    Report(Pos(), "open " + path + ": " + (errno == ENOENT ? "no such file or directory" : std::strerror(errno)));
    return text;
  }
  struct stat info;
  if (!is_stdin && ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) text.reserve(static_cast<size_t>(info.st_size));
  constexpr size_t kMaxSource = size_t{1} << 30;
  char buffer[64 << 10];
  while (true) {
    const ssize_t n = ::read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      Report(Pos(), "read " + path + ": " + (errno == EISDIR ? "is a directory" : std::strerror(errno)));
      break;
    }
    if (n == 0) {
      *ok = true;
      break;
    }
    text.append(buffer, static_cast<size_t>(n));
    if (text.size() > kMaxSource) {
      Report(Pos(), "read " + path + ": file too large");
      break;
    }
  }
  if (!is_stdin) ::close(fd);
  return text;
}

Loader::ModuleRoot* Loader::ReadModule(const std::string& dir) {
  auto [it, added] = modules_.try_emplace(dir);
  if (!added) return it->second.get();
  const std::string path = Join(dir, "go.mod");
  if (!Exists(path) || IsDirectory(path)) return nullptr;
  bool ok;
  std::string text = ReadFile(path, &ok);
  if (!ok) return nullptr;
  const SourceFile& file = sources_.AddFile(path, std::move(text));
  const size_t errors = diags_.error_count();
  it->second = std::make_unique<ModuleRoot>(ModuleRoot{dir, ParseModule(file, diags_)});
  if (diags_.error_count() != errors) failed_ = true;
  return it->second.get();
}

Loader::ModuleRoot* Loader::FindModule(const std::string& dir) {
  // Upwards by "..", so that paths in messages stay relative as the user wrote them.
  std::error_code error;
  fs::path absolute = fs::absolute(dir, error).lexically_normal();
  if (absolute.filename().empty()) absolute = absolute.parent_path();
  std::string here = dir;
  while (true) {
    const std::string clean = Join(here, ".");
    if (ModuleRoot* module = ReadModule(clean)) return module;
    if (absolute == absolute.root_path() || absolute.empty()) return nullptr;
    absolute = absolute.parent_path();
    here = Join(here, "..");
  }
}

std::optional<std::string> Loader::FindPackageDir(const ModuleRoot& module, std::string_view path, ModuleRoot** owner) {
  // The module with the longest path that the import path lies in provides the package.
  std::string_view best = "";
  std::optional<std::string> dir;
  if (const auto rest = Inside(path, module.module.path)) {
    best = module.module.path;
    dir = Join(module.dir, rest->empty() ? "." : *rest);
  }
  for (const ModuleReplacement& replacement : module.module.replacements) {
    const auto rest = Inside(path, replacement.path);
    if (!rest || replacement.path.size() < best.size()) continue;
    best = replacement.path;
    dir = Join(Join(module.dir, replacement.dir), rest->empty() ? "." : *rest);
  }
  if (dir && IsDirectory(*dir)) {
    *owner = FindModule(*dir);
    return dir;
  }
  const std::string vendored = Join(Join(module.dir, "vendor"), path);
  if (IsDirectory(vendored)) return vendored;
  return std::nullopt;
}

// -------------------------------------------------------------------------------------------------------------- order

std::vector<LoadedPackage*> Loader::PackagesInOrder() const {
  // Repeatedly the first package by path whose imports are all done.
  std::map<std::string_view, LoadedPackage*> ready;
  std::unordered_map<const LoadedPackage*, size_t> missing;
  std::unordered_map<const LoadedPackage*, std::vector<LoadedPackage*>> importers;
  for (const auto& pkg : packages_) {
    std::set<const LoadedPackage*> imports;
    for (const auto& [path, imported] : pkg->imports) {
      if (imported != nullptr && imports.insert(imported).second) importers[imported].push_back(pkg.get());
    }
    missing[pkg.get()] = imports.size();
    if (imports.empty()) ready[pkg->path] = pkg.get();
  }
  std::vector<LoadedPackage*> order;
  while (!ready.empty()) {
    LoadedPackage* pkg = ready.begin()->second;
    ready.erase(ready.begin());
    order.push_back(pkg);
    for (LoadedPackage* importer : importers[pkg]) {
      if (--missing[importer] == 0) ready[importer->path] = importer;
    }
  }
  return order;
}

// ---------------------------------------------------------------------------------------------------------- one-liner

std::string WrapOneLiner(std::string_view text, std::span<const stdlib::EmbeddedFile> library) {
  using lexer::Lexeme;
  using lexer::Token;
  SourceManager sources;
  Interner interner;
  Diagnostics ignored(sources);
  SourceFile& file = sources.AddFile("-e", std::string(text));
  lexer::Scanner scanner(file, interner, ignored);
  std::vector<Lexeme> tokens;
  do {
    tokens.push_back(scanner.Next());
  } while (tokens.back().token != Token::kEof);
  if (tokens[0].token == Token::kPackage) return std::string(text);

  // The last element of a path is the package's name; the shortest path wins, so that "rand" is math/rand.
  std::map<std::string_view, std::string_view> by_name;
  for (const stdlib::EmbeddedFile& f : library) {
    const std::string_view path = f.import_path;
    if (path.find("internal") != path.npos) continue;
    const std::string_view name = path.substr(path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1);
    std::string_view& best = by_name[name];
    if (best.empty() || path.size() < best.size()) best = path;
  }
  bool has_main = false;
  bool has_imports = tokens[0].token == Token::kImport;
  std::set<std::string_view> used;
  std::set<std::string_view> declared;
  for (size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].token == Token::kFunc && tokens[i + 1].name == "main") has_main = true;
    if (tokens[i].token != Token::kIdent) continue;
    if (tokens[i + 1].token == Token::kDefine || tokens[i + 1].token == Token::kComma) declared.insert(tokens[i].name);
    if (i > 0 && tokens[i - 1].token == Token::kVar) declared.insert(tokens[i].name);
    const bool selected = i > 0 && tokens[i - 1].token == Token::kPeriod;
    if (!selected && tokens[i + 1].token == Token::kPeriod && tokens[i + 2].token == Token::kIdent) {
      if (auto it = by_name.find(tokens[i].name.view()); it != by_name.end()) used.insert(it->second);
    }
  }
  std::string out = "package main;";
  if (!has_imports) {
    for (const std::string_view path : used) {
      const std::string_view name = path.substr(path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1);
      if (declared.contains(name)) continue;
      out.append(" import \"").append(path).append("\";");
    }
  }
  if (!has_main && !has_imports) out += " func main() {";
  out += "\n//line -e:1:1\n";
  out += text;
  if (!has_main && !has_imports) out += "\n}";
  out += "\n";
  return out;
}

}  // namespace golite::embed
