// This file implements sizes and alignments as gc has them on amd64.

#include "sema/types/predicates.h"

namespace golite::sema {

namespace {

constexpr int64_t kWord = 8;

int64_t AlignUp(int64_t n, int64_t align) {
  return (n + align - 1) / align * align;
}

int64_t BasicSize(BasicKind k) {
  switch (k) {
    case BasicKind::kBool:
    case BasicKind::kInt8:
    case BasicKind::kUint8: return 1;
    case BasicKind::kInt16:
    case BasicKind::kUint16: return 2;
    case BasicKind::kInt32:
    case BasicKind::kUint32:
    case BasicKind::kFloat32: return 4;
    case BasicKind::kComplex128:
    case BasicKind::kString: return 16;
    default: return 8;
  }
}

}  // namespace

int64_t AlignOf(Type* t) {
  t = Under(t);
  const Type::Visit visit(t, Type::kAligning);
  if (!visit.entered) return 1;
  switch (t->kind()) {
    case TypeKind::kArray: return AlignOf(static_cast<Array*>(t)->elem());
    case TypeKind::kStruct: {
      int64_t max = 1;
      for (Var* f : static_cast<Struct*>(t)->fields()) max = std::max(max, AlignOf(f->type()));
      return max;
    }
    case TypeKind::kBasic: {
      const BasicKind k = static_cast<Basic*>(t)->basic_kind();
      if (k == BasicKind::kComplex64) return 4;
      return std::min(BasicSize(k), kWord);
    }
    default: return kWord;
  }
}

std::vector<int64_t> OffsetsOf(Struct* s) {
  std::vector<int64_t> offsets;
  int64_t offset = 0;
  for (Var* f : s->fields()) {
    if (offset >= 0) offset = AlignUp(offset, AlignOf(f->type()));
    offsets.push_back(offset);
    const int64_t size = SizeOf(f->type());
    if (offset < 0 || size < 0 || __builtin_add_overflow(offset, size, &offset)) offset = -1;
  }
  return offsets;
}

int64_t SizeOf(Type* t) {
  t = Under(t);
  const Type::Visit visit(t, Type::kSizing);
  if (!visit.entered) return -1;
  switch (t->kind()) {
    case TypeKind::kBasic: return BasicSize(static_cast<Basic*>(t)->basic_kind());
    case TypeKind::kArray: {
      Array* a = static_cast<Array*>(t);
      if (a->len() <= 0) return 0;
      const int64_t elem = SizeOf(a->elem());
      int64_t size;
      if (elem < 0 || __builtin_mul_overflow(elem, a->len(), &size)) return -1;
      return size;
    }
    case TypeKind::kSlice: return 3 * kWord;
    case TypeKind::kInterface: return 2 * kWord;
    case TypeKind::kStruct: {
      Struct* s = static_cast<Struct*>(t);
      if (s->num_fields() == 0) return 0;
      const std::vector<int64_t> offsets = OffsetsOf(s);
      const int64_t offset = offsets.back();
      int64_t size = SizeOf(s->field(s->num_fields() - 1)->type());
      if (offset < 0 || size < 0) return -1;
      // A final field of size zero is padded so that its address stays within the object.
      if (offset > 0 && size == 0) size = 1;
      if (__builtin_add_overflow(offset, size, &size)) return -1;
      return AlignUp(size, AlignOf(s));
    }
    default: return kWord;
  }
}

}  // namespace golite::sema
