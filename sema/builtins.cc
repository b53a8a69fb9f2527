// This file implements calls of the predeclared functions.
#include <algorithm>

#include "sema/checker.h"

namespace golite::sema {
namespace {

using constant::Op;

struct BuiltinSpec {
  std::string_view name;
  size_t min_args;
  bool variadic;
};

// In the order of BuiltinId.
constexpr BuiltinSpec kBuiltins[] = {
    {"append", 1, true},      {"cap", 1, false},        {"clear", 1, false},       {"close", 1, false},
    {"complex", 2, false},    {"copy", 2, false},       {"delete", 2, false},      {"imag", 1, false},
    {"len", 1, false},        {"make", 1, true},        {"max", 1, true},          {"min", 1, true},
    {"new", 1, false},        {"panic", 1, false},      {"print", 0, true},        {"println", 0, true},
    {"real", 1, false},       {"recover", 0, false},    {"Add", 2, false},         {"Alignof", 1, false},
    {"Offsetof", 1, false},   {"Sizeof", 1, false},     {"Slice", 2, false},       {"SliceData", 1, false},
    {"String", 2, false},     {"StringData", 1, false},
};

// The array that t, an underlying type, is or points to.
Type* ArrayPtrDeref(Type* t) {
  if (auto* p = TryAs<Pointer>(t)) {
    if (auto* a = TryUnder<Array>(p->elem())) return a;
  }
  return t;
}

bool IsStringLike(Type* t) {
  Type* core = CoreString(t);
  return core != nullptr && IsString(core);
}

// Whether the size of t depends on type parameters.
bool HasVarSize(Type* t, int depth = 0) {
  if (depth > 100) return false;
  if (IsTypeParam(t)) return true;
  Type* u = Under(t);
  if (auto* a = TryAs<Array>(u)) return HasVarSize(a->elem(), depth + 1);
  if (auto* s = TryAs<Struct>(u)) {
    return std::ranges::any_of(s->fields(), [&](Var* f) { return HasVarSize(f->type(), depth + 1); });
  }
  return false;
}

// One call: its arguments, and a function per predeclared one. All return whether the call is right.
class BuiltinChecker {
 public:
  BuiltinChecker(Checker& check, Operand& x, const ast::CallExpr* call, BuiltinId id)
      : check_(check), types_(check.types()), x_(x), call_(call), id_(id), spec_(kBuiltins[static_cast<int>(id)]) {}

  bool Run() {
    if (call_->has_dots() && id_ != BuiltinId::kAppend) {
      check_.Report<Diag::kDotsWithBuiltin>(call_, spec_.name);
      check_.Use(call_->args);
      return false;
    }
    // len and cap are constant if their argument has no calls or receives.
    const bool outer_call_or_recv = check_.env().has_call_or_recv;
    const bool is_length = id_ == BuiltinId::kLen || id_ == BuiltinId::kCap;
    if (is_length) check_.env().has_call_or_recv = false;
    const bool ok = EvaluateArguments() && Dispatch();
    if (is_length) check_.env().has_call_or_recv = outer_call_or_recv;
    return ok;
  }

 private:
  bool EvaluateArguments() {
    size_t n = call_->args.size();
    const bool takes_types = id_ == BuiltinId::kMake || id_ == BuiltinId::kNew || id_ == BuiltinId::kUnsafeOffsetof;
    if (!takes_types) {
      args_ = check_.ExprList(call_->args);
      n = args_.size();
      if (std::ranges::any_of(args_, &Operand::IsInvalid)) return false;
      if (n > 0) x_ = args_[0];
    }
    std::string_view problem;
    if (n < spec_.min_args) {
      problem = "not enough";
    } else if (!spec_.variadic && n > spec_.min_args) {
      problem = "too many";
    }
    if (problem.empty()) return true;
    check_.Report<Diag::kBuiltinArgumentCount>(call_, problem,
                  static_cast<const ast::Expr*>(call_), spec_.min_args, n);
    if (takes_types && n > 1) check_.Use(call_->args.subspan(1));
    return false;
  }

  bool Dispatch() {
    switch (id_) {
      case BuiltinId::kAppend: return Append();
      case BuiltinId::kCap:
      case BuiltinId::kLen: return Length();
      case BuiltinId::kClear: return Clear();
      case BuiltinId::kClose: return Close();
      case BuiltinId::kComplex: return Complex();
      case BuiltinId::kCopy: return Copy();
      case BuiltinId::kDelete: return Delete();
      case BuiltinId::kImag:
      case BuiltinId::kReal: return RealOrImag();
      case BuiltinId::kMake: return Make();
      case BuiltinId::kMax:
      case BuiltinId::kMin: return MinMax();
      case BuiltinId::kNew: return New();
      case BuiltinId::kPanic: return Panic();
      case BuiltinId::kPrint:
      case BuiltinId::kPrintln: return Print();
      case BuiltinId::kRecover: return Value(types_.empty_interface(), {});
      case BuiltinId::kUnsafeAdd:
      case BuiltinId::kUnsafeAlignof:
      case BuiltinId::kUnsafeOffsetof:
      case BuiltinId::kUnsafeSizeof:
      case BuiltinId::kUnsafeSlice:
      case BuiltinId::kUnsafeSliceData:
      case BuiltinId::kUnsafeString:
      case BuiltinId::kUnsafeStringData: return Unsafe();
    }
    return false;
  }

  // --- results ---

  void RecordSignature(Type* result, std::span<Type* const> params, bool variadic = false) {
    std::vector<Type*> list;
    for (Type* t : params) list.push_back(Default(t));
    Type* const results[] = {result};
    check_.RecordBuiltinType(call_->fun,
                             types_.NewSignature(nullptr, types_.NewTupleOf(list),
                                                 result == nullptr ? types_.empty_tuple() : types_.NewTupleOf(results),
                                                 variadic));
  }

  // The call is a value of type t, or has none.
  bool Value(Type* t, std::initializer_list<Type*> params) {
    RecordSignature(t, std::span<Type* const>(params.begin(), params.size()));
    x_.mode = t == nullptr ? Mode::kNoValue : Mode::kValue;
    x_.type = t;
    x_.value = ConstValue();
    return true;
  }
  bool Constant(Type* t, ConstValue value) {
    x_.mode = Mode::kConstant;
    x_.type = t;
    x_.value = value;
    return true;
  }

  Type* Int() { return check_.Typ(BasicKind::kInt); }
  Type* Bytes() { return types_.NewSlice(types_.byte_type()); }

  // The element type of a slice, or of all slices in a type set; nullptr and *cause if x is something else.
  Type* SliceElem(const Operand& x, std::string* cause) {
    Type* elem = nullptr;
    const bool ok = AllTypes(x.type, [&](Type*, Type* u) {
      auto* s = u == nullptr ? nullptr : TryAs<Slice>(u);
      if (s == nullptr) {
        *cause = x.IsNil() ? "argument must be a slice; have untyped nil"
                           : check_.Sprintf("argument must be a slice; have {0}", x);
        return false;
      }
      if (elem == nullptr) {
        elem = s->elem();
      } else if (!Identical(elem, s->elem())) {
        *cause = check_.Sprintf("mismatched slice element types {0} and {1} in {2}", elem, s->elem(), x);
        return false;
      }
      return true;
    });
    return ok ? elem : nullptr;
  }

  // --- one function per predeclared one, in alphabetical order ---

  bool Append() {
    Type* s = x_.type;
    // append([]byte, string...)
    if (args_.size() == 2 && call_->has_dots() && !x_.IsNil() && check_.AssignableTo(x_, Bytes(), nullptr) &&
        IsStringLike(args_[1].type)) {
      if (IsUntyped(args_[1].type)) check_.ConvertUntyped(args_[1], check_.Typ(BasicKind::kString));
      Type* const params[] = {s, args_[1].type};
      RecordSignature(s, params, /*variadic=*/true);
      x_.mode = Mode::kValue;
      x_.value = ConstValue();
      return true;
    }
    std::string cause;
    Type* elem = SliceElem(x_, &cause);
    if (elem == nullptr) {
      if (IsValid(s)) check_.Report<Diag::kInvalidAppend>(x_, cause);
      return false;
    }
    Type* const params[] = {s, types_.NewSlice(elem)};
    Type* const results[] = {s};
    Signature* sig = types_.NewSignature(nullptr, types_.NewTupleOf(params), types_.NewTupleOf(results),
                                         /*variadic=*/true);
    const Operand first = x_;
    check_.Arguments(call_, {}, {}, args_, {}, {}, sig);
    x_ = first;
    check_.RecordBuiltinType(call_->fun, sig);
    x_.mode = Mode::kValue;
    x_.value = ConstValue();
    return true;
  }

  bool Clear() {
    if (!check_.VerifyVersion(call_->fun, 21, "clear")) return false;
    const bool ok = AllTypes(x_.type, [&](Type*, Type* u) {
      return u != nullptr && (u->kind() == TypeKind::kMap || u->kind() == TypeKind::kSlice);
    });
    if (!ok) {
      check_.Report<Diag::kInvalidClear>(x_, x_);
      return false;
    }
    return Value(nullptr, {x_.type});
  }

  bool Close() {
    const bool ok = AllTypes(x_.type, [&](Type*, Type* u) {
      auto* c = u == nullptr ? nullptr : TryAs<Chan>(u);
      if (c == nullptr) {
        check_.Report<Diag::kCloseOfNonChannel>(x_, x_);
        return false;
      }
      if (c->dir() == ChanDir::kRecvOnly) {
        check_.Report<Diag::kCloseOfReceiveOnlyChannel>(x_, x_);
        return false;
      }
      return true;
    });
    return ok && Value(nullptr, {x_.type});
  }

  bool Complex() {
    Operand& y = args_[1];
    if (IsUntyped(x_.type) && IsUntyped(y.type)) {
      if (x_.IsConstant() && y.IsConstant()) {
        const auto to_float = [&](Operand& z) {
          if (IsNumeric(z.type) && constant::Sign(constant::Imag(z.value)) == 0) {
            z.type = check_.Typ(BasicKind::kUntypedFloat);
          }
        };
        to_float(x_);
        to_float(y);
      } else {
        // Untyped but not constant: a shift, which cannot be a float.
        check_.ConvertUntyped(x_, check_.Typ(BasicKind::kFloat64));
        check_.ConvertUntyped(y, check_.Typ(BasicKind::kFloat64));
      }
    } else if (IsUntyped(x_.type)) {
      check_.ConvertUntyped(x_, y.type);
    } else if (IsUntyped(y.type)) {
      check_.ConvertUntyped(y, x_.type);
    }
    if (x_.IsInvalid() || y.IsInvalid()) return false;
    if (!Identical(x_.type, y.type)) {
      check_.Report<Diag::kMismatchedTypes>(x_,
                    static_cast<const ast::Expr*>(call_), x_.type, y.type);
      return false;
    }
    Type* result = ApplyToBasic([&](BasicKind kind) -> Type* {
      switch (kind) {
        case BasicKind::kFloat32: return check_.Typ(BasicKind::kComplex64);
        case BasicKind::kFloat64: return check_.Typ(BasicKind::kComplex128);
        case BasicKind::kUntypedFloat: return check_.Typ(BasicKind::kUntypedComplex);
        default: return nullptr;
      }
    });
    if (result == nullptr) {
      check_.Report<Diag::kInvalidComplex>(x_, x_.type);
      return false;
    }
    if (!x_.IsConstant() || !y.IsConstant()) return Value(result, {x_.type, x_.type});
    constant::Pool& pool = check_.constants();
    return Constant(result, constant::BinaryOp(pool, constant::ToFloat(pool, x_.value), Op::kAdd,
                                               constant::MakeImag(pool, constant::ToFloat(pool, y.value))));
  }

  bool Copy() {
    Operand& y = args_[1];
    const bool from_string =
        !x_.IsNil() && check_.AssignableTo(x_, Bytes(), nullptr) && IsStringLike(y.type);
    if (!from_string) {
      std::string cause;
      Type* dst = SliceElem(x_, &cause);
      if (dst == nullptr) {
        check_.Report<Diag::kInvalidCopyCause>(x_, cause);
        return false;
      }
      Type* src = SliceElem(y, &cause);
      if (src == nullptr) {
        if (!AllString(y.type)) {
          check_.Report<Diag::kInvalidCopyCause>(y, cause);
          return false;
        }
        src = types_.byte_type();
      }
      if (!Identical(dst, src)) {
        check_.Report<Diag::kInvalidCopyElements>(x_, x_, y, dst,
                      src);
        return false;
      }
    }
    if (IsUntyped(y.type)) check_.ConvertUntyped(y, check_.Typ(BasicKind::kString));
    return Value(Int(), {x_.type, y.type});
  }

  bool Delete() {
    Type* map_type = x_.type;
    Type* key = nullptr;
    const bool ok = AllTypes(map_type, [&](Type*, Type* u) {
      auto* m = u == nullptr ? nullptr : TryAs<Map>(u);
      if (m == nullptr) {
        check_.Report<Diag::kInvalidDelete>(x_, x_);
        return false;
      }
      if (key != nullptr && !Identical(m->key(), key)) {
        check_.Report<Diag::kInvalidDeleteKeys>(x_, x_);
        return false;
      }
      key = m->key();
      return true;
    });
    if (!ok) return false;
    x_ = args_[1];
    check_.Assignment(x_, key, "argument to delete");
    return !x_.IsInvalid() && Value(nullptr, {map_type, key});
  }

  bool RealOrImag() {
    if (IsUntyped(x_.type)) {
      if (x_.IsConstant()) {
        if (IsNumeric(x_.type)) x_.type = check_.Typ(BasicKind::kUntypedComplex);
      } else {
        check_.ConvertUntyped(x_, check_.Typ(BasicKind::kComplex128));
        if (x_.IsInvalid()) return false;
      }
    }
    Type* result = ApplyToBasic([&](BasicKind kind) -> Type* {
      switch (kind) {
        case BasicKind::kComplex64: return check_.Typ(BasicKind::kFloat32);
        case BasicKind::kComplex128: return check_.Typ(BasicKind::kFloat64);
        case BasicKind::kUntypedComplex: return check_.Typ(BasicKind::kUntypedFloat);
        default: return nullptr;
      }
    });
    if (result == nullptr) {
      check_.Report<Diag::kInvalidRealOrImag>(x_, x_.type);
      return false;
    }
    if (!x_.IsConstant()) return Value(result, {x_.type});
    return Constant(result, id_ == BuiltinId::kReal ? constant::Real(x_.value) : constant::Imag(x_.value));
  }

  bool Length() {
    const bool is_len = id_ == BuiltinId::kLen;
    Type* u = ArrayPtrDeref(Under(x_.type));
    const auto has_length = [&](Type* t) {
      switch (t->kind()) {
        case TypeKind::kBasic: return is_len && IsString(t);
        case TypeKind::kArray:
        case TypeKind::kSlice:
        case TypeKind::kChan: return true;
        case TypeKind::kMap: return is_len;
        default: return false;
      }
    };
    const bool ok = IsTypeParam(x_.type)
                        ? AllTypes(x_.type, [&](Type*, Type* t) { return t != nullptr && has_length(ArrayPtrDeref(t)); })
                        : has_length(u);
    if (!ok) {
      if (IsValid(u)) check_.Report<Diag::kInvalidBuiltinArgument>(x_, x_, spec_.name);
      return false;
    }
    if (x_.IsConstant()) {
      // The argument of a constant length is a string in the end.
      const auto length = static_cast<int64_t>(constant::StringLength(x_.value));
      if (IsUntyped(x_.type)) check_.ConvertUntyped(x_, check_.Typ(BasicKind::kString));
      return Constant(Int(), constant::MakeInt64(length));
    }
    auto* array = IsTypeParam(x_.type) ? nullptr : TryAs<Array>(u);
    if (array != nullptr && !check_.env().has_call_or_recv) {
      return Constant(Int(), array->len() >= 0 ? constant::MakeInt64(array->len()) : constant::MakeUnknown());
    }
    if (IsUntyped(x_.type)) check_.ConvertUntyped(x_, check_.Typ(BasicKind::kString));
    return Value(Int(), {x_.type});
  }

  bool Make() {
    const ast::Expr* arg0 = call_->args[0];
    const ast::List<ast::Expr> sizes = call_->args.subspan(1);
    Type* t = check_.VarType(arg0);
    if (!IsValid(t)) {
      check_.Use(sizes);
      return false;
    }
    std::string cause;
    AllTypes(t, [&](Type*, Type* u) {
      if (u == nullptr) {
        cause = "no specific type";
      } else if (u->kind() != TypeKind::kSlice && u->kind() != TypeKind::kMap && u->kind() != TypeKind::kChan) {
        cause = "type must be slice, map, or channel";
      }
      return cause.empty();
    });
    Type* u = cause.empty() ? CommonUnder(t, &cause, check_.qualifier()) : nullptr;
    if (u == nullptr) {
      check_.Report<Diag::kInvalidMake>(arg0, arg0, cause);
      check_.Use(sizes);
      return false;
    }
    const size_t min = u->kind() == TypeKind::kSlice ? 2 : 1;
    const size_t n = call_->args.size();
    if (n < min || min + 1 < n) {
      check_.Report<Diag::kMakeArgumentCount>(call_,
                    static_cast<const ast::Expr*>(call_), min, min + 1, n);
      check_.Use(sizes);
      return false;
    }
    std::vector<Type*> params = {t};
    std::vector<int64_t> values;
    for (const ast::Expr* e : sizes) {
      int64_t value = -1;
      params.push_back(check_.Index(e, -1, &value));
      if (value >= 0) values.push_back(value);
    }
    if (values.size() == 2 && values[0] > values[1]) {
      check_.Report<Diag::kSwappedMakeArguments>(sizes[0]);
    }
    RecordSignature(t, params);
    x_.mode = Mode::kValue;
    x_.type = t;
    return true;
  }

  bool MinMax() {
    if (!check_.VerifyVersion(call_->fun, 21, "built-in " + std::string(spec_.name))) return false;
    const Op op = id_ == BuiltinId::kMax ? Op::kGtr : Op::kLss;
    for (size_t i = 0; i < args_.size(); i++) {
      Operand& a = args_[i];
      if (!AllOrdered(a.type)) {
        check_.Report<Diag::kInvalidMinMax>(a, a);
        return false;
      }
      if (i == 0) continue;
      check_.MatchBinaryOperands(x_, a);
      if (x_.IsInvalid() || a.IsInvalid()) return false;
      if (!Identical(x_.type, a.type)) {
        check_.Report<Diag::kMismatchedMinMax>(a, x_.type,
                      a.type, a.expr);
        return false;
      }
      if (x_.IsConstant() && a.IsConstant()) {
        if (constant::Compare(a.value, op, x_.value)) x_ = a;
      } else {
        x_.mode = Mode::kValue;
      }
    }
    if (!x_.IsConstant()) {
      x_.mode = Mode::kValue;
      // A value is not untyped.
      check_.Assignment(x_, types_.empty_interface(), "argument to built-in " + std::string(spec_.name));
      if (x_.IsInvalid()) return false;
    }
    for (const Operand& a : args_) check_.UpdateExprType(a.expr, x_.type, /*final=*/true);
    if (!x_.IsConstant()) {
      const std::vector<Type*> params(args_.size(), x_.type);
      RecordSignature(x_.type, params);
    }
    return true;
  }

  bool New() {
    Type* t = check_.VarType(call_->args[0]);
    return IsValid(t) && Value(types_.NewPointer(t), {t});
  }

  bool Panic() {
    if (check_.env().panics != nullptr) check_.env().panics->insert(call_);
    check_.Assignment(x_, types_.empty_interface(), "argument to panic");
    return !x_.IsInvalid() && Value(nullptr, {types_.empty_interface()});
  }

  bool Print() {
    std::vector<Type*> params;
    for (Operand& a : args_) {
      check_.Assignment(a, nullptr, "argument to built-in " + std::string(spec_.name));
      if (a.IsInvalid()) return false;
      params.push_back(a.type);
    }
    RecordSignature(nullptr, params);
    x_.mode = Mode::kNoValue;
    x_.type = nullptr;
    return true;
  }

  bool Unsafe() {
    Type* const pointer = check_.Typ(BasicKind::kUnsafePointer);
    Type* const uintptr = check_.Typ(BasicKind::kUintptr);
    switch (id_) {
      case BuiltinId::kUnsafeAlignof:
      case BuiltinId::kUnsafeSizeof: {
        check_.Assignment(x_, nullptr, "argument to unsafe." + std::string(spec_.name));
        if (x_.IsInvalid()) return false;
        if (HasVarSize(x_.type)) return Value(uintptr, {x_.type});
        return Constant(uintptr, constant::MakeInt64(id_ == BuiltinId::kUnsafeSizeof ? SizeOf(x_.type)
                                                                                     : AlignOf(x_.type)));
      }
      case BuiltinId::kUnsafeOffsetof: return Offsetof();
      case BuiltinId::kUnsafeAdd: {
        check_.Assignment(x_, pointer, "argument to unsafe.Add");
        if (x_.IsInvalid() || !check_.IsValidIndex(args_[1], "length", /*allow_negative=*/true)) return false;
        return Value(pointer, {pointer, args_[1].type});
      }
      case BuiltinId::kUnsafeSlice: {
        auto* p = TryUnder<Pointer>(x_.type);
        if (p == nullptr) {
          check_.Report<Diag::kArgumentNotPointer>(x_, x_);
          return false;
        }
        if (!check_.IsValidIndex(args_[1], "length", /*allow_negative=*/false)) return false;
        return Value(types_.NewSlice(p->elem()), {x_.type, args_[1].type});
      }
      case BuiltinId::kUnsafeSliceData: {
        auto* s = TryUnder<Slice>(x_.type);
        if (s == nullptr) {
          check_.Report<Diag::kArgumentNotSlice>(x_, x_);
          return false;
        }
        return Value(types_.NewPointer(s->elem()), {x_.type});
      }
      case BuiltinId::kUnsafeString: {
        check_.Assignment(x_, types_.NewPointer(types_.byte_type()), "argument to unsafe.String");
        if (x_.IsInvalid() || !check_.IsValidIndex(args_[1], "length", /*allow_negative=*/false)) return false;
        return Value(check_.Typ(BasicKind::kString), {x_.type, args_[1].type});
      }
      default: {
        check_.Assignment(x_, check_.Typ(BasicKind::kString), "argument to unsafe.StringData");
        return !x_.IsInvalid() && Value(types_.NewPointer(types_.byte_type()), {x_.type});
      }
    }
  }

  bool Offsetof() {
    const ast::Expr* arg0 = call_->args[0];
    const auto* sel = ast::TryAs<ast::SelectorExpr>(ast::Unparen(arg0));
    if (sel == nullptr) {
      check_.Report<Diag::kOffsetofNotSelector>(arg0, arg0);
      check_.Use(arg0);
      return false;
    }
    check_.Expr(x_, sel->x);
    if (x_.IsInvalid()) return false;
    Type* base = x_.type;
    if (auto* p = TryUnder<Pointer>(base); p != nullptr && TryUnder<Struct>(p->elem()) != nullptr) base = p->elem();
    const LookupResult found = LookupFieldOrMethod(base, /*addressable=*/false, &check_.package(), sel->sel->name);
    if (found.obj == nullptr) {
      check_.Report<Diag::kOffsetofNoField>(x_, base, sel->sel->name);
      return false;
    }
    if (found.obj->kind() == ObjectKind::kFunc) {
      check_.Report<Diag::kOffsetofMethodValue>(arg0, arg0);
      return false;
    }
    if (found.indirect) {
      check_.Report<Diag::kOffsetofThroughPointer>(x_, sel->sel->name, base);
      return false;
    }
    check_.RecordSelection(sel, SelectionKind::kFieldVal, base, found.obj, found.index, /*indirect=*/false,
                            found.obj->type());
    Type* const uintptr = check_.Typ(BasicKind::kUintptr);
    if (HasVarSize(base)) return Value(uintptr, {found.obj->type()});
    int64_t offset = 0;
    Type* t = base;
    for (const int i : found.index) {
      auto* s = TryUnder<Struct>(t);
      offset += OffsetsOf(s)[static_cast<size_t>(i)];
      t = s->field(i)->type();
    }
    return Constant(uintptr, constant::MakeInt64(offset));
  }

  // f of x's basic type. For a type parameter: a new type parameter constrained by f of the terms.
  template <class F>
  Type* ApplyToBasic(F f) {
    const auto apply = [&](Type* t) -> Type* {
      auto* b = TryUnder<Basic>(t);
      return b == nullptr ? nullptr : f(b->basic_kind());
    };
    auto* p = TryAs<TypeParam>(x_.type);
    if (p == nullptr) return apply(x_.type);
    const TypeSet& set = TypeSetOf(p->Iface());
    if (!set.HasTerms()) return nullptr;
    for (const Term& term : set.terms()) {
      if (apply(term.type) == nullptr) return nullptr;
    }
    check_.Report<Diag::kUnsupportedTypeParameterArgument>(x_, x_,
                  spec_.name);
    return apply(set.terms()[0].type);
  }

  Checker& check_;
  TypeContext& types_;
  Operand& x_;
  const ast::CallExpr* call_;
  BuiltinId id_;
  const BuiltinSpec& spec_;
  std::vector<Operand> args_;
};

}  // namespace

bool Checker::BuiltinCall(Operand& x, const ast::CallExpr* call, BuiltinId id) {
  return BuiltinChecker(*this, x, call, id).Run();
}

}  // namespace golite::sema
