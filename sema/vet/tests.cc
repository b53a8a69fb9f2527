// This file implements the check of the names and signatures of tests: what go test would quietly leave out, and examples
// of what does not exist.
#include <string>
#include <string_view>
#include <vector>

#include "lexer/unicode.h"
#include "sema/types/predicates.h"
#include "sema/types/scope.h"
#include "sema/types/universe.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

bool BeginsLower(std::string_view text) { return !text.empty() && lexer::IsUnicodeLower(lexer::DecodeRune(text).rune); }

class TestCheck {
 public:
  explicit TestCheck(Pass& pass) : pass_(pass) {}

  void Function(const ast::FuncDecl& f) {
    const std::string_view name = f.name->name.view();
    if (name.starts_with("Example")) return Example(f, name);
    for (const std::string_view prefix : {"Test", "Benchmark", "Fuzz"}) {
      if (name.starts_with(prefix)) return Test(f, name, prefix);
    }
  }

 private:
  void Report(const ast::FuncDecl& f, const std::string& message) {
    pass_.Report(f.func, std::string(f.name->name.view()) + " " + message);
  }

  // Functions that take no *testing.T, B or F are none of ours.
  void Test(const ast::FuncDecl& f, std::string_view name, std::string_view prefix) {
    if (f.type->results != nullptr && f.type->results->NumFields() != 0) return;
    if (f.type->params->NumFields() != 1) return;
    const std::string_view type = prefix == "Test" ? "T" : prefix == "Benchmark" ? "B" : "F";
    auto* pointer = TryAs<Pointer>(Unalias(pass_.TypeOf(f.type->params->list[0]->type)));
    if (pointer == nullptr || !IsNamed(pointer->elem(), "testing", type)) return;
    if (f.type->type_params != nullptr) Report(f, "has type parameters: it will not be called by go test -run");
    const std::string_view rest = name.substr(prefix.size());
    if (BeginsLower(rest)) Report(f, "has malformed name: first letter after '" + std::string(prefix) + "' must not be lowercase");
  }

  // The package that is tested: this one, or the one that an external test imports.
  std::vector<Package*> Tested() const {
    std::vector<Package*> list = {&pass_.pkg};
    const std::string& path = pass_.pkg.path();
    if (!path.ends_with("_test")) return list;
    for (Package* p : pass_.pkg.imports) {
      if (p->path() + "_test" == path) list.push_back(p);
    }
    return list;
  }

  Object* Find(std::string_view name) const {
    for (Package* p : Tested()) {
      if (Object* o = p->scope().Lookup(pass_.types.interner().Intern(name))) return o;
    }
    return nullptr;
  }

  void Example(const ast::FuncDecl& f, std::string_view name) {
    if (f.type->params->NumFields() != 0) Report(f, "should be niladic");
    if (f.type->results != nullptr && f.type->results->NumFields() != 0) Report(f, "should return nothing");
    if (f.type->type_params != nullptr) Report(f, "should not have type params");
    std::string_view rest = name.substr(7);
    if (rest.empty()) return;  // of the package
    if (rest[0] != '_' && BeginsLower(rest)) return;  // no example
    std::vector<std::string_view> elements;
    while (true) {
      const size_t at = rest.find('_');
      elements.push_back(rest.substr(0, at));
      if (at == rest.npos || elements.size() == 3) break;
      rest.remove_prefix(at + 1);
    }
    if (elements.size() == 3) {  // the last holds all that follows
      const size_t start = static_cast<size_t>(elements[2].data() - name.data());
      elements[2] = name.substr(start);
    }
    if (elements[0].empty()) {  // Example_suffix
      const std::string_view suffix = name.substr(8);
      if (suffix.empty() || !BeginsLower(suffix)) Report(f, "has malformed example suffix: " + std::string(suffix));
      return;
    }
    Object* o = Find(elements[0]);
    if (o == nullptr) {
      Report(f, "refers to unknown identifier: " + std::string(elements[0]));
      return;
    }
    if (elements.size() < 2) return;
    if (elements.size() == 3) {
      if (!HasMember(o, elements[1])) Report(f, "refers to unknown field or method: " + Both(elements));
      if (elements[2].empty() || !BeginsLower(elements[2])) Report(f, "has malformed example suffix: " + std::string(elements[2]));
      return;
    }
    // ExampleT_m, or ExampleT_suffix.
    if (HasMember(o, elements[1])) return;
    if (elements[1].empty() || !BeginsLower(elements[1])) Report(f, "refers to unknown field or method: " + Both(elements));
  }

  static std::string Both(const std::vector<std::string_view>& elements) {
    return std::string(elements[0]) + "." + std::string(elements[1]);
  }

  bool HasMember(Object* o, std::string_view name) const {
    if (o->type() == nullptr) return false;
    return LookupFieldOrMethod(o->type(), /*addressable=*/true, o->pkg(), pass_.types.interner().Intern(name)).obj != nullptr;
  }

  Pass& pass_;
};

}  // namespace

void Tests(Pass& pass, const ast::Node* n) {
  const auto* file = ast::TryAs<ast::File>(n);
  if (file == nullptr) return;
  const std::string& path = pass.diags.sources().file(file->source).path();
  if (!path.ends_with("_test.go") && !path.ends_with("_test.go-lite")) return;
  for (const ast::Decl* d : file->decls) {
    const auto* f = ast::TryAs<ast::FuncDecl>(d);
    if (f != nullptr && f->recv == nullptr) TestCheck(pass).Function(*f);
  }
}

}  // namespace golite::sema::vet
