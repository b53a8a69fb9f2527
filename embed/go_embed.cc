// This file implements //go:embed directives.
#include "embed/go_embed.h"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <vector>

#include "lexer/literal.h"

namespace golite::embed {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDirective = "go:embed";

bool IsEmbed(const ast::Directive& d) {
  return d.text.starts_with(kDirective) &&
         (d.text.size() == kDirective.size() || d.text[kDirective.size()] == ' ' || d.text[kDirective.size()] == '\t');
}

// A pattern and where it stands.
struct Pattern {
  std::string text;
  Pos pos;
};

class Embedder {
 public:
  Embedder(ast::File& file, const std::string& dir, Arena& arena, ast::ExprIdAllocator& ids, Interner& interner,
           Diagnostics& diags)
      : file_(file), dir_(dir), arena_(arena), ids_(ids), interner_(interner), diags_(diags) {}

  void Run() {
    std::vector<std::pair<ast::ValueSpec*, std::vector<const ast::Directive*>>> variables;
    for (const ast::Directive& d : file_.directives) {
      if (!IsEmbed(d)) continue;
      ast::ValueSpec* spec = SpecAfter(d.pos);
      if (spec == nullptr) {
        diags_.Error(d.pos, "misplaced go:embed directive");
      } else if (!ImportsEmbed()) {
        diags_.Error(d.pos, "go:embed only allowed in Go files that import \"embed\"");
      } else if (!variables.empty() && variables.back().first == spec) {
        variables.back().second.push_back(&d);
      } else {
        variables.push_back({spec, {&d}});
      }
    }
    for (auto& [spec, directives] : variables) SetValue(*spec, directives);
  }

 private:
  bool ImportsEmbed() const {
    return std::ranges::any_of(file_.imports, [](const ast::ImportSpec* spec) {
      return !spec->path->bad && lexer::DecodeString(spec->path->value) == "embed";
    });
  }

  // The variable declaration that follows at package level; null if something else does.
  ast::ValueSpec* SpecAfter(Pos pos) const {
    for (ast::Decl* decl : file_.decls) {
      if (const auto* func = ast::TryAs<ast::FuncDecl>(decl)) {
        if (func->func > pos || (func->body != nullptr && func->body->rbrace > pos)) return nullptr;
        continue;
      }
      const auto* gen = ast::TryAs<ast::GenDecl>(decl);
      if (gen == nullptr) continue;
      for (ast::Spec* spec : gen->specs) {
        if (spec->pos < pos) continue;
        return gen->tok == lexer::Token::kVar ? ast::TryAs<ast::ValueSpec>(spec) : nullptr;
      }
    }
    return nullptr;
  }

  void SetValue(ast::ValueSpec& spec, std::span<const ast::Directive* const> directives) {
    const Pos at = directives[0]->pos;
    if (spec.names.size() > 1) return Error(at, "go:embed cannot apply to multiple vars");
    if (!spec.values.empty()) return Error(at, "go:embed cannot apply to var with initializer");
    if (spec.type == nullptr) return Error(at, "go:embed cannot apply to var without type");
    if (const auto* name = ast::TryAs<ast::Ident>(spec.type); name != nullptr && IsOtherBasic(name->name.view())) {
      return Error(spec.names[0]->pos, "go:embed cannot apply to var of type " + std::string(name->name.view()));
    }
    std::set<std::string> files;
    for (const ast::Directive* d : directives) {
      const std::optional<std::vector<Pattern>> patterns = Patterns(*d);
      if (!patterns) return;
      for (const Pattern& p : *patterns) {
        if (!Resolve(p, files)) return;
      }
    }
    const ast::SelectorExpr* qualified = ast::TryAs<ast::SelectorExpr>(spec.type);
    const bool is_fs = qualified != nullptr && qualified->sel->name.view() == "FS";
    if (!is_fs && files.size() != 1) {
      const auto* named = ast::TryAs<ast::Ident>(spec.type);
      const std::string type = named != nullptr ? std::string(named->name.view()) : "[]byte";
      return Error(spec.names[0]->pos, "invalid go:embed: multiple files for type " + type);
    }
    std::string data;
    for (const std::string& name : files) {
      std::ifstream in(fs::path(dir_) / name, std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      if (!in) return Error(at, "open " + name + ": cannot be read");
      if (is_fs) data += name + '\0' + std::to_string(text.size()) + '\0';
      data += text;
    }
    ast::Expr* fun = spec.type;
    if (is_fs) {
      auto* load = New<ast::SelectorExpr>(qualified->pos);
      load->x = qualified->x;
      load->sel = New<ast::Ident>(qualified->sel->pos);
      load->sel->name = interner_.Intern("FromDirective");
      fun = load;
    }
    auto* call = New<ast::CallExpr>(spec.type->pos);
    call->fun = fun;
    call->lparen = call->rparen = spec.type->pos;
    call->args = One<ast::Expr>(Literal(data, spec.type->pos));
    spec.values = One<ast::Expr>(call);
  }

  // Predeclared types that cannot hold a file; for all others the conversion of the contents is checked like any other.
  static bool IsOtherBasic(std::string_view name) {
    constexpr std::string_view kNames[] = {"any", "bool", "byte", "complex128", "complex64", "error", "float32", "float64",
                                           "int", "int16", "int32", "int64", "int8", "rune", "uint", "uint16", "uint32",
                                           "uint64", "uint8", "uintptr"};
    return std::ranges::find(kNames, name) != std::end(kNames);
  }

  void Error(Pos pos, std::string text) { diags_.Error(pos, std::move(text)); }

  template <class T>
  T* New(Pos pos) {
    T* node = arena_.New<T>();
    node->kind = T::kKind;
    node->pos = pos;
    node->id = ids_.Next();
    return node;
  }

  template <class T>
  ast::List<T> One(T* node) {
    std::span<T*> list = arena_.NewArray<T*>(1);
    list[0] = node;
    return {list.data(), 1};
  }

  // A string literal with that value.
  ast::BasicLit* Literal(std::string_view data, Pos pos) {
    std::string text = "\"";
    for (const char c : data) {
      if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
        text += c;
        continue;
      }
      constexpr std::string_view kHex = "0123456789abcdef";
      text += "\\x";
      text += kHex[static_cast<uint8_t>(c) >> 4];
      text += kHex[static_cast<uint8_t>(c) & 15];
    }
    text += '"';
    const std::span<char> copy = arena_.Copy(std::span<const char>(text.data(), text.size()));
    auto* lit = New<ast::BasicLit>(pos);
    lit->tok = lexer::Token::kString;
    lit->value = {copy.data(), copy.size()};
    return lit;
  }

  // The patterns of a directive: separated by space, some in quotes.
  std::optional<std::vector<Pattern>> Patterns(const ast::Directive& d) {
    std::vector<Pattern> patterns;
    const std::string_view text = d.text;
    for (size_t i = kDirective.size(); i < text.size();) {
      if (text[i] == ' ' || text[i] == '\t' || text[i] == '\r') {
        ++i;
        continue;
      }
      size_t end;
      std::string pattern;
      if (text[i] == '"' || text[i] == '`') {
        end = i + 1;
        while (end < text.size() && text[end] != text[i]) end += text[i] == '"' && text[end] == '\\' ? 2 : 1;
        if (end >= text.size()) {
          Error(d.pos, "invalid quoted string in //go:embed: " + std::string(text.substr(i)));
          return std::nullopt;
        }
        pattern = lexer::DecodeString(text.substr(i, ++end - i));
      } else {
        end = std::min(text.find_first_of(" \t\r", i), text.size());
        pattern = text.substr(i, end - i);
      }
      // The text begins after the two slashes.
      patterns.push_back({std::move(pattern), d.pos + static_cast<uint32_t>(i + 2)});
      i = end;
    }
    if (patterns.empty()) {
      Error(d.pos, "usage: //go:embed pattern...");
      return std::nullopt;
    }
    return patterns;
  }

  // Adds the files that match to `files`.
  bool Resolve(const Pattern& p, std::set<std::string>& files) {
    const auto fail = [&](const std::string& why) {
      Error(p.pos, "pattern " + p.text + ": " + why);
      return false;
    };
    std::string_view glob = p.text;
    const bool all = glob.starts_with("all:");
    if (all) glob.remove_prefix(4);
    if (!IsValidPath(glob)) return fail("invalid pattern syntax");
    if (dir_.empty()) return fail("the program has no folder to embed files from");
    std::vector<std::string> matches = {"."};
    for (size_t begin = 0; begin <= glob.size();) {
      const size_t end = std::min(glob.find('/', begin), glob.size());
      matches = MatchIn(matches, std::string(glob.substr(begin, end - begin)));
      begin = end + 1;
    }
    if (matches.empty()) return fail("no matching files found");
    for (const std::string& name : matches) {
      std::error_code error;
      const fs::file_status status = fs::symlink_status(fs::path(dir_) / name, error);
      if (fs::is_directory(status)) {
        if (name != "." && fs::exists(fs::path(dir_) / name / "go.mod", error)) {
          return fail("cannot embed directory " + name + ": in different module");
        }
        const size_t before = files.size();
        AddTree(name, all, files);
        if (files.size() == before) return fail("cannot embed directory " + name + ": contains no embeddable files");
      } else if (fs::is_regular_file(status)) {
        files.insert(name);
      } else {
        return fail("cannot embed irregular file " + name);
      }
    }
    return true;
  }

  static bool IsValidPath(std::string_view path) {
    if (path == ".") return true;
    for (size_t begin = 0; begin <= path.size();) {
      const size_t end = std::min(path.find('/', begin), path.size());
      const std::string_view elem = path.substr(begin, end - begin);
      if (elem.empty() || elem == "." || elem == ".." || elem.find_first_of("\"'`\\|<>:") != elem.npos) return false;
      begin = end + 1;
    }
    return true;
  }

  // What matches one element of a pattern in the folders.
  std::vector<std::string> MatchIn(const std::vector<std::string>& folders, const std::string& element) {
    std::vector<std::string> found;
    for (const std::string& folder : folders) {
      for (const std::string& name : ListFolder(folder)) {
        if (element == "." || fnmatch(element.c_str(), name.c_str(), FNM_PATHNAME) == 0) found.push_back(Join(folder, name));
        if (element == ".") return {folder};
      }
    }
    return found;
  }

  static std::string Join(const std::string& folder, const std::string& name) { return folder == "." ? name : folder + "/" + name; }

  std::vector<std::string> ListFolder(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(fs::path(dir_) / folder, error), end; !error && it != end; it.increment(error)) {
      names.push_back(it->path().filename().string());
    }
    std::ranges::sort(names);
    return names;
  }

  // Adds the files of a folder; hidden ones only with `all`, and those of other modules never.
  void AddTree(const std::string& folder, bool all, std::set<std::string>& files) {
    for (const std::string& name : ListFolder(folder)) {
      if (!all && (name[0] == '.' || name[0] == '_')) continue;
      const std::string path = Join(folder, name);
      std::error_code error;
      const fs::path full = fs::path(dir_) / path;
      const fs::file_status status = fs::symlink_status(full, error);
      if (fs::is_directory(status)) {
        if (name != ".git" && !fs::exists(full / "go.mod", error)) AddTree(path, all, files);
      } else if (fs::is_regular_file(status)) {
        files.insert(path);
      }
    }
  }

  ast::File& file_;
  const std::string& dir_;
  Arena& arena_;
  ast::ExprIdAllocator& ids_;
  Interner& interner_;
  Diagnostics& diags_;
};

}  // namespace

void EmbedFiles(ast::File& file, const std::string& dir, Arena& arena, ast::ExprIdAllocator& ids, Interner& interner,
                Diagnostics& diags) {
  if (std::ranges::none_of(file.directives, IsEmbed)) return;
  Embedder(file, dir, arena, ids, interner, diags).Run();
}

}  // namespace golite::embed
