// This file implements sizes and alignments as gc has them on amd64.
#include <algorithm>
#include <unordered_map>
#include <vector>

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

// Sizes and alignments of one question's structs: a type that has another twice shall not ask for it twice.
class Measure {
 public:
  int64_t AlignOf(Type* t) {
    t = Under(t);
    const Type::Visit visit(t, Type::kAligning);
    if (!visit.entered) return 1;
    switch (t->kind()) {
      case TypeKind::kArray: return AlignOf(static_cast<Array*>(t)->elem());
      case TypeKind::kStruct: {
        if (auto it = aligns_.find(t); it != aligns_.end()) return it->second;
        int64_t max = 1;
        for (Var* f : static_cast<Struct*>(t)->fields()) max = std::max(max, AlignOf(f->type()));
        aligns_.emplace(t, max);
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

  // The offsets of the fields, and that of the end.
  std::vector<int64_t> OffsetsOf(Struct* s) {
    std::vector<int64_t> offsets;
    int64_t offset = 0;
    for (Var* f : s->fields()) {
      if (offset >= 0) offset = AlignUp(offset, AlignOf(f->type()));
      offsets.push_back(offset);
      const int64_t size = SizeOf(f->type());
      if (offset < 0 || size < 0 || __builtin_add_overflow(offset, size, &offset)) offset = -1;
    }
    offsets.push_back(offset);
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
        if (auto it = sizes_.find(t); it != sizes_.end()) return it->second;
        const int64_t size = SizeOfStruct(static_cast<Struct*>(t));
        sizes_.emplace(t, size);
        return size;
      }
      default: return kWord;
    }
  }

 private:
  int64_t SizeOfStruct(Struct* s) {
    if (s->num_fields() == 0) return 0;
    const std::vector<int64_t> offsets = OffsetsOf(s);
    const int64_t last = offsets[offsets.size() - 2];
    int64_t size = offsets.back();
    if (size < 0) return -1;
    // A final field of size zero is padded so that its address stays within the object.
    if (last > 0 && size == last) ++size;
    const int64_t align = AlignOf(s);
    return size > INT64_MAX - align ? -1 : AlignUp(size, align);
  }

  std::unordered_map<Type*, int64_t> aligns_, sizes_;
};

}  // namespace

int64_t AlignOf(Type* t) { return Measure().AlignOf(t); }

std::vector<int64_t> OffsetsOf(Struct* s) {
  std::vector<int64_t> offsets = Measure().OffsetsOf(s);
  offsets.pop_back();
  return offsets;
}

int64_t SizeOf(Type* t) { return Measure().SizeOf(t); }

}  // namespace golite::sema
