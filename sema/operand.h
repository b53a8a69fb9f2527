#pragma once

// An operand is an intermediate value during checking: a mode, the expression, its type, and the value of a constant.

#include <string>

#include "sema/info.h"

namespace golite::sema {

struct Operand {
  Mode mode = Mode::kInvalid;
  BuiltinId id{};  // for kBuiltin
  const ast::Expr* expr = nullptr;
  Type* type = nullptr;
  ConstValue value;  // for kConstant

  // Start of the expression.
  Pos pos() const;
  bool IsInvalid() const { return mode == Mode::kInvalid; }
  bool IsNil() const { return mode == Mode::kNilValue; }
  bool IsConstant() const { return mode == Mode::kConstant; }
  void Invalidate() { mode = Mode::kInvalid; }
};

// As gc describes operands: "x (variable of type int)", "1 << 3 (untyped int constant 8)".
std::string OperandString(const Operand& x, const Qualifier& qualifier);

}  // namespace golite::sema
