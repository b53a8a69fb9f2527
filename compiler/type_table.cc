// This file implements the layout of types and their descriptors.
#include "compiler/type_table.h"

#include <algorithm>
#include <cstring>

#include "sema/types/object.h"
#include "sema/types/package.h"
#include "sema/types/typeset.h"
#include "sema/types/universe.h"

namespace golite::compiler {

using sema::BasicKind;
using sema::TypeKind;
using vm::Kind;
using vm::WordKind;

namespace {

Kind KindOfBasic(BasicKind k) {
  switch (k) {
    case BasicKind::kBool: return Kind::kBool;
    case BasicKind::kInt: return Kind::kInt;
    case BasicKind::kInt8: return Kind::kInt8;
    case BasicKind::kInt16: return Kind::kInt16;
    case BasicKind::kInt32: return Kind::kInt32;
    case BasicKind::kInt64: return Kind::kInt64;
    case BasicKind::kUint: return Kind::kUint;
    case BasicKind::kUint8: return Kind::kUint8;
    case BasicKind::kUint16: return Kind::kUint16;
    case BasicKind::kUint32: return Kind::kUint32;
    case BasicKind::kUint64: return Kind::kUint64;
    case BasicKind::kUintptr: return Kind::kUintptr;
    case BasicKind::kFloat32: return Kind::kFloat32;
    case BasicKind::kFloat64: return Kind::kFloat64;
    case BasicKind::kComplex64: return Kind::kComplex64;
    case BasicKind::kComplex128: return Kind::kComplex128;
    case BasicKind::kString: return Kind::kString;
    case BasicKind::kUnsafePointer: return Kind::kUnsafePointer;
    case BasicKind::kUntypedNil: return Kind::kUnsafePointer;
    default: return Kind::kInvalid;
  }
}

Kind KindOf(sema::Type* u) {
  switch (u->kind()) {
    case TypeKind::kBasic: return KindOfBasic(static_cast<sema::Basic*>(u)->basic_kind());
    case TypeKind::kPointer: return Kind::kPointer;
    case TypeKind::kSlice: return Kind::kSlice;
    case TypeKind::kArray: return Kind::kArray;
    case TypeKind::kMap: return Kind::kMap;
    case TypeKind::kChan: return Kind::kChan;
    case TypeKind::kStruct: return Kind::kStruct;
    case TypeKind::kSignature: return Kind::kFunc;
    case TypeKind::kInterface: return Kind::kInterface;
    default: return Kind::kInvalid;
  }
}

uint64_t Fnv(std::string_view s) {
  uint64_t h = 1469598103934665603ull;
  for (unsigned char c : s) h = (h ^ c) * 1099511628211ull;
  return h;
}

// Writes types as reflect does.
class TypeWriter {
 public:
  TypeWriter(std::string& out, bool full_paths) : out_(out), full_(full_paths) {}

  void Write(sema::Type* t) {
    t = sema::Unalias(t);
    switch (t->kind()) {
      case TypeKind::kBasic: return WriteBasic(static_cast<sema::Basic*>(sema::Canonical(t)));
      case TypeKind::kNamed: return WriteNamed(static_cast<sema::Named*>(t));
      case TypeKind::kPointer: out_ += '*'; return Write(static_cast<sema::Pointer*>(t)->elem());
      case TypeKind::kSlice: out_ += "[]"; return Write(static_cast<sema::Slice*>(t)->elem());
      case TypeKind::kArray:
        out_ += '[' + std::to_string(static_cast<sema::Array*>(t)->len()) + ']';
        return Write(static_cast<sema::Array*>(t)->elem());
      case TypeKind::kMap:
        out_ += "map[";
        Write(static_cast<sema::Map*>(t)->key());
        out_ += ']';
        return Write(static_cast<sema::Map*>(t)->elem());
      case TypeKind::kChan: return WriteChan(static_cast<sema::Chan*>(t));
      case TypeKind::kStruct: return WriteStruct(static_cast<sema::Struct*>(t));
      case TypeKind::kSignature: out_ += "func"; return WriteSignature(static_cast<sema::Signature*>(t));
      case TypeKind::kInterface: return WriteInterface(static_cast<sema::Interface*>(t));
      case TypeKind::kTypeParam: out_ += static_cast<sema::TypeParam*>(t)->obj()->name().view(); return;
      default: out_ += sema::TypeString(t); return;
    }
  }

  // The type arguments of an instance, after those of the instance of a function that declares it: "[int;string]".
  void WriteTypeArgs(sema::Named* n) {
    const std::span<sema::Type* const> outer = n->obj()->outer_args;
    if (outer.empty() && n->targs().empty()) return;
    out_ += '[';
    WriteTypes(outer);
    if (!outer.empty() && !n->targs().empty()) out_ += ';';
    WriteTypes(n->targs());
    out_ += ']';
  }

 private:
  // Types in names of other types are written in full, and those declared in functions with their numbers.
  void WriteTypes(std::span<sema::Type* const> types) {
    bool first = true;
    for (sema::Type* t : types) {
      if (!first) out_ += ',';
      first = false;
      TypeWriter(out_, /*full_paths=*/true).Write(t);
    }
  }
  void WriteBasic(sema::Basic* b) {
    if (b->basic_kind() == BasicKind::kUnsafePointer) {
      out_ += "unsafe.Pointer";
    } else {
      out_ += b->name();
    }
  }
  void WriteNamed(sema::Named* n) {
    sema::TypeName* obj = n->obj();
    if (obj->pkg() != nullptr) {
      out_ += full_ ? std::string_view(obj->pkg()->path()) : std::string_view(obj->pkg()->name());
      out_ += '.';
    }
    out_ += obj->name().view();
    WriteTypeArgs(n);
    if (full_ && obj->local_number != 0) out_ += "·" + std::to_string(obj->local_number);
  }
  void WriteChan(sema::Chan* c) {
    out_ += c->dir() == sema::ChanDir::kRecvOnly ? "<-chan " : c->dir() == sema::ChanDir::kSendOnly ? "chan<- " : "chan ";
    auto* inner = sema::TryAs<sema::Chan>(c->elem());
    const bool parens = c->dir() == sema::ChanDir::kSendRecv && inner != nullptr && inner->dir() == sema::ChanDir::kRecvOnly;
    if (parens) out_ += '(';
    Write(c->elem());
    if (parens) out_ += ')';
  }
  void WriteStruct(sema::Struct* s) {
    out_ += "struct {";
    for (int i = 0; i < s->num_fields(); i++) {
      out_ += i == 0 ? " " : "; ";
      sema::Var* f = s->field(i);
      if (!f->embedded()) {
        out_ += f->name().view();
        out_ += ' ';
      }
      Write(f->raw_type());
      if (!s->tag(i).empty()) out_ += ' ' + sema::constant::Quote(s->tag(i));
    }
    out_ += s->num_fields() == 0 ? "}" : " }";
  }
  void WriteSignature(sema::Signature* sig) {
    out_ += '(';
    const int n = sig->params()->len();
    for (int i = 0; i < n; i++) {
      if (i > 0) out_ += ", ";
      sema::Type* t = sig->params()->at(i)->raw_type();
      if (sig->variadic() && i == n - 1) {
        out_ += "...";
        t = sema::As<sema::Slice>(t)->elem();
      }
      Write(t);
    }
    out_ += ')';
    const int r = sig->results()->len();
    if (r == 0) return;
    out_ += r == 1 ? " " : " (";
    for (int i = 0; i < r; i++) {
      if (i > 0) out_ += ", ";
      Write(sig->results()->at(i)->raw_type());
    }
    if (r > 1) out_ += ')';
  }
  void WriteInterface(sema::Interface* i) {
    auto methods = sema::TypeSetOf(i).methods();
    out_ += "interface {";
    bool first = true;
    for (sema::Func* m : methods) {
      out_ += first ? " " : "; ";
      first = false;
      if (!m->exported() && m->pkg() != nullptr) {
        out_ += full_ ? std::string_view(m->pkg()->path()) : std::string_view(m->pkg()->name());
        out_ += '.';
      }
      out_ += m->name().view();
      WriteSignature(m->signature());
    }
    out_ += first ? "}" : " }";
  }

  std::string& out_;
  bool full_;
};

}  // namespace

std::string RuntimeTypeString(sema::Type* t) {
  std::string out;
  TypeWriter(out, /*full_paths=*/false).Write(t);
  return out;
}

std::string FullTypeString(sema::Type* t) {
  std::string out;
  TypeWriter(out, /*full_paths=*/true).Write(t);
  return out;
}

TypeTable::TypeTable(vm::Program& program) : program_(program) {}

template <class T>
std::span<T> TypeTable::AllocateSpan(size_t n) {
  if (n == 0) return {};
  T* data = static_cast<T*>(program_.Allocate(sizeof(T) * n, alignof(T)));
  for (size_t i = 0; i < n; i++) new (data + i) T();
  return {data, n};
}

// --------------------------------------------------------------------------------------------------------- layout

const Layout& TypeTable::LayoutOf(sema::Type* t) {
  t = sema::Canonical(t);
  auto [it, fresh] = layouts_.try_emplace(t);
  if (fresh) {
    Layout l;
    ComputeLayout(t, l);
    // The computation may have added rows; look the row up again.
    Layout& row = layouts_[t];
    row = std::move(l);
    return row;
  }
  return it->second;
}

void TypeTable::ComputeLayout(sema::Type* t, Layout& out) {
  sema::Type* u = sema::Under(t);
  if (auto* tuple = sema::TryAs<sema::Tuple>(t)) {
    // The results of a call: consecutive values, each in its own slots.
    for (sema::Var* v : tuple->vars()) {
      const Layout& l = LayoutOf(v->type());
      out.slots += l.slots;
      out.words.insert(out.words.end(), l.words.begin(), l.words.end());
    }
    out.size = int64_t{out.slots} * 8;
    return;
  }
  out.size = sema::SizeOf(t);
  out.align = static_cast<uint32_t>(sema::AlignOf(t));
  if (out.size < 0) out.size = int64_t{1} << 47;
  out.has_pointers = HasPointers(t);
  out.plain_memory = PlainMemory(t);
  const int64_t slots = (out.size + 7) / 8;
  out.big = slots > vm::kMaxInlineSlots;
  if (out.big) {
    out.slots = 1;
    out.words = {WordKind::kPointer};
    return;
  }
  out.slots = static_cast<uint32_t>(slots);
  out.words.assign(out.slots, WordKind::kScalar);
  if (out.has_pointers) AppendWords(t, 0, out.words);
  switch (u->kind()) {
    case TypeKind::kBasic: {
      const BasicKind k = static_cast<sema::Basic*>(u)->basic_kind();
      out.scalar = k != BasicKind::kString && k != BasicKind::kComplex64 && k != BasicKind::kComplex128;
      break;
    }
    case TypeKind::kPointer:
    case TypeKind::kMap:
    case TypeKind::kChan:
    case TypeKind::kSignature: out.scalar = true; break;
    default: break;
  }
}

bool TypeTable::HasPointers(sema::Type* t) {
  sema::Type* u = sema::Under(t);
  switch (u->kind()) {
    case TypeKind::kBasic: {
      const BasicKind k = static_cast<sema::Basic*>(u)->basic_kind();
      return k == BasicKind::kString || k == BasicKind::kUnsafePointer || k == BasicKind::kUntypedNil ||
             k == BasicKind::kUntypedString;
    }
    case TypeKind::kArray: {
      auto* a = static_cast<sema::Array*>(u);
      return a->len() > 0 && HasPointers(a->elem());
    }
    case TypeKind::kStruct: {
      if (auto known = has_pointers_.find(u); known != has_pointers_.end()) return known->second;
      const bool has = std::ranges::any_of(static_cast<sema::Struct*>(u)->fields(), [&](sema::Var* f) { return HasPointers(f->type()); });
      has_pointers_.emplace(u, has);
      return has;
    }
    default: return true;
  }
}

bool TypeTable::PlainMemory(sema::Type* t) {
  sema::Type* u = sema::Under(t);
  switch (u->kind()) {
    case TypeKind::kBasic: {
      auto* b = static_cast<sema::Basic*>(u);
      return (b->info() & (sema::kIsString | sema::kIsFloat | sema::kIsComplex)) == 0;
    }
    case TypeKind::kArray: return PlainMemory(static_cast<sema::Array*>(u)->elem());
    case TypeKind::kStruct: {
      if (auto known = plain_memory_.find(u); known != plain_memory_.end()) return known->second;
      const bool plain = PlainStruct(static_cast<sema::Struct*>(u));
      plain_memory_.emplace(u, plain);
      return plain;
    }
    case TypeKind::kPointer:
    case TypeKind::kChan: return true;
    default: return false;
  }
}

// What the library keeps in a struct beyond the fields that Go's has: nobody sees it, == and reflection included.
static bool IsHidden(const sema::Var* f) { return f->pkg() != nullptr && f->pkg()->lazy && f->name().view().starts_with("hidden"); }

bool TypeTable::PlainStruct(sema::Struct* s) {
  int64_t end = 0;
  const std::vector<int64_t> offsets = sema::OffsetsOf(s);
  for (int i = 0; i < s->num_fields(); i++) {
    // A blank field takes no part in the comparison.
    if (offsets[i] != end || s->field(i)->name().is_blank() || IsHidden(s->field(i)) || !PlainMemory(s->field(i)->type())) return false;
    end = offsets[i] + sema::SizeOf(s->field(i)->type());
  }
  return end == sema::SizeOf(s);
}

// Marks the pointer words of a t at the byte offset.
void TypeTable::AppendWords(sema::Type* t, int64_t offset, std::vector<WordKind>& words) {
  if (!HasPointers(t)) return;
  sema::Type* u = sema::Under(t);
  const size_t w = static_cast<size_t>(offset / 8);
  switch (u->kind()) {
    case TypeKind::kInterface: words[w + 1] = WordKind::kIfaceData; return;
    case TypeKind::kArray: {
      auto* a = static_cast<sema::Array*>(u);
      const int64_t size = sema::SizeOf(a->elem());
      for (int64_t i = 0; i < a->len(); i++) AppendWords(a->elem(), offset + i * size, words);
      return;
    }
    case TypeKind::kStruct: {
      auto* s = static_cast<sema::Struct*>(u);
      const std::vector<int64_t> offsets = sema::OffsetsOf(s);
      for (int i = 0; i < s->num_fields(); i++) AppendWords(s->field(i)->type(), offset + offsets[i], words);
      return;
    }
    default: words[w] = WordKind::kPointer; return;
  }
}

// ---------------------------------------------------------------------------------------------------- descriptors

const vm::TypeDesc* TypeTable::Desc(sema::Type* t) {
  t = sema::Canonical(t);
  auto it = descs_.find(t);
  return it != descs_.end() ? it->second : NewDesc(t);
}

vm::TypeDesc* TypeTable::MakeRawDesc(std::string_view string) {
  auto* d = new (program_.Allocate(sizeof(vm::TypeDesc), alignof(vm::TypeDesc))) vm::TypeDesc();
  d->index = static_cast<uint32_t>(program_.types.size());
  d->string = program_.Intern(string);
  program_.types.push_back(d);
  mutable_.push_back(d);
  source_.push_back(nullptr);
  return d;
}

vm::TypeDesc* TypeTable::NewDesc(sema::Type* t) {
  vm::TypeDesc* d = MakeRawDesc(RuntimeTypeString(t));
  descs_.emplace(t, d);
  source_[d->index] = t;
  const Layout& l = LayoutOf(t);
  d->kind = KindOf(sema::Under(t));
  d->has_pointers = l.has_pointers;
  d->comparable = sema::Comparable(t);
  d->plain_memory = l.plain_memory && d->comparable;
  d->align = l.align;
  d->size = static_cast<uint64_t>(l.size);
  d->big = l.big;
  d->slots = static_cast<uint32_t>((l.size + 7) / 8);
  d->direct_iface = d->slots <= 1 && d->kind != Kind::kInterface;
  d->hash = Fnv(FullTypeString(t));
  if (auto* n = sema::TryAs<sema::Named>(t)) {
    d->named = true;
    std::string name(n->obj()->name().view());
    TypeWriter(name, /*full_paths=*/false).WriteTypeArgs(n);
    d->name = program_.Intern(name);
    if (n->obj()->pkg() != nullptr) d->pkg_path = program_.Intern(n->obj()->pkg()->path());
  } else if (auto* b = sema::TryAs<sema::Basic>(t)) {
    d->named = true;
    d->name = program_.Intern(b->name());
  }
  return d;
}

void TypeTable::Finish() {
  while (filled_ < mutable_.size()) {
    const size_t i = filled_++;
    if (source_[i] != nullptr) Fill(mutable_[i], source_[i]);
  }
}

void TypeTable::Fill(vm::TypeDesc* d, sema::Type* t) {
  sema::Type* u = sema::Under(t);
  if (d->has_pointers && d->kind != Kind::kArray) {
    auto words = AllocateSpan<WordKind>(d->slots);
    std::vector<WordKind> map(d->slots, WordKind::kScalar);
    AppendWords(t, 0, map);
    std::ranges::copy(map, words.begin());
    d->words = words;
  }
  switch (u->kind()) {
    case TypeKind::kPointer: d->elem = Desc(static_cast<sema::Pointer*>(u)->elem()); break;
    case TypeKind::kSlice: d->elem = Desc(static_cast<sema::Slice*>(u)->elem()); break;
    case TypeKind::kArray:
      d->elem = Desc(static_cast<sema::Array*>(u)->elem());
      d->len = static_cast<uint64_t>(static_cast<sema::Array*>(u)->len());
      break;
    case TypeKind::kMap:
      d->key = Desc(static_cast<sema::Map*>(u)->key());
      d->elem = Desc(static_cast<sema::Map*>(u)->elem());
      break;
    case TypeKind::kChan: {
      auto* c = static_cast<sema::Chan*>(u);
      d->elem = Desc(c->elem());
      d->chan_dir = c->dir() == sema::ChanDir::kRecvOnly ? 1 : c->dir() == sema::ChanDir::kSendOnly ? 2 : 3;
      break;
    }
    case TypeKind::kStruct: FillStruct(d, static_cast<sema::Struct*>(u)); break;
    case TypeKind::kSignature: FillFunc(d, static_cast<sema::Signature*>(u)); break;
    case TypeKind::kInterface: FillInterface(d, static_cast<sema::Interface*>(u)); break;
    default: break;
  }
  if (t->kind() == TypeKind::kPointer) {
    vm::TypeDesc* elem = mutable_[d->elem->index];
    elem->pointer_to = d;
  } else if (t->kind() == TypeKind::kSlice) {
    mutable_[d->elem->index]->slice_of = d;
  }
}

void TypeTable::FillStruct(vm::TypeDesc* d, sema::Struct* s) {
  const auto fields = AllocateSpan<vm::FieldDesc>(s->num_fields());
  const std::vector<int64_t> offsets = sema::OffsetsOf(s);
  size_t n = 0;
  for (int i = 0; i < s->num_fields(); i++) {
    sema::Var* f = s->field(i);
    if (IsHidden(f)) continue;
    vm::FieldDesc& field = fields[n++];
    field.name = program_.Intern(f->name().view());
    field.exported = f->exported();
    if (!f->exported() && f->pkg() != nullptr) {
      field.pkg_path = program_.Intern(f->pkg()->path());
      d->opaque |= f->pkg()->lazy;
    }
    field.type = Desc(f->type());
    field.offset = static_cast<uint32_t>(offsets[i]);
    field.embedded = f->embedded();
    field.tag = program_.Intern(s->tag(i));
  }
  d->fields = fields.first(n);
}

void TypeTable::FillFunc(vm::TypeDesc* d, sema::Signature* sig) {
  auto params = AllocateSpan<const vm::TypeDesc*>(sig->params()->len());
  for (int i = 0; i < sig->params()->len(); i++) params[i] = Desc(sig->params()->at(i)->type());
  auto results = AllocateSpan<const vm::TypeDesc*>(sig->results()->len());
  for (int i = 0; i < sig->results()->len(); i++) results[i] = Desc(sig->results()->at(i)->type());
  d->params = params;
  d->results = results;
  d->variadic = sig->variadic();
}

void TypeTable::FillInterface(vm::TypeDesc* d, sema::Interface* i) {
  auto set = sema::TypeSetOf(i).methods();
  auto methods = AllocateSpan<vm::MethodDesc>(set.size());
  for (size_t k = 0; k < set.size(); k++) {
    methods[k].name = program_.Intern(set[k]->name().view());
    methods[k].exported = set[k]->exported();
    if (!set[k]->exported() && set[k]->pkg() != nullptr) methods[k].pkg_path = program_.Intern(set[k]->pkg()->path());
    methods[k].selector = Selector(set[k]);
    methods[k].type = Desc(set[k]->signature());
  }
  std::ranges::sort(methods, [](const vm::MethodDesc& a, const vm::MethodDesc& b) {
    return a.name != b.name ? a.name < b.name : a.pkg_path < b.pkg_path;
  });
  d->methods = methods;
}

uint32_t TypeTable::Selector(sema::Func* method) {
  std::string key;
  if (!method->exported() && method->pkg() != nullptr) key = std::string(method->pkg()->path()) + '.';
  key += method->name().view();
  auto [it, fresh] = selectors_.try_emplace(key, static_cast<uint32_t>(program_.selectors.size()));
  if (fresh) program_.selectors.push_back(program_.Intern(key));
  return it->second;
}

std::span<MethodRow> TypeTable::Methods(sema::Type* t) {
  t = sema::Canonical(t);
  auto [it, fresh] = methods_.try_emplace(t);
  if (!fresh) return it->second;
  if (sema::IsInterface(t)) return {};
  std::vector<MethodRow> rows;
  for (sema::MethodSetEntry& entry : sema::MethodSet(t)) rows.push_back({entry.func, std::move(entry.index), nullptr});
  auto path = [](sema::Func* f) {
    return f->exported() || f->pkg() == nullptr ? std::string_view() : std::string_view(f->pkg()->path());
  };
  std::ranges::sort(rows, [&](const MethodRow& a, const MethodRow& b) {
    const std::string_view x = a.func->name().view(), y = b.func->name().view();
    return x != y ? x < y : path(a.func) < path(b.func);
  });
  auto descs = AllocateSpan<vm::MethodDesc>(rows.size());
  for (size_t i = 0; i < rows.size(); i++) {
    sema::Func* f = rows[i].func;
    descs[i].name = program_.Intern(f->name().view());
    descs[i].exported = f->exported();
    descs[i].pkg_path = program_.Intern(path(f));
    descs[i].selector = Selector(f);
    descs[i].type = Desc(t->context().NewSignature(nullptr, f->signature()->params(), f->signature()->results(),
                                                   f->signature()->variadic()));
    rows[i].desc = &descs[i];
  }
  mutable_[Index(t)]->methods = descs;
  std::vector<MethodRow>& row = methods_[t];
  row = std::move(rows);
  return row;
}

const vm::TypeDesc* TypeTable::MakeBlockDesc(std::string_view name, std::span<const WordKind> words) {
  vm::TypeDesc* d = MakeRawDesc(name);
  d->kind = Kind::kStruct;
  d->align = 8;
  d->slots = static_cast<uint32_t>(words.size());
  d->size = words.size() * 8;
  d->has_pointers = std::ranges::any_of(words, [](WordKind k) { return k != WordKind::kScalar; });
  d->big = d->slots > vm::kMaxInlineSlots;
  d->hash = Fnv(name);
  if (d->has_pointers) {
    auto copy = AllocateSpan<WordKind>(words.size());
    std::ranges::copy(words, copy.begin());
    d->words = copy;
  }
  return d;
}

}  // namespace golite::compiler
