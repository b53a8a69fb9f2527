// This file implements the check of calls of package log/slog: whether their arguments are keys with values, and attributes.
#include <string>

#include "parser/ast/print.h"
#include "sema/types/constant.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"
#include "sema/types/universe.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

// How many arguments come before the keys and values; -1 when the function takes none.
int ArgsBeforeKeys(Func* f) {
  if (f->pkg() == nullptr || f->pkg()->path() != "log/slog") return -1;
  struct Row {
    std::string_view type, name;  // type: of the receiver
    int count;
  };
  static constexpr Row kRows[] = {
      {"", "Debug", 1},  {"", "Info", 1},  {"", "Warn", 1},  {"", "Error", 1},
      {"", "DebugContext", 2}, {"", "InfoContext", 2}, {"", "WarnContext", 2}, {"", "ErrorContext", 2},
      {"", "Log", 3},    {"", "Group", 1},
      {"Logger", "Debug", 1}, {"Logger", "Info", 1}, {"Logger", "Warn", 1}, {"Logger", "Error", 1},
      {"Logger", "DebugContext", 2}, {"Logger", "InfoContext", 2}, {"Logger", "WarnContext", 2}, {"Logger", "ErrorContext", 2},
      {"Logger", "Log", 3}, {"Logger", "With", 0}, {"Record", "Add", 0},
  };
  Signature* sig = f->signature();
  for (const Row& row : kRows) {
    if (f->name() != row.name) continue;
    if (row.type.empty() ? sig->recv() == nullptr : sig->recv() != nullptr && IsNamed(Deref(sig->recv()->type()), "log/slog", row.type)) {
      return row.count;
    }
  }
  return -1;
}

// "slog.Info", "slog.Logger.Info".
std::string ShortName(Func* f) {
  std::string name = "slog.";
  if (Var* recv = f->signature()->recv()) name += std::string(TryAs<Named>(Unalias(Deref(recv->type())))->obj()->name().view()) + ".";
  return name + std::string(f->name().view());
}

enum class Guess { kString, kAttr, kEither, kNeither };

// What an argument of this type may be.
Guess GuessOf(Type* t) {
  if (IsNamed(t, "log/slog", "Attr")) return Guess::kAttr;
  Type* exact = Unalias(t);
  if (exact->kind() == TypeKind::kBasic && IsString(exact)) return Guess::kString;
  if (!IsInterface(t) || IsTypeParam(t)) return Guess::kNeither;
  const auto methods = TypeSetOf(As<Interface>(Under(t))).methods();
  if (methods.empty()) return Guess::kEither;
  // A string has no methods; an Attr has Equal and String.
  for (Func* m : methods) {
    if (m->name() != "Equal" && m->name() != "String") return Guess::kNeither;
  }
  return Guess::kAttr;
}

}  // namespace

void Slog(Pass& pass, const ast::Node* n) {
  const auto* call = ast::TryAs<ast::CallExpr>(n);
  Func* f = call == nullptr || call->has_dots() ? nullptr : StaticCallee(pass, call);
  const int before = f == nullptr ? -1 : ArgsBeforeKeys(f);
  if (before < 0) return;
  // In a call of a method expression the receiver comes first.
  const auto* selector = ast::TryAs<ast::SelectorExpr>(ast::Unparen(call->fun));
  const bool by_type = selector != nullptr && f->signature()->recv() != nullptr &&
                       pass.info.TypeAndValueOf(ast::Unparen(selector->x)).mode == Mode::kTypeExpr;
  const size_t first = static_cast<size_t>(before) + (by_type ? 1 : 0);
  enum { kKey, kValue, kUnknown } expected = kKey;
  const ast::Expr* unknown = nullptr;
  for (size_t i = first; i < call->args.size(); ++i) {
    const ast::Expr* arg = call->args[i];
    Type* t = pass.TypeOf(arg);
    if (t == nullptr) return;
    const Guess guess = GuessOf(Default(t));
    if (expected == kValue) {
      expected = kKey;
    } else if (expected == kUnknown) {
      // If this cannot be a key, it is the value of the one before.
      unknown = arg;
      if (guess == Guess::kNeither && !IsInterface(t)) expected = kKey;
    } else if (guess == Guess::kString) {
      expected = kValue;
    } else if (guess == Guess::kEither) {
      expected = kUnknown;
    } else if (guess == Guess::kNeither) {
      const std::string text = ShortName(f) + " arg " + constant::Quote(ExprText(pass, arg)) + " should ";
      pass.Report(ast::StartPos(*arg), unknown == nullptr ? text + "be a string or a slog.Attr (possible missing key or value)"
                                                          : text + "probably be a string or a slog.Attr (previous arg " +
                                                                constant::Quote(ExprText(pass, unknown)) + " cannot be a key)");
      return;
    }
  }
  if (expected != kValue) return;
  pass.Report(ast::StartPos(*call), "call to " + ShortName(f) + (unknown == nullptr ? " missing a final value" : " has a missing or misplaced value"));
}

}  // namespace golite::sema::vet
