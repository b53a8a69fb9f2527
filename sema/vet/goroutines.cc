// This file implements the checks of what new goroutines do: end a test, or add to the WaitGroup that waits for them.
#include <algorithm>
#include <array>

#include "parser/ast/walk.h"
#include "sema/types/predicates.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

constexpr std::array kEnding = {std::string_view("FailNow"), std::string_view("Fatal"), std::string_view("Fatalf"),
                                std::string_view("Skip"), std::string_view("Skipf"), std::string_view("SkipNow")};

// "(*T).Fatal" when the call ends a test; empty otherwise.
std::string EndedTest(const Pass& pass, const ast::CallExpr* call) {
  const auto* selector = ast::TryAs<ast::SelectorExpr>(call->fun);
  if (selector == nullptr) return "";
  const std::string_view name = selector->sel->name.view();
  if (std::ranges::find(kEnding, name) == kEnding.end()) return "";
  Type* t = pass.TypeOf(selector->x);
  auto* pointer = t == nullptr ? nullptr : TryAs<Pointer>(Unalias(t));
  for (const std::string_view type : {"T", "B"}) {
    if (pointer != nullptr && IsNamed(pointer->elem(), "testing", type)) return "(*" + std::string(type) + ")." + std::string(name);
  }
  return "";
}

// Calls f with each call in a function that runs in its own goroutine, literals that it calls included.
template <typename F>
void ForEachCall(const ast::Node& body, const F& f) {
  ast::Inspect(body, [&](const ast::Node& n) {
    if (ast::Is<ast::GoStmt>(&n)) return false;  // is looked at by itself
    if (const auto* call = ast::TryAs<ast::CallExpr>(&n)) return f(call);
    return true;
  });
}

}  // namespace

void TestingGoroutine(Pass& pass, const ast::Node* n) {
  const auto* s = ast::TryAs<ast::GoStmt>(n);
  if (s == nullptr) return;
  auto message = [](const std::string& what) { return "call to " + what + " from a non-test goroutine"; };
  // go t.Fatal()
  if (const std::string ended = EndedTest(pass, s->call); !ended.empty()) return pass.Report(s->pos, message(ended));
  const ast::Expr* fun = ast::Unparen(s->call->fun);
  if (const auto* literal = ast::TryAs<ast::FuncLit>(fun)) {
    ForEachCall(*literal->body, [&](const ast::CallExpr* call) {
      // A subtest has a goroutine of its own, and a *T.
      if (const auto* selector = ast::TryAs<ast::SelectorExpr>(call->fun); selector != nullptr && selector->sel->name == "Run") {
        Func* f = StaticCallee(pass, call);
        if (f != nullptr && f->pkg() != nullptr && f->pkg()->path() == "testing") return false;
      }
      if (const std::string ended = EndedTest(pass, call); !ended.empty()) pass.Report(ast::StartPos(*call), message(ended));
      return true;
    });
    return;
  }
  Func* f = StaticCallee(pass, s->call);
  if (f == nullptr || f->pkg() != &pass.pkg || f->func_decl == nullptr || f->func_decl->body == nullptr) return;
  bool reported = false;
  ForEachCall(*f->func_decl->body, [&](const ast::CallExpr* call) {
    const std::string ended = reported ? "" : EndedTest(pass, call);
    if (!ended.empty()) pass.Report(s->pos, message(ended));
    reported |= !ended.empty();
    return true;
  });
}

void WaitGroup(Pass& pass, const ast::Node* n) {
  const auto* s = ast::TryAs<ast::GoStmt>(n);
  const auto* literal = s == nullptr ? nullptr : ast::TryAs<ast::FuncLit>(ast::Unparen(s->call->fun));
  if (literal == nullptr || literal->body->list.empty()) return;
  const auto* first = ast::TryAs<ast::ExprStmt>(literal->body->list[0]);
  const ast::CallExpr* call = first == nullptr ? nullptr : AsCall(first->x);
  Func* f = call == nullptr ? nullptr : StaticCallee(pass, call);
  if (f != nullptr && f->name() == "Add" && f->signature()->recv() != nullptr &&
      IsNamed(Deref(f->signature()->recv()->type()), "sync", "WaitGroup")) {
    pass.Report(ast::StartPos(*call), "WaitGroup.Add called from inside new goroutine");
  }
}

}  // namespace golite::sema::vet
