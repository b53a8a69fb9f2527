// This file implements the check of conversions from uintptr to unsafe.Pointer, which are valid in few forms: arithmetic on
// a pointer within one expression, and what package reflect returns as a number.
#include <string_view>

#include "sema/types/predicates.h"
#include "sema/types/universe.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

bool IsUintptr(Type* t) {
  auto* basic = t == nullptr ? nullptr : TryUnder<Basic>(t);
  return basic != nullptr && basic->basic_kind() == BasicKind::kUintptr;
}

bool IsReflectHeader(Type* t) { return IsNamed(t, "reflect", "SliceHeader") || IsNamed(t, "reflect", "StringHeader"); }

// Whether the value is uintptr(p) for an unsafe.Pointer p, or that with an offset.
bool IsPointerArithmetic(const Pass& pass, const ast::Expr* e) {
  e = ast::Unparen(e);
  if (const ast::CallExpr* call = AsCall(e)) {
    if (call->args.size() != 1 || pass.info.TypeAndValueOf(ast::Unparen(call->fun)).mode != Mode::kTypeExpr) return false;
    Type* from = pass.TypeOf(call->args[0]);
    return IsUintptr(pass.TypeOf(e)) && from != nullptr && IsUnsafePointer(Under(from));
  }
  const auto* binary = ast::TryAs<ast::BinaryExpr>(e);
  if (binary == nullptr) return false;
  switch (binary->op) {
    case ast::Token::kAdd:
    case ast::Token::kSub:
    case ast::Token::kAndNot: return IsPointerArithmetic(pass, binary->x) && !IsPointerArithmetic(pass, binary->y);
    default: return false;
  }
}

bool IsSafe(const Pass& pass, const ast::Expr* e) {
  e = ast::Unparen(e);
  // Data of a header that is really a slice or string.
  if (const auto* data = ast::TryAs<ast::SelectorExpr>(e); data != nullptr && data->sel->name == "Data") {
    Type* t = pass.TypeOf(data->x);
    auto* pointer = t == nullptr ? nullptr : TryUnder<Pointer>(t);
    if (pointer != nullptr && IsReflectHeader(pointer->elem())) return true;
  }
  const ast::CallExpr* call = AsCall(e);
  const auto* method = call == nullptr || !call->args.empty() ? nullptr : ast::TryAs<ast::SelectorExpr>(ast::Unparen(call->fun));
  if (method != nullptr && (method->sel->name == "Pointer" || method->sel->name == "UnsafeAddr")) {
    if (IsNamed(pass.TypeOf(method->x), "reflect", "Value")) return true;
  }
  return IsPointerArithmetic(pass, e);
}

}  // namespace

void UnsafePtr(Pass& pass, const ast::Node* n) {
  // A header that is no slice or string does not keep its memory alive; its address and copies are signs of one.
  const auto report_header = [&](const ast::Expr* whole, const ast::Expr* header) {
    if (Type* t = pass.TypeOf(header); t != nullptr && IsReflectHeader(t)) {
      pass.Report(ast::StartPos(*whole), "possible misuse of " + VetTypeString(t));
    }
  };
  if (const auto* star = ast::TryAs<ast::StarExpr>(n)) {
    if (pass.info.TypeAndValueOf(star).mode != Mode::kTypeExpr) report_header(star, star);
    return;
  }
  if (const auto* unary = ast::TryAs<ast::UnaryExpr>(n)) {
    if (unary->op == ast::Token::kAnd) report_header(unary, unary->x);
    return;
  }
  const auto* call = ast::TryAs<ast::CallExpr>(n);
  if (call == nullptr || call->args.size() != 1 || pass.info.TypeAndValueOf(ast::Unparen(call->fun)).mode != Mode::kTypeExpr) return;
  Type* to = pass.TypeOf(call);
  if (to == nullptr || !IsUnsafePointer(Under(to)) || !IsUintptr(pass.TypeOf(call->args[0])) || IsSafe(pass, call->args[0])) return;
  pass.Report(ast::StartPos(*call), "possible misuse of unsafe.Pointer");
}

}  // namespace golite::sema::vet
