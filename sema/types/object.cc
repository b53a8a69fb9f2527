// This file implements objects, scopes and packages.

#include "sema/types/object.h"

#include <utf8proc.h>

#include "sema/checker.h"
#include "sema/info.h"
#include "sema/types/package.h"
#include "sema/types/scope.h"

namespace golite::sema {

namespace {

// Equality of names up to the case of ASCII and other letters.
bool EqualFold(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); i++) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

}  // namespace

bool IsExported(std::string_view name) {
  if (name.empty()) return false;
  const unsigned char c = static_cast<unsigned char>(name[0]);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  utf8proc_int32_t rune = 0;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                                  static_cast<utf8proc_ssize_t>(name.size()), &rune);
  return n > 0 && utf8proc_category(rune) == UTF8PROC_CATEGORY_LU;
}

Object::Object(ObjectKind kind, Pos pos, Package* pkg, Sym name, Type* type)
    : kind_(kind),
      color_(type != nullptr ? Color::kBlack : Color::kWhite),
      exported_(IsExported(name)),
      pos_(pos),
      name_(name),
      type_(type),
      pkg_(pkg) {}

void Object::ResolveLazy() {
  if (pkg_ != nullptr && pkg_->checker != nullptr) pkg_->checker->ResolveObject(this);
}

bool Object::SameId(const Package* pkg, Sym name, bool fold_case) const {
  if (fold_case && EqualFold(name_.view(), name.view())) return true;
  if (name_ != name) return false;
  if (exported_) return true;
  // Not exported: only the same package sees it. Universe objects have no package.
  if (pkg == pkg_) return true;
  return pkg != nullptr && pkg_ != nullptr && pkg->path() == pkg_->path();
}

bool TypeName::IsAlias() {
  Type* t = type();
  if (t == nullptr) return false;
  switch (t->kind()) {
    case TypeKind::kBasic:
      if (pkg() != nullptr && pkg()->path() == "unsafe") return false;
      // Types that print under another name than this, and byte and rune, are aliases.
      return pkg() != nullptr || static_cast<Basic*>(t)->name() != name().view() || Canonical(t) != t;
    case TypeKind::kNamed: return static_cast<Named*>(t)->obj() != this;
    case TypeKind::kTypeParam: return static_cast<TypeParam*>(t)->obj() != this;
    default: return true;
  }
}

std::string ObjectString(Object* o, const Qualifier& q) {
  std::string out;
  Type* t = o->type();
  switch (o->kind()) {
    case ObjectKind::kPkgName: {
      out = "package ";
      out += o->name().view();
      const std::string& path = static_cast<PkgName*>(o)->imported()->path();
      if (path != o->name().view()) out += " (\"" + path + "\")";
      return out;
    }
    case ObjectKind::kConst: out = "const "; break;
    case ObjectKind::kTypeName: out = "type "; break;
    case ObjectKind::kVar: out = static_cast<Var*>(o)->is_field() ? "field " : "var "; break;
    case ObjectKind::kFunc: {
      out = "func ";
      Signature* sig = static_cast<Func*>(o)->signature();
      if (sig != nullptr && sig->recv() != nullptr) out += "(" + TypeString(sig->recv()->type(), q) + ").";
      out += o->name().view();
      if (sig != nullptr) WriteSignature(out, sig, q);
      return out;
    }
    case ObjectKind::kLabel: out = "label "; break;
    case ObjectKind::kBuiltin: out = "builtin "; break;
    case ObjectKind::kNil: return "nil";
  }
  out += o->name().view();
  if (t != nullptr && o->kind() != ObjectKind::kBuiltin && o->kind() != ObjectKind::kLabel) {
    out += ' ';
    if (o->kind() == ObjectKind::kTypeName) {
      if (static_cast<TypeName*>(o)->IsAlias()) out += "= ";
      t = Under(t);
    }
    WriteType(out, t, q);
  }
  return out;
}

// ------------------------------------------------------------------------------------------------------------ scopes

namespace {
constexpr size_t kIndexedSize = 12;
}

Object* Scope::Lookup(Sym name) const {
  if (!index_.empty()) {
    auto it = index_.find(name);
    return it == index_.end() ? nullptr : it->second;
  }
  for (Object* o : objects_) {
    if (o->name() == name) return o;
  }
  return nullptr;
}

Object* Scope::LookupParent(Sym name, Pos pos, Scope** where) {
  for (Scope* s = this; s != nullptr; s = s->parent_) {
    Object* o = s->Lookup(name);
    if (o != nullptr && (!pos.valid() || o->scope_pos() <= pos)) {
      if (where != nullptr) *where = s;
      return o;
    }
  }
  return nullptr;
}

Object* Scope::Insert(Object* o) {
  if (Object* other = Lookup(o->name())) return other;
  objects_.push_back(o);
  if (!index_.empty()) {
    index_.emplace(o->name(), o);
  } else if (objects_.size() > kIndexedSize) {
    BuildIndex();
  }
  if (o->parent() == nullptr) o->set_parent(this);
  return nullptr;
}

void Scope::BuildIndex() {
  for (Object* o : objects_) index_.emplace(o->name(), o);
}

// ---------------------------------------------------------------------------------------------------------- packages

Package::Package(std::string_view path, std::string_view name, Scope* universe)
    : path_(path), name_(name), scope_(universe, Pos{}, Pos{}) {}

Package::~Package() = default;

bool ParseGoVersion(std::string_view text, GoVersion* out) {
  if (text.substr(0, 2) == "go") text.remove_prefix(2);
  int parts[3] = {0, 0, 0};
  int count = 0;
  size_t i = 0;
  while (true) {
    const size_t start = i;
    int n = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9' && n < 100000) n = n * 10 + (text[i++] - '0');
    if (i == start) return false;
    if (i - start > 1 && text[start] == '0') return false;
    parts[count++] = n;
    if (i == text.size()) break;
    // "1.21rc2" and "1.21-custom" name the language of 1.21.
    if (text[i] != '.') {
      if (count < 2 || !(text.substr(i, 2) == "rc" || text.substr(i, 4) == "beta" || text[i] == '-')) return false;
      break;
    }
    if (count == 3) return false;
    i++;
  }
  if (parts[0] == 0) return false;
  out->major = parts[0];
  out->minor = parts[1];
  return true;
}

}  // namespace golite::sema
