#pragma once

// Vet reports what compiles but is likely a mistake, in the words of `go vet`.

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "parser/ast/ast.h"
#include "sema/info.h"
#include "sema/types/package.h"
#include "support/diagnostics.h"

namespace golite::sema::vet {

// Examines a package that was checked without errors. Findings go to diags; returns whether there were none. `checks`
// names what to look for, as `go vet` names it ("printf"), or is "all"; unknown names are ignored.
bool VetPackage(Package& pkg, TypeContext& types, Diagnostics& diags, std::span<const std::string> checks);
bool VetPackage(Package& pkg, TypeContext& types, Diagnostics& diags);  // with all checks

// What every check is given.
struct Pass {
  Package& pkg;
  const Info& info;
  TypeContext& types;
  Diagnostics& diags;
  size_t findings = 0;
  // Functions of this package, and of those it imports, that hand their arguments on to fmt.Printf and the like; filled by
  // the check printf.
  std::unordered_map<Func*, char> wrappers;
  bool wrappers_known = false;
  std::unordered_set<const ast::Node*> seen;  // nodes that a check has looked at from above

  void Report(Pos pos, std::string message) {
    findings++;
    diags.Error(pos, std::move(message));
  }
  // The type of an expression as written; nullptr if it has none.
  Type* TypeOf(const ast::Expr* e) const;
};

// The function or method a call statically refers to; nullptr for calls of function values and conversions.
Func* StaticCallee(const Pass& pass, const ast::CallExpr* call);
Func* StaticCallee(const Info& info, const ast::CallExpr* call);
// "fmt.Sprintf" for functions, "(*log.Logger).Printf" for methods.
std::string QualifiedName(Func* f);
// A type with the paths of its packages, as vet prints it.
std::string VetTypeString(Type* t);
// The expression as source text, with what function bodies and composite literals contain.
std::string ExprText(const Pass& pass, const ast::Expr* e);
// The call that an expression is, or nullptr.
const ast::CallExpr* AsCall(const ast::Expr* e);
// Whether the call statically refers to that function of that package.
bool IsCallOf(const Pass& pass, const ast::CallExpr* call, std::string_view pkg, std::string_view name);
// Whether t is the named type of that package.
bool IsNamed(Type* t, std::string_view pkg, std::string_view name);
// Whether evaluating the expression may do something: it calls a function or receives.
bool HasSideEffects(const Pass& pass, const ast::Expr* e);

// The checks; each looks at one node and what belongs to it. A node comes before those below it.
#define VET(name, function, also) void function(Pass& pass, const ast::Node* n);
#include "sema/vet/checks.def"
#undef VET

}  // namespace golite::sema::vet
