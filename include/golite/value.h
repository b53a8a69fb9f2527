// This file defines Value, a script value of any type that the host keeps.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "golite/convert.h"
#include "golite/export.h"
#include "golite/func.h"
#include "golite/result.h"

namespace golite {

class Vm;

namespace detail {

GOLITE_API Root* NewIfaceRoot(Mutator& m, const void* iface);
GOLITE_API void WriteIface(Mutator& m, const Root* root, void* to);
// The address of the value in memory, if its dynamic type is what the C++ type stands for; else null, and `error` says
// what it is.
GOLITE_API const void* AddressOf(const Root* root, const TypeInfo& want, const GoType** type, Error* error);
GOLITE_API Mutator* MutatorOf(const Root* root);
GOLITE_API Mutator& MutatorOf(Vm& vm);
// The program's type that a C++ type stands for; null when the program has none.
GOLITE_API const GoType* FindType(Mutator& m, const TypeInfo& info);
GOLITE_API Root* BoxValue(Mutator& m, const GoType* type, const void* memory);
GOLITE_API Result<Root*> FindMethod(const Root* root, std::string_view name, const Signature& signature);

}  // namespace detail

// A script value of any type, as a variable of type any holds it. It is a handle: copies share the value, which is kept
// from the collector. It belongs to the VM's thread; after the end of the VM it reads as nil.
class Value {
 public:
  // Go's nil.
  Value() = default;
  explicit Value(detail::RootRef root) : root_(std::move(root)) {}

  // The value as Go's any, of the Go type that T stands for. Fails when the program has no such type.
  template <class T>
  static Result<Value> Of(Vm& vm, const T& value) {
    detail::Mutator& m = detail::MutatorOf(vm);
    const detail::GoType* type = detail::FindType(m, detail::Codec<T>::kInfo);
    if (type == nullptr) return Error("the program has no type for this value", ErrorKind::kSignature);
    detail::Slot memory[detail::kSlots<T> + 1] = {};
    detail::Codec<T>::Write(m, type, value, memory);
    return Value(detail::RootRef(detail::BoxValue(m, type, memory)));
  }

  bool is_nil() const { return root_.get() == nullptr || detail::IsNil(root_.get()); }
  // The dynamic type as Go's %T prints it; "<nil>" for nil.
  GOLITE_API std::string type() const;
  // The value as a T. Fails when the dynamic type is not what T stands for; defined types count by what they are made of.
  template <class T>
  Result<T> As() const {
    Error error;
    const detail::GoType* type = nullptr;
    const void* memory = detail::AddressOf(root_.get(), detail::Codec<T>::kInfo, &type, &error);
    if (memory == nullptr) return error;
    return detail::Codec<T>::Read(*detail::MutatorOf(root_.get()), type, memory);
  }
  // A method of the value, bound to it. The program must call a method of that name through an interface somewhere:
  // others are not compiled.
  template <class S>
  Result<Func<S>> Method(std::string_view name) const;

  detail::Root* root() const { return root_.get(); }

 private:
  detail::RootRef root_;
};

namespace detail {

template <>
struct Codec<Value> {
  static constexpr bool kTyped = false;
  static constexpr TypeInfo kInfo{.kind = Kind::kInterface, .size = 16, .align = 8};
  static Value Read(Mutator& m, const GoType*, const void* from) { return Value(RootRef(NewIfaceRoot(m, from))); }
  static void Write(Mutator& m, const GoType*, const Value& value, void* to) { WriteIface(m, value.root(), to); }
};

template <class S>
struct SignatureOfType;
template <class R, class... A>
struct SignatureOfType<R(A...)> {
  static constexpr Signature kSignature = SignatureOf<typename OutputOf<R>::Type, A...>();
};

}  // namespace detail

template <class S>
Result<Func<S>> Value::Method(std::string_view name) const {
  Result<detail::Root*> root = detail::FindMethod(root_.get(), name, detail::SignatureOfType<S>::kSignature);
  if (!root.ok()) return root.error();
  return Func<S>(detail::RootRef(*root));
}

}  // namespace golite
