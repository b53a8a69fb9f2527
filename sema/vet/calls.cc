// This file implements the checks of calls of single library functions, and of append.
#include "parser/ast/walk.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"
#include "sema/types/universe.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

bool ImplementsError(const Pass& pass, Type* t) {
  return Implements(t, Under(pass.types.error_type()), /*constraint=*/false);
}

// The call that initialises the variable that an expression names.
const ast::CallExpr* InitialiserOf(const Pass& pass, const ast::Expr* e, const ast::Node* root) {
  e = ast::Unparen(e);
  const auto* id = ast::TryAs<ast::Ident>(e);
  Object* variable = id == nullptr ? nullptr : pass.info.ObjectOf(id);
  if (variable == nullptr) return nullptr;
  const ast::CallExpr* found = nullptr;
  auto defines = [&](const ast::Expr* name, const ast::Expr* value) {
    const auto* defined = ast::TryAs<ast::Ident>(name);
    if (defined != nullptr && pass.info.defs.Get(defined->id.value()) == variable) found = AsCall(value);
  };
  ast::Inspect(*root, [&](const ast::Node& n) {
    if (const auto* s = ast::TryAs<ast::AssignStmt>(&n); s != nullptr && s->lhs.size() == s->rhs.size()) {
      for (size_t i = 0; i < s->lhs.size(); i++) defines(s->lhs[i], s->rhs[i]);
    } else if (const auto* spec = ast::TryAs<ast::ValueSpec>(&n); spec != nullptr && spec->names.size() == spec->values.size()) {
      for (size_t i = 0; i < spec->names.size(); i++) defines(spec->names[i], spec->values[i]);
    }
    return found == nullptr;
  });
  return found;
}

Builtin* BuiltinOf(const Pass& pass, const ast::CallExpr* call) {
  const auto* id = ast::TryAs<ast::Ident>(ast::Unparen(call->fun));
  return id == nullptr ? nullptr : TryAs<Builtin>(pass.info.ObjectOf(id));
}

}  // namespace

void Appends(Pass& pass, const ast::Node* n) {
  const auto* call = ast::TryAs<ast::CallExpr>(n);
  if (call == nullptr || call->args.size() != 1) return;
  Builtin* builtin = BuiltinOf(pass, call);
  if (builtin != nullptr && builtin->builtin_id() == BuiltinId::kAppend) {
    pass.Report(ast::StartPos(*call), "append with no values");
  }
}

void Defers(Pass& pass, const ast::Node* n) {
  const auto* s = ast::TryAs<ast::DeferStmt>(n);
  if (s == nullptr) return;
  for (const ast::Expr* arg : s->call->args) {
    ast::Inspect(*arg, [&](const ast::Node& inner) {
      if (ast::Is<ast::FuncLit>(&inner)) return false;
      const auto* call = ast::TryAs<ast::CallExpr>(&inner);
      if (call != nullptr && IsCallOf(pass, call, "time", "Since")) {
        pass.Report(ast::StartPos(*call), "call to time.Since is not deferred");
      }
      return true;
    });
  }
}

void ErrorsAs(Pass& pass, const ast::Node* n) {
  const auto* call = ast::TryAs<ast::CallExpr>(n);
  if (call == nullptr || call->args.size() < 2 || !IsCallOf(pass, call, "errors", "As")) return;
  const bool is_nil = pass.info.TypeAndValueOf(ast::Unparen(call->args[1])).mode == Mode::kNilValue;
  Type* t = is_nil ? pass.types.basic(BasicKind::kUntypedNil) : pass.TypeOf(call->args[1]);
  if (t == nullptr || pass.pkg.path() == "errors" || pass.pkg.path() == "errors_test") return;
  if (auto* iface = TryUnder<Interface>(t); iface != nullptr && TypeSetOf(iface).methods().empty()) return;  // it may be anything
  auto* pointer = TryUnder<Pointer>(t);
  if (pointer != nullptr && Identical(pointer->elem(), pass.types.error_type())) {
    pass.Report(ast::StartPos(*call), "second argument to errors.As should not be *error");
    return;
  }
  if (pointer != nullptr && (IsInterface(pointer->elem()) || ImplementsError(pass, pointer->elem()))) return;
  pass.Report(ast::StartPos(*call), "second argument to errors.As must be a non-nil pointer to either a type that implements error, "
                                    "or to any interface type");
}

void SigChanyzer(Pass& pass, const ast::Node* n) {
  // The whole file is looked through for where a channel is made.
  const auto* file = ast::TryAs<ast::File>(n);
  if (file == nullptr) return;
  ast::Inspect(*file, [&](const ast::Node& node) {
    const auto* call = ast::TryAs<ast::CallExpr>(&node);
    if (call == nullptr || call->args.empty() || !IsCallOf(pass, call, "os/signal", "Notify")) return true;
    const ast::CallExpr* made = InitialiserOf(pass, call->args[0], file);
    Builtin* builtin = made == nullptr ? nullptr : BuiltinOf(pass, made);
    if (builtin == nullptr || builtin->builtin_id() != BuiltinId::kMake) return true;
    if (made->args.size() == 1) {
      pass.Report(ast::StartPos(*call), "misuse of unbuffered os.Signal channel as argument to signal.Notify");
    }
    return true;
  });
}

void TimeFormat(Pass& pass, const ast::Node* n) {
  const auto* call = ast::TryAs<ast::CallExpr>(n);
  Func* f = call == nullptr ? nullptr : StaticCallee(pass, call);
  if (f == nullptr || f->pkg() == nullptr || f->pkg()->path() != "time" || call->args.empty()) return;
  const bool method = f->signature()->recv() != nullptr;
  if (!(method && f->name() == "Format" && IsNamed(f->signature()->recv()->type(), "time", "Time")) &&
      !(!method && f->name() == "Parse")) return;
  const ConstValue layout = pass.info.TypeAndValueOf(call->args[0]).value;
  if (!layout || layout.kind() != constant::Kind::kString) return;
  if (constant::StringVal(layout).find("2006-02-01") == std::string_view::npos) return;
  pass.Report(ast::StartPos(*call->args[0]), "2006-02-01 should be 2006-01-02");
}

void Unmarshal(Pass& pass, const ast::Node* n) {
  const auto* call = ast::TryAs<ast::CallExpr>(n);
  Func* f = call == nullptr ? nullptr : StaticCallee(pass, call);
  if (f == nullptr || f->pkg() == nullptr) return;
  const std::string& path = f->pkg()->path();
  if (path != "encoding/json" && path != "encoding/xml" && path != "encoding/gob" && path != "encoding/asn1") return;
  size_t at;
  if (f->name() == "Unmarshal" && f->signature()->recv() == nullptr && path != "encoding/gob") {
    at = 1;
  } else if (f->name() == "Decode" && f->signature()->recv() != nullptr && path != "encoding/asn1") {
    at = 0;
  } else {
    return;
  }
  Type* t = call->args.size() <= at ? nullptr : pass.TypeOf(call->args[at]);
  if (t == nullptr || IsTypeParam(t) || IsInterface(t) || TryUnder<Pointer>(t) != nullptr) return;
  pass.Report(call->lparen, "call of " + std::string(f->name().view()) + " passes non-pointer" + (at == 1 ? " as second argument" : ""));
}

}  // namespace golite::sema::vet
