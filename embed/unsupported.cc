// This file implements leaving out of test files what uses packages that there are in Go and not here.
#include "embed/unsupported.h"

#include <algorithm>
#include <map>
#include <set>

#include "lexer/literal.h"
#include "parser/ast/walk.h"

namespace golite::embed {
namespace {

using ast::NodeKind;

std::string PathOf(const ast::ImportSpec& spec) { return spec.path->bad ? "" : lexer::DecodeString(spec.path->value); }

// The name by which a file refers to an import; for packages of the library it is the last element of the path.
std::string NameOf(const ast::ImportSpec& spec) {
  if (spec.name != nullptr) return std::string(spec.name->name.view());
  const std::string path = PathOf(spec);
  return path.substr(path.rfind('/') + 1);
}

// What a declaration refers to.
struct Uses {
  std::set<std::string_view> names;      // identifiers that stand by themselves
  std::set<std::string_view> qualifiers;  // x of x.f
};

Uses UsesOf(const ast::Node& decl) {
  Uses uses;
  ast::Inspect(decl, [&](const ast::Node& n) {
    if (n.kind == NodeKind::kIdent) uses.names.insert(static_cast<const ast::Ident&>(n).name.view());
    if (n.kind != NodeKind::kSelectorExpr) return true;
    const auto& selector = static_cast<const ast::SelectorExpr&>(n);
    if (const auto* x = ast::TryAs<ast::Ident>(selector.x)) {
      uses.qualifiers.insert(x->name.view());
    }
    return true;
  });
  return uses;
}

// Calls f with each name that a declaration makes known in its package.
template <typename F>
void ForEachDeclared(const ast::Decl& decl, const F& f) {
  if (const auto* function = ast::TryAs<ast::FuncDecl>(&decl)) {
    if (function->recv == nullptr) f(function->name->name.view());
    return;
  }
  const auto* group = ast::TryAs<ast::GenDecl>(&decl);
  if (group == nullptr) return;
  for (const ast::Spec* spec : group->specs) {
    if (const auto* value = ast::TryAs<ast::ValueSpec>(spec)) {
      for (const ast::Ident* name : value->names) f(name->name.view());
    } else if (const auto* type = ast::TryAs<ast::TypeSpec>(spec)) {
      f(type->name->name.view());
    }
  }
}

class Pruner {
 public:
  Pruner(std::span<ast::File* const> files, const std::function<bool(std::string_view)>& missing, Arena& arena)
      : files_(files), missing_(missing), arena_(arena) {}

  std::vector<LeftOut> Run() {
    if (!FindImports()) return {};
    FindDecls();
    while (Spread()) {}
    std::vector<LeftOut> out;
    for (ast::File* file : files_) Prune(*file, out);
    return out;
  }

 private:
  struct Entry {
    const ast::File* file;
    Uses uses;
    std::string package;  // why it is left out; empty while it is not
  };

  // Notes the imports that cannot be; false when there are none, which is nearly always.
  bool FindImports() {
    bool any = false;
    for (const ast::File* file : files_) {
      for (const ast::ImportSpec* spec : file->imports) {
        const std::string path = PathOf(*spec), name = NameOf(*spec);
        if (name != "_" && name != "." && missing_(path)) {
          missing_names_[file][name] = path;
          any = true;
        }
      }
    }
    return any;
  }

  void FindDecls() {
    for (const ast::File* file : files_) {
      const auto& names = missing_names_[file];
      for (const ast::Decl* decl : file->decls) {
        Entry entry{file, UsesOf(*decl), {}};
        for (const auto& [name, path] : names) {
          if (entry.uses.qualifiers.contains(name)) entry.package = path;
        }
        entries_.emplace_back(decl, std::move(entry));
      }
    }
  }

  // What uses a declaration that is left out, is left out, too. Returns whether there was anything new.
  bool Spread() {
    std::map<std::string_view, std::string> gone;
    for (const auto& [decl, entry] : entries_) {
      if (!entry.package.empty()) ForEachDeclared(*decl, [&](std::string_view name) { gone.emplace(name, entry.package); });
    }
    gone.erase("_");
    gone.erase("init");
    bool any = false;
    for (auto& [decl, entry] : entries_) {
      if (!entry.package.empty()) continue;
      for (const auto& [name, package] : gone) {
        if (!entry.uses.names.contains(name)) continue;
        entry.package = package;
        any = true;
        break;
      }
    }
    return any;
  }

  void Prune(ast::File& file, std::vector<LeftOut>& out) {
    std::vector<ast::Decl*> kept;
    std::set<std::string_view> used_before, used_after;
    for (ast::Decl* decl : file.decls) {
      const auto it = std::ranges::find(entries_, decl, &std::pair<const ast::Decl*, Entry>::first);
      const Entry& entry = it->second;
      used_before.insert(entry.uses.qualifiers.begin(), entry.uses.qualifiers.end());
      if (entry.package.empty()) {
        used_after.insert(entry.uses.qualifiers.begin(), entry.uses.qualifiers.end());
        kept.push_back(decl);
      } else if (const auto* function = ast::TryAs<ast::FuncDecl>(decl); function != nullptr && function->recv == nullptr) {
        out.push_back({std::string(function->name->name.view()), entry.package});
      }
    }
    auto keeps = [&](const ast::ImportSpec* spec) {
      const std::string name = NameOf(*spec);
      return !missing_names_[&file].contains(name) && (!used_before.contains(name) || used_after.contains(name));
    };
    for (ast::Decl* decl : kept) {
      auto* group = ast::TryAs<ast::GenDecl>(decl);
      if (group == nullptr || group->tok != lexer::Token::kImport) continue;
      std::vector<ast::Spec*> specs;
      for (ast::Spec* spec : group->specs) {
        if (keeps(static_cast<const ast::ImportSpec*>(spec))) specs.push_back(spec);
      }
      group->specs = arena_.Copy(std::span<ast::Spec* const>(specs));
    }
    std::vector<ast::ImportSpec*> imports;
    for (ast::ImportSpec* spec : file.imports) {
      if (keeps(spec)) imports.push_back(spec);
    }
    file.imports = arena_.Copy(std::span<ast::ImportSpec* const>(imports));
    file.decls = arena_.Copy(std::span<ast::Decl* const>(kept));
  }

  std::span<ast::File* const> files_;
  const std::function<bool(std::string_view)>& missing_;
  Arena& arena_;
  std::map<const ast::File*, std::map<std::string, std::string>> missing_names_;  // name in the file, path
  std::vector<std::pair<const ast::Decl*, Entry>> entries_;
};

}  // namespace

bool IsGoLibraryPath(std::string_view path) {
  static constexpr std::string_view kFirst[] = {
      "archive", "compress", "crypto",   "database", "debug",  "encoding", "expvar", "go",   "html",    "image",   "index",  "internal",
      "log",     "mime",     "net",      "os",       "plugin", "regexp",   "runtime", "text", "time",    "structs", "testing"};
  return std::ranges::find(kFirst, path.substr(0, path.find('/'))) != std::end(kFirst);
}

std::vector<LeftOut> LeaveOutUnsupported(std::span<ast::File* const> files, const std::function<bool(std::string_view)>& missing,
                                         Arena& arena) {
  return Pruner(files, missing, arena).Run();
}

}  // namespace golite::embed
