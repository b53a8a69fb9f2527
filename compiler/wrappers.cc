// This file implements the functions that the compiler makes up: method entries for interfaces, method expressions,
// bound methods, and functions around natives.
#include "compiler/lowerer.h"

namespace golite::compiler {

// Calls c with the arguments and returns what it returns.
void Lowerer::Forward(const Callee& c, std::span<const Reg> args) {
  std::vector<Reg> results = Invoke(c, args, /*want_results=*/true);
  const std::vector<Type*> types = ResultTypes(c.sig);
  std::vector<ir::Value> out;
  for (size_t i = 0; i < results.size(); i++) out.push_back({results[i], Slots(types[i])});
  b_.Return(out);
}

// The signature of a method as selected from recv, without receiver.
sema::Signature* Lowerer::MethodSignature(Type* recv, sema::Func* method) {
  sema::LookupResult r = sema::LookupFieldOrMethod(recv, /*addressable=*/true, method->pkg(), method->name());
  auto* f = sema::TryAs<sema::Func>(r.obj);
  return f == nullptr ? method->signature() : f->signature();
}

// Entry of recv.method for interface calls: the receiver is the data word of an interface that holds a recv.
void Lowerer::MethodWrapper(Type* recv, sema::Func* method) {
  sema::Signature* sig = MethodSignature(recv, method);
  const Layout& l = LayoutOf(recv);
  const bool direct = l.slots == 1;
  Reg word = direct ? b_.AddParam(l.words) : b_.AddParam(std::array{vm::WordKind::kPointer});
  std::vector<Reg> args = AddSigParams(sig);
  AddSigResults(sig);
  const MethodTarget target = m_.Resolve(recv, method);
  Place x = direct ? (l.big ? MemPlace(word, 0, recv) : RegPlace(word, recv)) : MemPlace(word, 0, recv);
  if (l.slots == 0) x = RegPlace(kNoReg, recv);
  auto* ptr = sema::TryUnder<sema::Pointer>(recv);
  if (ptr != nullptr && !target.ptr_recv && !target.iface && target.path.empty()) {
    // A value method called through a nil pointer says so.
    BlockId nil = b_.NewBlock(), fine = b_.NewBlock();
    b_.BranchOp(Op::kJEqI64, word, Int(0), nil, fine);
    b_.SetBlock(nil);
    auto* named = sema::TryAs<sema::Named>(Apply(ptr->elem()));
    std::string text = "value method ";
    if (named != nullptr && named->obj()->pkg() != nullptr) text += named->obj()->pkg()->path() + ".";
    if (named != nullptr) text += std::string(named->obj()->name().view());
    text += "." + std::string(method->name().view()) + " called using nil *";
    if (named != nullptr) text += std::string(named->obj()->name().view());
    text += " pointer";
    const Reg message[] = {StringConst(text)};
    CallRuntime("panicwrap", message);
    b_.Unreachable();
    b_.SetBlock(fine);
  }
  Callee c = MethodCallee(target, ReceiverFor(target, x), method);
  c.sig = sig;
  Forward(c, args);
}

// T.method as a function: the receiver in slot form is the first parameter.
void Lowerer::MethodExprBody(Type* recv, sema::Func* method) {
  sema::Signature* sig = MethodSignature(recv, method);
  const Layout& l = LayoutOf(recv);
  Reg r = b_.AddParam(l.words);
  std::vector<Reg> args = AddSigParams(sig);
  AddSigResults(sig);
  const MethodTarget target = m_.Resolve(recv, method);
  Callee c = MethodCallee(target, ReceiverFor(target, l.big ? MemPlace(r, 0, recv) : RegPlace(r, recv)), method);
  c.sig = sig;
  Forward(c, args);
}

// The function of x.method as a value: x is the closure's only capture.
void Lowerer::BoundMethodBody(Type* recv, sema::Func* method) {
  sema::Signature* sig = MethodSignature(recv, method);
  std::vector<Reg> args = AddSigParams(sig);
  AddSigResults(sig);
  const Layout& l = LayoutOf(recv);
  Reg r = kNoReg;
  if (l.slots > 0) {
    r = NewTemp(recv);
    b_.LoadSlots(r, b_.ClosureReg(), 8, l.slots);
  }
  const MethodTarget target = m_.Resolve(recv, method);
  Callee c = MethodCallee(target, ReceiverFor(target, l.big ? MemPlace(r, 0, recv) : RegPlace(r, recv)), method);
  c.sig = sig;
  Forward(c, args);
}

void Lowerer::NativeStubBody(sema::Func* func) {
  Callee c;
  c.kind = Callee::Kind::kNative;
  c.index = m_.NativeOf(func);
  c.sig = func->signature();
  if (c.sig->recv() != nullptr) {
    c.has_recv = true;
    c.recv_type = Apply(c.sig->recv()->type());
    c.recv = b_.AddParam(LayoutOf(c.recv_type).words);
  }
  std::vector<Reg> args = AddSigParams(c.sig);
  AddSigResults(c.sig);
  Forward(c, args);
}

void Lowerer::ReflectCallBody(sema::Signature* sig, bool method) {
  Type* address = types_.NewPointer(Basic(sema::BasicKind::kUint8));
  const std::array word{vm::WordKind::kPointer};
  Callee c;
  c.kind = Callee::Kind::kClosure;
  c.sig = sig;
  c.func = b_.AddParam(word);
  if (method) {
    c.has_recv = true;
    c.recv = b_.AddParam(word);
    c.recv_type = address;
  }
  Reg args = b_.AddParam(word), results = b_.AddParam(word);
  std::vector<Reg> values;
  for (Type* t : ParamTypes(sig)) {
    Reg at = LoadMem(args, static_cast<int64_t>(values.size()) * 8, address);
    values.push_back(Slots(t) == 0 ? kNoReg : LoadMem(at, 0, t));
  }
  const std::vector<Reg> out = Invoke(c, values, /*want_results=*/true);
  const std::vector<Type*> types = ResultTypes(sig);
  for (size_t i = 0; i < out.size(); i++) {
    if (Slots(types[i]) == 0) continue;
    StoreMem(LoadMem(results, static_cast<int64_t>(i) * 8, address), 0, out[i], types[i]);
  }
  b_.Return({});
}

void Lowerer::ReflectMakeBody(sema::Signature* sig) {
  Type* address = types_.NewPointer(Basic(sema::BasicKind::kUint8));
  const std::vector<Reg> params = AddSigParams(sig);
  AddSigResults(sig);
  const std::vector<Type*> param_types = ParamTypes(sig), result_types = ResultTypes(sig);
  // An array of the addresses of variables, one of each type.
  std::vector<Reg> result_boxes;
  const auto boxes = [&](const std::vector<Type*>& types, const std::vector<Reg>* values, std::vector<Reg>* keep) {
    Reg list = New(types_.NewArray(address, static_cast<int64_t>(types.size() + 1)));
    for (size_t i = 0; i < types.size(); i++) {
      Reg box = New(types[i]);
      if (values != nullptr && Slots(types[i]) > 0) StoreMem(box, 0, (*values)[i], types[i]);
      StoreMem(list, static_cast<int64_t>(i) * 8, box, address);
      if (keep != nullptr) keep->push_back(box);
    }
    return list;
  };
  Reg args = boxes(param_types, &params, nullptr);
  Reg results = boxes(result_types, nullptr, &result_boxes);
  Reg handler = LoadMem(b_.ClosureReg(), 8, address);
  const ir::Value in[] = {{args, 1}, {results, 1}};
  b_.CallClosure(handler, in, {});
  std::vector<ir::Value> out;
  for (size_t i = 0; i < result_types.size(); i++) {
    const uint32_t n = Slots(result_types[i]);
    out.push_back({n == 0 ? kNoReg : LoadMem(result_boxes[i], 0, result_types[i]), n});
  }
  const std::array captures{vm::WordKind::kPointer};
  m_.function(index_).closure_type = m_.ClosureDesc(captures);
  b_.Return(out);
}

}  // namespace golite::compiler
