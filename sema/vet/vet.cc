// This file implements the walk of `golite vet` over a package, and the check of results that must be used.
#include "sema/vet/vet.h"

#include <algorithm>
#include <array>
#include <vector>

#include "parser/ast/walk.h"
#include "parser/ast/print.h"
#include "sema/types/predicates.h"
#include "sema/types/universe.h"

namespace golite::sema::vet {
namespace {

// Functions that do nothing but compute a result.
constexpr std::array kPureFunctions = {
    std::string_view("context.WithCancel"), std::string_view("context.WithDeadline"),
    std::string_view("context.WithTimeout"), std::string_view("context.WithValue"),
    std::string_view("errors.New"), std::string_view("fmt.Append"), std::string_view("fmt.Appendf"),
    std::string_view("fmt.Appendln"), std::string_view("fmt.Errorf"), std::string_view("fmt.Sprint"),
    std::string_view("fmt.Sprintf"), std::string_view("fmt.Sprintln"), std::string_view("maps.All"),
    std::string_view("maps.Clone"), std::string_view("maps.Collect"), std::string_view("maps.Equal"),
    std::string_view("maps.EqualFunc"), std::string_view("maps.Keys"), std::string_view("maps.Values"),
    std::string_view("slices.BinarySearch"), std::string_view("slices.Clip"), std::string_view("slices.Clone"),
    std::string_view("slices.Compact"), std::string_view("slices.Concat"), std::string_view("slices.Contains"),
    std::string_view("slices.Delete"), std::string_view("slices.Equal"), std::string_view("slices.Grow"),
    std::string_view("slices.Index"), std::string_view("slices.Insert"), std::string_view("slices.IsSorted"),
    std::string_view("slices.Max"), std::string_view("slices.Min"), std::string_view("slices.Replace"),
    std::string_view("sort.Reverse"),
};

}  // namespace

Type* Pass::TypeOf(const ast::Expr* e) const {
  if (Type* t = info.TypeAndValueOf(e).type) return t;
  if (const auto* id = ast::TryAs<ast::Ident>(e)) {
    if (Object* o = info.ObjectOf(id)) return o->type();
  }
  return nullptr;
}

Func* StaticCallee(const Pass& pass, const ast::CallExpr* call) { return StaticCallee(pass.info, call); }

Func* StaticCallee(const Info& info, const ast::CallExpr* call) {
  const ast::Expr* fun = ast::Unparen(call->fun);
  if (const auto* index = ast::TryAs<ast::IndexExpr>(fun)) fun = ast::Unparen(index->x);
  if (const auto* id = ast::TryAs<ast::Ident>(fun)) return TryAs<Func>(info.ObjectOf(id));
  if (const auto* sel = ast::TryAs<ast::SelectorExpr>(fun)) return TryAs<Func>(info.ObjectOf(sel->sel));
  return nullptr;
}

std::string QualifiedName(Func* f) {
  const std::string name(f->name().view());
  Signature* sig = f->signature();
  if (sig->recv() != nullptr) return "(" + VetTypeString(sig->recv()->type()) + ")." + name;
  return f->pkg() == nullptr ? name : f->pkg()->path() + "." + name;
}

void UnusedResult(Pass& pass, const ast::Node* n) {
  const auto* statement = ast::TryAs<ast::ExprStmt>(n);
  const auto* call = statement == nullptr ? nullptr : ast::TryAs<ast::CallExpr>(ast::Unparen(statement->x));
  Func* f = call == nullptr ? nullptr : StaticCallee(pass, call);
  if (f == nullptr) return;
  const std::string name = QualifiedName(f);
  Signature* sig = f->signature();
  bool must_use = std::ranges::find(kPureFunctions, name) != kPureFunctions.end();
  if (sig->recv() != nullptr) {
    must_use = (f->name() == "String" || f->name() == "Error") && sig->params()->len() == 0 &&
               sig->results()->len() == 1 && IsString(sig->results()->at(0)->type());
  }
  if (must_use) pass.Report(call->lparen, "result of " + name + " call not used");
}

std::string VetTypeString(Type* t) { return TypeString(t, {.go_types = true}); }

std::string ExprText(const Pass& pass, const ast::Expr* e) {
  std::string text = ast::ExprString(*e);
  // Types are written without spaces where gofmt has some.
  const bool is_source = text.find("…") == text.npos && text.find("struct{") == text.npos && text.find("interface{") == text.npos;
  if (is_source) return text;
  const Pos start = ast::StartPos(*e), end = ast::EndPos(*e);
  const SourceFile* file = pass.diags.sources().FindFile(start);
  if (file == nullptr) return text;
  const std::string_view source = file->text();
  const size_t from = file->OffsetOf(start), to = file->OffsetOf(end);
  if (to <= from || to > source.size()) return text;
  // Further lines are indented as if the expression stood at the margin.
  const size_t line = source.rfind('\n', from) == source.npos ? 0 : source.rfind('\n', from) + 1;
  const size_t indent = source.find_first_not_of('\t', line) - line;
  text.clear();
  for (size_t i = from; i < to;) {
    const size_t end_of_line = std::min(source.find('\n', i), to - 1) + 1;
    text += source.substr(i, end_of_line - i);
    i = end_of_line;
    for (size_t n = 0; n < indent && i < to && source[i] == '\t'; ++n) ++i;
  }
  return text;
}

const ast::CallExpr* AsCall(const ast::Expr* e) { return e == nullptr ? nullptr : ast::TryAs<ast::CallExpr>(ast::Unparen(e)); }

bool IsCallOf(const Pass& pass, const ast::CallExpr* call, std::string_view pkg, std::string_view name) {
  Func* f = StaticCallee(pass, call);
  return f != nullptr && f->name() == name && f->pkg() != nullptr && f->pkg()->path() == pkg;
}

bool IsNamed(Type* t, std::string_view pkg, std::string_view name) {
  auto* named = t == nullptr ? nullptr : TryAs<Named>(Unalias(t));
  return named != nullptr && named->obj()->name() == name && named->obj()->pkg() != nullptr && named->obj()->pkg()->path() == pkg;
}

bool HasSideEffects(const Pass& pass, const ast::Expr* e) {
  bool found = false;
  ast::Inspect(*e, [&](const ast::Node& n) {
    if (const auto* call = ast::TryAs<ast::CallExpr>(&n)) {
      found |= pass.info.TypeAndValueOf(ast::Unparen(call->fun)).mode != Mode::kTypeExpr;
    } else if (const auto* unary = ast::TryAs<ast::UnaryExpr>(&n)) {
      found |= unary->op == ast::Token::kArrow;
    }
    return !found;
  });
  return found;
}

bool VetPackage(Package& pkg, TypeContext& types, Diagnostics& diags, std::span<const std::string> checks) {
  struct Check {
    std::string_view name, also;
    void (*run)(Pass& pass, const ast::Node* n);
  };
  static constexpr Check kChecks[] = {
#define VET(name, function, also) {name, also, function},
#include "sema/vet/checks.def"
#undef VET
  };
  std::vector<Check> wanted;
  for (const Check& check : kChecks) {
    const auto named = [&](const std::string& name) { return name == "all" || name == check.name || name == check.also; };
    if (std::ranges::any_of(checks, named)) wanted.push_back(check);
  }
  Pass pass{.pkg = pkg, .info = *pkg.info, .types = types, .diags = diags, .findings = 0, .wrappers = {}, .wrappers_known = false, .seen = {}};
  std::vector<const ast::Node*> pending(pkg.files.begin(), pkg.files.end());
  while (!pending.empty()) {
    const ast::Node* n = pending.back();
    pending.pop_back();
    for (const Check& check : wanted) check.run(pass, n);
    ast::ForEachChild(*n, [&](const ast::Node& child) { pending.push_back(&child); });
  }
  return pass.findings == 0;
}

bool VetPackage(Package& pkg, TypeContext& types, Diagnostics& diags) {
  const std::string all[] = {"all"};
  return VetPackage(pkg, types, diags, all);
}

}  // namespace golite::sema::vet
