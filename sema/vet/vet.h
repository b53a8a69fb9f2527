#pragma once

// Vet reports what compiles but is likely a mistake, in the words of `go vet`.

#include <span>
#include <string>

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

  void Report(Pos pos, std::string message) {
    findings++;
    diags.Error(pos, std::move(message));
  }
  // The type of an expression as written; nullptr if it has none.
  Type* TypeOf(const ast::Expr* e) const;
};

// The function or method a call statically refers to; nullptr for calls of function values and conversions.
Func* StaticCallee(const Pass& pass, const ast::CallExpr* call);
// "fmt.Sprintf" for functions, "(*log.Logger).Printf" for methods.
std::string QualifiedName(Func* f);

// The checks; each looks at one node and what belongs to it. Nodes come in no particular order.
void Contexts(Pass& pass, const ast::Node* n);
void CopyLocks(Pass& pass, const ast::Node* n);
void LoopClosure(Pass& pass, const ast::Node* n);
void LostCancel(Pass& pass, const ast::Node* n);
void Printf(Pass& pass, const ast::Node* n);
void UnusedResult(Pass& pass, const ast::Node* n);

}  // namespace golite::sema::vet
