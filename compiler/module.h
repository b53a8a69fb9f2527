// This file declares Module: the state of one compilation, the worklist of functions and what they share.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/analysis.h"
#include "compiler/compile.h"
#include "compiler/cover.h"
#include "compiler/ir/ir.h"
#include "compiler/type_env.h"
#include "compiler/type_table.h"
#include "sema/checker.h"
#include "sema/types/universe.h"

namespace golite::compiler {

// What a function body is lowered in: shared by a declaration and the literals inside it.
struct Context {
  sema::Package* pkg = nullptr;
  const sema::Info* info = nullptr;
  std::shared_ptr<TypeEnv> env;
  std::shared_ptr<FuncAnalysis> analysis;
};

// Names the literals of a function: "main.f.func1", inside it "main.f.func1.1".
struct ClosureNames {
  std::string prefix;
  bool in_literal = false;
  int next = 1;
  int next_range = 1;
  int next_thunk = 1;
};

// A function that waits to be lowered.
struct WorkItem {
  enum class Kind : uint8_t { kDecl, kLiteral, kInit, kMethodWrapper, kMethodExpr, kBoundMethod, kNativeStub, kReflectCall, kReflectMethod, kReflectMake };
  Kind kind = Kind::kDecl;
  uint32_t index = 0;             // of the function
  sema::Func* func = nullptr;     // the declaration's origin, or the method of a wrapper
  Context context;
  const ast::FuncLit* literal = nullptr;
  std::vector<sema::Initializer> inits;  // kInit
  sema::Type* recv = nullptr;     // wrappers: the receiver's type; kReflect...: the signature
};

// The code of a method as selected from a type, after generics are resolved.
struct MethodTarget {
  sema::Func* func = nullptr;           // origin
  std::vector<sema::Type*> targs;
  std::vector<int> path;                // embedded fields from the selecting type to the receiver
  sema::Type* base = nullptr;           // type at the end of the path, a pointer to it or not
  bool iface = false;                   // base is an interface: a dynamic call
  bool ptr_recv = false;
};

class Module {
 public:
  Module(sema::TypeContext& types, const SourceManager& sources, Diagnostics& diags, bool race);
  // See Session.
  bool CompileAhead(std::span<sema::Package* const> packages, std::span<sema::Func* const> roots);
  std::unique_ptr<vm::Program> Finish(std::span<sema::Package* const> packages, sema::Package* main, CompileOptions options);
  size_t function_count() const { return functions_.size(); }

  // ---- Functions.
  // The index of the function or method (an origin) with type arguments.
  uint32_t FunctionOf(sema::Func* origin, std::span<sema::Type* const> targs);
  // Whether it has no body; then CallNative is needed instead.
  bool IsNative(sema::Func* origin) const { return origin->func_decl != nullptr && origin->func_decl->body == nullptr; }
  uint32_t NativeOf(sema::Func* origin);
  // A function with the native's signature, for func values.
  uint32_t NativeStub(sema::Func* origin);
  // Makes the adapters through which package reflect calls and makes funcs, for signatures that came up since the last
  // time; returns whether there were any.
  bool AddReflectAdapters();
  void DemandAllMethods();
  // Makes the literal's function; it is lowered later.
  uint32_t Literal(const ast::FuncLit* lit, const Context& context, ClosureNames& names, bool is_std);
  // Makes an empty function that the caller lowers at once.
  uint32_t NewFunction(std::string_view name, Pos pos, sema::Package* pkg, bool wrapper);
  ir::Function& ir(uint32_t index) { return *ir_.functions[index]; }
  vm::Function& function(uint32_t index) { return *functions_[index]; }
  // T.m as a function whose first parameter is the receiver in slot form.
  uint32_t MethodExpr(sema::Type* recv, sema::Func* method);
  // The function of the closure x.m whose only capture is x.
  uint32_t BoundMethod(sema::Type* recv, sema::Func* method);
  // Finds the code that recv.method means; recv has no type parameters.
  MethodTarget Resolve(sema::Type* recv, sema::Func* method);
  sema::Func* RuntimeFunc(std::string_view name);

  // ---- Data.
  uint32_t StringIndex(std::string_view s);
  // Offset of a package variable; makes sure that it is initialised.
  uint32_t GlobalOffset(sema::Var* v);
  uint32_t CallSite(sema::Type* iface, sema::Func* method);
  // Values of this type get into interfaces: its methods may be called.
  void ConvertedToInterface(sema::Type* t);
  // An interface with this method is used dynamically.
  void DemandSelector(sema::Func* method);

  sema::TypeContext& types() { return types_; }
  TypeTable& table() { return table_; }
  vm::Program& program() { return *program_; }
  VarFlags& flags() { return flags_; }
  const CompileOptions& options() const { return options_; }
  Diagnostics& diags() { return diags_; }
  const SourceManager& sources() const { return sources_; }
  const vm::TypeDesc* ClosureDesc(std::span<const vm::WordKind> captures);
  std::string NameOf(sema::Func* origin, bool instance);
  const Context& InitContext(sema::Package* pkg);
  ClosureNames& Names(uint32_t function) { return names_[function]; }
  void Error(Pos pos, std::string message);
  // 1 + the number of a note in Program::race_notes, which is made when it is new.
  uint32_t Note(const vm::RaceNote& note);

 private:
  struct InstanceKey {
    sema::Func* func;
    std::vector<sema::Type*> targs;
    bool operator==(const InstanceKey&) const = default;
  };
  struct InstanceHash {
    size_t operator()(const InstanceKey& k) const;
  };
  struct RecvKey {
    sema::Type* recv;
    sema::Func* func;
    int kind;
    bool operator==(const RecvKey&) const = default;
  };
  struct RecvHash {
    size_t operator()(const RecvKey& k) const;
  };

  // Takes on the packages that are new, and what each program with them needs.
  void AddPackages(std::span<sema::Package* const> packages);
  void AddRuntimeRoots();
  void ReflectPointerTo(sema::Type* t);
  void AddMain(sema::Package* main);
  bool Emit(bool more_to_come, std::string* error);
  void Drain();
  void Lower(WorkItem& item);
  void AddInitialisers(sema::Package* pkg);
  // The function that runs one initialiser of a lazy package.
  void NeedInitialiser(sema::Var* v);
  bool InitLazyPackages();
  void MakeMasterInit();
  void LinkMethod(sema::Type* t, MethodRow& row);
  uint32_t MethodEntry(sema::Type* t, sema::Func* method);
  uint32_t WrapperItem(WorkItem::Kind kind, sema::Type* recv, sema::Func* method, std::string name);
  void LayOutGlobals();

  sema::TypeContext& types_;
  std::vector<sema::Package*> packages_;
  sema::Package* main_ = nullptr;
  const SourceManager& sources_;
  Diagnostics& diags_;
  CompileOptions options_;
  std::unique_ptr<vm::Program> program_;
  TypeTable table_;
  ir::Module ir_;
  std::vector<vm::Function*> functions_;
  std::deque<WorkItem> work_;
  VarFlags flags_;

  std::unordered_map<InstanceKey, uint32_t, InstanceHash> instances_;
  std::unordered_map<sema::Func*, uint32_t> natives_;
  std::unordered_map<sema::Func*, uint32_t> native_stubs_;
  std::unordered_map<sema::Func*, std::shared_ptr<FuncAnalysis>> analyses_;
  std::unordered_map<RecvKey, uint32_t, RecvHash> wrappers_;
  std::unordered_map<RecvKey, MethodTarget, RecvHash> targets_;
  std::unordered_map<std::string_view, uint32_t> strings_;
  std::unordered_map<std::string, uint32_t> race_notes_;
  std::unordered_map<sema::Var*, uint32_t> globals_;
  std::vector<std::pair<sema::Var*, uint32_t>> global_list_;
  uint32_t globals_size_ = 0;
  std::unordered_map<std::string, const vm::TypeDesc*> closure_descs_;
  std::unordered_map<uint32_t, ClosureNames> names_;
  std::unordered_map<sema::Package*, Context> init_contexts_;
  sema::Package* runtime_ = nullptr;

  // Dynamic calls: types whose values are in interfaces times method names that are called.
  std::unordered_set<sema::Type*> in_iface_;
  std::vector<sema::Type*> drained_;  // those of them that have passed the queue
  std::vector<sema::Type*> convert_queue_;
  std::unordered_set<uint32_t> demanded_;
  // What of package reflect the program can reach: calls of func values, of methods by name, and made funcs.
  bool reflect_calls_ = false;
  bool reflect_methods_ = false;
  bool reflect_makes_ = false;
  bool has_reflect_ = false;  // the program imports reflect
  size_t reflected_ = 0;  // descriptors below this index have their adapters
  std::unordered_map<uint32_t, std::vector<std::pair<sema::Type*, size_t>>> waiting_;  // by selector: undemanded rows

  // Initialisation: functions to run, per package in order.
  std::unordered_map<sema::Package*, std::vector<uint32_t>> init_calls_;
  std::unordered_map<const ast::Expr*, uint32_t> lazy_inits_;
  std::unordered_map<sema::Package*, std::vector<bool>> wanted_;
  std::unordered_map<sema::Package*, std::vector<uint32_t>> lazy_calls_;
  bool failed_ = false;
};

}  // namespace golite::compiler
