// This file implements the Go declarations of host packages: reading those that the host wrote and generating the rest.
#include <algorithm>
#include <cctype>
#include <map>

#include "embed/host_packages.h"
#include "parser/ast/ast.h"
#include "parser/parser.h"
#include "support/arena.h"
#include "support/diagnostics.h"
#include "support/interner.h"
#include "support/source.h"

namespace golite::embed {
namespace {

using detail::HostFunction;
using detail::Kind;
using detail::TypeInfo;

std::string ReceiverName(const ast::FuncDecl& f) {
  const ast::Expr* t = f.recv->list[0]->type;
  if (const auto* star = ast::TryAs<ast::StarExpr>(t)) {
    const auto* name = ast::TryAs<ast::Ident>(star->x);
    return name == nullptr ? "" : "(*" + std::string(name->name.view()) + ").";
  }
  const auto* name = ast::TryAs<ast::Ident>(t);
  return name == nullptr ? "" : std::string(name->name.view()) + ".";
}

}  // namespace

std::string NameInPackage(const ast::FuncDecl& f) {
  const bool method = f.recv != nullptr && !f.recv->list.empty();
  return (method ? ReceiverName(f) : "") + std::string(f.name->name.view());
}

namespace {

constexpr const char* kNumberNames[] = {"",        "bool",    "int",    "int8",   "int16",   "int32",   "int64",     "uint",     "uint8",
                                        "uint16",  "uint32",  "uint64", "uintptr", "float32", "float64", "complex64", "complex128"};

// Writes the declarations of one package.
class Writer {
 public:
  Writer(const Package& package, const std::vector<std::string>& declared, TypeNames& names)
      : package_(package), declared_(declared), names_(names) {}

  std::string Write(std::string* error) {
    for (const Package::NamedType& t : package_.types()) DeclareHandle(t.name);
    for (const TypeInfo* info : package_.structs()) DeclareStruct(info);
    for (const auto& [name, literal] : package_.consts()) {
      if (!Has(name)) body_ += "const " + name + " = " + literal + "\n\n";
    }
    for (const HostFunction& f : package_.functions()) DeclareFunction(f);
    *error = error_;
    std::string out = "package " + package_.path().substr(package_.path().rfind('/') + 1) + "\n\n";
    // Results of type error are made by package errors.
    if (uses_error_) out += "import _ \"errors\"\n";
    for (const auto& [path, alias] : imports_) out += "import " + alias + " \"" + path + "\"\n";
    if (uses_error_ || !imports_.empty()) out += "\n";
    out += body_;
    return out.substr(0, out.find_last_not_of('\n') + 2);
  }

 private:
  bool Has(const std::string& name) const { return std::ranges::find(declared_, name) != declared_.end(); }

  void DeclareHandle(const std::string& name) {
    if (Has(name)) return;
    // The handle is a type of its own, so that no conversion turns one opaque type into another.
    std::string handle = name + "Handle";
    handle[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(handle[0])));
    body_ += "type " + handle + " struct{ _ [0]func() }\n\n";
    body_ += "// " + name + " is an object of the host.\ntype " + name + " struct{ handle *" + handle + " }\n\n";
  }

  void DeclareStruct(const TypeInfo* info) {
    if (done_.contains(info)) return;
    done_[info] = true;
    if (Has(std::string(info->name))) return;
    std::string text = "type " + std::string(info->name) + " struct {\n";
    for (const detail::FieldInfo& f : info->fields) text += "\t" + std::string(f.name) + " " + TypeOf(f.type) + "\n";
    body_ += text + "}\n\n";
  }

  void DeclareFunction(const HostFunction& f) {
    uses_error_ = uses_error_ || std::ranges::any_of(f.signature.results, &TypeInfo::is_error);
    const std::string signature = SignatureOf(f.signature.params.subspan(f.receiver == nullptr ? 0 : 1), f.signature.results);
    if (Has(f.name)) return;
    size_t at = 0;
    while (at < f.doc.size()) {
      const size_t end = std::min(f.doc.find('\n', at), f.doc.size());
      body_ += "// " + f.doc.substr(at, end - at) + "\n";
      at = end + 1;
    }
    if (f.receiver == nullptr) {
      body_ += "func " + f.name + signature + "\n\n";
    } else {
      const size_t dot = f.name.rfind('.');
      body_ += "func (recv " + f.name.substr(1, dot - 2) + ") " + f.name.substr(dot + 1) + signature + "\n\n";
    }
  }

  std::string SignatureOf(std::span<const TypeInfo* const> params, std::span<const TypeInfo* const> results) {
    auto list = [&](std::span<const TypeInfo* const> types) {
      std::string text;
      for (const TypeInfo* t : types) text += (text.empty() ? "" : ", ") + TypeOf(t);
      return text;
    };
    std::string text = "(" + list(params) + ")";
    if (results.size() == 1) text += " " + list(results);
    if (results.size() > 1) text += " (" + list(results) + ")";
    return text;
  }

  std::string TypeOf(const TypeInfo* t) {
    switch (t->kind) {
      case Kind::kString: return "string";
      case Kind::kSlice: return "[]" + TypeOf(t->elem);
      case Kind::kArray: return "[" + std::to_string(t->len) + "]" + TypeOf(t->elem);
      case Kind::kMap: return "map[" + TypeOf(t->key) + "]" + TypeOf(t->elem);
      case Kind::kFunc: return "func" + SignatureOf(t->params, t->results);
      case Kind::kInterface: return t->is_error ? "error" : "any";
      case Kind::kPointer: return "*" + TypeOf(t->elem);
      case Kind::kStruct: return NameOf(t);
      default: return kNumberNames[static_cast<int>(t->kind)];
    }
  }

  std::string NameOf(const TypeInfo* t) {
    auto it = names_.find(t);
    if (it == names_.end()) {
      if (t->is_handle) {
        if (error_.empty()) {
          error_ = "package " + package_.path() + " mentions a C++ class that no package has declared with Type, and that is "
                   "no value type either";
        }
        return "struct{}";
      }
      it = names_.emplace(t, TypeName{package_.path(), std::string(t->name)}).first;
    }
    if (it->second.package == package_.path()) {
      if (!t->is_handle) DeclareStruct(t);
      return it->second.name;
    }
    auto [alias, added] = imports_.try_emplace(it->second.package);
    if (added) alias->second = "p" + std::to_string(imports_.size());
    return alias->second + "." + it->second.name;
  }

  const Package& package_;
  const std::vector<std::string>& declared_;
  TypeNames& names_;
  std::map<const TypeInfo*, bool> done_;
  std::map<std::string, std::string> imports_;  // import path to name
  std::string body_;
  std::string error_;
  bool uses_error_ = false;
};

}  // namespace

Declared NamesDeclared(const std::string& file, const std::string& source) {
  Declared out;
  SourceManager sources;
  Interner interner;
  Arena arena;
  Diagnostics diags(sources);
  ast::ExprIdAllocator ids;
  parser::ParseContext context{arena, interner, diags, ids};
  const ast::File* f = parser::ParseFile(sources.AddFile(file, source), context);
  if (f == nullptr || diags.has_errors()) {
    out.error = RenderDiagnostics(diags);
    return out;
  }
  out.package = f->name->name.view();
  for (const ast::Decl* d : f->decls) {
    if (const auto* func = ast::TryAs<ast::FuncDecl>(d)) {
      out.names.push_back(NameInPackage(*func));
    } else if (const auto* gen = ast::TryAs<ast::GenDecl>(d)) {
      for (const ast::Spec* s : gen->specs) {
        if (const auto* type = ast::TryAs<ast::TypeSpec>(s)) out.names.emplace_back(type->name->name.view());
        if (const auto* value = ast::TryAs<ast::ValueSpec>(s)) {
          for (const ast::Ident* name : value->names) out.names.emplace_back(name->name.view());
        }
      }
    }
  }
  return out;
}

std::string Declare(const Package& package, const std::vector<std::string>& declared, TypeNames& names, std::string* error) {
  return Writer(package, declared, names).Write(error);
}

}  // namespace golite::embed
