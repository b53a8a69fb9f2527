// This file implements the check of methods whose names interfaces of the library have: a method with another signature
// compiles, and is never called.
#include <array>
#include <string_view>
#include <vector>

#include "sema/types/predicates.h"
#include "sema/types/universe.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

// A "=" says: methods whose parameter there has another type mean something else.
struct Wanted {
  std::string_view name;
  std::array<std::string_view, 2> params;
  std::array<std::string_view, 3> results;
  bool of_errors = false;  // counts for types that are errors
};

constexpr Wanted kWanted[] = {
    {"As", {"any"}, {"bool"}, true},
    {"Format", {"=fmt.State", "rune"}, {}},
    {"GobDecode", {"[]byte"}, {"error"}},
    {"GobEncode", {}, {"[]byte", "error"}},
    {"Is", {"error"}, {"bool"}, true},
    {"MarshalJSON", {}, {"[]byte", "error"}},
    {"MarshalXML", {"*xml.Encoder", "xml.StartElement"}, {"error"}},
    {"ReadByte", {}, {"byte", "error"}},
    {"ReadFrom", {"=io.Reader"}, {"int64", "error"}},
    {"ReadRune", {}, {"rune", "int", "error"}},
    {"Scan", {"=fmt.ScanState", "rune"}, {"error"}},
    {"Seek", {"=int64", "int"}, {"int64", "error"}},
    {"UnmarshalJSON", {"[]byte"}, {"error"}},
    {"UnmarshalXML", {"*xml.Decoder", "xml.StartElement"}, {"error"}},
    {"UnreadByte", {}, {"error"}},
    {"UnreadRune", {}, {"error"}},
    {"Unwrap", {}, {"error"}, true},
    {"WriteByte", {"byte"}, {"error"}},
    {"WriteTo", {"=io.Writer"}, {"int64", "error"}},
};

template <size_t kSize>
std::vector<std::string_view> NonEmpty(const std::array<std::string_view, kSize>& list) {
  std::vector<std::string_view> out;
  for (const std::string_view s : list) {
    if (!s.empty()) out.push_back(s);
  }
  return out;
}

bool Matches(Type* t, std::string_view want) {
  if (want.starts_with('=')) want.remove_prefix(1);
  if (want == "any") return IsInterface(t) && TypeString(Under(t)) == TypeString(Under(t->context().any_type()));
  if (want == "byte") return Identical(t, t->context().byte_type());
  if (want == "rune") return Identical(t, t->context().rune_type());
  if (want == "[]byte") return Identical(t, t->context().NewSlice(t->context().byte_type()));
  return TypeString(t) == want;
}

bool MatchAll(const std::vector<std::string_view>& want, Tuple* have) {
  if (want.size() != static_cast<size_t>(have->len())) return false;
  for (size_t i = 0; i < want.size(); i++) {
    if (!Matches(have->at(static_cast<int>(i))->type(), want[i])) return false;
  }
  return true;
}

std::string Joined(const std::vector<std::string_view>& list) {
  std::string out;
  for (std::string_view s : list) {
    if (s.starts_with('=')) s.remove_prefix(1);
    out.append(out.empty() ? "" : ", ").append(s);
  }
  return out;
}

void CheckMethod(Pass& pass, const ast::Ident* name, Func* f, bool is_error) {
  for (const Wanted& wanted : kWanted) {
    if (f->name() != wanted.name || (wanted.of_errors && !is_error)) continue;
    Signature* sig = f->signature();
    const std::vector<std::string_view> params = NonEmpty(wanted.params), results = NonEmpty(wanted.results);
    for (size_t i = 0; i < params.size(); i++) {
      if (!params[i].starts_with('=')) continue;
      if (static_cast<size_t>(sig->params()->len()) <= i || !Matches(sig->params()->at(static_cast<int>(i))->type(), params[i])) return;
    }
    if (MatchAll(params, sig->params()) && MatchAll(results, sig->results())) return;
    if (wanted.name == "Unwrap") {  // of an error that joins others
      Type* errors = pass.types.NewSlice(pass.types.error_type());
      if (sig->params()->len() == 0 && sig->results()->len() == 1 && Identical(sig->results()->at(0)->type(), errors)) return;
    }
    std::string have, want = std::string(wanted.name) + "(" + Joined(params) + ")";
    WriteSignature(have, sig, {});
    if (results.size() == 1) want += " " + Joined(results);
    if (results.size() > 1) want += " (" + Joined(results) + ")";
    pass.Report(name->pos, "method " + std::string(wanted.name) + have + " should have signature " + want);
  }
}

}  // namespace

void StdMethods(Pass& pass, const ast::Node* n) {
  if (const auto* decl = ast::TryAs<ast::FuncDecl>(n); decl != nullptr && decl->recv != nullptr) {
    auto* f = TryAs<Func>(pass.info.ObjectOf(decl->name));
    if (f == nullptr || f->signature()->recv() == nullptr) return;
    Type* recv = f->signature()->recv()->type();
    const bool is_error = Implements(recv, Under(pass.types.error_type()), /*constraint=*/false);
    CheckMethod(pass, decl->name, f, is_error);
  } else if (const auto* iface = ast::TryAs<ast::InterfaceType>(n)) {
    for (const ast::Field* field : iface->methods->list) {
      for (const ast::Ident* name : field->names) {
        if (auto* f = TryAs<Func>(pass.info.ObjectOf(name))) CheckMethod(pass, name, f, /*is_error=*/false);
      }
    }
  }
}

}  // namespace golite::sema::vet
