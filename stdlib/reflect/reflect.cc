// This file implements the natives of package reflect: descriptions of types, and memory.
#include <algorithm>
#include <cstring>
#include <memory>
#include <memory_resource>
#include <new>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/channel.h"
#include "runtime/map.h"
#include "runtime/native.h"
#include "runtime/ops.h"
#include "runtime/panic.h"
#include "stdlib/strconv/number.h"
#include "stdlib/unicode/unicode.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

using namespace runtime;
using vm::FieldDesc;
using vm::MethodDesc;

using Type = const TypeDesc*;
using Memory = std::byte*;

template <class T>
T Read(const void* p) {
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

template <class T>
void Write(void* p, T value) {
  std::memcpy(p, &value, sizeof value);
}

// ---------------------------------------------------------------------------------------------------- types

Type TypeOf(GoIface x) { return x.type; }
// Go code reads the kind.
static_assert(offsetof(TypeDesc, kind) == 0 && sizeof(vm::Kind) == 1);
int64_t TypeSize(Type t) { return static_cast<int64_t>(t->size); }
int64_t TypeAlign(Type t) { return t->align; }
std::string TypeString(Type t) { return std::string(t->string); }
std::string TypeName(Type t) {
  // A predeclared type's name is its string.
  if (t->name.empty() && t->pkg_path.empty() && t->kind >= Kind::kBool && t->kind <= Kind::kComplex128) return std::string(t->string);
  if (t->name.empty() && t->kind == Kind::kString) return std::string(t->string);
  return std::string(t->name);
}
std::string TypePkgPath(Type t) { return std::string(t->pkg_path); }
Type TypeElem(Type t) { return t->elem; }
Type TypeKey(Type t) { return t->key; }
int64_t TypeLen(Type t) { return static_cast<int64_t>(t->len); }
int64_t TypeNumField(Type t) { return static_cast<int64_t>(t->fields.size()); }
std::tuple<std::string, std::string, Type, std::string, int64_t, bool> TypeField(Type t, int64_t i) {
  const FieldDesc& f = t->fields[static_cast<size_t>(i)];
  return {std::string(f.name), f.exported ? std::string() : std::string(f.pkg_path), f.type, std::string(f.tag), f.offset, f.embedded};
}
std::tuple<Type, int64_t, bool, bool> TypeFieldPlace(Type t, int64_t i) {
  if (static_cast<uint64_t>(i) >= t->fields.size()) return {};
  const FieldDesc& f = t->fields[static_cast<size_t>(i)];
  return {f.type, f.offset, f.exported || f.pkg_path.empty(), f.embedded};
}
int64_t TypeNumIn(Type t) { return static_cast<int64_t>(t->params.size()); }
int64_t TypeNumOut(Type t) { return static_cast<int64_t>(t->results.size()); }
bool InRange(int64_t i, size_t n) { return i >= 0 && static_cast<size_t>(i) < n; }
Type TypeIn(Type t, int64_t i) { return InRange(i, t->params.size()) ? t->params[static_cast<size_t>(i)] : nullptr; }
Type TypeOut(Type t, int64_t i) { return InRange(i, t->results.size()) ? t->results[static_cast<size_t>(i)] : nullptr; }
bool TypeVariadic(Type t) { return t->variadic; }
int64_t TypeChanDir(Type t) { return t->chan_dir; }
bool TypeComparable(Type t) { return t->comparable; }
bool TypeIsNamed(Type t) { return t->named; }

// The i'th method that reflect shows: the exported ones, of an interface all.
const MethodDesc* ShownMethod(Type t, int64_t i) {
  for (const MethodDesc& m : t->methods) {
    if (!m.exported && !t->is_interface()) continue;
    if (i-- == 0) return &m;
  }
  return nullptr;
}
int64_t TypeNumMethod(Type t) {
  if (t->is_interface()) return static_cast<int64_t>(t->methods.size());
  return std::ranges::count_if(t->methods, &MethodDesc::exported);
}
std::tuple<std::string, std::string, Type> TypeMethod(Type t, int64_t i) {
  const MethodDesc* m = ShownMethod(t, i);
  if (m == nullptr) return {};
  return {std::string(m->name), m->exported ? std::string() : std::string(m->pkg_path), m->type};
}

bool SameList(std::span<const Type> a, std::span<const Type> b) { return std::ranges::equal(a, b); }

// Whether the underlying types are identical; with `tags` struct tags count.
bool SameUnderlying(Type a, Type b, bool tags) {
  if (a == b) return true;
  if (a->kind != b->kind) return false;
  switch (a->kind) {
    case Kind::kArray: return a->elem == b->elem && a->len == b->len;
    case Kind::kChan: return a->elem == b->elem && a->chan_dir == b->chan_dir;
    case Kind::kFunc: return a->variadic == b->variadic && SameList(a->params, b->params) && SameList(a->results, b->results);
    case Kind::kInterface:
      return std::ranges::equal(a->methods, b->methods, [](const MethodDesc& x, const MethodDesc& y) { return x.selector == y.selector && x.type == y.type; });
    case Kind::kMap: return a->key == b->key && a->elem == b->elem;
    case Kind::kPointer:
    case Kind::kSlice: return a->elem == b->elem;
    case Kind::kStruct:
      return std::ranges::equal(a->fields, b->fields, [&](const FieldDesc& x, const FieldDesc& y) {
        return x.name == y.name && x.pkg_path == y.pkg_path && x.embedded == y.embedded && (!tags || x.tag == y.tag) &&
               (x.type == y.type || (!tags && SameUnderlying(x.type, y.type, tags) && !x.type->named && !y.type->named));
      });
    default: return true;
  }
}

bool Implements(Mutator& m, Type t, Type iface) { return m.Implements(t, iface); }

bool Assignable(Mutator& m, Type from, Type to) {
  if (from == to) return true;
  if (to->is_interface() && m.Implements(from, to)) return true;
  if (from->named && to->named) return false;
  if (from->kind == Kind::kChan && to->kind == Kind::kChan && from->chan_dir == 3 && from->elem == to->elem) return true;
  return SameUnderlying(from, to, /*tags=*/true);
}

bool IsNumber(Kind k) { return k >= Kind::kInt && k <= Kind::kFloat64; }
bool IsInteger(Kind k) { return k >= Kind::kInt && k <= Kind::kUintptr; }
bool IsComplex(Kind k) { return k == Kind::kComplex64 || k == Kind::kComplex128; }
bool IsText(Type t) { return t->kind == Kind::kSlice && (t->elem->kind == Kind::kUint8 || t->elem->kind == Kind::kInt32); }

bool Convertible(Mutator& m, Type from, Type to) {
  if (Assignable(m, from, to)) return true;
  if (IsNumber(from->kind) && IsNumber(to->kind)) return true;
  if (IsComplex(from->kind) && IsComplex(to->kind)) return true;
  if (to->kind == Kind::kString && (IsInteger(from->kind) || from->kind == Kind::kString || IsText(from))) return true;
  if (from->kind == Kind::kString && IsText(to)) return true;
  if (from->kind == Kind::kSlice && to->kind == Kind::kPointer && to->elem->kind == Kind::kArray && from->elem == to->elem->elem) return true;
  if (from->kind == Kind::kSlice && to->kind == Kind::kArray && from->elem == to->elem) return true;
  if (SameUnderlying(from, to, /*tags=*/false)) return true;
  return from->kind == Kind::kPointer && to->kind == Kind::kPointer && !from->named && !to->named &&
         SameUnderlying(from->elem, to->elem, /*tags=*/false);
}

// Types made while a program runs. Each is made once in a VM, and found again by its string and parts.
class MadeTypes final : public PackageState {
 public:
  explicit MadeTypes(Mutator& m) : m_(m) {}

  Type PointerTo(Type t) {
    if (t->pointer_to != nullptr) return t->pointer_to;
    Type& found = pointers_[t];
    if (found != nullptr) return found;
    return found = Make("*" + std::string(t->string), {t}, [&](TypeDesc& d) {
      d.kind = Kind::kPointer;
      d.elem = t;
      Word(d);
    });
  }
  Type SliceOf(Type t) {
    if (t->slice_of != nullptr) return t->slice_of;
    return Make("[]" + std::string(t->string), {t}, [&](TypeDesc& d) {
      d.kind = Kind::kSlice;
      d.elem = t;
      d.size = 24;
      d.slots = 3;
      d.align = 8;
      d.has_pointers = true;
      static constexpr WordKind kWords[] = {WordKind::kPointer, WordKind::kScalar, WordKind::kScalar};
      d.words = kWords;
    });
  }
  Type MapOf(Type key, Type elem) {
    return Make("map[" + std::string(key->string) + "]" + std::string(elem->string), {key, elem}, [&](TypeDesc& d) {
      d.kind = Kind::kMap;
      d.key = key;
      d.elem = elem;
      Word(d);
      d.comparable = false;
    });
  }
  Type ChanOf(int64_t dir, Type elem) {
    const char* prefix = dir == 1 ? "<-chan " : dir == 2 ? "chan<- " : "chan ";
    std::string inner(elem->string);
    if (dir == 3 && elem->kind == Kind::kChan && elem->chan_dir == 1) inner = "(" + inner + ")";
    return Make(prefix + inner, {elem}, [&](TypeDesc& d) {
      d.kind = Kind::kChan;
      d.chan_dir = static_cast<uint8_t>(dir);
      d.elem = elem;
      Word(d);
    });
  }
  Type ArrayOf(int64_t n, Type elem) {
    return Make("[" + std::to_string(n) + "]" + std::string(elem->string), {elem}, [&](TypeDesc& d) {
      d.kind = Kind::kArray;
      d.elem = elem;
      d.len = static_cast<uint64_t>(n);
      d.size = d.len * elem->size;
      d.align = elem->align;
      d.slots = static_cast<uint32_t>((d.size + 7) / 8);
      d.big = d.slots > vm::kMaxInlineSlots;
      d.direct_iface = d.slots <= 1;
      d.has_pointers = elem->has_pointers && n > 0;
      d.comparable = elem->comparable;
      d.plain_memory = elem->plain_memory;
      d.words = elem->words;
    });
  }
  Type FuncOf(GoSlice<Type> in, GoSlice<Type> out, bool variadic) {
    std::vector<Type> parts;
    std::string text = "func(";
    for (int64_t i = 0; i < in.len; ++i) {
      if (i > 0) text += ", ";
      const bool rest = variadic && i == in.len - 1;
      text += rest ? "..." + std::string(in[i]->elem->string) : std::string(in[i]->string);
      parts.push_back(in[i]);
    }
    text += ")";
    if (out.len > 0) text += out.len == 1 ? " " : " (";
    for (int64_t i = 0; i < out.len; ++i) {
      if (i > 0) text += ", ";
      text += out[i]->string;
      parts.push_back(out[i]);
    }
    if (out.len > 1) text += ")";
    return Make(text, parts, [&](TypeDesc& d) {
      d.kind = Kind::kFunc;
      d.variadic = variadic;
      lists_.push_back(std::make_unique<std::vector<Type>>(in.begin(), in.end()));
      d.params = *lists_.back();
      lists_.push_back(std::make_unique<std::vector<Type>>(out.begin(), out.end()));
      d.results = *lists_.back();
      Word(d);
      d.comparable = false;
    });
  }
  Type StructOf(GoSlice<GoString> names, GoSlice<GoString> pkg_paths, GoSlice<Type> types, GoSlice<GoString> tags,
                GoSlice<bool> embedded) {
    std::string text = "struct {";
    std::vector<Type> parts(types.begin(), types.end());
    for (int64_t i = 0; i < names.len; ++i) {
      text += i > 0 ? "; " : " ";
      if (!embedded[i]) text += std::string(names[i].view()) + " ";
      text += types[i]->string;
      if (!tags[i].empty()) {
        text += ' ';
        AppendQuoted(text, tags[i].view(), '"', QuoteMode::kPrint, /*watch=*/nullptr);
      }
    }
    text += names.len > 0 ? " }" : "}";
    return Make(text, parts, [&](TypeDesc& d) {
      d.kind = Kind::kStruct;
      d.comparable = d.plain_memory = true;
      auto fields = std::make_unique<std::vector<FieldDesc>>();
      for (int64_t i = 0; i < names.len; ++i) {
        const Type t = types[i];
        const uint64_t offset = (d.size + t->align - 1) / t->align * t->align;
        d.plain_memory = d.plain_memory && offset == d.size && t->plain_memory;
        d.comparable = d.comparable && t->comparable;
        d.has_pointers = d.has_pointers || t->has_pointers;
        d.align = std::max(d.align, t->align);
        fields->push_back({.name = Keep(names[i]), .pkg_path = Keep(pkg_paths[i]), .type = t, .offset = static_cast<uint32_t>(offset),
                           .embedded = embedded[i], .exported = pkg_paths[i].empty(), .tag = Keep(tags[i])});
        d.size = offset + t->size;
      }
      // As Go does, a final field of no size gets a byte, so that its address lies in the struct.
      if (names.len > 0 && d.size > 0 && types[names.len - 1]->size == 0) ++d.size;
      const uint64_t padded = (d.size + d.align - 1) / d.align * d.align;
      d.plain_memory = d.plain_memory && padded == d.size;
      d.size = padded;
      d.slots = static_cast<uint32_t>((d.size + 7) / 8);
      d.big = d.slots > vm::kMaxInlineSlots;
      d.direct_iface = d.slots <= 1;
      if (d.has_pointers) d.words = WordsOf(*fields, d.size);
      d.fields = *fields;
      fields_.push_back(std::move(fields));
    });
  }

 private:
  std::string_view Keep(GoString s) {
    names_.push_back(std::make_unique<std::string>(s.view()));
    return *names_.back();
  }
  // The collector's map of a struct: those of its fields at their places.
  std::span<const WordKind> WordsOf(const std::vector<FieldDesc>& fields, uint64_t size) {
    words_.push_back(std::make_unique<std::vector<WordKind>>((size + 7) / 8, WordKind::kScalar));
    std::vector<WordKind>& words = *words_.back();
    for (const FieldDesc& f : fields) {
      Type t = f.type;
      uint64_t count = 1;
      for (; t->kind == Kind::kArray; t = t->elem) count *= t->len;
      if (!t->has_pointers) continue;
      for (uint64_t i = 0; i < count; ++i) {
        std::copy(t->words.begin(), t->words.end(), words.begin() + static_cast<std::ptrdiff_t>((f.offset + i * t->size) / 8));
      }
    }
    return words;
  }
  // A description whose values are one pointer.
  static void Word(TypeDesc& d) {
    d.size = 8;
    d.slots = 1;
    d.align = 8;
    d.direct_iface = true;
    d.has_pointers = true;
    d.comparable = true;
    d.plain_memory = true;
    static constexpr WordKind kWords[] = {WordKind::kPointer};
    d.words = kWords;
  }

  template <class Fill>
  Type Make(std::string text, const std::vector<Type>& parts, Fill fill) {
    // The program may have the type without linking it from its element.
    for (Type t : m_.program.types) {
      if (t->string == text && !t->named && SameParts(t, parts)) return t;
    }
    std::string key = text;
    for (Type t : parts) key += "/" + std::to_string(reinterpret_cast<uintptr_t>(t));
    std::unique_ptr<TypeDesc>& made = made_[key];
    if (made == nullptr) {
      made = std::make_unique<TypeDesc>();
      names_.push_back(std::make_unique<std::string>(std::move(text)));
      made->string = *names_.back();
      made->index = UINT32_MAX;  // not in the program
      made->hash = std::hash<std::string>{}(*names_.back());
      fill(*made);
    }
    return made.get();
  }
  static bool SameParts(Type t, const std::vector<Type>& parts) {
    std::vector<Type> own;
    if (t->kind == Kind::kStruct) {
      for (const FieldDesc& f : t->fields) own.push_back(f.type);
    } else if (t->kind == Kind::kFunc) {
      own.assign(t->params.begin(), t->params.end());
      own.insert(own.end(), t->results.begin(), t->results.end());
    } else {
      if (t->key != nullptr) own.push_back(t->key);
      own.push_back(t->elem);
    }
    return own == parts;
  }

  Mutator& m_;
  std::unordered_map<std::string, std::unique_ptr<TypeDesc>> made_;
  std::unordered_map<Type, Type> pointers_;  // PointerTo of what is not linked to it; asked for with each Value.Addr
  std::vector<std::unique_ptr<std::string>> names_;
  std::vector<std::unique_ptr<std::vector<Type>>> lists_;
  std::vector<std::unique_ptr<std::vector<FieldDesc>>> fields_;
  std::vector<std::unique_ptr<std::vector<WordKind>>> words_;
};

Type PointerTo(Mutator& m, Type t) { return m.State<MadeTypes>().PointerTo(t); }
Type SliceOf(Mutator& m, Type t) { return m.State<MadeTypes>().SliceOf(t); }
Type MapOf(Mutator& m, Type key, Type elem) { return m.State<MadeTypes>().MapOf(key, elem); }
Type ArrayOf(Mutator& m, int64_t n, Type elem) { return m.State<MadeTypes>().ArrayOf(n, elem); }
Type ChanOf(Mutator& m, int64_t dir, Type elem) { return m.State<MadeTypes>().ChanOf(dir, elem); }
Type StructOf(Mutator& m, GoSlice<GoString> names, GoSlice<GoString> pkg_paths, GoSlice<Type> types, GoSlice<GoString> tags,
              GoSlice<bool> embedded) {
  return m.State<MadeTypes>().StructOf(names, pkg_paths, types, tags, embedded);
}
Type FuncOf(Mutator& m, GoSlice<Type> in, GoSlice<Type> out, bool variadic) { return m.State<MadeTypes>().FuncOf(in, out, variadic); }

// ---------------------------------------------------------------------------------------------------- memory

Memory NewObject(Mutator& m, Type t) {
  return static_cast<Memory>(t->size == 0 ? m.heap.NewNoscan(8) : m.heap.NewArray(t, 1));
}

std::pair<Type, Memory> Unpack(Mutator& m, GoIface x) {
  if (x.is_nil()) return {nullptr, nullptr};
  if (!x.type->direct_iface) return {x.type, reinterpret_cast<Memory>(x.data)};
  Memory box = NewObject(m, x.type);
  std::memcpy(box, &x.data, x.type->size);
  return {x.type, box};
}

GoIface Pack(Mutator& m, Type t, Memory p) {
  uint64_t slot[vm::kMaxInlineSlots] = {};
  if (t->direct_iface) {
    if (t->size > 0) LoadSlots(t, p, slot);
    return {t, slot[0]};
  }
  return m.MakeIface(t, p);
}

Memory NewArray(Mutator& m, Type t, int64_t n) { return static_cast<Memory>(m.heap.NewArray(t, static_cast<uint64_t>(n))); }
void Move(Mutator& m, Type t, Memory to, Memory from) { m.heap.CopyLong(to, from, t->size); }
void Zero(Type t, Memory to) { std::memset(to, 0, t->size); }
bool IsZero(Type t, Memory p) {
  return std::all_of(p, p + t->size, [](std::byte b) { return b == std::byte{0}; });
}
Memory Offset(Memory p, int64_t bytes) { return p + bytes; }
Memory LoadPointer(Memory p) { return Read<Memory>(p); }
void StorePointer(Memory p, Memory value) { Write(p, value); }
bool LoadBool(Memory p) { return *p != std::byte{0}; }
int64_t LoadInt(Type t, Memory p) {
  switch (t->size) {
    case 1: return Read<int8_t>(p);
    case 2: return Read<int16_t>(p);
    case 4: return Read<int32_t>(p);
    default: return Read<int64_t>(p);
  }
}
uint64_t LoadUint(Type t, Memory p) {
  switch (t->size) {
    case 1: return Read<uint8_t>(p);
    case 2: return Read<uint16_t>(p);
    case 4: return Read<uint32_t>(p);
    default: return Read<uint64_t>(p);
  }
}
double LoadFloat(Type t, Memory p) { return t->size == 4 ? static_cast<double>(Read<float>(p)) : Read<double>(p); }
Complex128 LoadComplex(Type t, Memory p) {
  if (t->size == 16) return Read<Complex128>(p);
  const auto c = Read<Complex64>(p);
  return {c.re, c.im};
}
GoString LoadString(Memory p) { return Read<GoString>(p); }
std::pair<Type, Memory> LoadIface(Mutator& m, Memory p) { return Unpack(m, Read<GoIface>(p)); }
void StoreInt(Type t, Memory p, uint64_t x) { std::memcpy(p, &x, t->size); }
void StoreFloat(Type t, Memory p, double x) {
  if (t->size == 4) Write(p, static_cast<float>(x));
  else Write(p, x);
}
void StoreComplex(Type t, Memory p, Complex128 x) {
  if (t->size == 8) Write(p, Complex64{static_cast<float>(x.re), static_cast<float>(x.im)});
  else Write(p, x);
}
void StoreString(Memory p, GoString s) { Write(p, s); }
void StoreIface(Memory p, GoIface x) { Write(p, x); }
uint64_t Address(Memory p) { return reinterpret_cast<uint64_t>(p); }

// A slice header in memory of its own.
Memory BoxSlice(Mutator& m, Type slice, AnySlice s) {
  Memory box = NewObject(m, slice);
  Write(box, s);
  return box;
}
Memory MakeSliceBox(Mutator& m, Type t, int64_t length, int64_t capacity) {
  auto* data = static_cast<Memory>(m.heap.NewArray(t->elem, static_cast<uint64_t>(capacity)));
  return BoxSlice(m, t, {data, length, capacity});
}
std::tuple<Memory, int64_t, int64_t> SliceHeader(Memory p) {
  const auto s = Read<AnySlice>(p);
  return {s.data, s.len, s.cap};
}
void StoreSlice(Memory p, Memory data, int64_t length, int64_t capacity) { Write(p, AnySlice{data, length, capacity}); }
GoSlice<uint8_t> SliceBytes(Memory p) { return Read<GoSlice<uint8_t>>(p); }

// A key or value in the form that maps take: slots, a big one a pointer to it.
struct Slots {
  uint64_t words[vm::kMaxInlineSlots] = {};
  Slots(Type t, Memory p) {
    if (t->big) words[0] = reinterpret_cast<uint64_t>(p);
    else if (t->size > 0) LoadSlots(t, p, words);
  }
};

Memory MakeMapBox(Mutator& m, Type t, int64_t n) {
  Memory box = NewObject(m, t);
  Write(box, NewMap(m, t, n));
  return box;
}
int64_t MapLength(Memory p) { return MapLen(Read<Map*>(p)); }
Outcome MapFindBox(Mutator& m, Type t, Memory p, Memory key, Memory& value) {
  bool found = false;
  const Slots k(t->key, key);
  uint64_t* at = MapFind(m, t, Read<Map*>(p), k.words, &found);
  if (at == nullptr) return Outcome::kPanic;
  value = found ? reinterpret_cast<Memory>(at) : nullptr;
  return Outcome::kDone;
}
Outcome MapSet(Mutator& m, Type t, Memory p, Memory key, Memory value) {
  const Slots k(t->key, key);
  uint64_t* at = MapAssign(m, Read<Map*>(p), k.words);
  if (at == nullptr) {
    if (Read<Map*>(p) == nullptr) return PanicPlain(m, "assignment to entry in nil map");
    return Outcome::kPanic;
  }
  if (t->elem->big) {
    std::memcpy(at, value, t->elem->size);
  } else {
    const Slots v(t->elem, value);
    std::memcpy(at, v.words, t->elem->slots * sizeof(uint64_t));
  }
  return Outcome::kDone;
}
Outcome MapRemove(Mutator& m, Type t, Memory p, Memory key) {
  const Slots k(t->key, key);
  return MapDelete(m, t, Read<Map*>(p), k.words) ? Outcome::kDone : Outcome::kPanic;
}
void MapClearBox(Memory p) {
  if (auto* map = Read<Map*>(p)) MapClear(map);
}
Memory MapIterBox(Mutator& m, Type t, Memory p) { return reinterpret_cast<Memory>(NewMapIter(m, t, Read<Map*>(p))); }
std::pair<Memory, Memory> MapNext(Mutator& m, Memory iter) {
  auto* it = reinterpret_cast<MapIter*>(iter);
  MapIterNext(m, it);
  return {reinterpret_cast<Memory>(it->key), reinterpret_cast<Memory>(it->value)};
}

Outcome MakeChanBox(Mutator& m, Type t, int64_t n, Memory& box) {
  Channel* c = nullptr;
  if (Outcome o = MakeChannel(m, t, n, c); o != Outcome::kDone) return o;
  box = NewObject(m, t);
  Write(box, c);
  return Outcome::kDone;
}
int64_t ChanLen(Memory p) { return runtime::LenOf(Read<Channel*>(p)); }
int64_t ChanCap(Memory p) { return runtime::CapOf(Read<Channel*>(p)); }
Outcome ChanCloseBox(Mutator& m, Memory p) { return ChanClose(m, Read<Channel*>(p)); }

// A cell holds the value of a channel operation while the goroutine waits: it is a channel of its own with one element,
// so the collector knows the type of what it holds.
Outcome MakeCell(Mutator& m, Type t, Memory value, Memory& result) {
  Channel* cell = nullptr;
  if (Outcome o = MakeChannel(m, t, 1, cell); o != Outcome::kDone) return o;
  cell->count = 1;
  result = reinterpret_cast<Memory>(cell);
  if (value == nullptr || t->elem->size == 0) return Outcome::kDone;
  if (!t->elem->big) {
    LoadSlots(t->elem, value, cell->element(0));
    return Outcome::kDone;
  }
  const Rooted<Channel> root(m.heap, cell);
  Memory copy = NewObject(m, t->elem);
  std::memcpy(copy, value, t->elem->size);
  *cell->element(0) = reinterpret_cast<uint64_t>(copy);
  return Outcome::kDone;
}
// Copies the value in a cell to memory; a big one that was never received is zero.
void ReadCell(Type t, Memory cell, Memory to) {
  const Slot* slots = reinterpret_cast<Channel*>(cell)->element(0);
  if (t->elem->size > 0 && !(t->elem->big && *slots == 0)) StoreSlots(t->elem, to, slots);
}

// The slot of the frame that a word of a native's window is.
uint16_t FrameSlot(Mutator& m, const uint64_t* word) {
  return static_cast<uint16_t>(word - m.scheduler.current()->fp);
}

// func chanSend(ch, cell *byte)
Outcome ChanSendCell(Mutator& m, uint64_t* window) {
  return ChanSend(m, reinterpret_cast<Channel*>(window[0]), 0, reinterpret_cast<Channel*>(window[1])->element(0));
}
// func chanRecv(ch, cell *byte) (ok bool)
Outcome ChanRecvCell(Mutator& m, uint64_t* window) {
  return ChanRecv(m, reinterpret_cast<Channel*>(window[1]), 0, FrameSlot(m, window),
                  reinterpret_cast<Channel*>(window[2])->element(0));
}
// func chanSelect(chans, cells []*byte, sends []bool, hasDefault bool) (chosen int, ok bool)
Outcome ChanSelectCells(Mutator& m, uint64_t* window) {
  const auto* chans = reinterpret_cast<Channel* const*>(window[2]);
  const auto* cells = reinterpret_cast<Channel* const*>(window[5]);
  const auto* sends = reinterpret_cast<const bool*>(window[8]);
  std::vector<SelectCase> cases(window[3]);
  for (size_t i = 0; i < cases.size(); ++i) {
    cases[i] = {.channel = chans[i], .ok = FrameSlot(m, window + 1), .is_send = sends[i], .cell = cells[i]->element(0)};
  }
  return Select(m, cases, window[11] != 0, FrameSlot(m, window));
}

Outcome Equal(Mutator& m, Type t, Memory a, Memory b, bool& equal) {
  return EqualMemory(m, t, a, b, equal);
}

GoString BytesToString(Mutator& m, Memory p) { return StringFromBytes(m, Read<AnySlice>(p)); }
GoString RunesToString(Mutator& m, Memory p) { return StringFromRunes(m, Read<AnySlice>(p)); }
Memory StringToBytes(Mutator& m, Type t, GoString s) { return BoxSlice(m, t, BytesFromString(m, t->elem, s)); }
Memory StringToRunes(Mutator& m, Type t, GoString s) { return BoxSlice(m, t, RunesFromString(m, t->elem, s)); }

// A method expression is known by its type and index.
struct MethodExpr {
  Type type;
  int64_t index;
};
Memory MethodExprBox(Mutator& m, Type t, int64_t i) {
  auto* box = static_cast<Memory>(m.heap.NewNoscan(sizeof(MethodExpr)));
  Write(box, MethodExpr{t, i});
  return box;
}

std::pair<Type, int64_t> ReadMethodExpr(Memory box) {
  const auto m = Read<MethodExpr>(box);
  return {m.type, m.index};
}

// ---------------------------------------------------------------------------------------------------- calls

// The adapter of a func type; a Function is the closure of a func value without captures.
const vm::Function* Adapter(Mutator& m, const char* name, Type t) {
  if (t->index == UINT32_MAX) {
    // Made at run time: a signature the program has may be identical.
    for (Type other : m.program.types) {
      if (other->kind == Kind::kFunc && SameUnderlying(t, other, /*tags=*/true)) return Adapter(m, name, other);
    }
    return nullptr;
  }
  return m.program.FindFunction("reflect." + std::string(name) + "#" + std::to_string(t->index));
}
const vm::Function* FuncCaller(Mutator& m, Type t) { return Adapter(m, "call", t); }
const vm::Function* MethodCaller(Mutator& m, Type t) { return Adapter(m, "method", t); }
Memory FuncMaker(Mutator& m, Type t, Closure* handler) {
  const vm::Function* fn = Adapter(m, "make", t);
  if (fn == nullptr) return nullptr;
  Closure* closure = m.heap.NewClosure(fn);
  closure->captures[0] = reinterpret_cast<uint64_t>(handler);
  return reinterpret_cast<Memory>(closure);
}
std::tuple<const vm::Function*, uint64_t*, Type> MethodEntry(Mutator& m, Type t, int64_t i, Memory p) {
  const MethodDesc* method = ShownMethod(t, i);
  const GoIface x = Pack(m, t, p);
  return {method->fn, reinterpret_cast<uint64_t*>(x.data), method->type};
}
Memory BoxMethod(Memory p) { return p; }
Memory Nth(Memory list, int64_t i) { return Read<Memory>(list + i * 8); }

// ---------------------------------------------------------------------------------------------------- DeepEqual

// Memory of the heap, which nobody has to free: for containers of a native that may become large.
class HeapMemory final : public std::pmr::memory_resource {
 public:
  explicit HeapMemory(Mutator& m) : m_(m) {}

 private:
  void* do_allocate(size_t bytes, size_t) override { return m_.heap.NewNoscanRaw(bytes); }
  void do_deallocate(void*, size_t, size_t) override {}
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  Mutator& m_;
};

// Compares with a work list instead of recursion; pairs under comparison are assumed equal.
class DeepComparison {
 public:
  explicit DeepComparison(Mutator& m) : m_(m), memory_(m) {}

  bool Run(Type t, const std::byte* a, const std::byte* b) {
    constexpr uint64_t kBetweenLooks = 256;
    Push(t, a, b);
    while (!work_.empty()) {
      const Pair p = work_.back();
      work_.pop_back();
      if (!One(p)) return false;
      if (++steps_ % kBetweenLooks != 0) continue;
      m_.heap.NoteWork(kBetweenLooks * 32);
      if (Over()) return false;
    }
    return true;
  }

 private:
  struct Pair {
    Type type;
    const std::byte* a;
    const std::byte* b;
    auto operator<=>(const Pair&) const = default;
  };

  // Whether there is no memory for the work, or the run is to end.
  bool Over() { return !m_.heap.Affords(work_.size() * sizeof(Pair) + seen_.size() * 2 * sizeof(Pair)) || m_.Interrupted(); }
  void Push(Type t, const std::byte* a, const std::byte* b) { work_.push_back({t, a, b}); }
  // Whether two references were met before; notes them.
  bool Seen(Type t, const std::byte* a, const std::byte* b) { return !seen_.insert({t, a, b}).second; }

  bool One(const Pair& p) {
    const Type t = p.type;
    switch (t->kind) {
      case Kind::kArray:
        for (uint64_t i = 0; i < t->len; ++i) Push(t->elem, p.a + i * t->elem->size, p.b + i * t->elem->size);
        return true;
      case Kind::kStruct:
        for (auto f = t->fields.rbegin(); f != t->fields.rend(); ++f) Push(f->type, p.a + f->offset, p.b + f->offset);
        return true;
      case Kind::kSlice: {
        const auto a = Read<AnySlice>(p.a), b = Read<AnySlice>(p.b);
        if ((a.data == nullptr) != (b.data == nullptr) || a.len != b.len) return false;
        if (a.data == b.data || Seen(t, a.data, b.data)) return true;
        if (t->elem->kind <= Kind::kUintptr) {
          Walk walk(m_);
          m_.heap.NoteWork(static_cast<uint64_t>(a.len) * t->elem->size);
          return walk.SameMemory(a.data, b.data, static_cast<uint64_t>(a.len) * t->elem->size);
        }
        work_.reserve(work_.size() + static_cast<size_t>(a.len));
        for (int64_t i = a.len; i-- > 0;) {
          if (i % 16384 == 0 && Over()) return false;
          const uint64_t at = static_cast<uint64_t>(i) * t->elem->size;
          Push(t->elem, a.data + at, b.data + at);
        }
        return true;
      }
      case Kind::kPointer: {
        const auto *a = Read<std::byte*>(p.a), *b = Read<std::byte*>(p.b);
        if (a == b) return true;
        if (a == nullptr || b == nullptr) return false;
        if (!Seen(t, a, b)) Push(t->elem, a, b);
        return true;
      }
      case Kind::kInterface: {
        // The values stay where they are: the interfaces lie in memory that lives on.
        const auto* a = reinterpret_cast<const GoIface*>(p.a);
        const auto* b = reinterpret_cast<const GoIface*>(p.b);
        if (a->is_nil() || b->is_nil()) return a->is_nil() == b->is_nil();
        if (a->type != b->type) return false;
        Push(a->type, static_cast<const std::byte*>(a->address()), static_cast<const std::byte*>(b->address()));
        return true;
      }
      case Kind::kMap: return Maps(t, Read<Map*>(p.a), Read<Map*>(p.b));
      case Kind::kFunc: return Read<uint64_t>(p.a) == 0 && Read<uint64_t>(p.b) == 0;
      default: {
        Walk walk(m_);
        return CompareMemory(walk, t, p.a, p.b).equality == Equality::kEqual;
      }
    }
  }

  bool Maps(Type t, Map* a, Map* b) {
    if ((a == nullptr) != (b == nullptr) || MapLen(a) != MapLen(b)) return false;
    if (a == b || Seen(t, reinterpret_cast<std::byte*>(a), reinterpret_cast<std::byte*>(b))) return true;
    MapIter* it = NewMapIter(m_, t, a);
    for (MapIterNext(m_, it); it->key != nullptr; MapIterNext(m_, it)) {
      bool found = false;
      uint64_t big = reinterpret_cast<uint64_t>(it->key);
      const uint64_t* at = MapFind(m_, t, b, t->key->big ? &big : it->key, &found);
      if (at == nullptr || !found) return false;
      Push(t->elem, reinterpret_cast<const std::byte*>(it->value), reinterpret_cast<const std::byte*>(at));
    }
    return true;
  }

  Mutator& m_;
  uint64_t steps_ = 0;
  HeapMemory memory_;
  std::pmr::vector<Pair> work_{&memory_};
  // It goes with its memory: to visit its nodes for that would take long.
  using Set = std::pmr::set<Pair>;
  Set& seen_ = *new (memory_.allocate(sizeof(Set))) Set(&memory_);
};

bool DeepEqual(Mutator& m, GoIface x, GoIface y) {
  if (x.is_nil() || y.is_nil()) return x.is_nil() == y.is_nil();
  if (x.type != y.type) return false;
  return DeepComparison(m).Run(x.type, static_cast<const std::byte*>(x.address()), static_cast<const std::byte*>(y.address()));
}

// Whether a name is an identifier of Go.
bool IsIdentifier(std::string_view name) {
  for (std::string_view rest = name; !rest.empty();) {
    const Rune r = DecodeRune(rest);
    const bool first = rest.size() == name.size();
    if (r.value != '_' && !IsLetter(r.value) && (first || !IsDigit(r.value))) return false;
    rest.remove_prefix(static_cast<size_t>(r.width));
  }
  return !name.empty();
}

constexpr Native kNatives[] = {
    Bind<&TypeOf>("typeOf"),
    Bind<&TypeSize>("typeSize"),
    Bind<&TypeAlign>("typeAlign"),
    Bind<&TypeString>("typeString"),
    Bind<&TypeName>("typeName"),
    Bind<&TypePkgPath>("typePkgPath"),
    Bind<&TypeElem>("typeElem"),
    Bind<&TypeKey>("typeKey"),
    Bind<&TypeLen>("typeLen"),
    Bind<&TypeNumField>("typeNumField"),
    Bind<&TypeField>("typeField"),
    Bind<&TypeFieldPlace>("typeFieldPlace"),
    Bind<&TypeNumIn>("typeNumIn"),
    Bind<&TypeIn>("typeIn"),
    Bind<&TypeNumOut>("typeNumOut"),
    Bind<&TypeOut>("typeOut"),
    Bind<&TypeVariadic>("typeVariadic"),
    Bind<&TypeChanDir>("typeChanDir"),
    Bind<&TypeNumMethod>("typeNumMethod"),
    Bind<&TypeMethod>("typeMethod"),
    Bind<&Implements>("typeImplements"),
    Bind<&TypeComparable>("typeComparable"),
    Bind<&Assignable>("typeAssignable"),
    Bind<&Convertible>("typeConvertible"),
    Bind<&TypeIsNamed>("typeIsNamed"),
    Bind<&PointerTo>("pointerTo"),
    Bind<&SliceOf>("sliceOf"),
    Bind<&MapOf>("mapOf"),
    Bind<&ArrayOf>("arrayOf"),
    Bind<&ChanOf>("chanOf"),
    Bind<&FuncOf>("funcOf"),
    Bind<&StructOf>("structOf"),
    Bind<&IsIdentifier>("isIdentifier"),
    Bind<&Unpack>("unpack"),
    Bind<&Pack>("pack"),
    Bind<&NewObject>("newObject"),
    Bind<&NewArray>("newArray"),
    Bind<&Move>("move"),
    Bind<&Zero>("zero"),
    Bind<&IsZero>("isZero"),
    Bind<&Offset>("offset"),
    Bind<&LoadPointer>("loadPointer"),
    Bind<&StorePointer>("storePointer"),
    Bind<&LoadBool>("loadBool"),
    Bind<&LoadInt>("loadInt"),
    Bind<&LoadUint>("loadUint"),
    Bind<&LoadFloat>("loadFloat"),
    Bind<&LoadComplex>("loadComplex"),
    Bind<&LoadString>("loadString"),
    Bind<&LoadIface>("loadIface"),
    Bind<&StoreInt>("storeInt"),
    Bind<&StoreFloat>("storeFloat"),
    Bind<&StoreComplex>("storeComplex"),
    Bind<&StoreString>("storeString"),
    Bind<&StoreIface>("storeIface"),
    Bind<&Address>("address"),
    Bind<&MakeSliceBox>("makeSlice"),
    Bind<&SliceHeader>("sliceHeader"),
    Bind<&StoreSlice>("storeSlice"),
    Bind<&SliceBytes>("sliceBytes"),
    Bind<&MakeMapBox>("makeMap"),
    Bind<&MapLength>("mapLen"),
    Bind<&MapFindBox>("mapFind"),
    Bind<&MapSet>("mapSet"),
    Bind<&MapRemove>("mapRemove"),
    Bind<&MapClearBox>("mapClear"),
    Bind<&MapIterBox>("mapIter"),
    Bind<&MapNext>("mapNext"),
    Bind<&MakeChanBox>("makeChan"),
    Bind<&ChanLen>("chanLen"),
    Bind<&ChanCap>("chanCap"),
    Bind<&ChanCloseBox>("chanClose"),
    Bind<&MakeCell>("makeCell"),
    Bind<&ReadCell>("readCell"),
    Bind<&ChanSendCell>("chanSend"),
    Bind<&ChanRecvCell>("chanRecv"),
    Bind<&ChanSelectCells>("chanSelect"),
    Bind<&Equal>("equal"),
    Bind<&BytesToString>("bytesToString"),
    Bind<&RunesToString>("runesToString"),
    Bind<&StringToBytes>("stringToBytes"),
    Bind<&StringToRunes>("stringToRunes"),
    Bind<&MethodExprBox>("methodExprBox"),
    Bind<&ReadMethodExpr>("methodExpr"),
    Bind<&FuncCaller>("funcCaller"),
    Bind<&MethodCaller>("methodCaller"),
    Bind<&FuncMaker>("funcMaker"),
    Bind<&MethodEntry>("methodEntry"),
    Bind<&BoxMethod>("boxMethod"),
    Bind<&BoxMethod>("unboxMethod"),
    Bind<&Nth>("nth"),
    Bind<&DeepEqual>("DeepEqual"),
};

}  // namespace

extern constinit const NativePackage kPackage_reflect = {"reflect", kNatives};

}  // namespace golite::stdlib
