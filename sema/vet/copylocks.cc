// This file implements the check for locks that are copied: a copied mutex protects nothing.
#include <algorithm>

#include "parser/ast/print.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"
#include "sema/types/universe.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

constexpr int kMaxDepth = 100;

bool HasMethod(Type* t, const Package* pkg, std::string_view name) {
  Type* context_type = t;
  const Sym sym = context_type->context().interner().Find(name);
  if (!sym) return false;
  return TryAs<Func>(LookupFieldOrMethod(t, /*addressable=*/false, pkg, sym).obj) != nullptr;
}

// A type is a lock if a pointer to it is a sync.Locker and it is none itself.
bool IsLock(Type* t) {
  TypeContext& types = t->context();
  if (auto* named = TryAs<Named>(t)) {
    TypeName* obj = named->obj();
    if (obj->name() == "noCopy" && obj->pkg() != nullptr && obj->pkg()->path() == "sync") return true;
  }
  Pointer* p = types.NewPointer(t);
  return HasMethod(p, nullptr, "Lock") && HasMethod(p, nullptr, "Unlock") && !HasMethod(t, nullptr, "Lock");
}

// How t contains a lock, "T contains sync.Mutex"; "" if it does not.
std::string LockPath(Type* t, int depth = 0) {
  if (t == nullptr || depth > kMaxDepth || !IsValid(t)) return "";
  if (auto* p = TryAs<TypeParam>(t)) {
    const TypeSet& set = TypeSetOf(p->Iface());
    if (!set.HasTerms()) return "";
    for (const Term& term : set.terms()) {
      const std::string path = LockPath(term.type, depth + 1);
      if (!path.empty()) return VetTypeString(t) + " contains " + (term.tilde ? "~" : "") + path;
    }
    return "";
  }
  while (auto* array = TryUnder<Array>(t)) t = array->elem();
  if (auto* tuple = TryAs<Tuple>(t)) {
    for (Var* v : tuple->vars()) {
      const std::string path = LockPath(v->type(), depth + 1);
      if (!path.empty()) return VetTypeString(t) + " contains " + path;
    }
    return "";
  }
  auto* s = TryUnder<Struct>(t);
  if (s == nullptr) return "";
  if (IsLock(t)) return VetTypeString(t);
  // Those of the library that are no lock and have none in them here, but must not be copied either.
  for (const std::string_view name : {"WaitGroup", "Cond", "Pool"}) {
    if (IsNamed(t, "sync", name)) return VetTypeString(t) + " contains sync.noCopy";
  }
  for (Var* f : s->fields()) {
    const std::string path = LockPath(f->type(), depth + 1);
    if (!path.empty()) return VetTypeString(t) + " contains " + path;
  }
  return "";
}

// The same for an expression that is copied. Literals and results of calls are new values.
std::string LockPathOfValue(const Pass& pass, const ast::Expr* e) {
  e = ast::Unparen(e);
  if (e->kind == ast::NodeKind::kCompositeLit || e->kind == ast::NodeKind::kCallExpr) return "";
  if (const auto* star = ast::TryAs<ast::StarExpr>(e)) {
    if (ast::Unparen(star->x)->kind == ast::NodeKind::kCallExpr) return "";
  }
  const TypeAndValue tv = pass.info.TypeAndValueOf(e);
  if (tv.mode == Mode::kTypeExpr) return "";
  return LockPath(pass.TypeOf(e));
}

void CheckParams(Pass& pass, std::string_view name, const ast::FieldList* list) {
  if (list == nullptr) return;
  for (const ast::Field* f : list->list) {
    const std::string path = LockPath(pass.TypeOf(f->type));
    if (!path.empty()) pass.Report(ast::StartPos(*f->type), std::string(name) + " passes lock by value: " + path);
  }
}

void CheckRangeVar(Pass& pass, const ast::RangeStmt* s, const ast::Expr* e) {
  const auto* id = e == nullptr ? nullptr : ast::TryAs<ast::Ident>(e);
  if (e == nullptr || (id != nullptr && id->is_blank())) return;
  Type* t = nullptr;
  if (s->tok == lexer::Token::kDefine) {
    Object* o = id == nullptr ? nullptr : pass.info.ObjectOf(id);
    t = o == nullptr ? nullptr : o->type();
  } else {
    t = pass.TypeOf(e);
  }
  const std::string path = LockPath(t);
  if (!path.empty()) pass.Report(e->pos, "range var " + ExprText(pass, e) + " copies lock: " + path);
}

void CheckValue(Pass& pass, const ast::Expr* e, const std::string& what) {
  const std::string path = LockPathOfValue(pass, e);
  if (!path.empty()) pass.Report(ast::StartPos(*e), what + ": " + path);
}

}  // namespace

void CopyLocks(Pass& pass, const ast::Node* n) {
  switch (n->kind) {
    case ast::NodeKind::kRangeStmt: {
      const auto* s = ast::As<ast::RangeStmt>(n);
      CheckRangeVar(pass, s, s->key());
      CheckRangeVar(pass, s, s->value());
      break;
    }
    case ast::NodeKind::kFuncDecl: {
      const auto* f = ast::As<ast::FuncDecl>(n);
      CheckParams(pass, f->name->name.view(), f->recv);
      CheckParams(pass, f->name->name.view(), f->type->params);
      break;
    }
    case ast::NodeKind::kFuncLit: CheckParams(pass, "func", ast::As<ast::FuncLit>(n)->type->params); break;
    case ast::NodeKind::kCallExpr: {
      const auto* call = ast::As<ast::CallExpr>(n);
      // Of the predeclared functions some only look at the type of their argument, or its length.
      if (pass.info.TypeAndValueOf(ast::Unparen(call->fun)).mode == Mode::kBuiltin) {
        const std::string text = ast::ExprString(*ast::Unparen(call->fun));
        const std::string_view name = std::string_view(text).substr(text.rfind('.') + 1);
        static constexpr std::string_view kOnlyLook[] = {"new", "len", "cap", "Sizeof", "Offsetof", "Alignof"};
        if (std::ranges::find(kOnlyLook, name) != std::end(kOnlyLook)) break;
      }
      for (const ast::Expr* e : call->args) {
        CheckValue(pass, e, "call of " + ExprText(pass, call->fun) + " copies lock value");
      }
      break;
    }
    case ast::NodeKind::kAssignStmt: {
      const auto* s = ast::As<ast::AssignStmt>(n);
      if (s->lhs.size() != s->rhs.size()) break;
      for (size_t i = 0; i < s->rhs.size(); i++) {
        CheckValue(pass, s->rhs[i], "assignment copies lock value to " + ExprText(pass, s->lhs[i]));
      }
      break;
    }
    case ast::NodeKind::kValueSpec: {
      const auto* spec = ast::As<ast::ValueSpec>(n);
      if (spec->names.size() != spec->values.size()) break;
      for (size_t i = 0; i < spec->values.size(); i++) {
        CheckValue(pass, spec->values[i],
                   "variable declaration copies lock value to " + std::string(spec->names[i]->name.view()));
      }
      break;
    }
    case ast::NodeKind::kCompositeLit:
      for (const ast::Expr* e : ast::As<ast::CompositeLit>(n)->elts) {
        if (const auto* kv = ast::TryAs<ast::KeyValueExpr>(e)) e = kv->value;
        CheckValue(pass, e, "literal copies lock value from " + ExprText(pass, e));
      }
      break;
    case ast::NodeKind::kReturnStmt:
      for (const ast::Expr* e : ast::As<ast::ReturnStmt>(n)->results) CheckValue(pass, e, "return copies lock value");
      break;
    default: break;
  }
}

}  // namespace golite::sema::vet
