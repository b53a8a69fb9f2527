// This file implements index and slice expressions.

#include "sema/checker.h"

namespace golite::sema {

bool Checker::IndexExpression(Operand& x, const ast::IndexExpr* e) {
  ExprOrType(x, e->x, /*allow_generic=*/true);
  if (x.IsInvalid()) {
    Use(e->indices);
    return false;
  }
  if (x.mode == Mode::kTypeExpr) {
    // The instantiation of a type.
    x.mode = Mode::kInvalid;
    x.type = VarType(e);
    if (IsValid(x.type)) x.mode = Mode::kTypeExpr;
    return false;
  }
  if (x.mode == Mode::kValue) {
    Signature* sig = TryUnder<Signature>(x.type);
    if (sig != nullptr && !sig->tparams().empty()) return true;
  }
  NonGeneric(nullptr, x);
  if (x.IsInvalid()) return false;

  // What indexing a value of underlying type u gives; elem == nullptr if it cannot be indexed.
  struct Indexed {
    Type* key = nullptr;  // set for maps
    Type* elem = nullptr;
    int64_t length = -1;  // set for arrays
    Mode mode = Mode::kVariable;
  };
  auto indexed = [&](Type* u) {
    Indexed r;
    switch (u->kind()) {
      case TypeKind::kBasic:
        if (IsString(u)) {
          r.elem = types_.byte_type();
          r.mode = Mode::kValue;
        }
        break;
      case TypeKind::kArray:
        r.elem = static_cast<Array*>(u)->elem();
        r.length = static_cast<Array*>(u)->len();
        if (x.mode != Mode::kVariable) r.mode = Mode::kValue;
        break;
      case TypeKind::kPointer:
        if (Array* a = TryUnder<Array>(static_cast<Pointer*>(u)->elem())) {
          r.elem = a->elem();
          r.length = a->len();
        }
        break;
      case TypeKind::kSlice: r.elem = static_cast<Slice*>(u)->elem(); break;
      case TypeKind::kMap:
        r.key = static_cast<Map*>(u)->key();
        r.elem = static_cast<Map*>(u)->elem();
        r.mode = Mode::kMapIndex;
        break;
      default: break;
    }
    return r;
  };

  Indexed result;
  if (IsTypeParam(x.type)) {
    // All types of the type set must agree in key and element types.
    bool first = true;
    const bool ok = AllTypes(x.type, [&](Type*, Type* u) {
      if (u == nullptr) return false;
      const Indexed r = indexed(u);
      if (r.elem == nullptr) return false;
      if (first) {
        result = r;
        first = false;
        return true;
      }
      if ((r.key == nullptr) != (result.key == nullptr)) return false;
      if (r.key != nullptr && !Identical(r.key, result.key)) return false;
      if (!Identical(r.elem, result.elem)) return false;
      if (r.length >= 0 && (result.length < 0 || r.length < result.length)) result.length = r.length;
      if (r.mode == Mode::kValue) result.mode = Mode::kValue;
      return true;
    });
    if (!ok) result.elem = nullptr;
  } else {
    result = indexed(Under(x.type));
    if (result.elem != nullptr && x.IsConstant()) {
      result.length = static_cast<int64_t>(constant::StringLength(x.value));
    }
  }

  if (result.elem == nullptr) {
    Report<Diag::kCannotIndex>(e->pos, x);
    Use(e->indices);
    x.Invalidate();
    return false;
  }
  const ast::Expr* index = SingleIndex(e);
  if (index == nullptr) {
    x.Invalidate();
    return false;
  }
  x.mode = result.mode;
  x.type = result.elem;
  x.value = ConstValue();
  if (result.key != nullptr) {
    Operand key;
    Expr(key, index);
    Assignment(key, result.key, "map index");
    // The element type is known even if the key is wrong.
    x.expr = e;
    return false;
  }
  int64_t value = -1;
  Index(index, result.length, &value);
  return false;
}

void Checker::SliceExpression(Operand& x, const ast::SliceExpr* e) {
  const ast::Expr* indices[] = {e->low, e->high, e->max};
  Expr(x, e->x);
  if (x.IsInvalid()) {
    for (const ast::Expr* i : indices) Use(i);
    return;
  }
  auto fail = [&] {
    for (const ast::Expr* i : indices) Use(i);
    x.Invalidate();
  };

  bool valid = false;
  int64_t length = -1;
  Type* core = CoreString(x.type);
  if (core == nullptr) {
    Report<Diag::kSliceWithoutCoreType>(x, x, x.type);
    fail();
    return;
  }
  switch (core->kind()) {
    case TypeKind::kBasic:
      if (IsString(core)) {
        if (e->slice3) {
          const ast::Expr* at = e->max != nullptr ? e->max : e;
          Report<Diag::kThreeIndexSliceOfString>(at);
          fail();
          return;
        }
        valid = true;
        if (x.IsConstant()) length = static_cast<int64_t>(constant::StringLength(x.value));
        // The slice of an untyped string is a string.
        if (IsUntyped(x.type)) {
          ConvertUntyped(x, Typ(BasicKind::kString));
          x.type = Typ(BasicKind::kString);
        }
      }
      break;
    case TypeKind::kArray:
      valid = true;
      length = static_cast<Array*>(core)->len();
      if (x.mode != Mode::kVariable) {
        Report<Diag::kSliceOfUnaddressable>(x, x);
        fail();
        return;
      }
      x.type = types_.NewSlice(static_cast<Array*>(core)->elem());
      break;
    case TypeKind::kPointer:
      if (Array* a = TryUnder<Array>(static_cast<Pointer*>(core)->elem())) {
        valid = true;
        length = a->len();
        x.type = types_.NewSlice(a->elem());
      }
      break;
    case TypeKind::kSlice: valid = true; break;
    default: break;
  }
  if (!valid) {
    Report<Diag::kCannotSlice>(x, x);
    fail();
    return;
  }
  x.mode = Mode::kValue;
  x.value = ConstValue();

  // Constant indices must be in range and in order.
  int64_t values[3];
  for (int i = 0; i < 3; i++) {
    values[i] = -1;
    if (indices[i] != nullptr) {
      // The capacity is known for strings, arrays and pointers to arrays, where it is the length.
      int64_t v = -1;
      Index(indices[i], length >= 0 ? length + 1 : -1, &v);
      if (v >= 0) values[i] = v;
    } else if (i == 0) {
      values[i] = 0;
    } else if (length >= 0) {
      values[i] = length;
    }
  }
  for (int i = 0; i < 2; i++) {
    if (values[i] <= 0) continue;
    for (int j = i + 1; j < 3; j++) {
      if (values[j] >= 0 && values[j] < values[i] && indices[j] != nullptr) {
        Report<Diag::kSwappedSliceIndices>(indices[j], values[j], values[i]);
        return;
      }
    }
  }
}

const ast::Expr* Checker::SingleIndex(const ast::IndexExpr* e) {
  if (e->indices.size() > 1) Report<Diag::kMoreThanOneIndex>(e->indices[1]);
  return e->indices[0];
}

Type* Checker::Index(const ast::Expr* index, int64_t max, int64_t* value) {
  *value = -1;
  Operand x;
  Expr(x, index);
  if (!IsValidIndex(x, "index", /*allow_negative=*/false)) return types_.invalid();
  if (!x.IsConstant()) return x.type;
  if (x.value.is_unknown()) return types_.invalid();
  int64_t v = 0;
  if (!constant::Int64Val(constant::ToInt(constants(), x.value), v)) return types_.invalid();
  if (max >= 0 && v >= max) {
    Report<Diag::kIndexOutOfBounds>(x, x.value, max);
    return types_.invalid();
  }
  *value = v;
  return x.type;
}

bool Checker::IsValidIndex(Operand& x, std::string_view what, bool allow_negative) {
  if (x.IsInvalid()) return false;
  // An untyped constant index gets type int.
  ConvertUntyped(x, Typ(BasicKind::kInt));
  if (x.IsInvalid()) return false;
  if (!AllInteger(x.type)) {
    Report<Diag::kIndexNotInteger>(x, what, x);
    return false;
  }
  if (x.IsConstant()) {
    if (!allow_negative && constant::Sign(x.value) < 0) {
      Report<Diag::kNegativeIndex>(x, what, x);
      return false;
    }
    if (!RepresentableConst(x.value, Typ(BasicKind::kInt), &x.value)) {
      Report<Diag::kIndexOverflows>(x, what, x);
      return false;
    }
  }
  return true;
}

}  // namespace golite::sema
