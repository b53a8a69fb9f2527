// This file implements the comparison of C++ signatures with Go's.
#include "embed/signature.h"

#include <utility>

namespace golite::embed {
namespace {

using detail::Kind;
using detail::TypeInfo;

static_assert(static_cast<int>(Kind::kStruct) == static_cast<int>(vm::Kind::kStruct), "both are in the order of reflect.Kind");

Kind KindOf(const vm::TypeDesc* t) { return static_cast<Kind>(t->kind); }

constexpr const char* kNames[] = {"nothing", "bool",    "int",     "int8",    "int16",     "int32",      "int64",
                                  "uint",    "uint8",   "uint16",  "uint32",  "uint64",    "uintptr",    "float32",
                                  "float64", "complex64", "complex128"};

// A C++ type stands for several Go types of one size and sign.
Kind Representative(Kind k) {
  if (k == Kind::kInt64) return Kind::kInt;
  if (k == Kind::kUint || k == Kind::kUintptr) return Kind::kUint64;
  return k;
}

bool IsError(const vm::TypeDesc* t) { return t->kind == vm::Kind::kInterface && t->string == "error"; }

bool MatchesAt(const TypeInfo& info, const vm::TypeDesc* t, int depth) {
  // A type that contains itself is compared as far as this.
  if (depth > 16) return true;
  if (Representative(info.kind) != Representative(KindOf(t))) return false;
  switch (info.kind) {
    case Kind::kSlice: return MatchesAt(*info.elem, t->elem, depth + 1);
    case Kind::kArray: return info.len == t->len && MatchesAt(*info.elem, t->elem, depth + 1);
    case Kind::kMap: return MatchesAt(*info.key, t->key, depth + 1) && MatchesAt(*info.elem, t->elem, depth + 1);
    case Kind::kPointer:
      // An opaque type is one that holds nothing but a handle.
      return t->elem->kind == vm::Kind::kStruct && t->elem->fields.size() == 1 && t->elem->fields[0].name == "handle";
    case Kind::kInterface: return info.is_error ? IsError(t) : t->methods.empty();
    case Kind::kStruct: {
      if (info.fields.size() != t->fields.size()) return false;
      for (size_t i = 0; i < info.fields.size(); ++i) {
        if (info.fields[i].name != t->fields[i].name || !MatchesAt(*info.fields[i].type, t->fields[i].type, depth + 1)) return false;
      }
      return true;
    }
    case Kind::kFunc: {
      if (info.params.size() != t->params.size() || info.results.size() != t->results.size()) return false;
      for (size_t i = 0; i < info.params.size(); ++i) {
        if (!MatchesAt(*info.params[i], t->params[i], depth + 1)) return false;
      }
      for (size_t i = 0; i < info.results.size(); ++i) {
        if (!MatchesAt(*info.results[i], t->results[i], depth + 1)) return false;
      }
      return true;
    }
    default: return true;
  }
}

std::string DescribeList(std::span<const TypeInfo* const> types) {
  std::string text;
  for (const TypeInfo* t : types) text += (text.empty() ? "" : ", ") + Describe(*t);
  return text;
}

std::string CompareList(const char* what, std::span<const TypeInfo* const> have, std::span<const vm::TypeDesc* const> want) {
  if (have.size() != want.size()) {
    return "has " + std::to_string(have.size()) + " " + what + (have.size() == 1 ? "" : "s") + " in C++ and " +
           std::to_string(want.size()) + " in Go";
  }
  for (size_t i = 0; i < have.size(); ++i) {
    if (Matches(*have[i], want[i])) continue;
    return std::string("has ") + what + " " + std::to_string(i + 1) + " of type " + Describe(*have[i]) + " in C++ and " +
           std::string(want[i]->string) + " in Go";
  }
  return "";
}

}  // namespace

std::string Describe(const TypeInfo& t) {
  switch (t.kind) {
    case Kind::kString: return "string";
    case Kind::kSlice: return "[]" + Describe(*t.elem);
    case Kind::kArray: return "[" + std::to_string(t.len) + "]" + Describe(*t.elem);
    case Kind::kMap: return "map[" + Describe(*t.key) + "]" + Describe(*t.elem);
    case Kind::kPointer: return "*" + Describe(*t.elem);
    case Kind::kInterface: return t.is_error ? "error" : "any";
    case Kind::kStruct: return t.is_handle ? "(opaque)" : std::string(t.name);
    case Kind::kFunc: {
      std::string text = "func(" + DescribeList(t.params) + ")";
      if (t.results.size() == 1) text += " " + DescribeList(t.results);
      if (t.results.size() > 1) text += " (" + DescribeList(t.results) + ")";
      return text;
    }
    default: return kNames[static_cast<int>(t.kind)];
  }
}

bool Matches(const TypeInfo& info, const vm::TypeDesc* type) { return MatchesAt(info, type, 0); }

std::string Compare(const detail::Signature& signature, const vm::TypeDesc* func, bool* last_error) {
  if (std::string error = CompareList("parameter", signature.params, func->params); !error.empty()) return error;
  std::span<const vm::TypeDesc* const> results = func->results;
  if (last_error != nullptr) {
    *last_error = results.size() == signature.results.size() + 1 && IsError(results.back());
    if (*last_error) results = results.first(results.size() - 1);
  }
  return CompareList("result", signature.results, results);
}

}  // namespace golite::embed
