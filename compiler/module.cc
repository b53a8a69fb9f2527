// This file implements the worklist of a compilation: which functions, methods, types and variables a program needs.
//
// Compilation starts at main, the init functions and the initialisers of packages that are not lazy, and follows
// references. A method that is only called through interfaces is compiled when values of its type get into an interface
// and a call, or a conversion that leads to one, of a method with its name was seen.
#include "compiler/module.h"

#include <algorithm>

#include "compiler/lowerer.h"
#include "sema/types/typeset.h"
#include "support/check.h"

namespace golite::compiler {

using sema::Type;
using sema::TypeKind;

namespace {

constexpr size_t kMaxInstances = 100'000;  // of generic functions; more mean that they multiply
constexpr int kMaxTypesInArgument = 1000;  // more cannot be meant
constexpr int kMaxTypeDepth = 60;  // of type arguments: deeper ones mean endless instantiation

int TypeDepth(Type* t, int limit) {
  t = sema::Unalias(t);
  if (limit == 0) return 1;
  switch (t->kind()) {
    case TypeKind::kPointer: return 1 + TypeDepth(static_cast<sema::Pointer*>(t)->elem(), limit - 1);
    case TypeKind::kSlice: return 1 + TypeDepth(static_cast<sema::Slice*>(t)->elem(), limit - 1);
    case TypeKind::kArray: return 1 + TypeDepth(static_cast<sema::Array*>(t)->elem(), limit - 1);
    case TypeKind::kChan: return 1 + TypeDepth(static_cast<sema::Chan*>(t)->elem(), limit - 1);
    case TypeKind::kMap: return 1 + TypeDepth(static_cast<sema::Map*>(t)->elem(), limit - 1);
    case TypeKind::kNamed: {
      int depth = 0;
      for (Type* a : static_cast<sema::Named*>(t)->targs()) depth = std::max(depth, TypeDepth(a, limit - 1));
      return 1 + depth;
    }
    default: return 1;
  }
}

// Takes the types in t from `left`; false when there are more. Names of instances are as long as their type arguments.
bool TakeTypes(Type* t, int& left) {
  t = sema::Unalias(t);
  if (--left < 0) return false;
  switch (t->kind()) {
    case TypeKind::kPointer: return TakeTypes(static_cast<sema::Pointer*>(t)->elem(), left);
    case TypeKind::kSlice: return TakeTypes(static_cast<sema::Slice*>(t)->elem(), left);
    case TypeKind::kArray: return TakeTypes(static_cast<sema::Array*>(t)->elem(), left);
    case TypeKind::kChan: return TakeTypes(static_cast<sema::Chan*>(t)->elem(), left);
    case TypeKind::kMap: return TakeTypes(static_cast<sema::Map*>(t)->key(), left) && TakeTypes(static_cast<sema::Map*>(t)->elem(), left);
    case TypeKind::kNamed:
      return std::ranges::all_of(static_cast<sema::Named*>(t)->targs(), [&](Type* a) { return TakeTypes(a, left); });
    default: return true;
  }
}

size_t Mix(size_t h, const void* p) { return (h ^ reinterpret_cast<uintptr_t>(p)) * 0x9E3779B97F4A7C15ull; }

}  // namespace

size_t Module::InstanceHash::operator()(const InstanceKey& k) const {
  size_t h = Mix(17, k.func);
  for (Type* t : k.targs) h = Mix(h, t);
  return h;
}

size_t Module::RecvHash::operator()(const RecvKey& k) const {
  return Mix(Mix(static_cast<size_t>(k.kind) + 31, k.recv), k.func);
}

Module::Module(sema::TypeContext& types, const SourceManager& sources, Diagnostics& diags, bool race)
    : types_(types),
      sources_(sources),
      diags_(diags),
      program_(std::make_unique<vm::Program>()),
      table_(*program_) {
  options_.race = race;
  program_->race = race;
  program_->race_notes.resize(1);
}

void Module::Error(Pos pos, std::string message) {
  failed_ = true;
  diags_.Error(pos, std::move(message));
}

bool Module::CompileAhead(std::span<sema::Package* const> packages, std::span<sema::Func* const> roots) {
  const size_t errors_before = diags_.error_count();
  AddPackages(packages);
  for (sema::Func* f : roots) (void)FunctionOf(f, {});
  do {
    Drain();
    if (failed_ || diags_.error_count() != errors_before) return false;
  } while (InitLazyPackages());
  table_.Finish();
  std::string error;
  if (Emit(/*more_to_come=*/true, &error)) return true;
  Error(Pos(), error);
  return false;
}

std::unique_ptr<vm::Program> Module::Finish(std::span<sema::Package* const> packages, sema::Package* main, CompileOptions options) {
  options_ = options;
  const size_t errors_before = diags_.error_count();
  AddPackages(packages);
  AddMain(main);
  do {
    Drain();
    if (failed_ || diags_.error_count() != errors_before) return nullptr;
  } while (InitLazyPackages() || AddReflectAdapters());
  if (failed_) return nullptr;
  MakeMasterInit();
  LayOutGlobals();
  if (options_.cover != nullptr) program_->cover_counters = static_cast<uint32_t>(options_.cover->blocks().size());
  table_.Finish();
  if (options_.ir_dump != nullptr) *options_.ir_dump = ir::DumpModule(ir_, program_.get());
  std::string error;
  if (!Emit(/*more_to_come=*/false, &error)) {
    diags_.Error(main_ != nullptr && !main_->files.empty() ? main_->files[0]->pos : Pos(), error);
    return nullptr;
  }
  return std::move(program_);
}

bool Module::Emit(bool more_to_come, std::string* error) {
  const ir::EmitOptions emit{.optimize = options_.optimize, .inline_calls = options_.inline_calls, .more_to_come = more_to_come};
  return ir::EmitModule(ir_, *program_, sources_, emit, error);
}

// --------------------------------------------------------------------------------------------------------- worklist

void Module::AddPackages(std::span<sema::Package* const> packages) {
  std::vector<sema::Package*> added;
  for (sema::Package* p : packages) {
    if (std::ranges::find(packages_, p) == packages_.end()) added.push_back(p);
    if (p->path() == "runtime") runtime_ = p;
  }
  const bool first = packages_.empty();
  packages_.assign(packages.begin(), packages.end());
  if (first) AddRuntimeRoots();
  const bool had_reflect = has_reflect_;
  for (sema::Package* p : added) {
    has_reflect_ = has_reflect_ || p->path() == "reflect";
    if (p->path() != "errors") continue;
    if (auto* name = sema::TryAs<sema::TypeName>(p->scope().Lookup(types_.interner().Intern("errorString")))) {
      ConvertedToInterface(types_.NewPointer(name->type()));
    }
  }
  if (has_reflect_ && !had_reflect) {
    for (size_t i = 0; i < drained_.size(); i++) ReflectPointerTo(drained_[i]);
  }
  for (sema::Package* p : added) AddInitialisers(p);
}

// Reflection makes pointers to whatever it reaches.
void Module::ReflectPointerTo(Type* t) {
  const bool may_have_methods = t->kind() == TypeKind::kNamed || t->kind() == TypeKind::kStruct;
  if (!has_reflect_ || !may_have_methods || sema::IsInterface(t)) return;
  if (Type* pointer = types_.NewPointer(t); !sema::MethodSet(pointer).empty()) ConvertedToInterface(pointer);
}

void Module::AddRuntimeRoots() {
  for (sema::Type* t : {static_cast<Type*>(types_.basic(sema::BasicKind::kString)),
                        static_cast<Type*>(types_.error_type()), static_cast<Type*>(types_.empty_interface())}) {
    (void)table_.Desc(t);
  }
  // What the machine calls to print a panic value.
  (void)table_.Selector(types_.error_method());
  DemandSelector(types_.error_method());
  sema::Func* string_method =
      types_.NewFunc(Pos{}, nullptr, types_.interner().Intern("String"),
                     types_.NewSignature(nullptr, types_.empty_tuple(), types_.empty_tuple(), false));
  DemandSelector(string_method);
  if (runtime_ != nullptr) {
    for (sema::Object* o : runtime_->scope().objects()) {
      auto* name = sema::TryAs<sema::TypeName>(o);
      if (name == nullptr || name->IsAlias() || sema::IsGeneric(name->type())) continue;
      if (sema::IsInterface(name->type())) {
        (void)table_.Desc(name->type());
        continue;
      }
      ConvertedToInterface(name->type());
      ConvertedToInterface(types_.NewPointer(name->type()));
    }
  }
}

void Module::AddMain(sema::Package* main) {
  main_ = main;
  if (main_ != nullptr) {
    auto* f = sema::TryAs<sema::Func>(main_->scope().Lookup(types_.interner().Intern("main")));
    if (f != nullptr && f->func_decl != nullptr) program_->main = functions_[FunctionOf(f, {})];
    if (!options_.exports) return;
  }
  // A library, or a package whose functions the host calls: everything that is not generic.
  for (sema::Package* p : packages_) {
    if (p->lazy || p->info == nullptr || (main_ != nullptr && p != main_)) continue;
    for (sema::Func* f : p->info->funcs) {
      if (f->func_decl == nullptr || IsNative(f) || f->name() == "init" || f->name().is_blank()) continue;
      sema::Signature* sig = f->signature();
      if (sig->tparams().empty() && sig->recv_tparams().empty()) (void)FunctionOf(f, {});
    }
  }
}

const Context& Module::InitContext(sema::Package* pkg) {
  Context& c = init_contexts_[pkg];
  if (c.pkg == nullptr) {
    c.pkg = pkg;
    c.info = pkg->info.get();
    c.env = std::make_shared<TypeEnv>();
  }
  return c;
}

// The initialisers and init functions of a package that is not lazy; of a lazy one its init functions.
void Module::AddInitialisers(sema::Package* pkg) {
  if (pkg->info == nullptr) return;
  std::vector<uint32_t>& calls = init_calls_[pkg];
  if (!pkg->lazy && !pkg->info->init_order.empty()) {
    WorkItem item;
    item.kind = WorkItem::Kind::kInit;
    item.inits = pkg->info->init_order;
    item.context = InitContext(pkg);
    item.index = NewFunction(pkg->path() + ".init", item.inits[0].rhs->pos, pkg, /*wrapper=*/false);
    calls.push_back(item.index);
    work_.push_back(std::move(item));
  }
  int n = 0;
  for (sema::Func* f : pkg->info->funcs) {
    if (f->name() != "init" || f->signature()->recv() != nullptr || IsNative(f)) continue;
    const uint32_t index = FunctionOf(f, {});
    functions_[index]->name = program_->Intern(pkg->path() + ".init." + std::to_string(n));
    names_[index].prefix = pkg->path() + ".init." + std::to_string(n++);
    calls.push_back(index);
  }
}

void Module::Drain() {
  for (;;) {
    if (!work_.empty()) {
      WorkItem item = std::move(work_.front());
      work_.pop_front();
      Lower(item);
      if (failed_) return;
      continue;
    }
    if (convert_queue_.empty()) return;
    Type* t = convert_queue_.back();
    convert_queue_.pop_back();
    // Reflection reaches what a value consists of.
    Type* u = sema::Under(t);
    switch (u->kind()) {
      case TypeKind::kPointer: ConvertedToInterface(static_cast<sema::Pointer*>(u)->elem()); break;
      case TypeKind::kSlice: ConvertedToInterface(static_cast<sema::Slice*>(u)->elem()); break;
      case TypeKind::kArray: ConvertedToInterface(static_cast<sema::Array*>(u)->elem()); break;
      case TypeKind::kChan: ConvertedToInterface(static_cast<sema::Chan*>(u)->elem()); break;
      case TypeKind::kMap:
        ConvertedToInterface(static_cast<sema::Map*>(u)->key());
        ConvertedToInterface(static_cast<sema::Map*>(u)->elem());
        break;
      case TypeKind::kStruct:
        for (sema::Var* f : static_cast<sema::Struct*>(u)->fields()) ConvertedToInterface(f->type());
        break;
      default: break;
    }
    drained_.push_back(t);
    ReflectPointerTo(t);
    std::span<MethodRow> rows = table_.Methods(t);
    for (size_t i = 0; i < rows.size(); i++) {
      const uint32_t selector = rows[i].desc->selector;
      if (demanded_.contains(selector) || (reflect_methods_ && rows[i].desc->exported)) {
        LinkMethod(t, rows[i]);
      } else {
        waiting_[selector].emplace_back(t, i);
      }
    }
  }
}

void Module::ConvertedToInterface(Type* t) {
  t = sema::Canonical(t);
  if (!in_iface_.insert(t).second) return;
  (void)table_.Desc(t);
  convert_queue_.push_back(t);
}

void Module::DemandSelector(sema::Func* method) {
  const uint32_t selector = table_.Selector(method);
  if (!demanded_.insert(selector).second) return;
  auto it = waiting_.find(selector);
  if (it == waiting_.end()) return;
  std::vector<std::pair<Type*, size_t>> rows = std::move(it->second);
  waiting_.erase(it);
  for (auto& [t, i] : rows) LinkMethod(t, table_.Methods(t)[i]);
}

void Module::LinkMethod(Type* t, MethodRow& row) {
  if (row.desc->fn != nullptr) return;
  row.desc->fn = functions_[MethodEntry(t, row.func)];
}

uint32_t Module::MethodEntry(Type* t, sema::Func* method) {
  const MethodTarget target = Resolve(t, method);
  const bool pointer = sema::Under(t)->kind() == TypeKind::kPointer;
  const bool whole = target.path.empty() && !target.iface && !IsNative(target.func);
  if (whole && (pointer ? target.ptr_recv : !target.ptr_recv && table_.LayoutOf(t).slots == 1)) {
    return FunctionOf(target.func, target.targs);
  }
  std::string name = NameOf(target.iface ? method->origin() : target.func, !target.targs.empty());
  return WrapperItem(WorkItem::Kind::kMethodWrapper, t, method, std::move(name));
}

uint32_t Module::WrapperItem(WorkItem::Kind kind, Type* recv, sema::Func* method, std::string name) {
  recv = sema::Canonical(recv);
  auto [it, fresh] = wrappers_.try_emplace(RecvKey{recv, method, static_cast<int>(kind)}, 0);
  if (!fresh) return it->second;
  WorkItem item;
  item.kind = kind;
  item.func = method;
  item.recv = recv;
  sema::Package* pkg = method->pkg() != nullptr ? method->pkg() : runtime_;
  item.context = InitContext(pkg);
  item.index = NewFunction(name, method->pos(), pkg, /*wrapper=*/true);
  const uint32_t index = item.index;
  it->second = index;
  work_.push_back(std::move(item));
  return index;
}

uint32_t Module::MethodExpr(Type* recv, sema::Func* method) {
  const MethodTarget target = Resolve(recv, method);
  const bool pointer = sema::Under(recv)->kind() == TypeKind::kPointer;
  if (target.path.empty() && !target.iface && !IsNative(target.func) && pointer == target.ptr_recv) {
    return FunctionOf(target.func, target.targs);
  }
  std::string name = NameOf(target.iface ? method->origin() : target.func, !target.targs.empty());
  return WrapperItem(WorkItem::Kind::kMethodExpr, recv, method, std::move(name));
}

uint32_t Module::BoundMethod(Type* recv, sema::Func* method) {
  const MethodTarget target = Resolve(recv, method);
  std::string name = NameOf(target.iface ? method->origin() : target.func, !target.targs.empty()) + "-fm";
  return WrapperItem(WorkItem::Kind::kBoundMethod, recv, method, std::move(name));
}

MethodTarget Module::Resolve(Type* recv, sema::Func* method) {
  recv = sema::Canonical(recv);
  auto [it, fresh] = targets_.try_emplace(RecvKey{recv, method, 0});
  if (!fresh) return it->second;
  MethodTarget& out = it->second;
  sema::LookupResult r = sema::LookupFieldOrMethod(recv, /*addressable=*/true, method->pkg(), method->name());
  auto* found = sema::TryAs<sema::Func>(r.obj);
  GOLITE_CHECK(found != nullptr, "a selected method does not exist");
  Type* t = recv;
  for (size_t i = 0; i + 1 < r.index.size(); i++) {
    if (auto* p = sema::TryUnder<sema::Pointer>(t)) t = p->elem();
    out.path.push_back(r.index[i]);
    t = sema::Canonical(sema::As<sema::Struct>(sema::Under(t))->field(r.index[i])->type());
  }
  out.base = t;
  Type* base = t;
  if (auto* p = sema::TryAs<sema::Pointer>(t)) base = p->elem();
  if (sema::IsInterface(t)) {
    out.iface = true;
    out.func = found;
    return out;
  }
  out.func = found->origin();
  if (auto* named = sema::TryAs<sema::Named>(base)) {
    for (Type* a : named->targs()) out.targs.push_back(sema::Canonical(a));
  }
  sema::Var* recv_var = out.func->signature()->recv();
  out.ptr_recv = recv_var != nullptr && sema::Unalias(recv_var->type())->kind() == TypeKind::kPointer;
  return out;
}

// -------------------------------------------------------------------------------------------------------- functions

std::string Module::NameOf(sema::Func* f, bool instance) {
  std::string name = f->pkg() == nullptr ? std::string() : f->pkg()->path() + ".";
  sema::Var* recv = f->signature()->recv();
  if (recv != nullptr) {
    Type* t = sema::Unalias(recv->type());
    bool pointer = false;
    if (auto* p = sema::TryAs<sema::Pointer>(t)) {
      pointer = true;
      t = sema::Unalias(p->elem());
    }
    std::string type_name;
    if (auto* named = sema::TryAs<sema::Named>(t)) {
      type_name = std::string(named->obj()->name().view());
      if (!named->targs().empty() || !named->tparams().empty()) type_name += "[...]";
    }
    name += pointer ? "(*" + type_name + ")." : type_name + ".";
    return name + std::string(f->name().view());
  }
  name += f->name().view();
  if (instance) name += "[...]";
  return name;
}

uint32_t Module::NewFunction(std::string_view name, Pos pos, sema::Package* pkg, bool wrapper) {
  auto* f = new (program_->Allocate(sizeof(vm::Function), alignof(vm::Function))) vm::Function();
  const uint32_t index = static_cast<uint32_t>(functions_.size());
  f->index = index;
  f->name = program_->Intern(name);
  f->is_wrapper = wrapper;
  f->is_std = pkg != nullptr && pkg->lazy;
  if (pos.valid()) {
    const Position p = sources_.Locate(pos);
    f->file = program_->Intern(p.filename);
    f->line = p.line;
  }
  functions_.push_back(f);
  program_->functions.push_back(f);
  auto code = std::make_unique<ir::Function>();
  code->target = f;
  ir_.functions.push_back(std::move(code));
  names_[index].prefix = std::string(name);
  return index;
}

uint32_t Module::FunctionOf(sema::Func* origin, std::span<Type* const> targs) {
  origin = origin->origin();
  InstanceKey key{origin, {}};
  for (Type* t : targs) key.targs.push_back(sema::Canonical(t));
  if (auto it = instances_.find(key); it != instances_.end()) return it->second;
  if (!targs.empty() && instances_.size() == kMaxInstances) Error(origin->pos(), "too many instances of generic functions");
  for (Type* t : targs) {
    int left = kMaxTypesInArgument;
    if (!TakeTypes(t, left)) {
      Error(origin->pos(), "instantiation cycle: " + std::string(origin->name().view()) + " is instantiated with ever larger types");
      break;
    }
    if (TypeDepth(t, kMaxTypeDepth) >= kMaxTypeDepth) {
      Error(origin->pos(), "instantiation cycle: " + std::string(origin->name().view()) + " is instantiated with ever deeper types");
      break;
    }
  }
  const uint32_t index = NewFunction(NameOf(origin, !targs.empty()), origin->pos(), origin->pkg(), /*wrapper=*/false);
  WorkItem item;
  item.kind = WorkItem::Kind::kDecl;
  item.index = index;
  item.func = origin;
  item.context.pkg = origin->pkg();
  item.context.info = origin->pkg()->info.get();
  sema::Signature* sig = origin->signature();
  std::span<sema::TypeParam* const> params = sig->recv() != nullptr ? sig->recv_tparams() : sig->tparams();
  item.context.env = params.empty() ? std::make_shared<TypeEnv>() : std::make_shared<TypeEnv>(params, key.targs);
  if (origin->pkg() != nullptr && !origin->pkg()->lazy && params.empty()) {
    functions_[index]->type = table_.Desc(types_.NewSignature(nullptr, sig->params(), sig->results(), sig->variadic()));
  }
  instances_.emplace(std::move(key), index);
  work_.push_back(std::move(item));
  return index;
}

uint32_t Module::Literal(const ast::FuncLit* lit, const Context& context, ClosureNames& names, bool is_std) {
  const std::string name = names.prefix + (names.in_literal ? "." : ".func") + std::to_string(names.next++);
  const uint32_t index = NewFunction(name, lit->pos, context.pkg, /*wrapper=*/false);
  functions_[index]->is_std = is_std;
  names_[index].in_literal = true;
  WorkItem item;
  item.kind = WorkItem::Kind::kLiteral;
  item.index = index;
  item.context = context;
  item.literal = lit;
  work_.push_back(std::move(item));
  return index;
}

void Module::Lower(WorkItem& item) {
  const bool is_std = functions_[item.index]->is_std;
  switch (item.kind) {
    case WorkItem::Kind::kDecl: {
      sema::Func* f = item.func;
      sema::Package* pkg = f->pkg();
      if (pkg->lazy) {
        const size_t before = diags_.error_count();
        pkg->checker->CheckBody(f);
        if (diags_.error_count() != before) {
          failed_ = true;
          return;
        }
      }
      std::shared_ptr<FuncAnalysis>& analysis = analyses_[f];
      if (analysis == nullptr) analysis = Analyze(f->func_decl, f->signature(), nullptr, *pkg, types_, flags_);
      item.context.analysis = analysis;
      Lowerer(*this, item.index, item.context, is_std).Decl(f);
      return;
    }
    case WorkItem::Kind::kLiteral: Lowerer(*this, item.index, item.context, is_std).Literal(item.literal); return;
    case WorkItem::Kind::kInit:
      // Traces show the frames of initialisers.
      ir(item.index).no_inline = true;
      Lowerer(*this, item.index, item.context, is_std).Init(item.inits);
      return;
    case WorkItem::Kind::kMethodWrapper:
      Lowerer(*this, item.index, item.context, is_std).MethodWrapper(item.recv, item.func);
      return;
    case WorkItem::Kind::kMethodExpr:
      Lowerer(*this, item.index, item.context, is_std).MethodExprBody(item.recv, item.func);
      return;
    case WorkItem::Kind::kBoundMethod:
      Lowerer(*this, item.index, item.context, is_std).BoundMethodBody(item.recv, item.func);
      return;
    case WorkItem::Kind::kNativeStub:
      Lowerer(*this, item.index, item.context, is_std).NativeStubBody(item.func);
      return;
    case WorkItem::Kind::kReflectCall:
    case WorkItem::Kind::kReflectMethod:
      Lowerer(*this, item.index, item.context, is_std)
          .ReflectCallBody(sema::As<sema::Signature>(item.recv), item.kind == WorkItem::Kind::kReflectMethod);
      return;
    case WorkItem::Kind::kReflectMake:
      Lowerer(*this, item.index, item.context, is_std).ReflectMakeBody(sema::As<sema::Signature>(item.recv));
      return;
  }
}

uint32_t Module::NativeOf(sema::Func* origin) {
  auto [it, fresh] = natives_.try_emplace(origin, static_cast<uint32_t>(program_->natives.size()));
  if (!fresh) return it->second;
  sema::Signature* sig = origin->signature();
  if (!sig->tparams().empty() || !sig->recv_tparams().empty()) {
    Error(origin->pos(), "missing function body");
    return it->second;
  }
  vm::NativeDecl decl;
  decl.name = program_->Intern(NameOf(origin, /*instance=*/false));
  std::vector<sema::Var*> params;
  if (sig->recv() != nullptr) params.push_back(sig->recv());
  params.insert(params.end(), sig->params()->vars().begin(), sig->params()->vars().end());
  for (sema::Var* v : params) decl.param_slots += static_cast<uint16_t>(table_.LayoutOf(v->type()).slots);
  for (sema::Var* v : sig->results()->vars()) decl.result_slots += static_cast<uint16_t>(table_.LayoutOf(v->type()).slots);
  decl.type = table_.Desc(types_.NewSignature(nullptr, types_.NewTuple(params), sig->results(), sig->variadic()));
  program_->natives.push_back(decl);
  if (decl.name == "reflect.funcCaller") reflect_calls_ = true;
  if (decl.name == "reflect.funcMaker") reflect_makes_ = true;
  if (decl.name == "reflect.methodCaller") DemandAllMethods();
  return it->second;
}

void Module::DemandAllMethods() {
  reflect_methods_ = true;
  for (auto& [selector, rows] : waiting_) {
    for (auto& [t, i] : rows) {
      if (MethodRow& row = table_.Methods(t)[i]; row.desc->exported) LinkMethod(t, row);
    }
  }
}

bool Module::AddReflectAdapters() {
  if (!reflect_calls_ && !reflect_methods_ && !reflect_makes_) return false;
  table_.Finish();  // the signatures of methods come up here
  bool any = false;
  for (; reflected_ < program_->types.size(); reflected_++) {
    const vm::TypeDesc* d = program_->types[reflected_];
    sema::Type* t = d->kind == vm::Kind::kFunc ? table_.TypeOf(d) : nullptr;
    const auto* sig = t == nullptr ? nullptr : sema::TryUnder<sema::Signature>(t);
    if (sig == nullptr) continue;
    // Calls make values of these types.
    for (const sema::Tuple* tuple : {sig->params(), sig->results()}) {
      for (sema::Var* v : tuple->vars()) ConvertedToInterface(v->type());
    }
    const auto add = [&](WorkItem::Kind kind, std::string_view name) {
      WorkItem item;
      item.kind = kind;
      item.recv = sema::Under(t);
      item.context = InitContext(runtime_);
      item.index = NewFunction("reflect." + std::string(name) + "#" + std::to_string(d->index), Pos(), runtime_, /*wrapper=*/true);
      work_.push_back(std::move(item));
      any = true;
    };
    if (reflect_calls_) add(WorkItem::Kind::kReflectCall, "call");
    if (reflect_methods_) add(WorkItem::Kind::kReflectMethod, "method");
    if (reflect_makes_) add(WorkItem::Kind::kReflectMake, "make");
  }
  return any;
}

uint32_t Module::NativeStub(sema::Func* origin) {
  auto [it, fresh] = native_stubs_.try_emplace(origin, 0);
  if (!fresh) return it->second;
  WorkItem item;
  item.kind = WorkItem::Kind::kNativeStub;
  item.func = origin;
  item.context = InitContext(origin->pkg());
  item.index = NewFunction(NameOf(origin, /*instance=*/false), origin->pos(), origin->pkg(), /*wrapper=*/true);
  it->second = item.index;
  work_.push_back(std::move(item));
  return it->second;
}

sema::Func* Module::RuntimeFunc(std::string_view name) {
  sema::Object* o = runtime_ == nullptr ? nullptr : runtime_->scope().Lookup(types_.interner().Intern(name));
  auto* f = sema::TryAs<sema::Func>(o);
  GOLITE_CHECK(f != nullptr, "package runtime lacks a function that the compiler calls");
  return f;
}

// ------------------------------------------------------------------------------------------------------------- data

uint32_t Module::StringIndex(std::string_view s) {
  auto it = strings_.find(s);
  if (it != strings_.end()) return it->second;
  const std::string_view copy = program_->Intern(s);
  const uint32_t index = static_cast<uint32_t>(program_->strings.size());
  program_->strings.push_back(copy);
  strings_.emplace(copy, index);
  return index;
}

uint32_t Module::GlobalOffset(sema::Var* v) {
  auto [it, fresh] = globals_.try_emplace(v, globals_size_);
  if (!fresh) return it->second;
  const Layout& l = table_.LayoutOf(v->type());
  const uint64_t size = (static_cast<uint64_t>(l.size) + 7) / 8 * 8;
  if (globals_size_ + size > 0x7FFFFFFF) {
    Error(v->pos(), "package variables take too much memory");
    return 0;
  }
  globals_size_ += static_cast<uint32_t>(size);
  global_list_.emplace_back(v, it->second);
  const uint32_t offset = it->second;
  if (v->pkg() != nullptr && v->pkg()->lazy) NeedInitialiser(v);
  return offset;
}

// The initialiser of a package variable of a lazy package becomes a function of its own.
void Module::NeedInitialiser(sema::Var* v) {
  std::vector<bool>& wanted = wanted_[v->pkg()];
  if (wanted.size() <= v->id()) wanted.resize(v->id() + 1);
  wanted[v->id()] = true;
}

// Lowers the initialisers that became necessary; false when there were no new ones.
bool Module::InitLazyPackages() {
  bool more = false;
  for (sema::Package* p : packages_) {
    auto it = wanted_.find(p);
    if (it == wanted_.end()) continue;
    std::vector<bool> wanted = it->second;
    wanted.resize(types_.object_count() + 1);
    const size_t before = diags_.error_count();
    const std::vector<sema::Initializer> order = p->checker->InitOrder(wanted);
    if (diags_.error_count() != before) {
      failed_ = true;
      return false;
    }
    std::vector<uint32_t> calls;
    for (const sema::Initializer& init : order) {
      // A blank variable in the library is a compile-time assertion.
      if (init.lhs.size() == 1 && init.lhs[0]->name().is_blank()) continue;
      auto [at, fresh] = lazy_inits_.try_emplace(init.rhs, 0);
      if (fresh) {
        more = true;
        WorkItem item;
        item.kind = WorkItem::Kind::kInit;
        item.inits = {init};
        item.context = InitContext(p);
        item.index = NewFunction(p->path() + ".init", init.rhs->pos, p, /*wrapper=*/false);
        at->second = item.index;
        work_.push_back(std::move(item));
      }
      calls.push_back(at->second);
    }
    lazy_calls_[p] = std::move(calls);
  }
  return more;
}

void Module::MakeMasterInit() {
  std::vector<uint32_t> calls;
  for (sema::Package* p : packages_) {
    if (auto it = lazy_calls_.find(p); it != lazy_calls_.end()) calls.insert(calls.end(), it->second.begin(), it->second.end());
    const std::vector<uint32_t>& own = init_calls_[p];
    calls.insert(calls.end(), own.begin(), own.end());
  }
  const uint32_t index = NewFunction("runtime.doInit", Pos(), runtime_, /*wrapper=*/true);
  Lowerer(*this, index, InitContext(runtime_), /*is_std=*/true).MasterInit(calls);
  program_->init = functions_[index];
}

uint32_t Module::CallSite(Type* iface, sema::Func* method) {
  vm::CallSite site;
  site.selector = table_.Selector(method);
  site.iface = table_.Desc(iface);
  program_->call_sites.push_back(site);
  return static_cast<uint32_t>(program_->call_sites.size() - 1);
}

const vm::TypeDesc* Module::ClosureDesc(std::span<const vm::WordKind> captures) {
  std::string key(captures.size(), '0');
  for (size_t i = 0; i < captures.size(); i++) key[i] = static_cast<char>('0' + static_cast<int>(captures[i]));
  auto [it, fresh] = closure_descs_.try_emplace(key, nullptr);
  if (fresh) {
    std::vector<vm::WordKind> words = {vm::WordKind::kScalar};
    words.insert(words.end(), captures.begin(), captures.end());
    it->second = table_.MakeBlockDesc("closure " + key, words);
  }
  return it->second;
}

void Module::LayOutGlobals() {
  vm::TypeDesc* d = table_.MakeRawDesc("globals");
  d->kind = vm::Kind::kStruct;
  d->align = 8;
  d->size = globals_size_;
  d->slots = globals_size_ / 8;
  d->big = d->slots > vm::kMaxInlineSlots;
  auto* fields = static_cast<vm::FieldDesc*>(
      program_->Allocate(sizeof(vm::FieldDesc) * (global_list_.size() + 1), alignof(vm::FieldDesc)));
  auto* words = static_cast<vm::WordKind*>(program_->Allocate(d->slots + 1, 1));
  std::fill_n(words, d->slots, vm::WordKind::kScalar);
  size_t n = 0;
  for (auto& [v, offset] : global_list_) {
    auto* f = new (&fields[n++]) vm::FieldDesc();
    f->name = program_->Intern(v->name().view());
    f->pkg_path = program_->Intern(v->pkg()->path());
    f->type = table_.Desc(v->type());
    f->offset = offset;
    f->exported = v->exported();
    std::vector<vm::WordKind> map(static_cast<size_t>((f->type->size + 7) / 8), vm::WordKind::kScalar);
    table_.AppendWords(v->type(), 0, map);
    std::ranges::copy(map, words + offset / 8);
    d->has_pointers |= f->type->has_pointers;
  }
  d->fields = {fields, n};
  if (d->has_pointers) d->words = {words, d->slots};
  program_->globals_type = d;
}

std::unique_ptr<vm::Program> Compile(sema::TypeContext& types, std::span<sema::Package* const> packages,
                                     sema::Package* main, const SourceManager& sources, Diagnostics& diags,
                                     const CompileOptions& options) {
  return Module(types, sources, diags, options.race).Finish(packages, main, options);
}

Session::Session(sema::TypeContext& types, const SourceManager& sources, Diagnostics& diags, bool race)
    : module_(std::make_unique<Module>(types, sources, diags, race)) {}

Session::~Session() = default;

bool Session::CompileAhead(std::span<sema::Package* const> packages, std::span<sema::Func* const> roots) {
  const bool ok = module_->CompileAhead(packages, roots);
  ahead_ = module_->function_count();
  return ok;
}

std::unique_ptr<vm::Program> Session::Finish(std::span<sema::Package* const> packages, sema::Package* main,
                                             CompileOptions options) {
  return module_->Finish(packages, main, options);
}

}  // namespace golite::compiler
