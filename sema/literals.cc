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
      Errorf(static_cast<const ast::Expr*>(e), "invalid composite literal element type {0}: no core type", type);
      for (const ast::Expr* elt : e->elts) Use(elt);
      return;
    }
  } else {
    Errorf(static_cast<const ast::Expr*>(e), "missing type in composite literal");
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
        Errorf(static_cast<const ast::Expr*>(e), "invalid recursive type");
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
        Errorf(static_cast<const ast::Expr*>(e), "invalid composite literal type {0}: no core type", type);
      } else if (Named* n = TryAs<Named>(base); n != nullptr && n->raw_underlying() == nullptr && !n->is_instance()) {
        // The literal stands in the declaration of its own type.
        Errorf(static_cast<const ast::Expr*>(e), "invalid recursive type {0}", type);
      } else if (IsValid(core)) {
        Errorf(static_cast<const ast::Expr*>(e), "invalid composite literal type {0}", type);
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
        Errorf(EltPos(elt), "mixture of field:value and value elements in struct literal");
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
        Errorf(EltPos(elt), "invalid field name {0} in struct literal", static_cast<const ast::Expr*>(kv->key));
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
        Errorf(static_cast<const ast::Expr*>(kv->key), "{0}",
               LookupError(base, key->name, other, /*struct_literal=*/true));
        continue;
      }
      Var* f = s->field(i);
      RecordUse(key, f);
      Assignment(x, f->type(), "struct literal");
      if (visited[i]) {
        Errorf(EltPos(elt), "duplicate field name {0} in struct literal", key->name);
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
      Errorf(EltPos(elt), "mixture of field:value and value elements in struct literal");
      Use(static_cast<const ast::Expr*>(kv->value));
      i++;
      continue;
    }
    Type* field_type = i < s->fields().size() ? s->field(static_cast<int>(i))->type() : nullptr;
    if (field_type != nullptr) {
      ExprForType(x, elt, field_type);
    } else {
      Expr(x, elt);
      Errorf(x, "too many values in {0}{\u2026}", base);
      return;
    }
    Var* f = s->field(static_cast<int>(i++));
    if (!f->exported() && f->pkg() != &pkg_) {
      Errorf(x, "implicit assignment to unexported field {0} in struct literal of type {1}", f->name(), base);
      continue;
    }
    Assignment(x, f->type(), "struct literal");
  }
  if (e->elts.size() < s->fields().size()) {
    Errorf(e->rbrace, "too few values in {0}{\u2026}", base);
  }
}

void Checker::MapLiteral(Operand& x, const ast::CompositeLit* e, Map* map) {
  // In an interface key the type of a constant matters too.
  const bool interface_key = IsNonTypeParamInterface(map->key());
  std::unordered_map<std::string, std::vector<Type*>> visited;
  for (const ast::Expr* elt : e->elts) {
    const auto* kv = TryNode<ast::KeyValueExpr>(elt);
    if (kv == nullptr) {
      Errorf(EltPos(elt), "missing key in map literal");
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
        Errorf(x, "duplicate key {0} in map literal", x.value);
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
          Errorf(EltPos(elt), "index {0} must be integer constant", static_cast<const ast::Expr*>(kv->key));
        }
      }
      value = kv->value;
    } else if (length >= 0 && index >= length) {
      Errorf(EltPos(elt), "index {0} is out of bounds (>= {1})", index, length);
    } else {
      valid = true;
    }
    if (valid && has_keys && !visited.insert(index).second) {
      Errorf(EltPos(elt), "duplicate index {0} in array or slice literal", index);
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
