// This file declares the analysis that decides where variables live and what closures capture.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "parser/ast/ast.h"
#include "sema/info.h"
#include "sema/types/object.h"
#include "sema/types/universe.h"

namespace golite::compiler {

// What was seen of a variable; bits of VarFlags.
enum VarFlag : uint8_t {
  kAddressed = 1,   // its address is needed: &x, x[:] of an array, x[i] with i unknown, a pointer method called
  kCaptured = 2,    // a closure refers to it
  kReassigned = 4,  // assigned other than by its declaration, as a whole or in part
};

// A variable whose address is taken, or that a closure sees change, lives in a heap box.
inline bool NeedsBox(uint8_t flags) {
  return (flags & kAddressed) != 0 || (flags & (kCaptured | kReassigned)) == (kCaptured | kReassigned);
}

// What is known of one function body: a declaration, a literal, or the body of a loop over a function, which becomes a
// closure.
struct ScopeInfo {
  const ast::Node* node = nullptr;      // FuncDecl, FuncLit, RangeStmt, or the initialiser
  ScopeInfo* parent = nullptr;
  std::vector<sema::Var*> captures;     // variables of enclosing bodies, in order of first use
  bool has_defer = false;               // a defer statement runs in this frame
  bool has_recover = false;
  bool is_loop_body = false;
  // For the nearest enclosing function of loops over functions: variables the exits of their bodies need.
  bool returns_from_loop = false;       // a loop body returns
  sema::Var* exit_code = nullptr;       // which way the innermost loop body left
  sema::Var* defers = nullptr;          // []func(): calls that loop bodies deferred
  std::vector<sema::Var*> results;      // of the function or literal
  std::unordered_map<Sym, const ast::LabeledStmt*> labels;  // of a function or literal, loop bodies included
  // The function proper: skips loop bodies.
  ScopeInfo* Function() {
    ScopeInfo* s = this;
    while (s->is_loop_body) s = s->parent;
    return s;
  }
};

// The result of the analysis of one declaration with everything nested in it.
struct FuncAnalysis {
  std::unordered_map<const ast::Node*, std::unique_ptr<ScopeInfo>> scopes;
  ScopeInfo& At(const ast::Node* n) const { return *scopes.at(n); }
};

// Flags of variables by Object::id.
class VarFlags {
 public:
  uint8_t Get(sema::Object* v) const { return v->id() < flags_.size() ? flags_[v->id()] : 0; }
  void Set(sema::Object* v, uint8_t f) {
    if (v->id() >= flags_.size()) flags_.resize(v->id() + 1024);
    flags_[v->id()] |= f;
  }

 private:
  std::vector<uint8_t> flags_;
};

// Analyses a function declaration, or (decl null) the initialiser of package variables.
std::unique_ptr<FuncAnalysis> Analyze(const ast::FuncDecl* decl, sema::Signature* sig, const ast::Expr* init,
                                      sema::Package& pkg, sema::TypeContext& types, VarFlags& flags);

// Whether loops declare their variables anew in each iteration.
bool PerIterationLoopVars(const sema::Package& pkg);
// Whether a range statement iterates over a function.
bool IsRangeOverFunc(const sema::Info& info, const ast::RangeStmt& s);

}  // namespace golite::compiler
