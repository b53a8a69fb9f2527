// This file implements calls: what is called, the arguments, and method values.
#include "compiler/lowerer.h"
#include "sema/types/typeset.h"
#include "support/check.h"

namespace golite::compiler {

using sema::TypeKind;

std::vector<Type*> Lowerer::ResultTypes(sema::Signature* sig) {
  std::vector<Type*> types;
  for (sema::Var* v : sig->results()->vars()) types.push_back(Apply(v->type()));
  return types;
}

std::vector<Type*> Lowerer::ParamTypes(sema::Signature* sig) {
  std::vector<Type*> types;
  for (sema::Var* v : sig->params()->vars()) types.push_back(Apply(v->type()));
  return types;
}

// The receiver argument of a statically known method, from the value or variable x that selects it.
Reg Lowerer::ReceiverFor(const MethodTarget& target, const Place& x) {
  Place base = PathPlace(x, target.path);
  auto* ptr = sema::TryUnder<sema::Pointer>(base.type);
  if (target.iface) return Load(base);
  if (target.ptr_recv) return ptr != nullptr ? Load(base) : AddrOf(base);
  return ptr != nullptr ? LoadMem(Load(base), 0, Apply(ptr->elem())) : Load(base);
}

// The type of the value that ReceiverFor returns.
Type* Lowerer::ReceiverType(const MethodTarget& target) {
  if (target.iface) return target.base;
  auto* ptr = sema::TryUnder<sema::Pointer>(target.base);
  if (target.ptr_recv) return ptr != nullptr ? target.base : sema::Canonical(types_.NewPointer(target.base));
  return ptr != nullptr ? Apply(ptr->elem()) : target.base;
}

Lowerer::Callee Lowerer::MethodCallee(const MethodTarget& target, Reg recv, sema::Func* method) {
  Callee c;
  c.recv = recv;
  c.recv_type = ReceiverType(target);
  if (target.iface) {
    c.kind = Callee::Kind::kIface;
    c.func = recv;
    c.method = method;
    c.iface = target.base;
    m_.DemandSelector(method);
    c.index = m_.CallSite(target.base, method);
    return c;
  }
  c.has_recv = true;
  if (m_.IsNative(target.func)) {
    c.kind = Callee::Kind::kNative;
    c.index = m_.NativeOf(target.func);
  } else {
    c.kind = Callee::Kind::kFunction;
    c.index = m_.FunctionOf(target.func, target.targs);
  }
  return c;
}

Lowerer::Callee Lowerer::ResolveCallee(const ast::CallExpr* e) {
  Callee c;
  const ast::Expr* fun = ast::Unparen(e->fun);
  const sema::TypeAndValue tv = Tv(fun);
  if (tv.mode == sema::Mode::kTypeExpr) {
    c.kind = Callee::Kind::kConversion;
    return c;
  }
  const ast::Expr* base = fun;
  if (auto* i = ast::TryAs<ast::IndexExpr>(fun); i != nullptr && Tv(i->indices[0]).mode == sema::Mode::kTypeExpr) {
    base = ast::Unparen(i->x);
  }
  sema::Object* o = nullptr;
  auto* selector = ast::TryAs<ast::SelectorExpr>(base);
  const sema::Selection* sel = nullptr;
  if (auto* id = ast::TryAs<ast::Ident>(base)) o = UseOf(id);
  if (selector != nullptr) {
    sel = info_->selections.Get(selector->id.value());
    if (sel == nullptr) o = UseOf(selector->sel);
  }
  if (auto* b = sema::TryAs<sema::Builtin>(o)) {
    c.kind = Callee::Kind::kBuiltin;
    c.builtin = b->builtin_id();
    return c;
  }
  c.sig = sema::As<sema::Signature>(sema::Under(TypeOf(fun)));
  if (auto* f = sema::TryAs<sema::Func>(o)) {
    f = f->origin();
    c.method = f;
    if (m_.IsNative(f)) {
      c.kind = Callee::Kind::kNative;
      c.index = m_.NativeOf(f);
    } else {
      c.index = m_.FunctionOf(f, InstanceArgs(fun));
    }
    return c;
  }
  if (sel != nullptr && sel->kind == sema::SelectionKind::kMethodVal) {
    auto* method = static_cast<sema::Func*>(sel->obj);
    const MethodTarget target = m_.Resolve(Apply(sel->recv), method);
    Place x = PlaceOf(selector->x);
    At(e);
    Reg recv = ReceiverFor(target, x);
    sema::Signature* sig = c.sig;
    c = MethodCallee(target, recv, method);
    c.sig = sig;
    return c;
  }
  if (sel != nullptr && sel->kind == sema::SelectionKind::kMethodExpr) {
    c.index = m_.MethodExpr(Apply(sel->recv), static_cast<sema::Func*>(sel->obj));
    return c;
  }
  if (auto* lit = ast::TryAs<ast::FuncLit>(base); lit != nullptr && context_.analysis->At(lit).captures.empty()) {
    c.index = m_.Literal(lit, context_, m_.Names(index_), is_std_);
    return c;
  }
  c.kind = Callee::Kind::kClosure;
  c.func = Expr(fun);
  return c;
}

// The arguments as parameters of sig demand: converted, and the last ones packed into a slice when it is variadic.
std::vector<Reg> Lowerer::Arguments(const ast::CallExpr* e, sema::Signature* sig) {
  const std::vector<Type*> params = ParamTypes(sig);
  std::vector<Reg> values;
  std::vector<Type*> types;   // of values that still need a conversion
  const size_t fixed = sig->variadic() ? params.size() - 1 : params.size();
  auto* single = e->args.size() == 1 ? ast::TryAs<ast::CallExpr>(ast::Unparen(e->args[0])) : nullptr;
  if (single != nullptr) {
    if (Type* t = Tv(single).type; t != nullptr && sema::TryAs<sema::Tuple>(t) != nullptr &&
                                   sema::As<sema::Tuple>(t)->len() > 1) {
      for (sema::Var* v : sema::As<sema::Tuple>(t)->vars()) types.push_back(Apply(v->type()));
      values = Call(single, /*want_results=*/true);
      for (size_t i = 0; i < values.size(); i++) {
        Type* to = i < fixed ? params[i] : Apply(sema::As<sema::Slice>(sema::Under(params.back()))->elem());
        values[i] = ConvertImplicit(values[i], types[i], to);
      }
      if (sig->variadic()) {
        Type* elem = Apply(sema::As<sema::Slice>(sema::Under(params.back()))->elem());
        Reg s = PackSlice(std::span(values).subspan(fixed), elem, params.back());
        values.resize(fixed);
        values.push_back(s);
      }
      return values;
    }
  }
  const bool pack = sig->variadic() && !e->has_dots();
  for (size_t i = 0; i < e->args.size() && (i < fixed || !pack); i++) values.push_back(ExprAs(e->args[i], params[i]));
  if (pack) {
    Type* elem = Apply(sema::As<sema::Slice>(sema::Under(params.back()))->elem());
    std::vector<Reg> extra;
    for (size_t i = fixed; i < e->args.size(); i++) extra.push_back(ExprAs(e->args[i], elem));
    values.push_back(PackSlice(extra, elem, params.back()));
  }
  return values;
}

// A new slice of the values; nil without any.
Reg Lowerer::PackSlice(std::span<const Reg> values, Type* elem, Type* slice) {
  if (values.empty()) return Zero(slice);
  Reg r = b_.SliceTemp();
  Reg n = Int(static_cast<int64_t>(values.size()));
  b_.Emit(Op::kMakeSlice, r, n, n, ir::ExtWord(TypeIndex(elem)));
  const int64_t size = sema::SizeOf(elem);
  for (size_t i = 0; i < values.size(); i++) StoreMem(r, static_cast<int64_t>(i) * size, values[i], elem);
  return r;
}

std::vector<Reg> Lowerer::Invoke(const Callee& c, std::span<const Reg> args, bool want_results) {
  std::vector<ir::Value> in, out;
  if (c.has_recv) in.push_back({c.recv, Slots(c.recv_type)});
  const std::vector<Type*> params = ParamTypes(c.sig);
  for (size_t i = 0; i < args.size(); i++) in.push_back({args[i], Slots(params[i])});
  std::vector<Reg> results;
  for (Type* t : ResultTypes(c.sig)) {
    const uint32_t n = Slots(t);
    Reg r = n == 0 || !want_results ? kNoReg : NewTemp(t);
    results.push_back(r);
    out.push_back({r, n});
  }
  switch (c.kind) {
    case Callee::Kind::kFunction: b_.Call(c.index, in, out); break;
    case Callee::Kind::kNative: b_.CallNative(c.index, in, out); break;
    case Callee::Kind::kClosure: b_.CallClosure(c.func, in, out); break;
    case Callee::Kind::kIface: b_.CallIface(c.func, c.index, in, out); break;
    default: GOLITE_UNREACHABLE("this callee has no call instruction");
  }
  return results;
}

std::vector<Reg> Lowerer::Call(const ast::CallExpr* e, bool want_results) {
  Callee c = ResolveCallee(e);
  if (c.kind == Callee::Kind::kConversion) return {Conversion(e)};
  if (c.kind == Callee::Kind::kBuiltin) return BuiltinCall(e, c.builtin);
  if (c.method != nullptr && c.kind != Callee::Kind::kIface) {
    bool done = false;
    Reg r = Intrinsic(c.method, e, &done);
    if (done) return r == kNoReg ? std::vector<Reg>{} : std::vector<Reg>{r};
  }
  std::vector<Reg> args = Arguments(e, c.sig);
  At(e);
  return Invoke(c, args, want_results);
}

Reg Lowerer::CallOne(const ast::CallExpr* e) {
  std::vector<Reg> results = Call(e, /*want_results=*/true);
  return results.empty() ? kNoReg : results[0];
}

// Functions of packages math and sync that are single instructions.
Reg Lowerer::Intrinsic(sema::Func* f, const ast::CallExpr* e, bool* done) {
  if (f->pkg() != nullptr && f->pkg()->path() == "sync") {
    const bool lock = f->name() == "tryLock", unlock = f->name() == "tryUnlock", rw = f->name() == "tryRWMutex";
    if (!lock && !unlock && !rw && f->name() != "noteHolder") return kNoReg;
    Reg x = ExprAs(e->args[0], ParamTypes(f->signature())[0]);
    *done = true;
    if (rw) {
      Reg r = b_.ScalarTemp();
      int64_t step = 0;
      sema::constant::Int64Val(Tv(e->args[1]).value, step);
      b_.Emit(Op::kTryRWMutex, r, x, static_cast<uint32_t>(step));
      return r;
    }
    if (!lock && !unlock) {
      b_.Emit(Op::kNoteHolder, x);
      return kNoReg;
    }
    Reg r = b_.ScalarTemp();
    b_.Emit(lock ? Op::kTryLock : Op::kTryUnlock, r, x);
    return r;
  }
  if (f->pkg() == nullptr || f->pkg()->path() != "math" || e->args.size() != 1 || f->signature()->recv() != nullptr) {
    return kNoReg;
  }
  struct Row {
    std::string_view name;
    Op op;
  };
  static constexpr Row kRows[] = {{"Sqrt", Op::kSqrtF64},
                                  {"Abs", Op::kAbsF64},
                                  {"Floor", Op::kFloorF64},
                                  {"Ceil", Op::kCeilF64},
                                  {"Trunc", Op::kTruncF64}};
  Type* f64 = Basic(sema::BasicKind::kFloat64);
  for (const Row& row : kRows) {
    if (f->name() != row.name) continue;
    Reg x = ExprAs(e->args[0], f64);
    Reg r = b_.ScalarTemp();
    b_.Emit(row.op, r, x);
    *done = true;
    return r;
  }
  if (f->name() == "Float64bits" || f->name() == "Float64frombits") {
    *done = true;
    return ExprAs(e->args[0], ParamTypes(f->signature())[0]);
  }
  return kNoReg;
}

// Calls a function of package runtime that is declared without results.
void Lowerer::CallRuntime(std::string_view name, std::span<const Reg> args) {
  sema::Func* f = m_.RuntimeFunc(name);
  Callee c;
  c.sig = f->signature();
  if (m_.IsNative(f)) {
    c.kind = Callee::Kind::kNative;
    c.index = m_.NativeOf(f);
  } else {
    c.index = m_.FunctionOf(f, {});
  }
  (void)Invoke(c, args, /*want_results=*/false);
}

// x.m as a value: a closure over the receiver.
Reg Lowerer::MethodValue(const ast::SelectorExpr* e, const sema::Selection& s) {
  auto* method = static_cast<sema::Func*>(s.obj);
  const MethodTarget target = m_.Resolve(Apply(s.recv), method);
  Place x = PlaceOf(e->x);
  At(e);
  Reg recv = ReceiverFor(target, x);
  // The method value of a nil interface panics now.
  if (target.iface) b_.Emit(Op::kNilCheck, recv);
  Type* recv_type = ReceiverType(target);
  const std::pair<Reg, Type*> captures[] = {{recv, recv_type}};
  return MakeClosure(m_.BoundMethod(recv_type, method), captures);
}

}  // namespace golite::compiler
