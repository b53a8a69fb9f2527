// This file implements the table of natives and the check of C++ signatures against the Go declarations.
#include "runtime/native.h"

#include <unordered_map>

namespace golite::runtime {

struct NativeTable::Impl {
  struct Entry {
    std::string name;
    const Native* native;
  };
  std::unordered_map<std::string, const Native*> by_name;
};

NativeTable::NativeTable() : impl_(std::make_unique<Impl>()) {}
NativeTable::NativeTable(std::span<const NativePackage* const> packages) : NativeTable() {
  for (const NativePackage* p : packages) Add(*p);
}
NativeTable::~NativeTable() = default;
NativeTable::NativeTable(NativeTable&&) noexcept = default;
NativeTable& NativeTable::operator=(NativeTable&&) noexcept = default;

void NativeTable::Add(const NativePackage& package) {
  for (const Native& n : package.natives) impl_->by_name[std::string(package.path) + "." + n.name] = &n;
}

const Native* NativeTable::Find(std::string_view full_name) const {
  auto it = impl_->by_name.find(std::string(full_name));
  return it == impl_->by_name.end() ? nullptr : it->second;
}

namespace {

NativeType::Code CodeOf(const TypeDesc* t) {
  switch (t->kind) {
    case Kind::kBool: return NativeType::kBool;
    case Kind::kInt8: return NativeType::kI8;
    case Kind::kInt16: return NativeType::kI16;
    case Kind::kInt32: return NativeType::kI32;
    case Kind::kInt:
    case Kind::kInt64: return NativeType::kI64;
    case Kind::kUint8: return NativeType::kU8;
    case Kind::kUint16: return NativeType::kU16;
    case Kind::kUint32: return NativeType::kU32;
    case Kind::kUint:
    case Kind::kUintptr:
    case Kind::kUint64: return NativeType::kU64;
    case Kind::kFloat32: return NativeType::kF32;
    case Kind::kFloat64: return NativeType::kF64;
    case Kind::kComplex64: return NativeType::kC64;
    case Kind::kComplex128: return NativeType::kC128;
    case Kind::kString: return NativeType::kString;
    case Kind::kSlice: return NativeType::kSlice;
    case Kind::kInterface: return NativeType::kIface;
    case Kind::kChan:
    case Kind::kFunc:
    case Kind::kMap:
    case Kind::kPointer:
    case Kind::kUnsafePointer: return NativeType::kPointer;
    case Kind::kArray:
    case Kind::kStruct: return NativeType::kStruct;
    case Kind::kInvalid: break;
  }
  return NativeType::kNoType;
}

bool MatchesElem(NativeType::Code code, uint32_t size, const TypeDesc* t) {
  if (code == NativeType::kAny) return true;
  if (CodeOf(t) != code) return false;
  return code != NativeType::kStruct || t->size == size;
}

}  // namespace

bool Matches(const NativeType& n, const TypeDesc* t) {
  if (!MatchesElem(n.code, n.size, t)) return false;
  return n.code != NativeType::kSlice || MatchesElem(n.elem, n.size, t->elem);
}

std::string DescribeNativeType(const NativeType& n) {
  static constexpr const char* kNames[] = {"nothing", "bool",   "int8_t",   "int16_t",  "int32_t",  "int64_t", "uint8_t",
                                           "uint16_t", "uint32_t", "uint64_t", "float",  "double",   "Complex64", "Complex128",
                                           "string",  "slice",  "interface", "pointer", "struct",  "anything"};
  std::string text = kNames[n.code];
  if (n.code == NativeType::kSlice) text = "GoSlice<" + std::string(kNames[n.elem]) + ">";
  if (n.code == NativeType::kStruct) text += " of " + std::to_string(n.size) + " bytes";
  return text;
}

namespace {

// What is wrong with one list of types; empty when nothing is.
std::string CompareTypes(const char* what, std::span<const NativeType> have, std::span<const TypeDesc* const> want) {
  if (have.size() != want.size()) {
    return "has " + std::to_string(have.size()) + " " + what + "s in C++ and " + std::to_string(want.size()) + " in Go";
  }
  for (size_t i = 0; i < have.size(); ++i) {
    if (Matches(have[i], want[i])) continue;
    return std::string("has ") + what + " " + std::to_string(i + 1) + " of type " + DescribeNativeType(have[i]) + " in C++ and " +
           std::string(want[i]->string) + " in Go";
  }
  return "";
}

std::string Mismatch(const Native& n, const vm::NativeDecl& decl) {
  if (n.raw) return "";
  if (std::string error = CompareTypes("result", n.results, decl.type->results); !error.empty()) return error;
  // The receiver is the first parameter; the type of the declaration may or may not list it.
  std::span<const NativeType> params = n.params;
  uint32_t slots = 0;
  for (const NativeType& p : params) slots += p.slots;
  if (params.size() == decl.type->params.size() + 1 && slots == decl.param_slots) params = params.subspan(1);
  if (std::string error = CompareTypes("parameter", params, decl.type->params); !error.empty()) return error;
  if (slots != decl.param_slots) {
    return "takes " + std::to_string(slots) + " slots of parameters in C++ and " + std::to_string(decl.param_slots) + " in Go";
  }
  return "";
}

}  // namespace

NativeTable::Linked NativeTable::Link(const vm::Program& program) const {
  Linked linked;
  linked.functions.resize(program.natives.size());
  for (size_t i = 0; i < program.natives.size(); ++i) {
    std::string error;
    linked.functions[i] = LinkOne(program.natives[i], &error);
    if (!error.empty()) linked.errors.push_back("native " + std::string(program.natives[i].name) + " " + error);
  }
  return linked;
}

NativeFn NativeTable::LinkOne(const vm::NativeDecl& decl, std::string* error) const {
  const Native* n = Find(decl.name);
  *error = n == nullptr ? "is not bound" : Mismatch(*n, decl);
  return error->empty() ? n->fn : nullptr;
}

}  // namespace golite::runtime
