// This file implements variables, places and every access to memory.
#include <bit>

#include "compiler/lowerer.h"
#include "support/check.h"

namespace golite::compiler {

namespace {

// The opcode that loads a scalar of the type's width, by unsigned index: Load, Idx or Arr family.
enum class Width : uint8_t { kI8, kU8, kI16, kU16, kI32, kU32, k64 };

Width WidthOf(Type* t, int64_t size) {
  auto* b = sema::TryUnder<sema::Basic>(t);
  const bool is_signed = b != nullptr && (b->info() & sema::kIsInteger) != 0 && (b->info() & sema::kIsUnsigned) == 0;
  switch (size) {
    case 1: return is_signed ? Width::kI8 : Width::kU8;
    case 2: return is_signed ? Width::kI16 : Width::kU16;
    case 4: return is_signed ? Width::kI32 : Width::kU32;
    default: return Width::k64;
  }
}

constexpr Op kLoadOps[] = {Op::kLoadI8, Op::kLoadU8, Op::kLoadI16, Op::kLoadU16, Op::kLoadI32, Op::kLoadU32, Op::kLoad64};
constexpr Op kIdxOps[] = {Op::kIdxI8, Op::kIdxU8, Op::kIdxI16, Op::kIdxU16, Op::kIdxI32, Op::kIdxU32, Op::kIdx64};
constexpr Op kArrOps[] = {Op::kArrI8, Op::kArrU8, Op::kArrI16, Op::kArrU16, Op::kArrI32, Op::kArrU32, Op::kArr64};

bool IsNarrow(int64_t size) { return size == 1 || size == 2 || size == 4; }

}  // namespace

// ------------------------------------------------------------------------------------------------------ variables

bool Lowerer::IsBoxed(sema::Var* v) {
  const uint8_t f = m_.flags().Get(v);
  if (NeedsBox(f)) return true;
  return (f & kReassigned) != 0 && LayoutOf(Apply(v->type())).big;
}

void Lowerer::DeclareVar(sema::Var* v, Reg init) {
  Type* t = Apply(v->type());
  if (IsBoxed(v)) {
    Reg box = New(t);
    vars_[v] = {Storage::Kind::kBox, box};
    if (init.valid()) StoreMem(box, 0, init, t, NoteVariable(v));
    return;
  }
  const uint32_t n = Slots(t);
  if (LayoutOf(t).big) {
    // Never assigned again, so it shares the value's copy.
    vars_[v] = {Storage::Kind::kReg, init.valid() ? init : New(t)};
    return;
  }
  Reg r = NewVar(t);
  if (init.valid()) {
    b_.Move(r, init, n);
  } else {
    b_.Zero(r, n);
  }
  vars_[v] = {Storage::Kind::kReg, r};
}

void Lowerer::DeclareVar(sema::Var* v, const ast::Expr* init) {
  Type* t = Apply(v->type());
  const Reg box = IsBoxed(v) && TypeOf(init) == t ? InitialBox(ast::Unparen(init), t) : kNoReg;
  if (box.valid()) {
    vars_[v] = {Storage::Kind::kBox, box};
  } else {
    DeclareVar(v, ExprAs(init, t));
  }
}

// Memory that holds the value of `init` and belongs to nobody else; kNoReg when the value is elsewhere.
Reg Lowerer::InitialBox(const ast::Expr* init, Type* t) {
  const sema::TypeKind kind = sema::Under(t)->kind();
  if (LayoutOf(t).slots == 0 || (kind != sema::TypeKind::kStruct && kind != sema::TypeKind::kArray)) return kNoReg;
  switch (init->kind) {
    case ast::NodeKind::kCompositeLit:
      At(init);
      return NewComposite(static_cast<const ast::CompositeLit*>(init), t);
    // Loading a big value copies it.
    case ast::NodeKind::kIndexExpr:
      if (sema::TryUnder<sema::Map>(TypeOf(static_cast<const ast::IndexExpr*>(init)->x)) != nullptr) return kNoReg;
      [[fallthrough]];
    case ast::NodeKind::kIdent: case ast::NodeKind::kSelectorExpr: case ast::NodeKind::kStarExpr:
      return LayoutOf(t).big ? Expr(init) : kNoReg;
    default: return kNoReg;
  }
}

void Lowerer::BindParam(sema::Var* v, Reg r) {
  if (v->name().empty() || v->name().is_blank() || !IsBoxed(v)) {
    vars_[v] = {Storage::Kind::kReg, r};
  } else {
    DeclareVar(v, r);
  }
}

Place Lowerer::VarPlace(sema::Var* v) {
  Type* t = Apply(v->type());
  if (v->var_kind() == sema::VarKind::kPackage) {
    Place p;
    p.kind = Place::Kind::kGlobal;
    p.type = t;
    p.offset = p.root_offset = m_.GlobalOffset(v);
    p.root = t;
    p.note = NoteVariable(v);
    return p;
  }
  auto it = vars_.find(v);
  GOLITE_CHECK(it != vars_.end(), "a variable is used before it is declared");
  if (it->second.kind == Storage::Kind::kBox || LayoutOf(t).big) {
    Place p = MemPlace(it->second.reg, 0, t);
    p.note = NoteVariable(v);
    return p;
  }
  return RegPlace(it->second.reg, t);
}

// --------------------------------------------------------------------------------------------------------- places

Place Lowerer::FieldPlace(const Place& p, int field) {
  auto* s = sema::As<sema::Struct>(sema::Under(p.type));
  const int64_t offset = sema::OffsetsOf(s)[field];
  Place r = p;
  if (p.kind == Place::Kind::kMap) {
    // m[k].f is a part of a value.
    r = RegPlace(Load(p), p.type);
    if (LayoutOf(p.type).big) r = MemPlace(r.base, 0, p.type);
  }
  if (r.kind != Place::Kind::kReg) r.note = NoteField(p.type, s->field(field));
  r.type = Apply(s->field(field)->type());
  r.offset += offset;
  return r;
}

// Follows the field indices from p; embedded pointers are dereferenced.
Place Lowerer::PathPlace(Place p, std::span<const int> path) {
  for (int i : path) {
    if (auto* ptr = sema::TryUnder<sema::Pointer>(p.type)) p = DerefPlace(Load(p), Apply(ptr->elem()));
    p = FieldPlace(p, i);
  }
  return p;
}

Place Lowerer::PlaceOf(const ast::Expr* e) {
  e = ast::Unparen(e);
  switch (e->kind) {
    case ast::NodeKind::kIdent: {
      auto* id = static_cast<const ast::Ident*>(e);
      if (id->is_blank()) return {};
      if (auto* v = sema::TryAs<sema::Var>(UseOf(id))) return VarPlace(v);
      break;
    }
    case ast::NodeKind::kSelectorExpr: {
      auto* s = static_cast<const ast::SelectorExpr*>(e);
      const sema::Selection* sel = info_->selections.Get(s->id.value());
      if (sel == nullptr) {
        if (auto* v = sema::TryAs<sema::Var>(UseOf(s->sel))) return VarPlace(v);
        break;
      }
      if (sel->kind != sema::SelectionKind::kFieldVal) break;
      Place base = PlaceOf(s->x);
      At(e);
      return PathPlace(base, sel->index);
    }
    case ast::NodeKind::kIndexExpr: {
      auto* i = static_cast<const ast::IndexExpr*>(e);
      if (Tv(i->x).mode == sema::Mode::kTypeExpr || i->indices.size() != 1) break;
      Type* u = sema::Under(TypeOf(i->x));
      if (u->kind() == sema::TypeKind::kSignature || u->kind() == sema::TypeKind::kBasic) break;
      return IndexPlace(i);
    }
    case ast::NodeKind::kStarExpr: {
      auto* s = static_cast<const ast::StarExpr*>(e);
      Type* ptr = TypeOf(s->x);
      Reg r = Expr(s->x);
      At(e);
      return DerefPlace(r, Apply(sema::As<sema::Pointer>(sema::Under(ptr))->elem()));
    }
    default: break;
  }
  Type* t = TypeOf(e);
  Reg r = Expr(e);
  if (LayoutOf(t).big) return MemPlace(r, 0, t);
  return RegPlace(r, t);
}

uint16_t Lowerer::UnsignedOperands(const ast::Node* n) {
  auto is_unsigned = [this](const ast::Expr* e) {
    if (e == nullptr) return false;
    const auto* basic = sema::TryAs<sema::Basic>(sema::Under(TypeOf(e)));
    if (basic == nullptr) return false;
    const sema::BasicKind kind = basic->basic_kind();
    return kind == sema::BasicKind::kUint || kind == sema::BasicKind::kUint64 || kind == sema::BasicKind::kUintptr;
  };
  if (n->kind == ast::NodeKind::kIndexExpr) {
    const auto* e = static_cast<const ast::IndexExpr*>(n);
    const sema::TypeKind kind = sema::Under(TypeOf(e->x))->kind();
    const bool indexes = kind != sema::TypeKind::kMap && kind != sema::TypeKind::kSignature;
    return indexes && is_unsigned(e->indices[0]) ? 1 : 0;
  }
  if (n->kind == ast::NodeKind::kSliceExpr) {
    const auto* e = static_cast<const ast::SliceExpr*>(n);
    return static_cast<uint16_t>(is_unsigned(e->low) | is_unsigned(e->high) << 1 | is_unsigned(e->max) << 2);
  }
  return 0;
}

Place Lowerer::IndexPlace(const ast::IndexExpr* e) {
  Type* xt = TypeOf(e->x);
  Type* u = sema::Under(xt);
  const ast::Expr* index_expr = e->indices[0];
  Place p;
  p.at = e;
  switch (u->kind()) {
    case sema::TypeKind::kSlice: {
      p.kind = Place::Kind::kElem;
      p.type = p.whole = Apply(static_cast<sema::Slice*>(u)->elem());
      p.base = Expr(e->x);
      p.index = Expr(index_expr);
      p.note = NoteElement("slice", p.type);
      At(e);
      return p;
    }
    case sema::TypeKind::kMap: {
      auto* m = static_cast<sema::Map*>(u);
      p.kind = Place::Kind::kMap;
      p.whole = xt;
      p.type = Apply(m->elem());
      p.base = Expr(e->x);
      p.index = ExprAs(index_expr, Apply(m->key()));
      At(e);
      return p;
    }
    case sema::TypeKind::kPointer: {
      auto* a = sema::As<sema::Array>(sema::Under(Apply(static_cast<sema::Pointer*>(u)->elem())));
      Reg ptr = Expr(e->x);
      Type* elem = Apply(a->elem());
      int64_t k;
      if (ConstInt(index_expr, &k)) {
        At(e);
        Place r = MemPlace(ptr, k * sema::SizeOf(elem), elem);
        r.note = NoteElement("array", elem);
        r.root = a;
        r.root_offset = 0;
        return r;
      }
      p.kind = Place::Kind::kArrayElem;
      p.type = p.whole = elem;
      p.base = ptr;
      p.index = Expr(index_expr);
      p.len = a->len();
      p.note = NoteElement("array", elem);
      At(e);
      return p;
    }
    case sema::TypeKind::kArray: {
      auto* a = static_cast<sema::Array*>(u);
      Type* elem = Apply(a->elem());
      Place array = PlaceOf(e->x);
      if (array.kind == Place::Kind::kMap) {
        Reg v = Load(array);
        array = LayoutOf(xt).big ? MemPlace(v, 0, xt) : RegPlace(v, xt);
      }
      int64_t k;
      if (ConstInt(index_expr, &k)) {
        At(e);
        Place r = array;
        r.type = elem;
        r.offset += k * sema::SizeOf(elem);
        if (r.kind != Place::Kind::kReg) r.note = NoteElement("array", elem);
        return r;
      }
      Reg index = Expr(index_expr);
      At(e);
      return ElementPlace(array, index, elem, a->len());
    }
    default: GOLITE_UNREACHABLE("index of something that has no places");
  }
}

// Element `index` of the array at `array`, whose address is taken for that.
Place Lowerer::ElementPlace(const Place& array, Reg index, Type* elem, int64_t len) {
  Place p;
  p.kind = Place::Kind::kArrayElem;
  p.type = p.whole = elem;
  p.index = index;
  p.len = len;
  p.note = NoteElement("array", elem);
  if (array.kind == Place::Kind::kReg) {
    p.base = Spill(Load(array), array.type);
  } else {
    p.base = AddrOf(array);
  }
  return p;
}

Reg Lowerer::Load(const Place& p) {
  const Layout& l = LayoutOf(p.type);
  switch (p.kind) {
    case Place::Kind::kBlank: return Zero(p.type);
    case Place::Kind::kReg:
      if (p.offset == 0 && p.whole == p.type) return p.base;
      return LoadPart(p.base, p.offset, p.type);
    case Place::Kind::kMem: return LoadMem(p.base, p.offset, p.type, p.note);
    case Place::Kind::kGlobal: {
      if (l.slots == 0) return kNoReg;
      if (l.size == 8 && p.offset % 8 == 0) {
        Reg r = NewTemp(p.type);
        b_.Emit(Op::kLoadGlobal, r, static_cast<int32_t>(p.offset)).note = NoteFor(p.note);
        return r;
      }
      return LoadMem(AddrOf(p), 0, p.type, p.note);
    }
    case Place::Kind::kElem:
    case Place::Kind::kArrayElem: {
      const bool slice = p.kind == Place::Kind::kElem;
      NoteUnsigned(p);
      const int64_t size = l.size;
      const bool direct = p.offset == 0 && p.type == p.whole && !l.big &&
                          (IsNarrow(size) || size == 8 || size == 16 || size == 24);
      if (!direct) return LoadMem(AddrOf(p), 0, p.type, p.note);
      Reg r = NewTemp(p.type);
      Op op;
      if (size == 16) {
        op = slice ? Op::kIdx2 : Op::kArr2;
      } else if (size == 24) {
        op = slice ? Op::kIdx3 : Op::kArr3;
      } else {
        op = (slice ? kIdxOps : kArrOps)[static_cast<int>(WidthOf(l.scalar ? p.type : nullptr, size))];
      }
      b_.Emit(op, r, p.base, p.index, slice ? 0 : ir::ExtWord(static_cast<uint32_t>(p.len))).note = NoteFor(p.note);
      return r;
    }
    case Place::Kind::kMap: {
      auto* m = sema::As<sema::Map>(sema::Under(p.whole));
      Reg ptr = b_.PointerTemp();
      Type* key = Apply(m->key());
      RaceMap(/*write=*/false, p.base);
      RaceKey(p.index, key);
      const Layout& kl = LayoutOf(key);
      const bool is_string = sema::IsString(key);
      const bool word = kl.scalar && !sema::IsFloat(key);
      b_.Emit(is_string ? Op::kMapFindStr : word ? Op::kMapFind64 : Op::kMapFindAny, ptr, p.base,
              kl.slots == 0 ? p.base : p.index, ir::ExtWord(TypeIndex(p.whole), kl.slots));
      return LoadSlot(ptr, p.type);
    }
  }
  return kNoReg;
}

void Lowerer::Store(const Place& p, Reg value) {
  if (p.kind == Place::Kind::kBlank) return;
  const Layout& l = LayoutOf(p.type);
  switch (p.kind) {
    case Place::Kind::kBlank: return;
    case Place::Kind::kReg:
      if (p.offset == 0 && p.whole == p.type) {
        b_.Move(p.base, value, l.slots);
      } else {
        StorePart(p.base, p.offset, value, p.type);
      }
      return;
    case Place::Kind::kMem: return StoreMem(p.base, p.offset, value, p.type, p.note);
    case Place::Kind::kGlobal: {
      if (l.slots == 0) return;
      if (l.size == 8 && p.offset % 8 == 0) {
        const bool ptr = fn_.kinds[value.id] == vm::WordKind::kPointer;
        b_.Emit(ptr ? Op::kStoreGlobalPtr : Op::kStoreGlobal, value, static_cast<int32_t>(p.offset)).note = NoteFor(p.note);
        return;
      }
      return StoreMem(AddrOf(p), 0, value, p.type, p.note);
    }
    case Place::Kind::kElem:
    case Place::Kind::kArrayElem: {
      const bool slice = p.kind == Place::Kind::kElem;
      NoteUnsigned(p);
      const int64_t size = l.size;
      const bool direct = p.offset == 0 && p.type == p.whole && !l.big &&
                          (IsNarrow(size) || size == 8 || size == 16 || (size == 24 && slice));
      if (!direct) return StoreMem(AddrOf(p), 0, value, p.type, p.note);
      Op op;
      switch (size) {
        case 1: op = slice ? Op::kSetIdx8 : Op::kSetArr8; break;
        case 2: op = slice ? Op::kSetIdx16 : Op::kSetArr16; break;
        case 4: op = slice ? Op::kSetIdx32 : Op::kSetArr32; break;
        case 16: op = slice ? Op::kSetIdx2 : Op::kSetArr2; break;
        case 24: op = Op::kSetIdx3; break;
        default: {
          const bool ptr = fn_.kinds[value.id] == vm::WordKind::kPointer;
          op = slice ? (ptr ? Op::kSetIdxPtr : Op::kSetIdx64) : (ptr ? Op::kSetArrPtr : Op::kSetArr64);
        }
      }
      b_.Emit(op, p.base, p.index, value, slice ? 0 : ir::ExtWord(static_cast<uint32_t>(p.len))).note = NoteFor(p.note);
      return;
    }
    case Place::Kind::kMap: {
      auto* m = sema::As<sema::Map>(sema::Under(p.whole));
      Reg ptr = b_.PointerTemp();
      Type* key = Apply(m->key());
      const Layout& kl = LayoutOf(key);
      const bool is_string = sema::IsString(key);
      const bool word = kl.scalar && !sema::IsFloat(key);
      if (p.at != nullptr) At(p.at);
      RaceMap(/*write=*/true, p.base);
      RaceKey(p.index, key);
      b_.Emit(is_string ? Op::kMapAssignStr : word ? Op::kMapAssign64 : Op::kMapAssignAny, ptr, p.base,
              kl.slots == 0 ? p.base : p.index, ir::ExtWord(TypeIndex(p.whole), kl.slots));
      return StoreSlot(ptr, value, p.type);
    }
  }
}

Reg Lowerer::AddrOf(const Place& p) {
  auto offset = [&](Reg ptr, int64_t n, bool check) {
    if (n == 0 && !check) return ptr;
    Reg r = b_.PointerTemp();
    if (n >= 0 && n < 65536) {
      b_.Emit(Op::kAddPtr, r, ptr, static_cast<uint32_t>(n));
    } else {
      b_.Emit(Op::kAddPtrX, r, ptr, {}, static_cast<uint64_t>(n));
    }
    return r;
  };
  switch (p.kind) {
    case Place::Kind::kMem: return offset(p.base, p.offset, /*check=*/true);
    case Place::Kind::kGlobal: {
      Reg r = b_.PointerTemp();
      b_.Emit(Op::kGlobalAddr, r, static_cast<int32_t>(p.offset));
      return r;
    }
    case Place::Kind::kElem: {
      NoteUnsigned(p);
      Reg r = b_.PointerTemp();
      b_.Emit(Op::kIdxAddr, r, p.base, p.index, ir::ExtWord(static_cast<uint32_t>(LayoutOf(p.whole).size)));
      return offset(r, p.offset, /*check=*/false);
    }
    case Place::Kind::kArrayElem: {
      NoteUnsigned(p);
      Reg r = b_.PointerTemp();
      b_.Emit(Op::kArrAddr, r, p.base, p.index,
              static_cast<uint64_t>(p.len) | static_cast<uint64_t>(LayoutOf(p.whole).size) << 32);
      return offset(r, p.offset, /*check=*/false);
    }
    case Place::Kind::kReg: return Spill(Load(p), p.type);
    case Place::Kind::kMap: return Spill(Load(p), p.type);
    case Place::Kind::kBlank: break;
  }
  GOLITE_UNREACHABLE("the blank identifier has no address");
}

// ---------------------------------------------------------------------------------------------------------- memory

Reg Lowerer::LoadMem(Reg ptr, int64_t offset, Type* t, uint32_t note) {
  const Layout& l = LayoutOf(t);
  if (l.size == 0) {
    b_.Emit(Op::kNilCheck, ptr);
    return kNoReg;
  }
  if (l.big) RaceAccess(/*write=*/false, ptr, offset, l.size, note);
  if (offset >= 65536) {
    Reg p = b_.PointerTemp();
    b_.Emit(Op::kAddPtrX, p, ptr, {}, static_cast<uint64_t>(offset));
    ptr = p;
    offset = 0;
  }
  if (l.big) {
    Reg copy = New(t);
    CopyBig(copy, offset == 0 ? ptr : AddrOf(MemPlace(ptr, offset, t)), t);
    return copy;
  }
  Reg r = NewTemp(t);
  if (IsNarrow(l.size)) {
    b_.Emit(kLoadOps[static_cast<int>(WidthOf(l.scalar ? t : nullptr, l.size))], r, ptr, static_cast<uint32_t>(offset));
  } else {
    b_.LoadSlots(r, ptr, static_cast<uint32_t>(offset), l.slots, static_cast<uint32_t>(l.size));
  }
  b_.NoteAccess(NoteFor(note));
  return r;
}

void Lowerer::StoreMem(Reg ptr, int64_t offset, Reg value, Type* t, uint32_t note) {
  const Layout& l = LayoutOf(t);
  if (l.size == 0) {
    b_.Emit(Op::kNilCheck, ptr);
    return;
  }
  if (l.big) RaceAccess(/*write=*/true, ptr, offset, l.size, note);
  if (offset >= 65536) {
    Reg p = b_.PointerTemp();
    b_.Emit(Op::kAddPtrX, p, ptr, {}, static_cast<uint64_t>(offset));
    ptr = p;
    offset = 0;
  }
  if (l.big) {
    CopyBig(offset == 0 ? ptr : AddrOf(MemPlace(ptr, offset, t)), value, t);
    return;
  }
  switch (l.size) {
    case 1: b_.Emit(Op::kStore8, ptr, value, static_cast<uint32_t>(offset)); break;
    case 2: b_.Emit(Op::kStore16, ptr, value, static_cast<uint32_t>(offset)); break;
    case 4: b_.Emit(Op::kStore32, ptr, value, static_cast<uint32_t>(offset)); break;
    default: b_.StoreSlots(ptr, static_cast<uint32_t>(offset), value, l.slots, static_cast<uint32_t>(l.size)); break;
  }
  b_.NoteAccess(NoteFor(note));
}

// Map keys and values: a scalar takes a whole slot there, everything else lies as in memory.
Reg Lowerer::LoadSlot(Reg ptr, Type* t) {
  const Layout& l = LayoutOf(t);
  if (l.slots == 0) return kNoReg;
  Unwatched own(*this);
  if (l.big) return LoadMem(ptr, 0, t);
  Reg r = NewTemp(t);
  b_.LoadSlots(r, ptr, 0, l.slots);
  return r;
}

void Lowerer::StoreSlot(Reg ptr, Reg value, Type* t) {
  const Layout& l = LayoutOf(t);
  if (l.slots == 0) return;
  Unwatched own(*this);
  if (l.big) return StoreMem(ptr, 0, value, t);
  b_.StoreSlots(ptr, 0, value, l.slots);
}

// Copies one value in memory, as the copy of a one-element slice.
void Lowerer::CopyBig(Reg to, Reg from, Type* t) {
  b_.Emit(Op::kNilCheck, from);
  b_.Emit(Op::kNilCheck, to);
  Reg dst = b_.SliceTemp(), src = b_.SliceTemp();
  Reg one = Int(1);
  for (auto [slice, ptr] : {std::pair{dst, to}, std::pair{src, from}}) {
    b_.Move(slice, ptr);
    b_.Move(slice + 1, one);
    b_.Move(slice + 2, one);
  }
  b_.Emit(Op::kCopySlice, b_.ScalarTemp(), dst, src, ir::ExtWord(TypeIndex(t)));
}

void Lowerer::CopyPlace(const Place& to, const Place& from) {
  if (to.kind == Place::Kind::kMem && from.kind == Place::Kind::kMem && LayoutOf(to.type).big) {
    RaceAccess(/*write=*/false, from.base, from.offset, LayoutOf(to.type).size, from.note);
    RaceAccess(/*write=*/true, to.base, to.offset, LayoutOf(to.type).size, to.note);
    CopyBig(AddrOf(to), AddrOf(from), to.type);
    return;
  }
  Store(to, Load(from));
}

Reg Lowerer::New(Type* t) {
  Reg r = b_.PointerTemp();
  b_.Emit(Op::kNew, r, static_cast<int32_t>(TypeIndex(t)));
  return r;
}

Reg Lowerer::Zero(Type* t) {
  const Layout& l = LayoutOf(t);
  if (l.slots == 0) return kNoReg;
  if (l.big) return New(t);
  Reg r = NewTemp(t);
  b_.Zero(r, l.slots);
  return r;
}

Reg Lowerer::Spill(Reg value, Type* t) {
  // The value of a big type is a pointer to memory already.
  if (LayoutOf(t).big) return value;
  Reg box = New(t);
  Unwatched own(*this);
  StoreMem(box, 0, value, t);
  return box;
}

// ------------------------------------------------------------------------------------------------ parts of values

// The bytes [offset, offset + size) of the memory image in root's slots, as a value of type t.
Reg Lowerer::LoadPart(Reg root, int64_t offset, Type* t) {
  const Layout& l = LayoutOf(t);
  if (l.slots == 0) return kNoReg;
  if (offset % 8 == 0 && l.size % 8 == 0) return root + static_cast<uint32_t>(offset / 8);
  const Reg slot = root + static_cast<uint32_t>(offset / 8);
  const uint32_t in = static_cast<uint32_t>(offset % 8);
  if (IsNarrow(l.size) && in % static_cast<uint32_t>(l.size) == 0) {
    constexpr Op kOps[] = {Op::kExtractI8,  Op::kExtractU8,  Op::kExtractI16, Op::kExtractU16,
                           Op::kExtractI32, Op::kExtractU32, Op::kMove};
    Reg r = NewTemp(t);
    b_.Emit(kOps[static_cast<int>(WidthOf(l.scalar ? t : nullptr, l.size))], r, slot, in);
    return r;
  }
  Reg r = NewVar(t);
  b_.Zero(r, l.slots);
  CopyBytes(r, 0, root, offset, l.size);
  return r;
}

void Lowerer::StorePart(Reg root, int64_t offset, Reg value, Type* t) {
  const Layout& l = LayoutOf(t);
  if (l.slots == 0) return;
  const Reg slot = root + static_cast<uint32_t>(offset / 8);
  if (offset % 8 == 0 && l.size % 8 == 0) {
    b_.Move(slot, value, l.slots);
    return;
  }
  const uint32_t in = static_cast<uint32_t>(offset % 8);
  if (IsNarrow(l.size) && in % static_cast<uint32_t>(l.size) == 0) {
    b_.Emit(l.size == 1 ? Op::kInsert8 : l.size == 2 ? Op::kInsert16 : Op::kInsert32, slot, value, in);
    return;
  }
  CopyBytes(root, offset, value, 0, l.size);
}

// Copies n bytes between memory images in registers, in the largest pieces that both sides' alignment allows.
void Lowerer::CopyBytes(Reg dst, int64_t dst_off, Reg src, int64_t src_off, int64_t n) {
  while (n > 0) {
    int64_t piece = 8;
    while (dst_off % piece != 0 || src_off % piece != 0 || piece > n) piece /= 2;
    const Reg to = dst + static_cast<uint32_t>(dst_off / 8), from = src + static_cast<uint32_t>(src_off / 8);
    if (piece == 8) {
      b_.Move(to, from);
    } else {
      Reg r = b_.ScalarTemp();
      const uint32_t in = static_cast<uint32_t>(src_off % 8), out = static_cast<uint32_t>(dst_off % 8);
      b_.Emit(piece == 1 ? Op::kExtractU8 : piece == 2 ? Op::kExtractU16 : Op::kExtractU32, r, from, in);
      b_.Emit(piece == 1 ? Op::kInsert8 : piece == 2 ? Op::kInsert16 : Op::kInsert32, to, r, out);
    }
    dst_off += piece;
    src_off += piece;
    n -= piece;
  }
}

}  // namespace golite::compiler
