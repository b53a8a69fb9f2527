#pragma once

// The type checker: one Checker per package, structured as go/types' (types2) is, with its methods spread over one
// file per topic. CheckPackage runs the phases. A checker and its package's TypeContext belong to one thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "parser/ast/ast.h"
#include "sema/info.h"
#include "sema/mono.h"
#include "sema/operand.h"
#include "sema/types/object.h"
#include "sema/types/package.h"
#include "sema/types/predicates.h"
#include "sema/types/scope.h"
#include "sema/types/subst.h"
#include "sema/types/type.h"
#include "sema/types/typeset.h"
#include "sema/types/universe.h"
#include "support/diagnostics.h"

namespace golite::sema {

// Finds imported packages. The result is already checked (or lazy), or nullptr with *error set to the reason.
class Importer {
 public:
  virtual ~Importer() = default;
  virtual Package* Import(std::string_view path, const Package& from, std::string* error) = 0;
};

struct CheckOptions {
  // Needed unless there are no imports.
  Importer* importer = nullptr;
  // Package-level declarations and bodies are checked when something asks for them: Object::type(),
  // Checker::CheckBody. For packages known to be right, such as the library.
  bool lazy = false;
  // Parses a body that the parser has skipped; only in lazy packages.
  std::function<void(ast::BlockStmt&)> parse_body = {};
  // Accept all of package unsafe, not only what yields sizes.
  bool allow_unsafe = false;
};

// Checks pkg.files. Fills pkg.info, keeps the checker in pkg.checker, and returns whether there were no errors.
bool CheckPackage(TypeContext& types, Diagnostics& diags, Package& pkg, const CheckOptions& options);

// The declaration of a package-level object or method.
struct DeclInfo {
  Scope* file_scope = nullptr;
  GoVersion version;                // of the file
  std::span<Var* const> lhs;        // of an n:1 variable declaration
  const ast::Expr* type = nullptr;  // declared type of a constant or variable, or nullptr
  const ast::Expr* init = nullptr;  // or nullptr
  bool inherited = false;           // a constant whose init is that of an earlier one
  const ast::TypeSpec* type_spec = nullptr;
  const ast::FuncDecl* func_decl = nullptr;
  int64_t iota = 0;
  bool body_checked = false;
  std::vector<Object*> deps;  // package-level objects that init or the body uses, in order of first use

  void AddDep(Object* o);
  std::unordered_set<Object*> dep_set;
};

// What kind of expression was checked, as a statement may or may not be.
enum class ExprKind : uint8_t { kConversion, kExpression, kStatement };

// The type an expression is assigned to, where that helps inference for a generic function value.
struct Target {
  Signature* sig = nullptr;
  std::string desc;
};

// Flags for statements (see stmt.cc).
using StmtContext = uint32_t;

// A constant or variable of the current environment; saved and restored around objects and bodies.
struct Environment {
  DeclInfo* decl = nullptr;  // package-level declaration being checked
  Scope* scope = nullptr;    // innermost scope
  GoVersion version;         // of the current file
  ConstValue iota;           // in a constant declaration
  Pos error_pos;             // of an identifier whose initialiser is inherited
  bool in_tparam_list = false;
  Signature* sig = nullptr;                                    // of the function whose body is checked
  std::unordered_set<const ast::CallExpr*>* panics = nullptr;  // calls of panic, for termination analysis
  bool has_label = false;
  bool has_call_or_recv = false;
  std::vector<Var*>* locals = nullptr;  // variables declared in the function (with its literals), for unused ones
};

class Checker {
 public:
  Checker(TypeContext& types, Diagnostics& diags, Package& pkg, const CheckOptions& options);
  ~Checker();

  // Runs all phases.
  bool Check();
  // Checks the body of a function or method of this package unless that was done; what it uses is in Info then.
  // Substituted methods are checked as their origin.
  void CheckBody(Func* f);
  // Sets up the type of a package-level object or method of a lazy package.
  void ResolveObject(Object* o);
  // The initialisers, in order, of those variables of a lazy package for which `wanted` (indexed by Object::id) is set,
  // and of all variables they depend on. Variables named _ are always included.
  std::vector<Initializer> InitOrder(const std::vector<bool>& wanted);

  Package& package() { return pkg_; }
  TypeContext& types() { return types_; }
  Info& info() { return info_; }

  // ------------------------------------------------------------------------------------------------ errors.cc
  // Errors are reported at StartPos of expressions and operands, at pos of other nodes and objects. Arguments of messages
  // are types, operands, expressions, objects, names, numbers and strings.
  template <Diag kDiag, class At, class... Args>
  Diagnostics::Handle Report(const At& at, const Args&... args) {
    static_assert(diag_internal::ArgCount(kDiag) == sizeof...(Args), "the message takes another number of arguments");
    const std::array<std::string, sizeof...(Args)> texts = {Text(args)...};
    return ReportText(kDiag, ErrorPos(at), Format(GetDiagInfo(kDiag).text, texts));
  }
  template <class... Args>
  std::string Sprintf(std::string_view text, const Args&... args) {
    const std::string texts[] = {Text(args)...};
    return Format(text, texts);
  }
  // "text requires go1.N or later"
  template <class At>
  void VersionError(const At& at, GoVersion v, std::string_view text) {
    ReportVersionError(ErrorPos(at), v, text);
  }
  // Whether the language version of the current file is at least go1.minor.
  bool AllowVersion(int minor) const;
  // Reports an error unless AllowVersion.
  template <class At>
  bool VerifyVersion(const At& at, int minor, std::string_view text) {
    if (AllowVersion(minor)) return true;
    ReportVersionError(ErrorPos(at), GoVersion{1, minor}, text);
    return false;
  }

  std::string Text(std::string_view s) const { return std::string(s); }
  std::string Text(const std::string& s) const { return s; }
  std::string Text(const char* s) const { return s; }
  std::string Text(Sym s) const { return std::string(s.view()); }
  template <std::integral T>
  std::string Text(T n) const {
    return std::to_string(n);
  }
  std::string Text(Type* t) const;  // any pointer to a type
  std::string Text(Object* o) const;
  std::string Text(const ast::Expr* e) const;
  std::string Text(const Operand& x) const;
  std::string Text(ConstValue v) const;
  std::string Text(std::span<Type* const> list) const;

  static Pos ErrorPos(Pos pos) { return pos; }
  static Pos ErrorPos(const Operand& x) { return x.pos(); }
  static Pos ErrorPos(const ast::Node* n) { return ast::StartPos(*n); }
  static Pos ErrorPos(Object* o) { return o->pos(); }
  Diagnostics::Handle ReportText(Diag diag, Pos pos, std::string message);
  void ReportVersionError(Pos pos, GoVersion v, std::string_view text);
  static std::string Format(std::string_view text, std::span<const std::string> args);
  // A position as messages show it.
  std::string PosText(Pos pos) const;
  Qualifier qualifier() const { return Qualifier{.current = &pkg_}; }

  // ----------------------------------------------------------------------------------------- checker.cc: recording
  void Record(const Operand& x);
  void RecordUntyped();
  void RecordTypeAndValue(const ast::Expr* e, Mode mode, Type* t, ConstValue value = {});
  void RecordBuiltinType(const ast::Expr* f, Signature* sig);
  void RecordCommaOkTypes(const ast::Expr* e, Type* t0, Type* t1);
  void RecordInstance(const ast::Expr* e, std::span<Type* const> targs, Type* t);
  void RecordDef(const ast::Ident* id, Object* o);
  void RecordUse(const ast::Ident* id, Object* o);
  void RecordImplicit(const ast::Node* n, Object* o);
  void RecordSelection(const ast::SelectorExpr* e, SelectionKind kind, Type* recv, Object* o,
                       std::span<const int> index, bool indirect, Type* t);
  // Runs f later: at the end of the current statement or declaration, in the order of the calls. f is copied into
  // the arena, so it captures references to what lives long enough, pointers and values.
  template <class F>
  void Later(F f) {
    static_assert(std::is_trivially_destructible_v<F>);
    F* copy = new (types_.arena().Allocate(sizeof(F), alignof(F))) F(std::move(f));
    delayed_.push_back({[](void* data) { (*static_cast<F*>(data))(); }, copy});
  }
  void ProcessDelayed(size_t top);
  void AddDeclDep(Object* to);
  Object* Lookup(Sym name, Scope** where = nullptr) { return env_.scope->LookupParent(name, Pos{}, where); }
  void RememberUntyped(const ast::Expr* e, bool is_lhs, Mode mode, Type* t, ConstValue value);

  // ------------------------------------------------------------------------------------------------- resolver.cc
  void CollectObjects();
  void PackageObjects();
  Package* ImportPackage(const ast::ImportSpec* spec, std::string_view path);
  void DeclarePkgObj(const ast::Ident* id, Object* o, DeclInfo* d);
  void Arity(Pos pos, ast::List<ast::Ident> names, ast::List<ast::Expr> inits, bool const_decl, bool inherited);
  // The base type name of a receiver type expression: (*T), T[P].
  struct RecvParts {
    bool pointer = false;
    const ast::Expr* base = nullptr;           // without type parameters
    const ast::IndexExpr* instance = nullptr;  // of the base, or nullptr
    std::vector<const ast::Ident*> tparams;    // nullptr for one that is not an identifier (reported)
  };
  RecvParts UnpackRecv(const ast::Expr* rtype, bool unpack_params);
  TypeName* ResolveBaseTypeName(bool* pointer, const ast::Expr* e);

  // ----------------------------------------------------------------------------------------------------- decl.cc
  // Declares o in scope, visible from pos on; reports a redeclaration.
  void Declare(Scope* scope, const ast::Ident* id, Object* o, Pos pos);
  Diagnostics::Handle ReportRedeclared(Pos pos, Object* o, Object* other);
  // Type-checks the declaration of o unless it is done; def is the type being defined, for cycles.
  void ObjDecl(Object* o, TypeName* def = nullptr);
  bool ValidCycle(Object* o);
  void CycleError(std::span<Object* const> cycle, size_t start);
  void ConstDecl(Const* o, const ast::Expr* type, const ast::Expr* init, bool inherited);
  void VarDecl(Var* o, std::span<Var* const> lhs, const ast::Expr* type, const ast::Expr* init);
  void TypeDecl(TypeName* o, const ast::TypeSpec* spec, TypeName* def);
  void FuncDeclaration(Func* o, DeclInfo* d);
  // Declares the type parameters of a list; their constraints are set by CollectBounds, when the generic type or
  // signature knows its parameters already.
  std::vector<TypeParam*> DeclareTypeParams(const ast::FieldList* list);
  void CollectBounds(const ast::FieldList* list, std::span<TypeParam* const> tparams);
  void CollectMethods(TypeName* o);
  void CheckFieldUniqueness(Named* base);
  TypeParam* DeclareTypeParam(const ast::Ident* name, Pos scope_pos);
  void ReportAltDecl(Diagnostics::Handle handle, Object* other);
  Type* Bound(const ast::Expr* e);
  void DeclStmt(const ast::GenDecl* decl);
  // Reports "invalid recursive type" for types that contain themselves.
  void ValidType(Named* t);
  bool ValidTypeIn(Type* t, std::vector<Named*>& nest, std::vector<Named*>& path);

  // -------------------------------------------------------------------------------------------------- typexpr.cc
  void Identifier(Operand& x, const ast::Ident* e, TypeName* def, bool want_type);
  // The type that e denotes; not generic, and not a constraint interface for VarType.
  Type* TypeExpr(const ast::Expr* e) { return DefinedType(e, nullptr); }
  Type* VarType(const ast::Expr* e);
  void ValidVarType(const ast::Expr* e, Type* t);
  void LimitSize(Pos pos, Type* t);
  Type* DefinedType(const ast::Expr* e, TypeName* def);
  Type* GenericType(const ast::Expr* e, std::string* cause);
  Type* TypeInternal(const ast::Expr* e, TypeName* def);
  Type* InstantiatedType(const ast::Expr* x, const ast::IndexExpr* e, TypeName* def);
  int64_t ArrayLength(const ast::Expr* e);
  std::vector<Type*> TypeList(ast::List<ast::Expr> list);  // empty if one of them is invalid
  static void SetDefType(TypeName* def, Type* t);
  void StructTypeExpr(Struct* t, const ast::StructType* e);
  void InterfaceTypeExpr(Interface* t, const ast::InterfaceType* e, TypeName* def);
  void FuncTypeExpr(Signature* sig, const ast::FieldList* recv, const ast::FuncType* e);
  Var* CollectRecv(const ast::Field* field, Pos scope_pos, std::vector<TypeParam*>* recv_tparams);
  void ValidRecv(const ast::Expr* at, Var* recv);
  struct Params {
    std::vector<const ast::Ident*> names;  // nullptr for unnamed ones
    std::vector<Var*> vars;
    bool variadic = false;
  };
  Params CollectParams(const ast::FieldList* list, VarKind kind, bool variadic_ok);
  void DeclareParams(const Params& params, Pos scope_pos);

  // ----------------------------------------------------------------------------------------------------- expr.cc
  // Checks e and leaves the result in x: a single value (or kInvalid).
  void Expr(Operand& x, const ast::Expr* e, const Target* target = nullptr);
  // Like Expr, but the result may be generic, that is, uninstantiated.
  void GenericExpr(Operand& x, const ast::Expr* e);
  // A single value, or several as a Tuple; comma-ok expressions keep their mode.
  void MultiExpr(Operand& x, const ast::Expr* e);
  // hint is the type of an element of a composite literal whose type is elided.
  void ExprWithHint(Operand& x, const ast::Expr* e, Type* hint);
  void ExprOrType(Operand& x, const ast::Expr* e, bool allow_generic);
  ExprKind RawExpr(const Target* target, Operand& x, const ast::Expr* e, Type* hint, bool allow_generic);
  ExprKind ExprInternal(const Target* target, Operand& x, const ast::Expr* e, Type* hint);
  void NonGeneric(const Target* target, Operand& x);
  void Exclude(Operand& x, uint32_t mode_set);
  void SingleValue(Operand& x);
  // Checks expressions whose context is broken, so that what they use counts as used.
  void Use(ast::List<ast::Expr> args);
  void Use(const ast::Expr* e);
  void UseLhs(ast::List<ast::Expr> args);
  bool UseOne(const ast::Expr* e, bool lhs);

  void Unary(Operand& x, const ast::UnaryExpr* e);
  void Binary(Operand& x, const ast::Expr* e, const ast::Expr* lhs, const ast::Expr* rhs, lexer::Token op, Pos op_pos);
  void BinaryOperands(Operand& x, Operand& y, const ast::Expr* e, const ast::Expr* lhs, const ast::Expr* rhs,
                      lexer::Token op, Pos op_pos);
  void Shift(Operand& x, Operand& y, const ast::Expr* e, lexer::Token op);
  void Comparison(Operand& x, Operand& y, lexer::Token op, bool switch_case = false);
  std::string IncomparableCause(Type* t);
  void MatchBinaryOperands(Operand& x, Operand& y);
  // The element type of the channels x may be, for a receive or send; nullptr after an error, reported at `at`.
  Type* ChanElem(const Operand& at, const Operand& x, bool recv);
  bool CheckOp(const Operand& x, lexer::Token op, bool unary);
  void Overflow(Operand& x, Pos op_pos);
  // Whether the constant v is representable as a value of type t; *rounded gets it rounded to t.
  bool RepresentableConst(ConstValue v, Basic* t, ConstValue* rounded);
  void Representable(Operand& x, Basic* t);
  enum class Representation : uint8_t { kOk, kTruncatedFloat, kNumericOverflow, kInvalidConstVal, kInvalidUntyped };
  Representation RepresentationOf(const Operand& x, Basic* t, ConstValue* out);
  void InvalidConversion(Representation code, Operand& x, Type* target);
  void UpdateExprType(const ast::Expr* e, Type* t, bool final);
  void UpdateExprValue(const ast::Expr* e, ConstValue value);
  void ConvertUntyped(Operand& x, Type* target);
  // The type and value that untyped x gets when it is converted to target implicitly; nullptr if that is not possible.
  Type* ImplicitTypeAndValue(Operand& x, Type* target, ConstValue* value, Representation* code);
  void TypeAssertion(const ast::Expr* e, Operand& x, Type* t, bool type_switch);
  void SetConst(Operand& x, const ast::BasicLit* lit);
  void FuncLiteral(Operand& x, const ast::FuncLit* e);

  // ------------------------------------------------------------------------------------------------- literals.cc
  void CompositeLiteral(Operand& x, const ast::CompositeLit* e, Type* hint);
  void StructLiteral(Operand& x, const ast::CompositeLit* e, Struct* s, Type* base);
  void MapLiteral(Operand& x, const ast::CompositeLit* e, Map* map);
  // Checks the elements of an array or slice literal; returns the length they need.
  int64_t IndexedElts(ast::List<ast::Expr> elts, Type* t, int64_t length);
  // Like Expr, for a value that is assigned to a variable of type t.
  void ExprForType(Operand& x, const ast::Expr* e, Type* t);

  // ---------------------------------------------------------------------------------------------------- index.cc
  // True if e is the instantiation of a generic function, which the caller must handle.
  bool IndexExpression(Operand& x, const ast::IndexExpr* e);
  void SliceExpression(Operand& x, const ast::SliceExpr* e);
  const ast::Expr* SingleIndex(const ast::IndexExpr* e);
  // Checks an index; max < 0: no limit known. *value is -1 unless the index is constant.
  Type* Index(const ast::Expr* index, int64_t max, int64_t* value);
  bool IsValidIndex(Operand& x, std::string_view what, bool allow_negative);

  // ----------------------------------------------------------------------------------------------------- call.cc
  ExprKind Call(Operand& x, const ast::CallExpr* e);
  // Instantiates the generic function x with explicit type arguments. With infer == false, returns the (partial)
  // arguments instead of inferring the rest.
  std::vector<Type*> FuncInst(const Target* target, Pos pos, Operand& x, const ast::IndexExpr* inst, bool infer,
                              std::vector<const ast::Expr*>* xlist);
  Signature* InstantiateSignature(Pos pos, const ast::Expr* e, std::span<Type* const> targs, Signature* sig,
                                  std::span<const ast::Expr* const> xlist);
  std::vector<Operand> ExprList(ast::List<ast::Expr> list);
  std::vector<Operand> GenericExprList(ast::List<ast::Expr> list, std::vector<std::vector<Type*>>* targs_list,
                                       std::vector<std::vector<const ast::Expr*>>* xlist_list);
  Signature* Arguments(const ast::CallExpr* call, std::vector<Type*> targs, std::span<const ast::Expr* const> xlist,
                       std::vector<Operand>& args, const std::vector<std::vector<Type*>>& atargs,
                       const std::vector<std::vector<const ast::Expr*>>& atxlist, Signature* sig);
  void Selector(Operand& x, const ast::SelectorExpr* e, TypeName* def, bool want_type);
  void PackageSelector(Operand& x, const ast::SelectorExpr* e, PkgName* pkg_name);
  bool MayUse(const ast::Ident* name, const Object* o);
  std::string LookupError(Type* t, Sym sel, Object* other, bool struct_literal);

  // -------------------------------------------------------------------------------------------------- operand.cc
  // Whether x may be assigned to a variable of type t; if not, *cause may say why.
  bool AssignableTo(const Operand& x, Type* t, std::string* cause);
  bool ImplementsConstraint(Type* v, Type* t, std::string* cause);

  // ------------------------------------------------------------------------------------- assignments.cc (sema2)
  void Assignment(Operand& x, Type* t, std::string_view context);
  void InitConst(Const* lhs, Operand& x);
  void InitVar(Var* lhs, Operand& x, std::string_view context);
  void InitVarType(Var* lhs, Operand& x, std::string_view context);
  // return_stmt: the statement whose results these are, or nullptr.
  void InitVars(std::span<Var* const> lhs, ast::List<ast::Expr> rhs, const ast::Stmt* return_stmt);
  void AssignVar(const ast::Expr* lhs, const ast::Expr* rhs, Operand* x, std::string_view context);
  void AssignVars(ast::List<ast::Expr> lhs, ast::List<ast::Expr> rhs);
  void ShortVarDecl(Pos pos, ast::List<ast::Expr> lhs, ast::List<ast::Expr> rhs);
  void AssignError(ast::List<ast::Expr> rhs, size_t l, size_t r);
  void ReturnError(const ast::Node* at, std::span<Var* const> lhs, std::span<Operand> rhs);
  Type* LhsVar(const ast::Expr* lhs);
  // "(number, string)" for messages.
  std::string TypesSummary(std::span<Type* const> list, bool variadic, bool has_dots);

  // ---------------------------------------------------------------------------------------- builtins.cc (sema2)
  // Checks a call of a predeclared function; false if it is wrong (and reported).
  bool BuiltinCall(Operand& x, const ast::CallExpr* call, BuiltinId id);
  // ------------------------------------------------------------------------------------- conversions.cc (sema2)
  void Conversion(Operand& x, Type* t);
  bool ConvertibleTo(const Operand& x, Type* t, std::string* cause);

  // -------------------------------------------------------------------------------------------- stmt.cc (sema2)
  // Checks a function body in a fresh environment: statements, labels, missing return, unused variables.
  void FuncBody(DeclInfo* decl, std::string_view name, Signature* sig, Scope* scope, const ast::BlockStmt* body,
                ConstValue iota);
  void Usage(std::vector<Var*>& locals);
  void StmtList(StmtContext context, ast::List<ast::Stmt> list);
  void Statement(StmtContext context, const ast::Stmt* s);
  void OpenScope(const ast::Node* n);
  void CloseScope() { env_.scope = env_.scope->parent(); }
  // ------------------------------------------------------------------------------------------- return.cc (sema2)
  bool IsTerminating(const ast::Stmt* s, Sym label);
  // --------------------------------------------------------------------------------------- init_order.cc (sema2)
  void ComputeInitOrder();
  // ------------------------------------------------------------------------------------------- unused.cc (sema2)
  void UnusedImports();
  // -------------------------------------------------------------------------------------------- union.cc (sema2)
  // The type of a constraint element: a union, or the type itself for a single term without tilde.
  Type* ParseUnion(const ast::Expr* e);
  // -------------------------------------------------------------------------------------- instantiate.cc (sema2)
  // The type orig[targs...]: orig is a generic Named, Alias or Signature. Does not verify constraints.
  Type* Instantiate(Pos pos, Type* orig, std::span<Type* const> targs);
  // Reports an error if the number of arguments is wrong; returns whether it is right.
  bool ValidateTArgLen(Pos pos, std::string_view name, size_t want, size_t got);
  // Index of the first argument that does not satisfy its constraint, or -1; *cause says why.
  int Verify(Pos pos, std::span<TypeParam* const> tparams, std::span<Type* const> targs, std::string* cause);
  // -------------------------------------------------------------------------------------------- infer.cc (sema2)
  // Infers the missing type arguments; empty if that failed (reported, unless error is given: then its text and
  // position are there; the text stays empty for what was reported before).
  // reverse: args are functions assigned to params (see go/types).
  std::vector<Type*> Infer(Pos pos, std::span<TypeParam* const> tparams, std::span<Type* const> targs, Tuple* params,
                           std::span<Operand> args, bool reverse, std::string* error, Pos* error_pos = nullptr);
  // Fresh copies of tparams, and t with them in place of the old ones.
  std::vector<TypeParam*> RenameTParams(std::span<TypeParam* const> tparams, Type* t, Type** renamed);
  // --------------------------------------------------------------------------------------------- mono.cc (sema2)
  // Reports instantiation cycles that would need infinitely many types.
  void Monomorph();
  void RecordMonoInstance(Pos pos, std::span<TypeParam* const> tparams, std::span<Type* const> targs,
                          std::span<const ast::Expr* const> xlist);

  // The type parameter of a method's receiver stands for that of the base type.
  void RecordMonoCanon(TypeParam* recv_tparam, TypeParam* base_tparam);
  void ReportInstantiationCycle(size_t vertex);

  // Saves the environment for as long as it lives.
  class EnvironmentScope {
   public:
    explicit EnvironmentScope(Checker& c) : checker_(c), saved_(std::move(c.env_)) { c.env_ = Environment{}; }
    ~EnvironmentScope() { checker_.env_ = std::move(saved_); }
    EnvironmentScope(const EnvironmentScope&) = delete;
    EnvironmentScope& operator=(const EnvironmentScope&) = delete;

   private:
    Checker& checker_;
    Environment saved_;
  };

  Environment& env() { return env_; }
  Basic* Typ(BasicKind k) { return types_.basic(k); }
  constant::Pool& constants() { return types_.constants(); }
  Arena& arena() { return types_.arena(); }

 private:
  friend class EnvironmentScope;

  struct Action {
    void (*run)(void*);
    void* data;
  };
  // What is known of an untyped expression until its final type is.
  struct UntypedInfo {
    bool is_lhs;
    Mode mode;
    Type* type;
    ConstValue value;
  };
  struct DotImport {
    Scope* scope;
    Sym name;
    PkgName* pkg_name;
  };

  TypeContext& types_;
  Diagnostics& diags_;
  Package& pkg_;
  CheckOptions options_;
  Info& info_;
  Environment env_;

  std::vector<Object*> objects_;  // package-level objects and methods, in source order
  std::vector<DeclInfo*> decls_;  // all DeclInfos, owned
  std::vector<PkgName*> imports_;
  std::vector<DotImport> dot_imports_;
  std::vector<Scope*> file_scopes_;                            // parallel to pkg_.files
  std::unordered_map<TypeName*, std::vector<Func*>> methods_;  // not yet associated with their receiver base
  std::unordered_map<const ast::Expr*, UntypedInfo> untyped_;
  std::vector<Action> delayed_;
  std::vector<Object*> object_path_;  // objects being declared, for cycles
  int active_ = 0;                    // nesting of Check, CheckBody and ResolveObject
  MonoGraph mono_;
  std::vector<Pos> missing_bodies_;  // of functions declared without; reported if all else is right
  size_t error_count_ = 0;
  int depth_ = 0;  // of nested expressions and types
  // Host stack is finite: deeper nesting is an error, which no written program comes near.
#if defined(__SANITIZE_ADDRESS__)
  static constexpr int kMaxDepth = 1200;  // frames are several times as large
#else
  static constexpr int kMaxDepth = 2500;
#endif
};

}  // namespace golite::sema
