// This file implements golite_check_tool, a test-only command that type-checks Go files and prints the errors.
//
//   golite_check_tool [-goroot DIR] [-errorcheck] [-lang V] [-all] [-time] [-lazy] FILE.go ... | PACKAGE ...
//
// Imports come from DIR/src (all of them are checked, unsafe included), so that the checker meets real code.
// With -errorcheck the errors are compared with the // ERROR "regexp" comments of the files.

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "parser/ast/literal.h"
#include "parser/parser.h"
#include "sema/checker.h"

namespace golite::sema {
namespace {

using Clock = std::chrono::steady_clock;

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream s;
  s << in.rdbuf();
  return s.str();
}

// Enough of build constraints for the standard library on linux/amd64.
class Constraint {
 public:
  explicit Constraint(std::string text) : s_(std::move(text)) {}
  bool Or() {
    bool v = And();
    while (Accept("||")) {
      const bool w = And();
      v = v || w;
    }
    return v;
  }

 private:
  bool Accept(std::string_view op) {
    while (i_ < s_.size() && s_[i_] == ' ') i_++;
    if (s_.compare(i_, op.size(), op) != 0) return false;
    i_ += op.size();
    return true;
  }
  bool And() {
    bool v = Unary();
    while (Accept("&&")) {
      const bool w = Unary();
      v = v && w;
    }
    return v;
  }
  bool Unary() {
    if (Accept("!")) return !Unary();
    if (Accept("(")) {
      const bool v = Or();
      Accept(")");
      return v;
    }
    std::string word;
    while (i_ < s_.size() && (isalnum(static_cast<unsigned char>(s_[i_])) || s_[i_] == '_' || s_[i_] == '.')) {
      word += s_[i_++];
    }
    static const std::set<std::string> kTrue = {
        "linux", "amd64", "unix", "gc", "goexperiment.regabiwrappers", "goexperiment.regabiargs"};
    if (word.rfind("go1.", 0) == 0) return atoi(word.c_str() + 4) <= 19;
    return kTrue.count(word) != 0;
  }
  std::string s_;
  size_t i_ = 0;
};

bool NameMatches(const std::string& name) {
  static const std::set<std::string> kOs = {"aix",     "android", "darwin", "dragonfly", "freebsd", "illumos",
                                            "ios",     "js",      "linux",  "netbsd",    "openbsd", "plan9",
                                            "solaris", "windows", "zos",    "nacl",      "hurd"};
  static const std::set<std::string> kArch = {"386",    "amd64",    "arm",     "arm64", "loong64", "mips",
                                              "mips64", "mips64le", "mipsle",  "ppc64", "ppc64le", "riscv64",
                                              "s390x",  "wasm",     "sparc64", "riscv"};
  std::vector<std::string> parts;
  std::stringstream ss(name.substr(0, name.size() - 3));
  for (std::string part; std::getline(ss, part, '_');) parts.push_back(part);
  const size_t n = parts.size();
  auto bad = [&](const std::string& p) {
    return (kOs.count(p) != 0 && p != "linux") || (kArch.count(p) != 0 && p != "amd64");
  };
  if (n >= 2 && bad(parts[n - 1])) return false;
  return !(n >= 3 && kArch.count(parts[n - 1]) != 0 && bad(parts[n - 2]));
}

struct Loader : Importer {
  Interner interner;
  SourceManager sources;
  Diagnostics diags{sources};
  Arena arena;
  TypeContext types{interner};
  std::string goroot = "/usr/share/go-1.19";
  std::string dir;  // for relative imports
  std::map<std::string, Package*> packages;
  std::map<std::string, std::unique_ptr<ast::ExprIdAllocator>> ids;
  bool allow_unsafe = true;
  bool lazy = false;
  bool force = false;  // check in spite of syntax errors
  GoVersion version;
  size_t lines = 0;
  double parse_seconds = 0;
  double check_seconds = 0;

  Package* Load(const std::string& path, const std::vector<std::string>& files, bool is_std) {
    Package*& p = packages[path];
    auto& id_alloc = ids[path];
    id_alloc = std::make_unique<ast::ExprIdAllocator>();
    std::vector<const ast::File*> asts;
    const auto t0 = Clock::now();
    for (const std::string& file : files) {
      std::string text = ReadFile(file);
      SourceFile& source = sources.AddFile(file, text);
      parser::ParseContext context{arena, interner, diags, *id_alloc};
      const ast::File* f = parser::ParseFile(source, context);
      if (f == nullptr) continue;
      bool skip = false;
      if (is_std) {
        for (const ast::Directive& d : f->directives) {
          if (d.text.substr(0, 9) == "go:build ") skip = !Constraint(std::string(d.text.substr(9))).Or();
        }
      }
      if (skip) continue;
      lines += static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
      asts.push_back(f);
    }
    parse_seconds += std::chrono::duration<double>(Clock::now() - t0).count();
    Package* pkg = types.NewPackage(path, asts.empty() ? path : std::string(asts[0]->name->name.view()));
    pkg->files = asts;
    pkg->allow_natives = is_std;
    pkg->go_version = is_std ? GoVersion{} : version;
    p = pkg;
    CheckOptions options;
    options.importer = this;
    options.allow_unsafe = allow_unsafe;
    options.lazy = lazy && is_std;
    if (!diags.has_errors() || is_std || force) {
      const auto t1 = Clock::now();
      const double before = check_seconds + parse_seconds;
      CheckPackage(types, diags, *pkg, options);
      const double nested = check_seconds + parse_seconds - before;
      check_seconds += std::chrono::duration<double>(Clock::now() - t1).count() - nested;
    }
    return pkg;
  }

  Package* LoadStd(const std::string& path) {
    std::string folder = goroot + "/src/" + path;
    struct stat st;
    if (stat(folder.c_str(), &st) != 0) folder = goroot + "/src/vendor/" + path;
    DIR* d = opendir(folder.c_str());
    if (d == nullptr) return nullptr;
    std::vector<std::string> files;
    while (dirent* entry = readdir(d)) {
      const std::string name = entry->d_name;
      if (name.size() < 4 || name.substr(name.size() - 3) != ".go") continue;
      if (name.size() > 8 && name.substr(name.size() - 8) == "_test.go") continue;
      if (NameMatches(name)) files.push_back(folder + "/" + name);
    }
    closedir(d);
    if (files.empty()) return nullptr;
    std::sort(files.begin(), files.end());
    return Load(path, files, true);
  }

  Package* Import(std::string_view path, const Package&, std::string* error) override {
    const std::string p(path);
    auto it = packages.find(p);
    if (it != packages.end()) return it->second;
    if (p.rfind("./", 0) == 0) return Load(p, {dir + p.substr(1) + ".go"}, false);
    Package* pkg = LoadStd(p);
    if (pkg == nullptr) *error = "package " + p + " is not in std";
    return pkg;
  }
};

// The patterns of an ERROR comment: quoted strings.
std::vector<std::string> Patterns(std::string rest) {
  std::vector<std::string> patterns;
  while (true) {
    const size_t open = rest.find_first_of("\"`");
    if (open == std::string::npos) return patterns;
    const char quote = rest[open];
    size_t close = open + 1;
    std::string pattern;
    while (close < rest.size() && rest[close] != quote) {
      if (quote == '"' && rest[close] == '\\') {
        close++;
        if (close < rest.size() && rest[close] != '\\' && rest[close] != '"') pattern += '\\';
      }
      pattern += rest[close++];
    }
    patterns.push_back(pattern);
    if (close >= rest.size()) return patterns;
    rest = rest.substr(close + 1);
  }
}

bool Matches(const std::string& message, const std::string& pattern) {
  try {
    return std::regex_search(message, std::regex(pattern, std::regex::ECMAScript));
  } catch (const std::regex_error&) {
    return true;
  }
}

// Compares the errors with the ERROR comments; prints the differences and returns their number.
int ErrorCheck(Loader& loader, const std::vector<std::string>& files) {
  int bad = 0;
  std::map<std::pair<std::string, uint32_t>, std::vector<std::string>> got;
  loader.diags.Sort();
  for (const Diagnostic& d : loader.diags.all()) {
    const Position pos = loader.sources.LocatePhysical(d.pos);
    got[{std::string(pos.filename), pos.line}].push_back(d.message);
  }
  for (const std::string& file : files) {
    std::ifstream in(file);
    std::string line;
    uint32_t number = 0;
    while (std::getline(in, line)) {
      number++;
      size_t start = line.find("// ERROR ");
      if (start != std::string::npos) start += 9;
      if (const size_t at = line.find("// GC_ERROR "); at != std::string::npos) start = at + 12;
      if (line.find("// GCCGO_ERROR ") != std::string::npos) start = std::string::npos;
      const auto& messages = got[{file, number}];
      if (start == std::string::npos) {
        for (const std::string& m : messages) {
          printf("%s:%u: unexpected: %s\n", file.c_str(), number, m.c_str());
          bad++;
        }
        continue;
      }
      const std::vector<std::string> patterns = Patterns(line.substr(start));
      const char* first = patterns.empty() ? "?" : patterns[0].c_str();
      if (messages.empty()) {
        printf("%s:%u: missing: %s\n", file.c_str(), number, first);
        bad++;
      }
      for (const std::string& m : messages) {
        bool match = false;
        for (const std::string& p : patterns) match |= Matches(m, p);
        if (match) continue;
        printf("%s:%u: differs: %s\n\twant %s\n", file.c_str(), number, m.c_str(), first);
        bad++;
      }
    }
  }
  return bad;
}

int Main(int argc, char** argv) {
  Loader loader;
  bool errorcheck = false;
  bool all = false;
  bool time = false;
  std::vector<std::string> args;
  for (int i = 1; i < argc; i++) {
    const std::string arg = argv[i];
    if (arg == "-errorcheck") {
      errorcheck = true;
    } else if (arg == "-all") {
      all = true;
    } else if (arg == "-time") {
      time = true;
    } else if (arg == "-lazy") {
      loader.lazy = true;
    } else if (arg == "-force") {
      loader.force = true;
    } else if (arg == "-nounsafe") {
      loader.allow_unsafe = false;
    } else if (arg == "-goroot" && i + 1 < argc) {
      loader.goroot = argv[++i];
    } else if (arg == "-lang" && i + 1 < argc) {
      ParseGoVersion(argv[++i], &loader.version);
    } else {
      args.push_back(arg);
    }
  }
  bool has_files = false;
  for (const std::string& f : args) has_files |= f.size() > 3 && f.substr(f.size() - 3) == ".go";
  if (has_files) {
    const size_t slash = args[0].rfind('/');
    loader.dir = slash == std::string::npos ? "." : args[0].substr(0, slash);
    loader.Load("main", args, false);
  } else {
    for (const std::string& path : args) {
      if (loader.packages.count(path) == 0 && loader.LoadStd(path) == nullptr) printf("cannot find %s\n", path.c_str());
    }
  }
  if (time) {
    printf("%zu lines, parse %.1f ms, check %.1f ms (%.0f lines/s)\n", loader.lines, loader.parse_seconds * 1e3,
           loader.check_seconds * 1e3, static_cast<double>(loader.lines) / loader.check_seconds);
  }
  if (errorcheck) return ErrorCheck(loader, args) == 0 ? 0 : 1;
  RenderOptions options;
  options.max_errors = all ? 0 : 10;
  fputs(RenderDiagnostics(loader.diags, options).c_str(), stdout);
  return loader.diags.has_errors() ? 1 : 0;
}

}  // namespace
}  // namespace golite::sema

int main(int argc, char** argv) {
  return golite::sema::Main(argc, argv);
}
