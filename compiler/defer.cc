// This file implements defer and go: operands are evaluated now, the call is made later.
#include "compiler/lowerer.h"

namespace golite::compiler {

// A func() closure over the evaluated operands that makes the call. Thunks are invisible in traces and to recover.
Reg Lowerer::Thunk(const ast::CallExpr* call, const Callee& callee, std::span<const Reg> args,
                   std::span<Type* const> types, std::string_view suffix) {
  std::vector<std::pair<Reg, Type*>> captures;
  if (callee.kind == Callee::Kind::kClosure) captures.emplace_back(callee.func, nullptr);
  if (callee.kind == Callee::Kind::kIface) captures.emplace_back(callee.func, callee.iface);
  if (callee.has_recv) captures.emplace_back(callee.recv, callee.recv_type);
  for (size_t i = 0; i < args.size(); i++) captures.emplace_back(args[i], types[i]);
  ClosureNames& names = m_.Names(index_);
  const std::string name = names.prefix + "." + std::string(suffix) + std::to_string(names.next_thunk++);
  const uint32_t index = m_.NewFunction(name, call->pos, pkg_, /*wrapper=*/true);
  Lowerer body(m_, index, context_, is_std_);
  body.ThunkBody(call, callee, types);
  return MakeClosure(index, captures);
}

void Lowerer::ThunkBody(const ast::CallExpr* call, Callee callee, std::span<Type* const> types) {
  At(call);
  fn_.no_inline = true;
  uint32_t offset = 8;
  auto load = [&](Type* t) {
    const uint32_t n = t == nullptr ? 1 : Slots(t);
    if (n == 0) return kNoReg;
    Reg r = t == nullptr ? b_.PointerTemp() : NewTemp(t);
    b_.LoadSlots(r, b_.ClosureReg(), offset, n);
    offset += 8 * n;
    return r;
  };
  if (callee.kind == Callee::Kind::kClosure) callee.func = load(nullptr);
  if (callee.kind == Callee::Kind::kIface) callee.func = load(callee.iface);
  if (callee.has_recv) callee.recv = load(callee.recv_type);
  std::vector<Reg> args;
  for (Type* t : types) args.push_back(load(t));
  if (callee.kind == Callee::Kind::kBuiltin) {
    (void)ApplyBuiltin(callee.builtin, args, types);
  } else {
    (void)Invoke(callee, args, /*want_results=*/false);
  }
  if (!b_.unreachable()) b_.Return({});
}

// Evaluates the operands of a deferred call; the result is a func() value.
Reg Lowerer::DeferredCall(const ast::CallExpr* call, std::string_view suffix) {
  Callee c = ResolveCallee(call);
  std::vector<Type*> types;
  std::vector<Reg> args;
  if (c.kind == Callee::Kind::kBuiltin) {
    args = BuiltinArgs(call, c.builtin, &types);
  } else {
    args = Arguments(call, c.sig);
    types = ParamTypes(c.sig);
  }
  At(call);
  const bool plain = c.sig != nullptr && types.empty() && c.sig->results()->len() == 0;
  if (plain && c.kind == Callee::Kind::kClosure) return c.func;
  if (plain && c.kind == Callee::Kind::kFunction && !c.has_recv) {
    Reg r = b_.PointerTemp();
    b_.Emit(Op::kLoadFunc, r, static_cast<int32_t>(c.index));
    return r;
  }
  // The method of a nil interface panics here, not when the call is made.
  if (c.kind == Callee::Kind::kIface) b_.Emit(Op::kNilCheck, c.func);
  return Thunk(call, c, args, types, suffix);
}

void Lowerer::Defer(const ast::CallExpr* call) {
  if (IsConversionCall(call)) return Effects(call->args[0]);
  Reg closure = DeferredCall(call, "deferwrap");
  At(call);
  if (!scope_->is_loop_body) {
    b_.Emit(Op::kDefer, closure);
    return;
  }
  // In the body of a loop over a function: the call is deferred by the function around it, through its list.
  Place list = VarPlace(const_cast<ScopeInfo*>(scope_)->Function()->defers);
  Reg old = Load(list);
  Reg r = b_.SliceTemp();
  Type* fn = Apply(sema::As<sema::Slice>(list.type)->elem());
  b_.Emit(Op::kAppend64, r, old, closure, ir::ExtWord(TypeIndex(fn)));
  Store(list, r);
}

void Lowerer::Go(const ast::GoStmt* s) {
  const ast::CallExpr* call = s->call;
  if (IsConversionCall(call)) return Effects(call->args[0]);
  Callee c = ResolveCallee(call);
  std::vector<Type*> types;
  std::vector<Reg> args;
  if (c.kind == Callee::Kind::kBuiltin) {
    args = BuiltinArgs(call, c.builtin, &types);
  } else {
    args = Arguments(call, c.sig);
    types = ParamTypes(c.sig);
  }
  At(s);
  if (c.kind == Callee::Kind::kFunction || c.kind == Callee::Kind::kClosure) {
    std::vector<ir::Value> in;
    uint32_t result_slots = 0;
    if (c.has_recv) in.push_back({c.recv, Slots(c.recv_type)});
    for (size_t i = 0; i < args.size(); i++) in.push_back({args[i], Slots(types[i])});
    for (Type* t : ResultTypes(c.sig)) result_slots += Slots(t);
    if (c.kind == Callee::Kind::kFunction) {
      b_.Go(c.index, in, result_slots);
    } else {
      b_.GoClosure(c.func, in, result_slots);
    }
    return;
  }
  if (c.kind == Callee::Kind::kIface) b_.Emit(Op::kNilCheck, c.func);
  b_.GoClosure(Thunk(call, c, args, types, "gowrap"), {}, 0);
}

bool Lowerer::IsConversionCall(const ast::CallExpr* call) {
  return Tv(ast::Unparen(call->fun)).mode == sema::Mode::kTypeExpr;
}

}  // namespace golite::compiler
