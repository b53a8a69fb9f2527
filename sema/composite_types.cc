// This file implements the type expressions that declare names: struct, interface and function types.

#include <algorithm>

#include "parser/ast/literal.h"
#include "sema/checker.h"

namespace golite::sema {

// ----------------------------------------------------------------------------------------------------------- structs

// The type name in an embedded field's type T, *T, p.T, T[A].
static const ast::Ident* EmbeddedFieldIdent(const ast::Expr* e) {
  switch (e->kind) {
    case ast::NodeKind::kIdent: return static_cast<const ast::Ident*>(e);
    case ast::NodeKind::kStarExpr: {
      const ast::Expr* base = static_cast<const ast::StarExpr*>(e)->x;
      return base->kind == ast::NodeKind::kStarExpr ? nullptr : EmbeddedFieldIdent(base);
    }
    case ast::NodeKind::kSelectorExpr: return static_cast<const ast::SelectorExpr*>(e)->sel;
    case ast::NodeKind::kIndexExpr: return EmbeddedFieldIdent(static_cast<const ast::IndexExpr*>(e)->x);
    case ast::NodeKind::kParenExpr: return EmbeddedFieldIdent(static_cast<const ast::ParenExpr*>(e)->x);
    default: return nullptr;
  }
}

void Checker::StructTypeExpr(Struct* t, const ast::StructType* e) {
  std::vector<Var*> fields;
  std::vector<std::string_view> tags;
  bool has_tags = false;
  std::unordered_map<Sym, Var*> seen;

  auto add = [&](const ast::Ident* id, Type* type, bool embedded, std::string_view tag) {
    Var* f = types_.NewField(id->pos, &pkg_, id->name, type, embedded);
    if (!id->is_blank()) {
      auto [entry, inserted] = seen.emplace(id->name, f);
      if (!inserted) {
        ReportAltDecl(Report<Diag::kFieldRedeclared>(id, id->name), entry->second);
        return;
      }
    }
    fields.push_back(f);
    tags.push_back(tag);
    has_tags |= !tag.empty();
    RecordDef(id, f);
  };

  for (const ast::Field* f : e->fields->list) {
    Type* type = VarType(f->type);
    std::string_view tag;
    if (f->tag != nullptr && !f->tag->bad) tag = types_.InternString(ast::StringValue(*f->tag));
    if (!f->names.empty()) {
      for (const ast::Ident* name : f->names) add(name, type, /*embedded=*/false, tag);
      continue;
    }
    const ast::Ident* name = EmbeddedFieldIdent(f->type);
    if (name == nullptr) {
      if (f->type->kind != ast::NodeKind::kBadExpr) Report<Diag::kInvalidEmbeddedFieldType>(f->type, f->type);
      continue;
    }
    add(name, type, /*embedded=*/true, tag);
    // The type may not be complete yet.
    const ast::Expr* at = f->type;
    Later([this, type, at] {
      bool is_pointer = false;
      Type* base = Deref(type, &is_pointer);
      Type* u = Under(base);
      switch (u->kind()) {
        case TypeKind::kBasic:
          if (static_cast<Basic*>(u)->basic_kind() == BasicKind::kUnsafePointer) {
            Report<Diag::kEmbeddedUnsafePointer>(at);
          }
          break;
        case TypeKind::kPointer: Report<Diag::kEmbeddedPointer>(at); break;
        case TypeKind::kInterface:
          if (IsTypeParam(base)) {
            Report<Diag::kEmbeddedTypeParameter>(at);
          } else if (is_pointer) {
            Report<Diag::kEmbeddedPointerToInterface>(at);
          }
          break;
        default: break;
      }
    });
  }
  t->SetFields(types_.CopySpan(fields), has_tags ? types_.CopySpan(tags) : std::span<std::string_view>());
}

// --------------------------------------------------------------------------------------------------------- interfaces

void Checker::InterfaceTypeExpr(Interface* t, const ast::InterfaceType* e, TypeName* def) {
  std::vector<Func*> methods;
  std::vector<Type*> embeddeds;
  std::vector<Pos> positions;
  Type* recv_type = t;
  if (def != nullptr && TryAs<Named>(def->raw_type()) != nullptr) recv_type = def->raw_type();

  for (const ast::Field* f : e->methods->list) {
    if (f->names.empty()) {
      embeddeds.push_back(ParseUnion(f->type));
      positions.push_back(ast::StartPos(*f->type));
      continue;
    }
    const ast::Ident* name = f->names[0];
    if (name->is_blank()) {
      Report<Diag::kBlankInterfaceMethod>(name);
      continue;
    }
    const auto* type = ast::TryAs<ast::FuncType>(static_cast<const ast::Node*>(f->type));
    if (type == nullptr) continue;
    Signature* sig = types_.NewSignature();
    FuncTypeExpr(sig, nullptr, type);
    if (!sig->tparams().empty()) {
      Report<Diag::kInterfaceMethodTypeParameters>(type->type_params);
      sig->set_tparams({});
    }
    sig->set_recv(types_.NewVar(VarKind::kRecv, name->pos, &pkg_, Sym(), recv_type));
    Func* m = types_.NewFunc(name->pos, &pkg_, name->name, sig);
    RecordDef(name, m);
    methods.push_back(m);
  }
  std::sort(methods.begin(), methods.end(), [](Func* a, Func* b) { return a->name().view() < b->name().view(); });
  t->Set(types_.CopySpan(methods), types_.CopySpan(embeddeds), types_.CopySpan(positions));
  // Compute the type set when declarations are complete, to report errors.
  Later([this, t, e] { TypeSetOf(t, this, e->pos); });
}

// ---------------------------------------------------------------------------------------------------------- functions

void Checker::FuncTypeExpr(Signature* sig, const ast::FieldList* recv_list, const ast::FuncType* e) {
  Scope* outer = env_.scope;
  Scope* scope = types_.NewScope(outer, e->pos, ast::EndPos(*e), /*is_func=*/true);
  env_.scope = scope;
  sig->set_scope(scope);

  Var* recv = nullptr;
  const ast::Field* recv_field = nullptr;
  if (recv_list != nullptr && !recv_list->list.empty()) {
    recv_field = recv_list->list[0];
    std::vector<TypeParam*> recv_tparams;
    recv = CollectRecv(recv_field, e->pos, &recv_tparams);
    sig->set_recv_tparams(types_.CopySpan(recv_tparams));
  }
  if (e->type_params != nullptr && !e->type_params->list.empty()) {
    if (recv_field != nullptr) {
      Report<Diag::kMethodTypeParameters>(e->type_params);
    } else {
      VerifyVersion(e->type_params->list[0], 18, "type parameter");
      const std::vector<TypeParam*> tparams = DeclareTypeParams(e->type_params);
      sig->set_tparams(types_.CopySpan(tparams));
      CollectBounds(e->type_params, tparams);
    }
  }

  const Params params = CollectParams(e->params, VarKind::kParam, /*variadic_ok=*/true);
  const Params results = CollectParams(e->results, VarKind::kResult, /*variadic_ok=*/false);

  // The scope of parameters begins after the signature.
  const Pos scope_pos = ast::EndPos(*e);
  if (recv != nullptr && !recv->name().empty()) Declare(scope, recv_field->names[0], recv, scope_pos);
  DeclareParams(params, scope_pos);
  DeclareParams(results, scope_pos);
  sig->Set(recv, types_.NewTuple(params.vars), types_.NewTuple(results.vars), params.variadic);
  env_.scope = outer;
}

Var* Checker::CollectRecv(const ast::Field* field, Pos scope_pos, std::vector<TypeParam*>* recv_tparams) {
  // The receiver has the form "(" [name] ["*"] Base ["[" tparams "]"] ")".
  RecvParts parts = UnpackRecv(field->type, /*unpack_params=*/true);
  Type* recv_type = types_.invalid();
  if (parts.instance == nullptr) {
    recv_type = VarType(field->type);
    // Aliases of instantiated types cannot have methods.
    Type* t = Deref(recv_type);
    if (t->kind() == TypeKind::kAlias) {
      Type* base = Deref(Unalias(t));
      Named* n = TryAs<Named>(base);
      if (n != nullptr && n->is_instance()) {
        Report<Diag::kMethodOnInstantiatedType>(parts.base, recv_type);
        recv_type = types_.invalid();
      }
    }
  } else {
    // The base is resolved before the type parameters are declared, which may have the same name.
    Named* base = nullptr;
    std::string cause;
    Type* t = GenericType(parts.base, &cause);
    if (!IsValid(t)) {
      if (!cause.empty()) Report<Diag::kInferenceFailed>(parts.base, cause);
    } else if (t->kind() == TypeKind::kAlias) {
      Report<Diag::kMethodOnGenericAlias>(parts.base, t);
    } else {
      base = As<Named>(t);
    }
    for (const ast::Ident* id : parts.tparams) {
      if (id == nullptr) {
        TypeName* o = types_.NewTypeName(parts.base->pos, &pkg_, types_.interner().Intern("_"), nullptr);
        recv_tparams->push_back(types_.NewTypeParam(o, types_.invalid()));
        o->set_color(Color::kBlack);
      } else {
        TypeParam* p = DeclareTypeParam(id, scope_pos);
        recv_tparams->push_back(p);
        RecordUse(id, p->obj());
        RecordTypeAndValue(id, Mode::kTypeExpr, p);
      }
      recv_tparams->back()->set_index(static_cast<int>(recv_tparams->size()) - 1);
    }
    if (base != nullptr) {
      const std::span<TypeParam* const> base_tparams = base->tparams();
      std::vector<Type*> targs(recv_tparams->begin(), recv_tparams->end());
      if (recv_tparams->size() == base_tparams.size()) {
        // Constraints are those of the base type, in terms of the parameters of this method.
        const SubstMap map{base_tparams, targs};
        for (size_t i = 0; i < base_tparams.size(); i++) {
          RecordMonoCanon((*recv_tparams)[i], base_tparams[i]);
          (*recv_tparams)[i]->set_constraint(Subst(base_tparams[i]->constraint(), map));
        }
        VerifyVersion(parts.base, 18, "type instantiation");
        recv_type = types_.NewInstance(base, targs);
        RecordInstance(parts.base, targs, recv_type);
        RecordTypeAndValue(parts.instance, Mode::kTypeExpr, recv_type);
        if (parts.pointer) recv_type = types_.NewPointer(recv_type);
        RecordTypeAndValue(field->type, Mode::kTypeExpr, recv_type);
      } else {
        const size_t n = recv_tparams->size();
        Report<Diag::kReceiverTypeParameterCount>(parts.base, n,
               n == 1 ? "" : "s", base_tparams.size());
      }
    }
  }

  Var* recv;
  if (!field->names.empty()) {
    const ast::Ident* name = field->names[0];
    recv = types_.NewVar(VarKind::kRecv, name->pos, &pkg_, name->name, recv_type);
  } else {
    recv = types_.NewVar(VarKind::kRecv, field->pos, &pkg_, Sym(), recv_type);
    RecordImplicit(field, recv);
  }
  const ast::Expr* at = parts.base;
  Later([this, at, recv] { ValidRecv(at, recv); });
  return recv;
}

void Checker::ValidRecv(const ast::Expr* at, Var* recv) {
  // The receiver base type must be a defined type of this package, and neither a pointer nor an interface.
  Type* base = Deref(recv->type());
  Type* t = Unalias(base);
  if (!IsValid(t)) return;
  if (Named* n = TryAs<Named>(t)) {
    if (n->obj()->pkg() != &pkg_) {
      Report<Diag::kMethodOnNonLocalType>(at, base);
      return;
    }
    Type* u = n->underlying();
    const char* cause = nullptr;
    if (u->kind() == TypeKind::kPointer || u->kind() == TypeKind::kInterface) {
      cause = "pointer or interface type";
    } else if (u->kind() == TypeKind::kBasic && static_cast<Basic*>(u)->basic_kind() == BasicKind::kUnsafePointer) {
      cause = "unsafe.Pointer";
    }
    if (cause != nullptr) Report<Diag::kInvalidReceiverCause>(at, base, cause);
  } else if (t->kind() == TypeKind::kBasic) {
    Report<Diag::kMethodOnNonLocalType>(at, base);
  } else {
    Report<Diag::kInvalidReceiver>(at, recv->type());
  }
}

Checker::Params Checker::CollectParams(const ast::FieldList* list, VarKind kind, bool variadic_ok) {
  Params out;
  if (list == nullptr) return out;
  for (size_t i = 0; i < list->list.size(); i++) {
    const ast::Field* f = list->list[i];
    const ast::Expr* type = f->type;
    bool dots = false;
    if (const auto* ellipsis = ast::TryAs<ast::Ellipsis>(static_cast<const ast::Node*>(type))) {
      const bool last = variadic_ok && i + 1 == list->list.size() && f->names.size() <= 1;
      if (last) {
        dots = true;
      } else {
        Report<Diag::kMisplacedDots>(type);
      }
      type = ellipsis->elem;
      if (type == nullptr) continue;
    }
    Type* t = VarType(type);
    if (dots) {
      t = types_.NewSlice(t);
      out.variadic = true;
      RecordTypeAndValue(f->type, Mode::kTypeExpr, t);
    }
    if (f->names.empty()) {
      Var* v = types_.NewVar(kind, f->pos, &pkg_, Sym(), t);
      RecordImplicit(f, v);
      out.names.push_back(nullptr);
      out.vars.push_back(v);
    }
    for (const ast::Ident* name : f->names) {
      out.names.push_back(name);
      out.vars.push_back(types_.NewVar(kind, name->pos, &pkg_, name->name, t));
    }
  }
  return out;
}

void Checker::DeclareParams(const Params& params, Pos scope_pos) {
  for (size_t i = 0; i < params.vars.size(); i++) {
    if (params.names[i] == nullptr) continue;
    params.vars[i]->used = true;  // parameters need not be used
    Declare(env_.scope, params.names[i], params.vars[i], scope_pos);
  }
}

}  // namespace golite::sema
