// This file implements declarations: objects and their dependency cycles, constants, variables, types, functions,
// type parameters, and declarations in functions.

#include <algorithm>

#include "sema/checker.h"

namespace golite::sema {

void Checker::ReportAltDecl(Diagnostics::Handle handle, Object* other) {
  if (other->pos().valid()) {
    // Other declarations carry their position after a tab, as notes do.
    handle.Note(other->pos(), "other declaration of " + std::string(other->name().view()));
  }
}

Diagnostics::Handle Checker::ReportRedeclared(Pos pos, Object* o, Object* other) {
  Diagnostics::Handle handle = Report<Diag::kDuplicateDecl>(pos, o->name());
  ReportAltDecl(handle, other);
  return handle;
}

void Checker::Declare(Scope* scope, const ast::Ident* id, Object* o, Pos pos) {
  if (!o->name().is_blank()) {
    if (Object* other = scope->Insert(o)) {
      ReportRedeclared(o->pos(), o, other);
      if (Var* v = TryAs<Var>(o)) v->used = true;  // nothing can use it
      return;
    }
    o->set_scope_pos(pos);
  }
  if (auto* v = TryAs<Var>(o); v != nullptr && v->var_kind() == VarKind::kLocal && env_.locals != nullptr) {
    env_.locals->push_back(v);
  }
  if (id != nullptr) RecordDef(id, o);
}

// An object is white while its type is unknown, grey while it is being determined, and black afterwards. Grey objects
// are on object_path_; meeting one again means a cycle, valid or not.
void Checker::ObjDecl(Object* o, TypeName* def) {
  if (o->color() == Color::kWhite && o->raw_type() != nullptr) {
    // Constants and variables may have got their type together with others.
    o->set_color(Color::kBlack);
    o->set_lazy(false);
    return;
  }
  if (o->color() == Color::kBlack) return;
  if (o->color() == Color::kGrey) {
    const bool valid = ValidCycle(o);
    switch (o->kind()) {
      case ObjectKind::kConst:
      case ObjectKind::kVar:
        if (!valid || o->raw_type() == nullptr) o->set_type(types_.invalid());
        break;
      case ObjectKind::kTypeName:
        if (!valid) o->set_type(types_.invalid());
        break;
      default: break;  // functions have a signature from the start
    }
    return;
  }
  if (o->pkg() != nullptr && o->pkg() != &pkg_) {
    (void)o->type();  // its own checker knows its declaration
    return;
  }
  DeclInfo* d = o->decl();
  if (d == nullptr) {
    o->set_type(types_.invalid());
    return;
  }

  o->set_lazy(false);
  o->set_color(Color::kGrey);
  o->set_path_index(static_cast<uint32_t>(object_path_.size()));
  object_path_.push_back(o);
  active_++;
  {
    EnvironmentScope saved(*this);
    env_.scope = d->file_scope;
    env_.version = d->version;
    switch (o->kind()) {
      case ObjectKind::kConst:
        env_.decl = d;
        ConstDecl(static_cast<Const*>(o), d->type, d->init, d->inherited);
        break;
      case ObjectKind::kVar:
        env_.decl = d;
        VarDecl(static_cast<Var*>(o), d->lhs, d->type, d->init);
        break;
      case ObjectKind::kTypeName:
        TypeDecl(static_cast<TypeName*>(o), d->type_spec, def);
        CollectMethods(static_cast<TypeName*>(o));
        break;
      case ObjectKind::kFunc: FuncDeclaration(static_cast<Func*>(o), d); break;
      default: GOLITE_UNREACHABLE("object has no declaration of its own");
    }
  }
  active_--;
  object_path_.pop_back();
  o->set_color(Color::kBlack);
}

bool Checker::ValidCycle(Object* o) {
  const std::span<Object* const> cycle = std::span<Object* const>(object_path_).subspan(o->path_index());
  bool tparam_cycle = false;  // the cycle goes through a type parameter list
  size_t values = 0;
  size_t definitions = 0;
  for (Object* c : cycle) {
    if (c->kind() == ObjectKind::kConst || c->kind() == ObjectKind::kVar) {
      values++;
    } else if (TypeName* t = TryAs<TypeName>(c)) {
      if (env_.in_tparam_list && t->raw_type() != nullptr && IsGeneric(t->raw_type())) {
        tparam_cycle = true;
        break;
      }
      const bool alias = t->decl() != nullptr ? t->decl()->type_spec->is_alias()
                                              : t->raw_type() != nullptr && t->raw_type()->kind() == TypeKind::kAlias;
      if (!alias) definitions++;
    }
  }
  if (!tparam_cycle) {
    // Cycles of constants and variables only are found when the initialization order is computed.
    if (values == cycle.size()) return true;
    // A cycle of types needs a definition, or it would expand forever.
    if (values == 0 && definitions > 0) return true;
  }
  size_t start = 0;
  for (size_t i = 1; i < cycle.size(); i++) {
    if (cycle[i]->pos() < cycle[start]->pos()) start = i;
  }
  CycleError(cycle, start);
  return false;
}

void Checker::CycleError(std::span<Object* const> cycle, size_t start) {
  auto name = [this](Object* o) {
    std::string s;
    if (o->pkg() != nullptr && o->pkg() != &pkg_) s = o->pkg()->name() + ".";
    return s + std::string(o->name().view());
  };
  Object* o = cycle[start];
  TypeName* type_name = TryAs<TypeName>(o);
  // The alias must not expand any more.
  if (type_name != nullptr) {
    if (Alias* a = type_name->raw_type() != nullptr && type_name->raw_type()->kind() == TypeKind::kAlias
                       ? static_cast<Alias*>(type_name->raw_type())
                       : nullptr) {
      a->set_rhs(types_.invalid());
    }
  }
  if (cycle.size() == 1) {
    type_name != nullptr ? Report<Diag::kTypeRefersToItself>(o, name(o)) : Report<Diag::kDeclRefersToItself>(o, name(o));
    return;
  }
  Diagnostics::Handle handle =
      type_name != nullptr ? Report<Diag::kInvalidTypeCycleOf>(o, name(o)) : Report<Diag::kInvalidDeclCycle>(o, name(o));
  for (size_t i = 0; i < cycle.size(); i++) {
    Object* from = cycle[(start + i) % cycle.size()];
    Object* to = cycle[(start + i + 1) % cycle.size()];
    handle.Note(from->pos(), name(from) + " refers to " + name(to));
  }
}

void Checker::ConstDecl(Const* o, const ast::Expr* type, const ast::Expr* init, bool inherited) {
  const ConstValue saved_iota = env_.iota;
  const Pos saved_pos = env_.error_pos;
  env_.iota = o->raw_value();
  env_.error_pos = Pos{};
  o->set_value(constant::MakeUnknown());

  bool ok = true;
  if (type != nullptr) {
    Type* t = TypeExpr(type);
    if (!IsConstType(t)) {
      // An invalid type was reported before.
      if (IsValid(Under(t))) Report<Diag::kInvalidConstantType>(type, t);
      o->set_type(types_.invalid());
      ok = false;
    } else {
      o->set_type(t);
    }
  }
  if (ok) {
    Operand x;
    if (init != nullptr) {
      // Errors in an inherited expression are those of this constant.
      if (inherited) env_.error_pos = o->pos();
      Expr(x, init);
    }
    InitConst(o, x);
  }
  env_.iota = saved_iota;
  env_.error_pos = saved_pos;
}

void Checker::VarDecl(Var* o, std::span<Var* const> lhs, const ast::Expr* type, const ast::Expr* init) {
  if (type != nullptr) o->set_type(VarType(type));
  if (init == nullptr) {
    // Without type as well, an error was reported by Arity.
    if (type == nullptr) o->set_type(types_.invalid());
    return;
  }
  if (lhs.size() <= 1) {
    Operand x;
    Target target;
    const bool has_target = o->raw_type() != nullptr && TryUnder<Signature>(o->raw_type()) != nullptr;
    if (has_target) target = {TryUnder<Signature>(o->raw_type()), std::string(o->name().view())};
    Expr(x, init, has_target ? &target : nullptr);
    InitVar(o, x, "variable declaration");
    return;
  }
  // All variables get the declared type, or that of their part of init.
  if (type != nullptr) {
    for (Var* v : lhs) v->set_type(o->raw_type());
  }
  const ast::Expr* inits[] = {init};
  ast::Expr* list[] = {const_cast<ast::Expr*>(inits[0])};
  InitVars(lhs, ast::List<ast::Expr>(list, 1), nullptr);
}

void Checker::TypeDecl(TypeName* o, const ast::TypeSpec* spec, TypeName* def) {
  const bool generic = spec->type_params != nullptr && !spec->type_params->list.empty();
  Later([this, o] {
    if (Named* n = TryAs<Named>(o->raw_type())) ValidType(n);
  });

  if (spec->is_alias()) {
    if (generic) VerifyVersion(spec->type_params->list[0], 23, "generic type alias");
    VerifyVersion(static_cast<const ast::Node*>(spec->type), 9, "type alias");
    Alias* alias = types_.NewAlias(o, nullptr);
    o->set_type(alias);
    SetDefType(def, alias);
    Scope* outer = env_.scope;
    if (generic) {
      env_.scope = types_.NewScope(outer, spec->pos, Pos{});
      const std::vector<TypeParam*> tparams = DeclareTypeParams(spec->type_params);
      alias->set_tparams(types_.CopySpan(tparams));
      CollectBounds(spec->type_params, tparams);
    }
    Type* rhs = DefinedType(spec->type, o);
    env_.scope = outer;
    // An alias that ends up in itself was reported as a cycle.
    if (o->raw_type() != alias) return;
    for (Type* t = rhs; t != nullptr && t->kind() == TypeKind::kAlias; t = static_cast<Alias*>(t)->rhs()) {
      if (t == alias) {
        rhs = types_.invalid();
        break;
      }
    }
    alias->set_rhs(rhs);
    if (TypeParam* p = TryAs<TypeParam>(rhs);
        p != nullptr && std::find(alias->tparams().begin(), alias->tparams().end(), p) != alias->tparams().end()) {
      Report<Diag::kAliasOfOwnTypeParameter>(spec->type);
      alias->set_rhs(types_.invalid());
    }
    return;
  }

  if (generic) VerifyVersion(spec->type_params->list[0], 18, "type parameter");
  Named* named = types_.NewNamed(o, nullptr);
  o->set_type(named);
  SetDefType(def, named);
  Scope* outer = env_.scope;
  if (generic) {
    env_.scope = types_.NewScope(outer, spec->pos, Pos{});
    const std::vector<TypeParam*> tparams = DeclareTypeParams(spec->type_params);
    named->set_tparams(types_.CopySpan(tparams));
    CollectBounds(spec->type_params, tparams);
  }
  Type* rhs = DefinedType(spec->type, o);
  env_.scope = outer;
  named->set_from_rhs(rhs);
  // If checking the right side did not set the underlying type, an error was reported.
  if (named->raw_underlying() == nullptr) named->set_underlying(types_.invalid());
  if (IsTypeParam(rhs)) {
    Report<Diag::kTypeParameterAsUnderlying>(spec->type);
    named->set_underlying(types_.invalid());
  }
  // Shorten a chain of names to its end.
  Later([named] { named->set_underlying(named->underlying()); });
}

void Checker::FuncDeclaration(Func* o, DeclInfo* d) {
  const ast::FuncDecl* decl = d->func_decl;
  Signature* sig = types_.NewSignature();
  o->set_type(sig);  // guards against cycles
  // Referring to the method while its signature is checked is no cycle: methods are not types.
  o->set_color(Color::kBlack);
  // The parser leaves type parameters with the type.
  FuncTypeExpr(sig, decl->recv, decl->type);
  o->set_color(Color::kGrey);

  if (decl->body == nullptr) {
    if (decl->type->type_params != nullptr && !decl->type->type_params->list.empty()) {
      Report<Diag::kGenericMissingBody>(decl);
    } else if (!pkg_.allow_natives && decl->name->name != "init") {
      missing_bodies_.push_back(decl->pos);
    }
    return;
  }
  if (options_.lazy) return;
  Later([this, o] { CheckBody(o); });
}

// ---------------------------------------------------------------------------------------------------- type parameters

std::vector<TypeParam*> Checker::DeclareTypeParams(const ast::FieldList* list) {
  // The scope of type parameters starts at the beginning of the list, so that constraints may refer to all of them.
  std::vector<TypeParam*> tparams;
  for (const ast::Field* f : list->list) {
    for (const ast::Ident* name : f->names) tparams.push_back(DeclareTypeParam(name, list->pos));
  }
  for (size_t i = 0; i < tparams.size(); i++) tparams[i]->set_index(static_cast<int>(i));
  return tparams;
}

void Checker::CollectBounds(const ast::FieldList* list, std::span<TypeParam* const> tparams) {
  const bool saved = env_.in_tparam_list;
  env_.in_tparam_list = true;
  size_t i = 0;
  for (const ast::Field* f : list->list) {
    Type* bound = Bound(f->type);
    if (IsTypeParam(bound)) {
      Report<Diag::kTypeParameterAsConstraint>(f->type);
      bound = types_.invalid();
    }
    for (size_t n = 0; n < f->names.size(); n++) tparams[i++]->set_constraint(bound);
  }
  env_.in_tparam_list = saved;
}

TypeParam* Checker::DeclareTypeParam(const ast::Ident* name, Pos scope_pos) {
  TypeName* o = types_.NewTypeName(name->pos, &pkg_, name->name, nullptr);
  // The bound is set later; the invalid type stands in so that nothing depends on the order.
  TypeParam* p = types_.NewTypeParam(o, types_.invalid());
  o->set_color(Color::kBlack);
  Declare(env_.scope, name, o, scope_pos);
  return p;
}

Type* Checker::Bound(const ast::Expr* e) {
  // ~T and A|B are wrapped in an implicit interface.
  const auto* unary = ast::TryAs<ast::UnaryExpr>(static_cast<const ast::Node*>(e));
  const auto* binary = ast::TryAs<ast::BinaryExpr>(static_cast<const ast::Node*>(e));
  if ((unary != nullptr && unary->op == lexer::Token::kTilde) ||
      (binary != nullptr && binary->op == lexer::Token::kOr)) {
    Interface* t = types_.NewInterface();
    Type* embeddeds[] = {ParseUnion(e)};
    const Pos positions[] = {ast::StartPos(*e)};
    t->set_implicit();
    t->Set({}, types_.CopySpan(std::span<Type* const>(embeddeds)), types_.CopySpan(std::span<const Pos>(positions)));
    Later([this, t, e] { TypeSetOf(t, this, ast::StartPos(*e)); });
    RecordTypeAndValue(e, Mode::kTypeExpr, t);
    return t;
  }
  return TypeExpr(e);
}

// ------------------------------------------------------------------------------------------------------------ methods

void Checker::CollectMethods(TypeName* o) {
  auto it = methods_.find(o);
  if (it == methods_.end()) return;
  const std::vector<Func*> methods = std::move(it->second);
  methods_.erase(it);
  Named* base = TryAs<Named>(o->raw_type());
  if (base != nullptr) Later([this, base] { CheckFieldUniqueness(base); });

  std::unordered_map<Sym, Func*> seen;
  for (Func* m : methods) {
    auto [entry, inserted] = seen.emplace(m->name(), m);
    if (!inserted) {
      Report<Diag::kDuplicateMethodDecl>(m, o->name(), m->name(),
             FormatPos(diags_.sources(), entry->second->pos()));
      continue;
    }
    if (base != nullptr) base->AddMethod(m);
  }
}

void Checker::CheckFieldUniqueness(Named* base) {
  Struct* s = TryUnder<Struct>(base);
  if (s == nullptr) return;
  for (Var* f : s->fields()) {
    if (f->name().is_blank()) continue;
    for (Func* m : base->raw_methods()) {
      if (!m->SameId(f->pkg(), f->name())) continue;
      // The primary error is that of the method.
      ReportAltDecl(Report<Diag::kDuplicateFieldAndMethod>(m, f->name()), f);
      break;
    }
  }
}

// ------------------------------------------------------------------------------------------------------- valid types

void Checker::ValidType(Named* t) {
  std::vector<Named*> nest;
  std::vector<Named*> path;
  ValidTypeIn(t, nest, path);
}

// Reports whether t does not contain itself. nest holds the types whose memory t is part of; path is the way that led
// here, for the report. A type parameter stands for the argument of the innermost instance.
bool Checker::ValidTypeIn(Type* t, std::vector<Named*>& nest, std::vector<Named*>& path) {
  t = Unalias(t);
  if (t == nullptr) return true;
  switch (t->kind()) {
    case TypeKind::kArray: return ValidTypeIn(static_cast<Array*>(t)->elem(), nest, path);
    case TypeKind::kStruct:
      for (Var* f : static_cast<Struct*>(t)->fields()) {
        if (!ValidTypeIn(f->type(), nest, path)) return false;
      }
      return true;
    case TypeKind::kUnion:
      for (const Term& term : static_cast<Union*>(t)->terms()) {
        if (!ValidTypeIn(term.type, nest, path)) return false;
      }
      return true;
    case TypeKind::kInterface:
      for (Type* e : static_cast<Interface*>(t)->embeddeds()) {
        if (!ValidTypeIn(e, nest, path)) return false;
      }
      return true;
    case TypeKind::kNamed: {
      Named* n = static_cast<Named*>(t);
      if (n->known_valid()) return true;
      Named* origin = n->origin();
      (void)origin->obj()->type();
      if (origin->raw_underlying() != nullptr && origin->raw_underlying()->kind() == TypeKind::kBasic &&
          !IsValid(origin->raw_underlying())) {
        return false;  // reported before
      }
      for (Named* e : nest) {
        if (e != n) continue;
        size_t start = 0;
        while (start < path.size() && path[start] != n) start++;
        // The report begins with the earliest declaration; instances count as standing where they are written.
        std::vector<Object*> cycle;
        for (size_t i = start; i < path.size(); i++) cycle.push_back(path[i]->obj());
        size_t first = 0;
        for (size_t i = 1; i < cycle.size(); i++) {
          if (path[start + i]->is_instance()) continue;
          if (path[start + first]->is_instance() || cycle[i]->pos() < cycle[first]->pos()) first = i;
        }
        CycleError(cycle, first);
        // Nothing may follow the cycle any more.
        n->set_underlying(types_.invalid());
        for (size_t i = start; i < path.size(); i++) {
          if (!path[i]->is_instance() && path[i]->tparams().empty()) path[i]->set_underlying(types_.invalid());
        }
        if (std::find(path.begin(), path.end(), n->origin()) != path.end()) origin->set_underlying(types_.invalid());
        return false;
      }
      if (path.size() > 1000) return true;  // an ever growing instantiation, which Monomorph reports
      path.push_back(n);
      nest.push_back(n);
      const bool valid = ValidTypeIn(origin->from_rhs(), nest, path);
      nest.pop_back();
      path.pop_back();
      if (valid && (nest.empty() || !IsParameterized(n))) n->set_known_valid();
      return valid;
    }
    case TypeKind::kTypeParam: {
      if (nest.empty()) return true;
      Named* inst = nest.back();
      if (!inst->is_instance()) return true;
      const std::span<TypeParam* const> tparams = inst->tparams();
      for (size_t i = 0; i < tparams.size() && i < inst->targs().size(); i++) {
        if (tparams[i] != t) continue;
        // The argument is part of whatever contains the instance.
        nest.pop_back();
        const bool valid = ValidTypeIn(inst->targs()[i], nest, path);
        nest.push_back(inst);
        return valid;
      }
      return true;
    }
    default: return true;
  }
}

// ------------------------------------------------------------------------------------------- declarations in functions

void Checker::DeclStmt(const ast::GenDecl* group) {
  switch (group->tok) {
    case lexer::Token::kConst: {
      const ast::ValueSpec* last = nullptr;
      for (const ast::Spec* s : group->specs) {
        const auto* spec = static_cast<const ast::ValueSpec*>(s);
        const size_t top = delayed_.size();
        bool inherited = true;
        if (spec->type != nullptr || !spec->values.empty()) {
          last = spec;
          inherited = false;
        } else if (last == nullptr) {
          inherited = false;
        }
        const ast::List<ast::Expr> values = last != nullptr ? last->values : ast::List<ast::Expr>();
        std::vector<Const*> lhs;
        for (size_t i = 0; i < spec->names.size(); i++) {
          const ast::Ident* name = spec->names[i];
          Const* o = types_.NewConst(name->pos, &pkg_, name->name, nullptr, constant::MakeInt64(spec->iota));
          lhs.push_back(o);
          ConstDecl(o, last != nullptr ? last->type : nullptr, i < values.size() ? values[i] : nullptr, inherited);
        }
        Arity(spec->pos, spec->names, values, /*const_decl=*/true, inherited);
        // Function literals in the initialisers must not see the new names.
        ProcessDelayed(top);
        const Pos scope_pos = ast::EndPos(*spec);
        for (size_t i = 0; i < lhs.size(); i++) Declare(env_.scope, spec->names[i], lhs[i], scope_pos);
      }
      return;
    }
    case lexer::Token::kVar:
      for (const ast::Spec* s : group->specs) {
        const auto* spec = static_cast<const ast::ValueSpec*>(s);
        const size_t top = delayed_.size();
        std::vector<Var*> lhs;
        for (const ast::Ident* name : spec->names) {
          lhs.push_back(types_.NewVar(VarKind::kLocal, name->pos, &pkg_, name->name, nullptr));
        }
        for (size_t i = 0; i < lhs.size(); i++) {
          if (spec->values.size() == lhs.size()) {
            VarDecl(lhs[i], {}, spec->type, spec->values[i]);
          } else if (spec->values.size() == 1) {
            VarDecl(lhs[i], lhs, spec->type, spec->values[0]);
            break;  // a call with several results is evaluated once
          } else {
            VarDecl(lhs[i], {}, spec->type, i < spec->values.size() ? spec->values[i] : nullptr);
          }
        }
        // Without a type there must be values.
        if (spec->type == nullptr || !spec->values.empty()) {
          Arity(spec->pos, spec->names, spec->values, /*const_decl=*/false, /*inherited=*/false);
        }
        // If a declaration is wrong, some variables may have no type yet.
        for (Var* v : lhs) {
          if (v->raw_type() == nullptr) v->set_type(types_.invalid());
          if (!IsValid(v->raw_type())) v->used = true;
          v->set_color(Color::kBlack);
        }
        ProcessDelayed(top);
        const Pos scope_pos = ast::EndPos(*spec);
        for (size_t i = 0; i < lhs.size(); i++) Declare(env_.scope, spec->names[i], lhs[i], scope_pos);
      }
      return;
    case lexer::Token::kType:
      for (const ast::Spec* s : group->specs) {
        const auto* spec = static_cast<const ast::TypeSpec*>(s);
        TypeName* o = types_.NewTypeName(spec->name->pos, &pkg_, spec->name->name, nullptr);
        o->local_number = spec->local_number;
        // The scope of a local type begins at its name.
        Declare(env_.scope, spec->name, o, spec->name->pos);
        o->set_color(Color::kGrey);
        o->set_path_index(static_cast<uint32_t>(object_path_.size()));
        object_path_.push_back(o);
        TypeDecl(o, spec, nullptr);
        object_path_.pop_back();
        o->set_color(Color::kBlack);
      }
      return;
    default: return;
  }
}

}  // namespace golite::sema
