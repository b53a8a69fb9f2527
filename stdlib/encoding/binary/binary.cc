// This file implements the natives of encoding/binary: they walk values by their type descriptors.
#include <cstring>
#include <string>

#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

using runtime::AnySlice;
using runtime::Kind;
using runtime::TypeDesc;
using Bytes = GoSlice<uint8_t>;

// The size of the encoding of a value of type t, -1 if that is not fixed.
int64_t SizeOfType(const TypeDesc* t) {
  switch (t->kind) {
    case Kind::kBool:
    case Kind::kInt8:
    case Kind::kInt16:
    case Kind::kInt32:
    case Kind::kInt64:
    case Kind::kUint8:
    case Kind::kUint16:
    case Kind::kUint32:
    case Kind::kUint64:
    case Kind::kFloat32:
    case Kind::kFloat64:
    case Kind::kComplex64:
    case Kind::kComplex128:
      return static_cast<int64_t>(t->size);
    case Kind::kArray: {
      const int64_t elem = SizeOfType(t->elem);
      return elem < 0 ? -1 : elem * static_cast<int64_t>(t->len);
    }
    case Kind::kStruct: {
      int64_t sum = 0;
      for (const auto& field : t->fields) {
        const int64_t size = SizeOfType(field.type);
        if (size < 0) return -1;
        sum += size;
      }
      return sum;
    }
    default:
      return -1;
  }
}

// What is to be encoded or set: consecutive values of one type.
struct Values {
  const TypeDesc* type = nullptr;  // null if there are none of fixed size
  std::byte* memory = nullptr;
  int64_t count = 0;
};

Values ValuesOf(GoIface data) {
  if (data.is_nil()) return {};
  const TypeDesc* t = data.type;
  const void* memory = nullptr;
  if (t->kind == Kind::kPointer) {
    if (data.data == 0) return {};
    t = t->elem;
    memory = reinterpret_cast<const void*>(data.data);
  }
  if (t->kind == Kind::kSlice) {
    if (memory == nullptr) memory = data.address();
    const auto* slice = static_cast<const AnySlice*>(memory);
    return {t->elem, slice->data, slice->len};
  }
  // A direct interface holds the value itself, which the caller's copy of `data` does not outlive.
  if (memory == nullptr && !t->direct_iface) memory = reinterpret_cast<const void*>(data.data);
  return {t, static_cast<std::byte*>(const_cast<void*>(memory)), 1};
}

int64_t Size(GoIface data) {
  const Values v = ValuesOf(data);
  if (v.type == nullptr) return -1;
  const int64_t size = SizeOfType(v.type);
  return size < 0 ? -1 : size * v.count;
}

// The name of the method of reflect.Value by which Go would set a number of type t.
std::string_view Setter(const TypeDesc* t) {
  switch (t->kind) {
    case Kind::kBool: return "SetBool";
    case Kind::kInt8: case Kind::kInt16: case Kind::kInt32: case Kind::kInt64: return "SetInt";
    case Kind::kFloat32: case Kind::kFloat64: return "SetFloat";
    case Kind::kComplex64: case Kind::kComplex128: return "SetComplex";
    default: return "SetUint";
  }
}

// What sets the first number in t that lies in an unexported field, "" if there is none.
std::string_view UnexportedIn(const TypeDesc* t, bool unexported) {
  if (t->kind == Kind::kArray) return t->len == 0 ? std::string_view() : UnexportedIn(t->elem, unexported);
  if (t->kind != Kind::kStruct) return unexported ? Setter(t) : std::string_view();
  for (const auto& field : t->fields) {
    if (field.name == "_") continue;
    // The fields of an embedded struct are promoted, whatever its name.
    const bool promotes = field.embedded && field.type->kind == Kind::kStruct;
    const std::string_view setter = UnexportedIn(field.type, unexported || (!field.exported && !promotes));
    if (!setter.empty()) return setter;
  }
  return {};
}

std::string Unsettable(GoIface data) {
  const Values v = ValuesOf(data);
  return v.count == 0 ? std::string() : std::string(UnexportedIn(v.type, /*unexported=*/false));
}

bool IsTarget(GoIface data) {
  return !data.is_nil() && (data.type->kind == Kind::kPointer || data.type->kind == Kind::kSlice);
}

// Copies a number of n bytes between memory, which is little-endian, and its encoding.
void CopyNumber(uint8_t* to, const uint8_t* from, size_t n, bool big) {
  if (!big) {
    std::memcpy(to, from, n);
    return;
  }
  for (size_t i = 0; i < n; ++i) to[i] = from[n - 1 - i];
}

class Coder {
 public:
  Coder(uint8_t* bytes, bool big, bool encode) : at_(bytes), big_(big), encode_(encode) {}

  void Value(const TypeDesc* t, std::byte* memory) {
    auto* m = reinterpret_cast<uint8_t*>(memory);
    switch (t->kind) {
      case Kind::kArray:
        for (uint64_t i = 0; i < t->len; ++i) Value(t->elem, memory + i * t->elem->size);
        return;
      case Kind::kStruct:
        for (const auto& field : t->fields) {
          if (field.name == "_") Blank(field.type);
          else Value(field.type, memory + field.offset);
        }
        return;
      case Kind::kComplex64:
      case Kind::kComplex128:
        Number(m, t->size / 2);
        Number(m + t->size / 2, t->size / 2);
        return;
      case Kind::kBool:
        if (encode_) *at_ = *m;
        else *m = *at_ != 0;
        ++at_;
        return;
      default:
        Number(m, t->size);
    }
  }

 private:
  void Number(uint8_t* memory, size_t n) {
    if (encode_) CopyNumber(at_, memory, n, big_);
    else CopyNumber(memory, at_, n, big_);
    at_ += n;
  }

  void Blank(const TypeDesc* t) {
    const auto n = static_cast<size_t>(SizeOfType(t));
    if (encode_) std::memset(at_, 0, n);
    at_ += n;
  }

  uint8_t* at_;
  bool big_;
  bool encode_;
};

void Code(uint8_t* bytes, GoIface data, bool big, bool encode) {
  Values v = ValuesOf(data);
  if (v.memory == nullptr) v.memory = static_cast<std::byte*>(const_cast<void*>(data.address()));
  Coder coder(bytes, big, encode);
  for (int64_t i = 0; i < v.count; ++i) coder.Value(v.type, v.memory + static_cast<uint64_t>(i) * v.type->size);
}

void Encode(Bytes dst, GoIface data, bool big) { Code(dst.data, data, big, /*encode=*/true); }
void Decode(Bytes src, GoIface data, bool big) { Code(src.data, data, big, /*encode=*/false); }

std::string TypeString(GoIface data) { return data.is_nil() ? "<nil>" : std::string(data.type->string); }

constexpr Native kNatives[] = {
    Bind<&Size>("size"),         Bind<&Encode>("encode"), Bind<&Decode>("decode"),
    Bind<&IsTarget>("isTarget"), Bind<&TypeString>("typeString"), Bind<&Unsettable>("unsettable"),
};

}  // namespace

extern constinit const NativePackage kPackage_encoding_binary = {"encoding/binary", kNatives};

}  // namespace golite::stdlib
