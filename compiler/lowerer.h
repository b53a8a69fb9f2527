// This file declares Lowerer, which turns one function body into IR; its methods are spread over one file per topic.
//
// A value of type t is a Reg naming LayoutOf(t).slots consecutive virtual slots (kNoReg for zero-size types). A value
// may be the register of a variable itself: whoever keeps it over a later assignment takes a Snapshot.
// All memory accesses of the program go through LoadMem and StoreMem (memory.cc), where race mode instruments them.
#pragma once

#include <array>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/module.h"

namespace golite::compiler {

using ir::BlockId;
using ir::kNoBlock;
using ir::kNoReg;
using ir::Reg;
using lexer::Token;
using sema::Type;
using vm::Op;

// Where a value can be loaded from or stored to.
struct Place {
  enum class Kind : uint8_t { kBlank, kReg, kMem, kGlobal, kElem, kArrayElem, kMap };
  Kind kind = Kind::kBlank;
  Type* type = nullptr;     // of the value there
  Reg base;                 // kReg: the variable; kMem: pointer; kElem: slice; kArrayElem: pointer to array; kMap: map
  Reg index;                // kElem, kArrayElem: index; kMap: key
  int64_t offset = 0;       // bytes: within the variable, the memory, the globals, or the element
  int64_t len = 0;          // kArrayElem
  Type* whole = nullptr;    // kReg: type of the variable; kElem, kArrayElem: element type; kMap: map type
  uint32_t note = 0;        // race mode: how reports name it (Inst::note)
  const ast::Node* at = nullptr;
  Type* root = nullptr;     // kMem, kGlobal: of the whole value that is known to lie at root_offset
  int64_t root_offset = 0;
};

// Where a local variable lives.
struct Storage {
  enum class Kind : uint8_t { kReg, kBox };
  Kind kind = Kind::kReg;
  Reg reg;
};

// The targets of break and continue statements.
struct Target {
  const ast::Stmt* stmt = nullptr;   // the loop, switch or select
  const ast::LabeledStmt* label = nullptr;      // naming it
  BlockId break_block = kNoBlock;
  BlockId continue_block = kNoBlock;
  bool loop_body = false;            // the body of a loop over a function: leaving is returning from the closure
};

// A way to leave the body of a loop over a function other than to its next iteration.
struct Exit {
  enum class Kind : uint8_t { kReturn, kBreak, kContinue, kGoto };
  Kind kind = Kind::kReturn;
  const ast::Stmt* stmt = nullptr;   // kBreak, kContinue: the target statement
  const ast::LabeledStmt* label = nullptr;      // kGoto
  int code = 0;
};

// Whether race mode watches the accesses of a package's code.
bool IsWatched(std::string_view path);

class Lowerer {
 public:
  Lowerer(Module& m, uint32_t index, const Context& context, bool is_std);

  // Entries, one per kind of function.
  void Decl(sema::Func* func);
  void Literal(const ast::FuncLit* lit);
  void Init(std::span<const sema::Initializer> inits);
  void MethodWrapper(Type* recv, sema::Func* method);
  void MethodExprBody(Type* recv, sema::Func* method);
  void BoundMethodBody(Type* recv, sema::Func* method);
  void NativeStubBody(sema::Func* func);
  // func(fn, args, results *byte), or func(fn, receiver word, args, results *byte): calls fn, of signature sig, with the
  // values to whose addresses args points, and stores the results where results says.
  void ReflectCallBody(sema::Signature* sig, bool method);
  // A closure of signature sig over a func(args, results *byte), which it calls with addresses as above.
  void ReflectMakeBody(sema::Signature* sig);
  void MasterInit(std::span<const uint32_t> calls);

 private:
  using Tok = Token;
  struct Callee;

  // ---------------------------------------------------------------- basics (lowerer.cc)
  Type* Apply(Type* t) { return env_->Apply(t); }
  Type* TypeOf(const ast::Expr* e);
  sema::TypeAndValue Tv(const ast::Expr* e) { return info_->types.Get(e->id.value()); }
  sema::Object* UseOf(const ast::Ident* id);
  const Layout& LayoutOf(Type* t) { return tt_.LayoutOf(t); }
  uint32_t Slots(Type* t) { return LayoutOf(t).slots; }
  uint32_t TypeIndex(Type* t) { return tt_.Index(t); }
  Type* Basic(sema::BasicKind k) { return types_.basic(k); }
  Type* IntType() { return Basic(sema::BasicKind::kInt); }
  Type* BoolType() { return Basic(sema::BasicKind::kBool); }
  Reg NewTemp(Type* t) { return b_.NewTemp(LayoutOf(t).words); }
  Reg NewVar(Type* t) { return b_.NewVar(LayoutOf(t).words); }
  Reg Int(int64_t v) { return b_.ConstInt(v); }
  Reg Snapshot(Reg r, Type* t);
  void At(const ast::Node* n) { b_.SetPos(n->pos, UnsignedOperands(n)); }
  uint16_t UnsignedOperands(const ast::Node* n);  // vm::UnsignedRow of an index or slice expression, else 0
  // What is emitted next checks the index of p, wherever it stands.
  void NoteUnsigned(const Place& p) { if (p.at != nullptr) b_.SetUnsignedOperands(UnsignedOperands(p.at)); }
  void At(Pos p) { if (p.valid()) b_.SetPos(p); }
  void Goto(BlockId b) { if (!b_.unreachable()) b_.Jump(b); }
  void Begin(BlockId b) { Goto(b); b_.SetBlock(b); }
  void Unsupported(const ast::Node* n, std::string what);

  // ---------------------------------------------------------------- variables and memory (memory.cc)
  void DeclareVar(sema::Var* v, Reg init);          // init may be kNoReg: zero
  void DeclareVar(sema::Var* v, const ast::Expr* init);
  Reg InitialBox(const ast::Expr* init, Type* t);
  bool IsBoxed(sema::Var* v);
  void BindParam(sema::Var* v, Reg r);
  Place VarPlace(sema::Var* v);
  Place MemPlace(Reg ptr, int64_t offset, Type* t) { return {Place::Kind::kMem, t, ptr, kNoReg, offset, 0, nullptr, 0, nullptr, t, offset}; }
  Place RegPlace(Reg r, Type* t) { return {Place::Kind::kReg, t, r, kNoReg, 0, 0, t, 0, nullptr, nullptr, 0}; }
  Place FieldPlace(const Place& p, int field);
  Place DerefPlace(Reg ptr, Type* elem) { return MemPlace(ptr, 0, elem); }
  Place PathPlace(Place p, std::span<const int> path);  // fields, through embedded pointers
  Place PlaceOf(const ast::Expr* e);                // of any expression; rvalues are in registers
  Place IndexPlace(const ast::IndexExpr* e);
  Place ElementPlace(const Place& array, Reg index, Type* elem, int64_t len);
  Reg Load(const Place& p);
  void Store(const Place& p, Reg value);
  void CopyPlace(const Place& to, const Place& from);
  Reg AddrOf(const Place& p);
  Reg LoadMem(Reg ptr, int64_t offset, Type* t, uint32_t note = 0);
  void StoreMem(Reg ptr, int64_t offset, Reg value, Type* t, uint32_t note = 0);
  Reg LoadSlot(Reg ptr, Type* t);                   // slot form at ptr (map keys and values)
  void StoreSlot(Reg ptr, Reg value, Type* t);
  void CopyBig(Reg to, Reg from, Type* t);          // memory to memory
  Reg LoadPart(Reg root, int64_t offset, Type* t);
  void StorePart(Reg root, int64_t offset, Reg value, Type* t);
  void CopyBytes(Reg dst, int64_t dst_off, Reg src, int64_t src_off, int64_t n);
  Reg Zero(Type* t);
  Reg New(Type* t);
  Reg Spill(Reg value, Type* t);                    // to a new heap object

  // ---------------------------------------------------------------- race mode (race.cc)
  // In race mode and outside the packages that race mode is made of, accesses are watched.
  bool watched() const { return watch_ && unwatched_ == 0; }
  // Note for an access to a place whose note is `note` (0: it has no name); 0 when accesses are not watched.
  uint32_t NoteFor(uint32_t note) const { return !watched() ? 0 : note != 0 ? note : 1; }
  uint32_t NoteVariable(sema::Var* v);
  uint32_t NoteField(Type* t, sema::Var* field);
  uint32_t NoteElement(std::string_view of, Type* elem);
  uint32_t NoteText(std::string_view text);
  // An access of `size` bytes at ptr + offset, or to `n` elements of `size` bytes from ptr, is about to happen.
  void RaceAccess(bool write, Reg ptr, int64_t offset, int64_t size, uint32_t note);
  void RaceRange(bool write, Reg ptr, Reg n, int64_t size, uint32_t note);
  void RaceMap(bool write, Reg map);
  void RaceAppend(Reg slice, Reg count, Type* elem);
  void RaceKey(Reg key, Type* t);
  // While one lives, accesses are not watched: they are the compiler's own.
  class Unwatched {
   public:
    explicit Unwatched(Lowerer& l) : l_(l) { ++l_.unwatched_; }
    ~Unwatched() { --l_.unwatched_; }

   private:
    Lowerer& l_;
  };

  // ---------------------------------------------------------------- constants (constants.cc)
  Reg Const(const sema::ConstValue& v, Type* t);
  void StringConst(Reg dst, std::string_view s);
  Reg StringConst(std::string_view s);
  int64_t ConstBits(const sema::ConstValue& v, Type* t);
  bool ConstInt(const ast::Expr* e, int64_t* v);

  // ---------------------------------------------------------------- expressions (expr.cc)
  Reg Expr(const ast::Expr* e);
  Reg ExprAs(const ast::Expr* e, Type* target);     // converted as by assignment
  void Effects(const ast::Expr* e);                 // evaluates for side effects
  Reg Ident(const ast::Ident* e);
  Reg Selector(const ast::SelectorExpr* e);
  Reg FuncValue(sema::Func* f, std::span<Type* const> targs);
  std::vector<Type*> InstanceArgs(const ast::Expr* fun);
  Reg Index(const ast::IndexExpr* e);
  Reg SliceExpr(const ast::SliceExpr* e);
  Reg Unary(const ast::UnaryExpr* e);
  Reg AddressOf(const ast::Expr* x);
  Reg Binary(const ast::BinaryExpr* e);
  Reg BinaryChain(const ast::BinaryExpr* e);
  Reg Arith(Tok op, Reg x, Reg y, Type* t, Pos pos);
  Reg ComplexArith(Tok op, Reg x, Reg y, Type* t);
  Reg Shift(Tok op, Reg x, const ast::Expr* count, Type* t);
  Reg ShiftBy(Tok op, Reg x, Reg count, bool is_signed, Type* t);
  Reg Logical(const ast::BinaryExpr* e);
  void ConcatOperands(const ast::Expr* e, std::vector<Reg>& out);
  Reg Receive(Reg chan, Type* elem, Reg* ok);
  Reg TypeAssert(const ast::TypeAssertExpr* e, Reg* ok);
  Reg AssertTo(Reg x, Type* to, Reg* ok, Type* from = nullptr);
  Reg MapIndex(const ast::IndexExpr* e, Reg* ok);
  Reg CompositeLit(const ast::CompositeLit* e, Type* t);
  Reg NewComposite(const ast::CompositeLit* e, Type* t);
  Reg SliceLit(const ast::CompositeLit* e, Type* elem);
  Reg MapLit(const ast::CompositeLit* e, Type* t);
  Reg ElementValue(const ast::Expr* e, Type* t);
  void FillComposite(const Place& p, const ast::CompositeLit* e, Type* t);  // into zeroed memory
  Reg OrZeroBig(Reg r, Type* t);
  void FillElement(const Place& p, const ast::Expr* e, Type* t);
  Reg FuncLit(const ast::FuncLit* e);
  Reg MakeClosure(uint32_t function, std::span<const std::pair<Reg, Type*>> captures);
  Reg MakeClosureOf(uint32_t function, const ScopeInfo& scope);
  int64_t LiteralIndex(const ast::Expr* key);

  // ---------------------------------------------------------------- comparisons (compare.cc)
  Reg Compare(Tok op, const ast::Expr* x, const ast::Expr* y);
  Reg CompareValues(Tok op, Reg x, Reg y, Type* t);
  Reg Equal(Reg x, Reg y, Type* t);
  Reg IsNil(Reg x, Type* t, bool not_nil);
  Reg Not(Reg x);
  void Cond(const ast::Expr* e, BlockId if_true, BlockId if_false);

  // ---------------------------------------------------------------- conversions (conversions.cc)
  Reg Convert(Reg x, Type* from, Type* to);         // explicit conversion
  Reg ConvertImplicit(Reg x, Type* from, Type* to); // assignability
  Reg ToInterface(Reg x, Type* from);
  Reg ConstToInterface(const sema::ConstValue& v, Type* t);
  Reg ConvertNumber(Reg x, Type* from, Type* to);
  Reg Narrow(Reg x, Type* to);
  Reg Conversion(const ast::CallExpr* e);
  // Package unsafe (unsafe.cc).
  Reg LoadExpr(const ast::Expr* e);
  void FindReadOnly(const ast::Expr* e);
  void Expose(Reg ptr, Type* t, Reg count);
  Reg AddressToUnsafe(const ast::Expr* operand);
  Reg ConvertUnsafe(Reg x, Type* from, Type* to, bool read_only);
  Reg UnsafeCall(const ast::CallExpr* e, sema::BuiltinId id);

  // ---------------------------------------------------------------- calls (calls.cc)
  std::vector<Reg> Call(const ast::CallExpr* e, bool want_results);
  Reg CallOne(const ast::CallExpr* e);
  Callee ResolveCallee(const ast::CallExpr* e);
  Callee MethodCallee(const MethodTarget& target, Reg recv, sema::Func* method);
  std::vector<Reg> Invoke(const Callee& c, std::span<const Reg> args, bool want_results);
  Reg PackSlice(std::span<const Reg> values, Type* elem, Type* slice);
  std::vector<Reg> Arguments(const ast::CallExpr* e, sema::Signature* sig);
  Reg Intrinsic(sema::Func* f, const ast::CallExpr* e, bool* done);
  void CallRuntime(std::string_view name, std::span<const Reg> args);
  Reg ReceiverFor(const MethodTarget& target, const Place& x);
  Type* ReceiverType(const MethodTarget& target);
  std::vector<Type*> ResultTypes(sema::Signature* sig);
  std::vector<Type*> ParamTypes(sema::Signature* sig);
  Reg MethodValue(const ast::SelectorExpr* e, const sema::Selection& s);

  // ---------------------------------------------------------------- builtins (builtins.cc)
  Reg SizeConst(int64_t size);
  std::vector<Reg> BuiltinCall(const ast::CallExpr* e, sema::BuiltinId id);
  Reg Append(const ast::CallExpr* e);
  Reg AppendValues(Reg s, std::span<const Reg> values, Type* elem);
  bool TupleArgs(const ast::CallExpr* e, std::vector<Reg>* values, std::vector<Type*>* types);
  Reg Length(const ast::Expr* x, bool cap);
  Reg Make(const ast::CallExpr* e);
  Reg SizeArg(const ast::Expr* e);
  Reg MinMax(const ast::CallExpr* e, bool max);
  std::vector<Reg> BuiltinArgs(const ast::CallExpr* e, sema::BuiltinId id, std::vector<Type*>* types);
  std::vector<Reg> ApplyBuiltin(sema::BuiltinId id, std::span<const Reg> args, std::span<Type* const> types);
  void Print(std::span<const Reg> args, std::span<Type* const> types, bool newline);

  // ---------------------------------------------------------------- statements (stmt.cc)
  void Stmt(const ast::Stmt* s);
  void Block(std::span<ast::Stmt* const> list);
  void Block(const ast::BlockStmt* block);
  void Count(const ast::Node* at);                  // for coverage: this statement, or empty block or clause, is reached
  void DeclStmt(const ast::DeclStmt* s);
  void LocalType(const ast::TypeSpec* s);
  void If(const ast::IfStmt* s);
  void For(const ast::ForStmt* s);
  void Labeled(const ast::LabeledStmt* s);
  void Branch(const ast::BranchStmt* s);
  void Return(const ast::ReturnStmt* s);
  void ReturnResults();
  const ast::LabeledStmt* LabelOf(const ast::Ident* name);
  BlockId LabelBlock(const ast::LabeledStmt* l);
  void TakeTarget(const Target& t, bool is_break);
  const ast::LabeledStmt* TakeLabel();

  // ---------------------------------------------------------------- assignment (assign.cc)
  void Assign(const ast::AssignStmt* s);
  void AssignOne(const ast::Expr* lhs, const ast::Expr* rhs, bool define);
  void AssignOp(const ast::Expr* lhs, Tok op, const ast::Expr* rhs, Pos pos);
  void UpdateEntry(const Place& p, Tok op, Reg y, Pos pos);
  void IncDec(const ast::IncDecStmt* s);
  std::vector<Reg> CommaOk(const ast::Expr* rhs, std::vector<Type*>* types);  // the two values
  Place Freeze(Place p);
  Reg SnapshotSlots(Reg r, uint32_t n);
  void DefineOrStore(const ast::Expr* lhs, Reg value, Type* from, bool define);
  sema::Var* Defined(const ast::Expr* lhs, bool define);
  void VarSpec(const ast::ValueSpec* s);

  // ---------------------------------------------------------------- switch (switch.cc), select (select.cc)
  void Switch(const ast::SwitchStmt* s);
  void TypeSwitch(const ast::TypeSwitchStmt* s);
  bool SwitchOnInts(const ast::SwitchStmt* s, Reg tag, Type* t, std::span<const BlockId> blocks, BlockId otherwise);
  void BinarySearch(Reg tag, bool is_unsigned, std::span<const std::pair<int64_t, BlockId>> cases, BlockId otherwise);
  bool SwitchOnStrings(const ast::SwitchStmt* s, Reg tag, Type* t, std::span<const BlockId> blocks, BlockId otherwise);
  Reg CaseMatches(Reg tag, Type* tag_type, const ast::Expr* e);
  Reg Unbox(Reg x, Type* t);
  void Select(const ast::SelectStmt* s);

  // ---------------------------------------------------------------- range (range.cc, range_func.cc)
  void Range(const ast::RangeStmt* s);
  void RangeInt(const ast::RangeStmt* s, Type* t);
  void RangeSlice(const ast::RangeStmt* s, Type* t);
  void RangeArray(const ast::RangeStmt* s, Type* t, bool pointer);
  void RangeString(const ast::RangeStmt* s);
  void RangeMap(const ast::RangeStmt* s, Type* t);
  void RangeChan(const ast::RangeStmt* s, Type* t);
  void RangeFunc(const ast::RangeStmt* s, Type* t);
  void RangeBody(const ast::RangeStmt* s, BlockId cont, BlockId done, const ast::LabeledStmt* label);
  template <class EachIteration>
  void CountingLoop(const ast::RangeStmt* s, Reg limit, Type* t, EachIteration&& each);
  void DeclareSharedRangeVars(const ast::RangeStmt* s);
  void SetRangeVar(const ast::RangeStmt* s, int i, Reg value, Type* from);
  void SetRangeVars(const ast::RangeStmt* s, Reg key, Type* key_type, Reg value, Type* value_type);
  bool CallsOrReceives(const ast::Expr* e);
  bool WantsRangeVar(const ast::RangeStmt* s, int i);
  // The body of a loop over a function, as a closure.
  void LoopBody(const ast::RangeStmt* s, const ast::LabeledStmt* label, sema::Signature* yield);
  void DeferLoopList(sema::Var* list);
  void DeferListBody(Type* list);
  void LeaveLoopBody(Exit exit);
  void TakeExit(const Exit& exit);
  void LoopReturn(bool more);

  // ---------------------------------------------------------------- defer, go, closures (defer.cc)
  void Defer(const ast::CallExpr* call);
  void Go(const ast::GoStmt* s);
  Reg Thunk(const ast::CallExpr* call, const Callee& callee, std::span<const Reg> args, std::span<Type* const> types,
            std::string_view suffix);
  void ThunkBody(const ast::CallExpr* call, Callee callee, std::span<Type* const> types);
  Reg DeferredCall(const ast::CallExpr* call, std::string_view suffix);
  bool IsConversionCall(const ast::CallExpr* call);

  // ---------------------------------------------------------------- bodies
  void Body(sema::Signature* sig, const ast::BlockStmt* body, const ScopeInfo& scope);
  void BindResults(sema::Signature* sig);
  void BindCaptures(const ScopeInfo& scope, uint32_t offset = 8);
  void Params(sema::Signature* sig, bool with_recv);
  void Forward(const Callee& c, std::span<const Reg> args);
  sema::Signature* MethodSignature(Type* recv, sema::Func* method);
  std::vector<Reg> AddSigParams(sema::Signature* sig);
  void AddSigResults(sema::Signature* sig);

  Module& m_;
  TypeTable& tt_;
  sema::TypeContext& types_;
  Context context_;
  sema::Package* pkg_;
  const sema::Info* info_;
  TypeEnv* env_;
  uint32_t index_;
  bool is_std_;
  ir::Function& fn_;
  ir::Builder b_;
  const ScopeInfo* scope_ = nullptr;

  std::unordered_map<sema::Var*, Storage> vars_;
  std::unordered_map<const ast::LabeledStmt*, BlockId> label_blocks_;
  std::vector<Target> targets_;
  BlockId fallthrough_ = kNoBlock;
  const ast::LabeledStmt* pending_label_ = nullptr;   // names the statement lowered next
  sema::Signature* sig_ = nullptr;
  std::vector<sema::Var*> results_;
  const ast::Expr* read_only_ = nullptr;              // see FindReadOnly
  bool has_defer_ = false;
  bool watch_ = false;
  int unwatched_ = 0;
  bool results_in_vars_ = false;           // returns go through the result variables
  // The body of a loop over a function:
  Lowerer* parent_ = nullptr;
  const ast::RangeStmt* loop_ = nullptr;
  Reg loop_state_;                         // box of the loop's state
  std::vector<Exit>* exits_ = nullptr;     // of the loop, collected for the parent
  int* next_exit_code_ = nullptr;
  int own_exit_code_ = 1;
};

// What is called: resolved before the arguments are evaluated.
struct Lowerer::Callee {
  enum class Kind : uint8_t { kFunction, kNative, kClosure, kIface, kBuiltin, kConversion };
  Kind kind = Kind::kFunction;
  uint32_t index = 0;              // function, native or call site
  Reg func;                        // closure or interface
  sema::Func* method = nullptr;    // kIface, and natives
  bool has_recv = false;
  Reg recv;
  Type* recv_type = nullptr;
  Type* iface = nullptr;
  sema::Signature* sig = nullptr;  // without the receiver
  sema::BuiltinId builtin{};
};

}  // namespace golite::compiler
