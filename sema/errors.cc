// This file implements the reporting of errors: the text of arguments, suppression of follow-up errors, language
// versions.

#include "parser/ast/print.h"
#include "sema/checker.h"

namespace golite::sema {

std::string Checker::Text(Type* t) const {
  return TypeString(t, qualifier());
}
std::string Checker::Text(Object* o) const {
  return std::string(o->name().view());
}
std::string Checker::Text(const ast::Expr* e) const {
  return ast::ExprString(*e);
}
std::string Checker::Text(const Operand& x) const {
  return OperandString(x, qualifier());
}
std::string Checker::Text(ConstValue v) const {
  return constant::ToString(v);
}

std::string Checker::Text(std::span<Type* const> list) const {
  std::string out = "[";
  for (Type* t : list) {
    if (out.size() > 1) out += ", ";
    out += Text(t);
  }
  return out + "]";
}

std::string Checker::Format(std::string_view text, std::span<const std::string> args) {
  std::string out;
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9') {
      const size_t n = static_cast<size_t>(text[i + 1] - '0');
      GOLITE_CHECK(n < args.size(), "a message refers to an argument that was not given");
      out += args[n];
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

Diagnostics::Handle Checker::ReportText(Diag diag, Pos pos, std::string message) {
  // Messages that mention invalid operands or types are follow-ups of an error that was reported.
  if (error_count_ > 0) {
    auto mentions = [&](std::string_view what) {
      const size_t at = message.find(what);
      return at != std::string::npos && at > 0;
    };
    if (mentions("invalid operand") || mentions("invalid type")) return {};
  }
  error_count_++;
  // Inside an inherited constant initialiser, errors belong to the constant at hand.
  if (env_.error_pos.valid()) pos = env_.error_pos;
  return diags_.Add(diag, pos, std::move(message));
}

bool Checker::AllowVersion(int minor) const {
  return !env_.version.is_set() || env_.version >= GoVersion{1, minor};
}

void Checker::ReportVersionError(Pos pos, GoVersion v, std::string_view text) {
  Report<Diag::kUnsupportedVersion>(pos, text, v.major, v.minor, env_.version.major, env_.version.minor);
}

}  // namespace golite::sema
