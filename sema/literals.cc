// This file implements composite literals.

#include "sema/checker.h"

namespace golite::sema {

namespace {

template <class T>
const T* TryNode(const ast::Expr* e) {
  return ast::TryAs<T>(static_cast<const ast::Node*>(e));
}

// Where gc reports an element: key:value pairs at the colon.
Pos EltPos(const ast::Expr* e) {
  if (const auto* kv = TryNode<ast::KeyValueExpr>(e)) return kv->colon;
  return ast::StartPos(*e);
}

int FieldIndex(Struct* s, const Package* pkg, Sym name) {
  if (name.is_blank()) return -1;
  for (int i = 0; i < s->num_fields(); i++) {
    if (s->field(i)->SameId(pkg, name)) return i;
  }
  return -1;
}

}  // namespace

void Checker::CompositeLiteral(Operand& x, const ast::CompositeLit* e, Type* hint) {
  Type* type = nullptr;
  Type* base = nullptr;
  Type* open_elem = nullptr;  // the element type of a [...]T
  if (e->type != nullptr) {
    const auto* array = TryNode<ast::ArrayType>(e->type);
    if (array != nullptr && array->len != nullptr && array->len->kind == ast::NodeKind::kEllipsis) {
      open_elem = VarType(array->elem);
    } else {
      type = TypeExpr(e->type);
      base = type;
    }
  } else if (hint != nullptr) {
    // The elided type is that of the elements around; *T means &T{}.
    type = hint;
    base = hint;
    Type* core = CoreType(base);
    if (Pointer* p = core != nullptr ? TryAs<Pointer>(core) : nullptr) base = p->elem();
    if (CoreType(base) == nullptr) {
      Report<Diag::kLiteralElementWithoutCoreType>(static_cast<const ast::Expr*>(e), type);
      for (const ast::Expr* elt : e->elts) Use(elt);
      return;
    }
  } else {
    Report<Diag::kUntypedLiteral>(static_cast<const ast::Expr*>(e));
    for (const ast::Expr* elt : e->elts) Use(elt);
    return;
  }

  if (open_elem != nullptr) {
    const int64_t n = IndexedElts(e->elts, open_elem, -1);
    type = IsValid(open_elem) ? static_cast<Type*>(types_.NewArray(open_elem, n)) : types_.invalid();
    RecordTypeAndValue(e->type, Mode::kTypeExpr, type);
    if (!IsValid(type)) return;
    x.mode = Mode::kValue;
    x.type = type;
    return;
  }

  Type* core = CoreType(base);
  switch (core != nullptr ? core->kind() : TypeKind::kBasic) {
    case TypeKind::kStruct: {
      Struct* s = static_cast<Struct*>(core);
      if (!s->complete()) {
        Report<Diag::kInvalidTypeCycle>(static_cast<const ast::Expr*>(e));
        return;
      }
      StructLiteral(x, e, s, base);
      break;
    }
    case TypeKind::kArray:
      IndexedElts(e->elts, static_cast<Array*>(core)->elem(), static_cast<Array*>(core)->len());
      break;
    case TypeKind::kSlice: IndexedElts(e->elts, static_cast<Slice*>(core)->elem(), -1); break;
    case TypeKind::kMap: MapLiteral(x, e, static_cast<Map*>(core)); break;
    default:
      // Keys may be field names of a type that is not known.
      for (const ast::Expr* elt : e->elts) Use(elt);
      if (core == nullptr) {
        Report<Diag::kLiteralWithoutCoreType>(static_cast<const ast::Expr*>(e), type);
      } else if (Named* n = TryAs<Named>(base); n != nullptr && n->raw_underlying() == nullptr && !n->is_instance()) {
        // The literal stands in the declaration of its own type.
        Report<Diag::kInvalidTypeCycleOf>(static_cast<const ast::Expr*>(e), type);
      } else if (IsValid(core)) {
        Report<Diag::kInvalidLiteralType>(static_cast<const ast::Expr*>(e), type);
      }
      x.Invalidate();
      return;
  }
  x.mode = Mode::kValue;
  x.type = type;
}

void Checker::StructLiteral(Operand& x, const ast::CompositeLit* e, Struct* s, Type* base) {
  if (e->elts.empty()) return;
  if (TryNode<ast::KeyValueExpr>(e->elts[0]) != nullptr) {
    // All elements must have keys.
    std::vector<bool> visited(s->fields().size());
    for (const ast::Expr* elt : e->elts) {
      const auto* kv = TryNode<ast::KeyValueExpr>(elt);
      if (kv == nullptr) {
        Report<Diag::kMixedStructLiteral>(EltPos(elt));
        continue;
      }
      const auto* key = TryNode<ast::Ident>(kv->key);
      const int i = key != nullptr ? FieldIndex(s, &pkg_, key->name) : -1;
      // The value is checked in any case, so that what it uses counts as used.
      if (i >= 0) {
        ExprForType(x, kv->value, s->field(i)->type());
      } else {
        Expr(x, kv->value);
      }
      if (key == nullptr) {
        Report<Diag::kInvalidLiteralField>(EltPos(elt), static_cast<const ast::Expr*>(kv->key));
        continue;
      }
      if (i < 0) {
        Object* other = nullptr;
        for (Var* f : s->fields()) {
          if (!key->is_blank() && f->SameId(&pkg_, key->name, /*fold_case=*/true)) {
            other = f;
            break;
          }
        }
        Report<Diag::kInferenceFailed>(static_cast<const ast::Expr*>(kv->key),
               LookupError(base, key->name, other, /*struct_literal=*/true));
        continue;
      }
      Var* f = s->field(i);
      RecordUse(key, f);
      Assignment(x, f->type(), "struct literal");
      if (visited[i]) {
        Report<Diag::kDuplicateLiteralField>(EltPos(elt), key->name);
        continue;
      }
      visited[i] = true;
    }
    return;
  }
  // No element may have a key.
  size_t i = 0;
  for (const ast::Expr* elt : e->elts) {
    if (const auto* kv = TryNode<ast::KeyValueExpr>(elt)) {
      Report<Diag::kMixedStructLiteral>(EltPos(elt));
      Use(static_cast<const ast::Expr*>(kv->value));
      i++;
      continue;
    }
    Type* field_type = i < s->fields().size() ? s->field(static_cast<int>(i))->type() : nullptr;
    if (field_type != nullptr) {
      ExprForType(x, elt, field_type);
    } else {
      Expr(x, elt);
      Report<Diag::kTooManyLiteralValues>(x, base);
      return;
    }
    Var* f = s->field(static_cast<int>(i++));
    if (!f->exported() && f->pkg() != &pkg_) {
      Report<Diag::kUnexportedLiteralField>(x, f->name(), base);
      continue;
    }
    Assignment(x, f->type(), "struct literal");
  }
  if (e->elts.size() < s->fields().size()) {
    Report<Diag::kTooFewLiteralValues>(e->rbrace, base);
  }
}

void Checker::MapLiteral(Operand& x, const ast::CompositeLit* e, Map* map) {
  // In an interface key the type of a constant matters too.
  const bool interface_key = IsNonTypeParamInterface(map->key());
  std::unordered_map<std::string, std::vector<Type*>> visited;
  for (const ast::Expr* elt : e->elts) {
    const auto* kv = TryNode<ast::KeyValueExpr>(elt);
    if (kv == nullptr) {
      Report<Diag::kMissingLiteralKey>(EltPos(elt));
      Use(elt);
      continue;
    }
    ExprWithHint(x, kv->key, map->key());
    Assignment(x, map->key(), "map literal");
    if (!x.IsInvalid() && x.IsConstant()) {
      // In a key of type parameter type, 1, 1.0 and 1+0i are the same.
      ConstValue key = x.value;
      if (IsTypeParam(map->key()) && (IsNumeric(x.type) || key.kind() == constant::Kind::kInt ||
                                      key.kind() == constant::Kind::kFloat || key.kind() == constant::Kind::kComplex)) {
        if (const ConstValue i = constant::ToInt(constants(), key); i.kind() == constant::Kind::kInt) key = i;
      }
      std::vector<Type*>& seen = visited[constant::HashKey(key)];
      bool duplicate = false;
      for (Type* t : seen) duplicate |= !interface_key || Identical(t, x.type);
      if (duplicate) {
        Report<Diag::kDuplicateLiteralKey>(x, x.value);
      } else {
        seen.push_back(x.type);
      }
    }
    ExprWithHint(x, kv->value, map->elem());
    Assignment(x, map->elem(), "map literal");
  }
}

int64_t Checker::IndexedElts(ast::List<ast::Expr> elts, Type* t, int64_t length) {
  std::unordered_set<int64_t> visited;
  bool has_keys = false;  // without keys there are no duplicates
  for (const ast::Expr* elt : elts) has_keys |= elt->kind == ast::NodeKind::kKeyValueExpr;
  int64_t index = 0;
  int64_t max = 0;
  for (const ast::Expr* elt : elts) {
    bool valid = false;
    const ast::Expr* value = elt;
    if (const auto* kv = TryNode<ast::KeyValueExpr>(elt)) {
      int64_t i = -1;
      if (IsValid(Index(kv->key, length, &i))) {
        if (i >= 0) {
          index = i;
          valid = true;
        } else {
          Report<Diag::kInvalidLiteralIndex>(EltPos(elt), static_cast<const ast::Expr*>(kv->key));
        }
      }
      value = kv->value;
    } else if (length >= 0 && index >= length) {
      Report<Diag::kOversizeArrayLiteral>(EltPos(elt), index, length);
    } else {
      valid = true;
    }
    if (valid && has_keys && !visited.insert(index).second) {
      Report<Diag::kDuplicateLiteralIndex>(EltPos(elt), index);
    }
    if (index < INT64_MAX) index++;
    max = std::max(max, index);
    Operand x;
    ExprWithHint(x, value, t);
    Assignment(x, t, "array or slice literal");
  }
  return max;
}

void Checker::ExprForType(Operand& x, const ast::Expr* e, Type* t) {
  Signature* sig = t != nullptr ? TryUnder<Signature>(t) : nullptr;
  if (sig == nullptr) {
    Expr(x, e);
    return;
  }
  Target target{sig, "struct literal"};
  Expr(x, e, &target);
}

}  // namespace golite::sema
