// This file implements the collection of package-level objects: imports, declarations, and methods with their
// receiver base types.

#include <algorithm>

#include "parser/ast/literal.h"
#include "sema/checker.h"

namespace golite::sema {

void Checker::Arity(Pos pos, ast::List<ast::Ident> names, ast::List<ast::Expr> inits, bool const_decl, bool inherited) {
  const size_t l = names.size();
  const size_t r = inits.size();
  if (l < r && inherited) {
    Report<Diag::kExtraInitExprAt>(pos, FormatPos(diags_.sources(), ast::StartPos(*inits[l])));
  } else if (l < r) {
    Report<Diag::kExtraInitExpr>(inits[l]);
  } else if (l > r && (const_decl || r != 1)) {
    // With r == 1 it may be a call with several results.
    Report<Diag::kMissingInitExpr>(names[r], names[r]->name);
  }
}

// Why path is not a valid import path, or nullptr.
static const char* ImportPathProblem(std::string_view path) {
  if (path.empty()) return "empty string";
  constexpr std::string_view kIllegal = "!\"#$%&'()*,:;<=>?[\\]^{|}`";
  for (const char c : path) {
    const unsigned char u = static_cast<unsigned char>(c);
    if (u <= ' ' || u == 0x7f || kIllegal.find(c) != std::string_view::npos) return "invalid character";
  }
  return nullptr;
}

// The path without empty and "." elements.
static std::string CleanImportPath(std::string_view path) {
  std::string clean;
  while (!path.empty()) {
    const size_t slash = path.find('/');
    const std::string_view element = path.substr(0, slash);
    if (!element.empty() && element != ".") {
      if (!clean.empty()) clean += '/';
      clean += element;
    }
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return clean;
}

Package* Checker::ImportPackage(const ast::ImportSpec* spec, std::string_view path) {
  if (path == "unsafe") return types_.unsafe_package();
  if (path[0] == '/') {
    Report<Diag::kImportPathCannotBeAbsolutePath>(spec->path);
  } else if (path[0] != '.') {
    const std::string clean = CleanImportPath(path);
    if (clean != path) Report<Diag::kNonCanonicalImportPath>(spec->path, path, clean);
    path = types_.InternString(clean);
  }
  std::string why;
  Package* p = nullptr;
  if (path[0] == '/') {
    // reported
  } else if (options_.importer != nullptr) {
    p = options_.importer->Import(path, pkg_, &why);
  } else {
    why = "no importer";
  }
  if (p != nullptr) return p;
  if (!why.empty()) Report<Diag::kBrokenImport>(spec->path, path, why);
  // Go on with a package that has everything.
  const size_t slash = path.rfind('/');
  p = types_.NewPackage(path, slash == std::string_view::npos ? path : path.substr(slash + 1));
  p->fake = true;
  return p;
}

void Checker::DeclarePkgObj(const ast::Ident* id, Object* o, DeclInfo* d) {
  if (id->name == "init") {
    Report<Diag::kInitNotFunc>(id);
    return;
  }
  if (id->name == "main" && pkg_.name() == "main") {
    Report<Diag::kMainNotFunc>(id);
    return;
  }
  Declare(&pkg_.scope(), id, o, Pos{});
  objects_.push_back(o);
  o->set_decl(d);
  o->set_lazy(true);
  o->set_order(static_cast<uint32_t>(objects_.size()));
}

Checker::RecvParts Checker::UnpackRecv(const ast::Expr* rtype, bool unpack_params) {
  RecvParts parts;
  // Accepts invalid receivers such as ***T; their validity is checked elsewhere.
  while (true) {
    if (const auto* paren = ast::TryAs<ast::ParenExpr>(static_cast<const ast::Node*>(rtype))) {
      rtype = paren->x;
    } else if (const auto* star = ast::TryAs<ast::StarExpr>(static_cast<const ast::Node*>(rtype))) {
      parts.pointer = true;
      rtype = star->x;
    } else {
      break;
    }
  }
  parts.base = rtype;
  if (const auto* index = ast::TryAs<ast::IndexExpr>(static_cast<const ast::Node*>(rtype))) {
    parts.instance = index;
    parts.base = index->x;
    if (unpack_params) {
      for (const ast::Expr* arg : index->indices) {
        const auto* id = ast::TryAs<ast::Ident>(static_cast<const ast::Node*>(arg));
        if (id == nullptr && arg->kind != ast::NodeKind::kBadExpr) {
          Report<Diag::kReceiverTypeParameterNotName>(arg, arg);
        }
        parts.tparams.push_back(id);
      }
    }
  }
  return parts;
}

TypeName* Checker::ResolveBaseTypeName(bool* pointer, const ast::Expr* e) {
  std::unordered_set<TypeName*> seen;
  while (true) {
    e = ast::Unparen(e);
    if (const auto* star = ast::TryAs<ast::StarExpr>(static_cast<const ast::Node*>(e))) {
      if (*pointer) return nullptr;
      *pointer = true;
      e = ast::Unparen(static_cast<const ast::Expr*>(star->x));
    }
    const auto* id = ast::TryAs<ast::Ident>(static_cast<const ast::Node*>(e));
    if (id == nullptr) return nullptr;
    // Dot-imported objects are not in the package scope.
    TypeName* t = TryAs<TypeName>(pkg_.scope().Lookup(id->name));
    if (t == nullptr || t->decl() == nullptr || !seen.insert(t).second) return nullptr;
    const ast::TypeSpec* spec = t->decl()->type_spec;
    if (!spec->is_alias()) return t;
    e = spec->type;
  }
}

void Checker::CollectObjects() {
  struct Method {
    Func* func;
    bool pointer;
    const ast::Ident* recv;
  };
  std::vector<Method> methods;
  auto new_decl = [this](Scope* file_scope) {
    DeclInfo* d = new DeclInfo;
    decls_.push_back(d);
    d->file_scope = file_scope;
    d->version = pkg_.go_version;
    return d;
  };
  std::unordered_map<Package*, bool> imported;

  for (const ast::File* file : pkg_.files) {
    Scope* file_scope = types_.NewScope(&pkg_.scope(), file->pos, file->eof);
    file_scopes_.push_back(file_scope);
    if (file->name->is_blank()) {
      Report<Diag::kInvalidPackageName>(file->name);
    } else if (file->name->name.view() != pkg_.name()) {
      Report<Diag::kMismatchedPackageName>(file->name, file->name->name, pkg_.name());
      continue;
    }

    auto import_spec = [&](const ast::ImportSpec* spec) {
      if (spec->path->bad) return;
      const std::string path = ast::StringValue(*spec->path);
      if (const char* problem = ImportPathProblem(path)) {
        Report<Diag::kInvalidImportPath>(spec->path, problem);
        return;
      }
      Package* imp = ImportPackage(spec, path);
      if (imp == nullptr) return;
      Sym name = types_.interner().Intern(imp->name());
      if (spec->name != nullptr) name = spec->name->name;
      if (name == "init") {
        Report<Diag::kImportAsInit>(spec);
        return;
      }
      if (imported.emplace(imp, true).second) pkg_.imports.push_back(imp);
      PkgName* pkg_name =
          types_.NewPkgName(spec->name != nullptr ? spec->name->pos : spec->path->pos, &pkg_, name, imp);
      pkg_name->spec = spec;
      pkg_name->set_type(types_.invalid());
      pkg_name->set_color(Color::kBlack);
      if (spec->name != nullptr) {
        RecordDef(spec->name, pkg_name);
      } else {
        RecordImplicit(spec, pkg_name);
      }
      if (imp->fake) pkg_name->used = true;
      imports_.push_back(pkg_name);
      if (name == ".") {
        // Merge the exported objects of the package into the file scope.
        for (Object* o : imp->scope().objects()) {
          if (!o->exported()) continue;
          if (Object* other = file_scope->Lookup(o->name())) {
            ReportRedeclared(spec->name->pos, o, other);
          } else {
            file_scope->Insert(o);
            dot_imports_.push_back({file_scope, o->name(), pkg_name});
          }
        }
      } else {
        Declare(file_scope, nullptr, pkg_name, Pos{});
      }
    };

    auto const_group = [&](const ast::GenDecl* group) {
      const ast::ValueSpec* last = nullptr;  // with type or values
      for (const ast::Spec* s : group->specs) {
        const auto* spec = static_cast<const ast::ValueSpec*>(s);
        bool inherited = true;
        if (spec->type != nullptr || !spec->values.empty()) {
          last = spec;
          inherited = false;
        } else if (last == nullptr) {
          inherited = false;
        }
        const ast::List<ast::Expr> values = last != nullptr ? last->values : ast::List<ast::Expr>();
        for (size_t i = 0; i < spec->names.size(); i++) {
          const ast::Ident* name = spec->names[i];
          Const* o = types_.NewConst(name->pos, &pkg_, name->name, nullptr, constant::MakeInt64(spec->iota));
          DeclInfo* d = new_decl(file_scope);
          d->type = last != nullptr ? last->type : nullptr;
          d->init = i < values.size() ? values[i] : nullptr;
          d->inherited = inherited;
          d->iota = spec->iota;
          DeclarePkgObj(name, o, d);
        }
        // Constants must always have values.
        Arity(spec->pos, spec->names, values, /*const_decl=*/true, inherited);
      }
    };

    auto var_spec = [&](const ast::ValueSpec* spec) {
      std::vector<Var*> vars;
      for (const ast::Ident* name : spec->names) {
        vars.push_back(types_.NewVar(VarKind::kPackage, name->pos, &pkg_, name->name, nullptr));
      }
      // A single initialiser belongs to all variables.
      DeclInfo* shared = nullptr;
      if (spec->values.size() <= 1) {
        shared = new_decl(file_scope);
        shared->lhs = types_.CopySpan(vars);
        shared->type = spec->type;
        shared->init = spec->values.empty() ? nullptr : spec->values[0];
      }
      for (size_t i = 0; i < vars.size(); i++) {
        DeclInfo* d = shared;
        if (d == nullptr) {
          d = new_decl(file_scope);
          d->type = spec->type;
          d->init = i < spec->values.size() ? spec->values[i] : nullptr;
        }
        DeclarePkgObj(spec->names[i], vars[i], d);
      }
      // Without a type there must be values.
      if (spec->type == nullptr || !spec->values.empty()) {
        Arity(spec->pos, spec->names, spec->values, /*const_decl=*/false, /*inherited=*/false);
      }
    };

    auto func_decl = [&](const ast::FuncDecl* decl) {
      const Sym name = decl->name->name;
      Func* f = types_.NewFunc(decl->name->pos, &pkg_, name, nullptr);
      f->func_decl = decl;
      DeclInfo* d = new_decl(file_scope);
      d->func_decl = decl;
      if (decl->recv == nullptr) {
        if (name == "init" || (name == "main" && pkg_.name() == "main")) {
          if (decl->type->type_params != nullptr && !decl->type->type_params->list.empty()) {
            Report<Diag::kInitOrMainTypeParameters>(decl->type->type_params->list[0], name);
          }
          if (!decl->type->params->list.empty() ||
              (decl->type->results != nullptr && !decl->type->results->list.empty())) {
            Report<Diag::kInitOrMainSignature>(decl->name, name);
          }
        }
        if (name == "init") {
          // init functions are not in scope.
          f->set_parent(&pkg_.scope());
          RecordDef(decl->name, f);
          if (decl->body == nullptr) Report<Diag::kMissingFunctionBody>(decl->pos);
        } else {
          Declare(&pkg_.scope(), decl->name, f, Pos{});
        }
      } else {
        // Methods with an invalid receiver belong to no type, and those named _ are never found; they are only
        // checked, like functions.
        if (decl->recv->list.size() != 1 || decl->recv->list[0]->names.size() > 1) {
          decl->recv->list.empty() ? Report<Diag::kNoReceiver>(decl->recv) : Report<Diag::kMultipleReceivers>(decl->recv);
        }
        if (!decl->recv->list.empty()) {
          RecvParts recv = UnpackRecv(decl->recv->list[0]->type, /*unpack_params=*/false);
          const auto* base = ast::TryAs<ast::Ident>(static_cast<const ast::Node*>(recv.base));
          f->has_ptr_recv = recv.pointer;
          if (base != nullptr && !name.is_blank()) methods.push_back({f, recv.pointer, base});
        }
        RecordDef(decl->name, f);
      }
      objects_.push_back(f);
      info_.funcs.push_back(f);
      f->set_decl(d);
      f->set_lazy(true);
      f->set_order(static_cast<uint32_t>(objects_.size()));
    };

    for (const ast::Decl* decl : file->decls) {
      if (decl->kind == ast::NodeKind::kFuncDecl) {
        func_decl(static_cast<const ast::FuncDecl*>(decl));
        continue;
      }
      if (decl->kind != ast::NodeKind::kGenDecl) continue;
      const auto* group = static_cast<const ast::GenDecl*>(decl);
      switch (group->tok) {
        case lexer::Token::kImport:
          for (const ast::Spec* s : group->specs) import_spec(static_cast<const ast::ImportSpec*>(s));
          break;
        case lexer::Token::kConst: const_group(group); break;
        case lexer::Token::kVar:
          for (const ast::Spec* s : group->specs) var_spec(static_cast<const ast::ValueSpec*>(s));
          break;
        default:
          for (const ast::Spec* s : group->specs) {
            const auto* spec = static_cast<const ast::TypeSpec*>(s);
            TypeName* o = types_.NewTypeName(spec->name->pos, &pkg_, spec->name->name, nullptr);
            DeclInfo* d = new_decl(file_scope);
            d->type_spec = spec;
            DeclarePkgObj(spec->name, o, d);
          }
      }
    }
  }

  // Names of the package and of its files must differ.
  for (Scope* file_scope : file_scopes_) {
    for (Object* o : file_scope->objects()) {
      Object* other = pkg_.scope().Lookup(o->name());
      if (other == nullptr) continue;
      if (PkgName* pkg_name = TryAs<PkgName>(o)) {
        ReportAltDecl(Report<Diag::kDeclaredThroughImport>(other, other->name(),
                             pkg_name->imported()->name(), pkg_name->imported()->path()),
                      pkg_name);
      } else {
        Report<Diag::kDeclaredThroughDotImport>(other, other->name(),
               o->pkg()->name(), o->pkg()->path());
      }
    }
  }

  for (const Method& m : methods) {
    bool pointer = m.pointer;
    if (TypeName* base = ResolveBaseTypeName(&pointer, m.recv)) {
      m.func->has_ptr_recv = pointer;
      methods_[base].push_back(m.func);
    }
  }
}

void Checker::PackageObjects() {
  // Types first, then aliases, then the rest: this avoids most situations in which the type of an alias is needed
  // before it is known.
  std::vector<Object*> aliases;
  std::vector<Object*> others;
  for (Object* o : objects_) {
    if (o->kind() != ObjectKind::kTypeName) {
      others.push_back(o);
    } else if (o->decl()->type_spec->is_alias()) {
      aliases.push_back(o);
    } else {
      ObjDecl(o);
    }
  }
  for (Object* o : aliases) ObjDecl(o);
  // Types are complete; find those that contain themselves before anything is computed about them.
  ProcessDelayed(0);
  for (Object* o : others) ObjDecl(o);
  methods_.clear();
}

}  // namespace golite::sema
