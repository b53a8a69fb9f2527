// This file implements identifiers and type expressions: array, slice, pointer, map, channel and instantiated types.

#include <algorithm>

#include "sema/checker.h"

namespace golite::sema {

namespace {

// Limits of gc on amd64.
constexpr int64_t kMaxTypeSize = int64_t{1} << 50;
constexpr int64_t kMaxChanElem = int64_t{1} << 16;

}  // namespace

void Checker::Identifier(Operand& x, const ast::Ident* e, TypeName* def, bool want_type) {
  x.mode = Mode::kInvalid;
  x.expr = e;

  Scope* scope = nullptr;
  Object* o = Lookup(e->name, &scope);
  if (o == nullptr) {
    if (e->is_blank()) {
      Report<Diag::kInvalidBlank>(e);
    } else {
      Report<Diag::kUndefined>(e, e->name);
    }
    return;
  }
  if (o->pkg() == nullptr && o->kind() == ObjectKind::kTypeName) {
    if ((o == types_.any_type()->obj() || o == types_.comparable_type()->obj()) &&
        !VerifyVersion(e, 18, Sprintf("predeclared {0}", e->name))) {
      return;
    }
  }
  RecordUse(e, o);
  if (!MayUse(e, o)) return;

  const bool got_type = o->kind() == ObjectKind::kTypeName;
  if (want_type && !got_type) {
    if (o->kind() == ObjectKind::kPkgName) static_cast<PkgName*>(o)->used = true;
    Report<Diag::kNotAType>(e, o->name());
    if (Var* v = TryAs<Var>(o); v != nullptr && v->pkg() == &pkg_) v->used = true;
    return;
  }

  // Check the declaration if the type is not known, or to detect a cycle of types.
  if (o->kind() != ObjectKind::kPkgName && (o->raw_type() == nullptr || (got_type && want_type && o->pkg() == &pkg_))) {
    ObjDecl(o, def);
  }
  Type* t = o->raw_type();
  if (t == nullptr) t = types_.invalid();

  if (scope != nullptr && !dot_imports_.empty() && o->kind() != ObjectKind::kPkgName) {
    for (const DotImport& d : dot_imports_) {
      if (d.scope == scope && d.name == o->name()) d.pkg_name->used = true;
    }
  }

  switch (o->kind()) {
    case ObjectKind::kPkgName: Report<Diag::kInvalidPackageUse>(e, o->name()); return;
    case ObjectKind::kConst:
      AddDeclDep(o);
      if (!IsValid(t)) return;
      if (o == types_.iota_object()) {
        if (!env_.iota) {
          Report<Diag::kInvalidIota>(e);
          return;
        }
        x.value = env_.iota;
      } else {
        x.value = static_cast<Const*>(o)->raw_value();
      }
      x.mode = Mode::kConstant;
      break;
    case ObjectKind::kTypeName: x.mode = Mode::kTypeExpr; break;
    case ObjectKind::kVar:
      if (o->pkg() == &pkg_) static_cast<Var*>(o)->used = true;
      AddDeclDep(o);
      if (!IsValid(t)) return;
      x.mode = Mode::kVariable;
      break;
    case ObjectKind::kFunc:
      AddDeclDep(o);
      x.mode = Mode::kValue;
      break;
    case ObjectKind::kBuiltin:
      x.id = static_cast<Builtin*>(o)->builtin_id();
      x.mode = Mode::kBuiltin;
      break;
    case ObjectKind::kNil: x.mode = Mode::kNilValue; break;
    case ObjectKind::kLabel: GOLITE_UNREACHABLE("labels have a scope of their own");
  }
  x.type = t;
}

Type* Checker::VarType(const ast::Expr* e) {
  Type* t = DefinedType(e, nullptr);
  ValidVarType(e, t);
  return t;
}

void Checker::ValidVarType(const ast::Expr* e, Type* t) {
  // Only interfaces can be constraints.
  switch (Unalias(t)->kind()) {
    case TypeKind::kInterface:
    case TypeKind::kNamed: break;
    default:
      if (t->kind() != TypeKind::kAlias) return;
  }
  if (IsTypeParam(t)) return;
  if (Named* n = TryAs<Named>(t);
      n != nullptr && n->raw_underlying() != nullptr &&
      (n->raw_underlying()->kind() == TypeKind::kStruct || n->raw_underlying()->kind() == TypeKind::kBasic)) {
    return;
  }
  // Types may not be complete yet.
  Later([this, e, t] {
    if (IsTypeParam(t)) return;
    Interface* iface = TryUnder<Interface>(t);
    if (iface == nullptr) return;
    const TypeSet& set = TypeSetOf(iface, this, ast::StartPos(*e));
    if (set.IsMethodSet()) return;
    set.comparable_flag() ? Report<Diag::kMisplacedComparableIface>(e, t) : Report<Diag::kMisplacedConstraintIface>(e, t);
  });
}

Type* Checker::DefinedType(const ast::Expr* e, TypeName* def) {
  Type* t = TypeInternal(e, def);
  if (IsGeneric(t)) {
    Report<Diag::kTypeWithoutInstantiation>(e, t);
    t = types_.invalid();
  }
  RecordTypeAndValue(e, Mode::kTypeExpr, t);
  return t;
}

Type* Checker::GenericType(const ast::Expr* e, std::string* cause) {
  Type* t = TypeInternal(e, nullptr);
  if (IsValid(t) && !IsGeneric(t)) {
    if (cause != nullptr) *cause = Sprintf("{0} is not a generic type", t);
    t = types_.invalid();
  }
  RecordTypeAndValue(e, Mode::kTypeExpr, t);
  return t;
}

// Makes t the underlying type of the type that is being defined; it may be known before its parts are.
void Checker::SetDefType(TypeName* def, Type* t) {
  if (def == nullptr || def->raw_type() == nullptr) return;
  if (def->raw_type()->kind() == TypeKind::kNamed) static_cast<Named*>(def->raw_type())->set_underlying(t);
}

Type* Checker::TypeInternal(const ast::Expr* e, TypeName* def) {
  struct DepthScope {
    explicit DepthScope(int& d) : depth(d) { depth++; }
    ~DepthScope() { depth--; }
    int& depth;
  } depth(depth_);
  auto define = [&](Type* t) {
    SetDefType(def, t);
    return t;
  };
  if (depth_ > kMaxDepth) {
    Report<Diag::kTypeTooDeep>(e);
    return define(types_.invalid());
  }

  switch (e->kind) {
    case ast::NodeKind::kBadExpr: break;
    case ast::NodeKind::kIdent:
    case ast::NodeKind::kSelectorExpr: {
      Operand x;
      if (e->kind == ast::NodeKind::kIdent) {
        Identifier(x, static_cast<const ast::Ident*>(e), def, /*want_type=*/true);
      } else {
        Selector(x, static_cast<const ast::SelectorExpr*>(e), def, /*want_type=*/true);
      }
      if (x.mode == Mode::kTypeExpr) return define(x.type);
      if (x.mode == Mode::kInvalid) break;
      if (x.mode == Mode::kNoValue) {
        Report<Diag::kUsedAsType>(x, x);
      } else {
        Report<Diag::kNotAType>(x, x);
      }
      break;
    }
    case ast::NodeKind::kIndexExpr: {
      const auto* index = static_cast<const ast::IndexExpr*>(e);
      VerifyVersion(e, 18, "type instantiation");
      return InstantiatedType(index->x, index, def);
    }
    case ast::NodeKind::kParenExpr:
      // Generic types must be instantiated in any form.
      return DefinedType(static_cast<const ast::ParenExpr*>(e)->x, def);
    case ast::NodeKind::kArrayType: {
      const auto* array = static_cast<const ast::ArrayType*>(e);
      if (array->len == nullptr) return define(types_.NewSlice(VarType(array->elem)));
      int64_t len = -1;
      if (array->len->kind == ast::NodeKind::kEllipsis) {
        Report<Diag::kBadDotDotDotArray>(e);
      } else {
        len = ArrayLength(array->len);
      }
      Type* elem = VarType(array->elem);
      if (len < 0) break;
      Array* t = types_.NewArray(elem, len);
      define(t);
      LimitSize(def != nullptr ? def->pos() : ast::StartPos(*e), t);
      return t;
    }
    case ast::NodeKind::kEllipsis:
      Report<Diag::kInvalidDots>(e);
      if (static_cast<const ast::Ellipsis*>(e)->elem != nullptr) TypeExpr(static_cast<const ast::Ellipsis*>(e)->elem);
      break;
    case ast::NodeKind::kStructType: {
      Struct* t = types_.NewStruct();
      SetDefType(def, t);
      StructTypeExpr(t, static_cast<const ast::StructType*>(e));
      LimitSize(def != nullptr ? def->pos() : ast::StartPos(*e), t);
      return t;
    }
    case ast::NodeKind::kStarExpr: {
      Type* elem = VarType(static_cast<const ast::StarExpr*>(e)->x);
      if (!IsValid(elem)) break;
      return define(types_.NewPointer(elem));
    }
    case ast::NodeKind::kFuncType: {
      Signature* t = types_.NewSignature();
      SetDefType(def, t);
      FuncTypeExpr(t, nullptr, static_cast<const ast::FuncType*>(e));
      return t;
    }
    case ast::NodeKind::kInterfaceType: {
      Interface* t = types_.NewInterface();
      SetDefType(def, t);
      InterfaceTypeExpr(t, static_cast<const ast::InterfaceType*>(e), def);
      return t;
    }
    case ast::NodeKind::kMapType: {
      const auto* map = static_cast<const ast::MapType*>(e);
      Type* key = VarType(map->key);
      Type* elem = VarType(map->value);
      // Whether keys are comparable is known when types are complete.
      if (Unalias(key)->kind() != TypeKind::kBasic) {
        const ast::Expr* at = map->key;
        Later([this, key, at] {
          if (Comparable(key)) return;
          Report<Diag::kIncomparableMapKey>(at, key, IsTypeParam(key) ? " (missing comparable constraint)" : "");
        });
      }
      return define(types_.NewMap(key, elem));
    }
    case ast::NodeKind::kChanType: {
      const auto* chan = static_cast<const ast::ChanType*>(e);
      ChanDir dir = ChanDir::kSendRecv;
      if (chan->dir == ast::ChanDir::kSend) dir = ChanDir::kSendOnly;
      if (chan->dir == ast::ChanDir::kRecv) dir = ChanDir::kRecvOnly;
      Type* elem = VarType(chan->value);
      if (Unalias(elem)->kind() == TypeKind::kArray || Unalias(elem)->kind() == TypeKind::kNamed ||
          Unalias(elem)->kind() == TypeKind::kStruct) {
        Later([this, e, elem] {
          if (!IsParameterized(elem) && SizeOf(elem) >= kMaxChanElem) Report<Diag::kChannelElementTypeTooLarge>(e);
        });
      }
      return define(types_.NewChan(dir, elem));
    }
    default: Report<Diag::kNotAType>(e, e); Use(e);
  }
  return define(types_.invalid());
}

// Reports an array or struct that is too large while its parts are not. They may not be complete yet.
void Checker::LimitSize(Pos pos, Type* t) {
  // Small structs of scalars are the rule.
  const auto is_small = [](Type* part) {
    const TypeKind kind = Unalias(part)->kind();
    return kind != TypeKind::kArray && kind != TypeKind::kNamed && kind != TypeKind::kStruct;
  };
  const auto too_large = [](Type* type) {
    const int64_t size = SizeOf(type);
    return size < 0 || size >= kMaxTypeSize;
  };
  if (Array* a = TryAs<Array>(t)) {
    if (is_small(a->elem()) && a->len() < kMaxTypeSize / 16) return;
    Later([this, pos, a, too_large] {
      if (IsParameterized(a) || !too_large(a) || too_large(a->elem())) return;
      Report<Diag::kTypeExceedsAddressSpace>(pos, static_cast<Type*>(a));
    });
    return;
  }
  Struct* s = As<Struct>(t);
  const std::span<Var* const> fields = s->fields();
  if (std::ranges::all_of(fields, is_small, &Var::type)) return;
  Later([this, pos, s, too_large] {
    if (IsParameterized(s) || !too_large(s) || std::ranges::any_of(s->fields(), too_large, &Var::type)) return;
    Report<Diag::kTypeTooLarge>(pos, static_cast<Type*>(s));
  });
}

Type* Checker::InstantiatedType(const ast::Expr* x, const ast::IndexExpr* e, TypeName* def) {
  std::string cause;
  Type* generic = GenericType(x, &cause);
  if (!cause.empty()) Report<Diag::kInvalidOperand>(x, static_cast<const ast::Expr*>(e), cause);
  std::vector<Type*> targs = TypeList(e->indices);
  auto define = [&](Type* t) {
    SetDefType(def, t);
    return t;
  };
  if (!IsValid(generic) || targs.empty()) return define(types_.invalid());

  std::span<TypeParam* const> tparams;
  std::string_view name;
  if (generic->kind() == TypeKind::kAlias) {
    tparams = static_cast<Alias*>(generic)->tparams();
    name = static_cast<Alias*>(generic)->obj()->name().view();
  } else {
    Named* n = As<Named>(generic);
    tparams = n->tparams();
    name = n->obj()->name().view();
  }
  const Pos pos = ast::StartPos(*x);
  // Too many arguments are reported where the first extra one stands.
  const Pos count_pos = targs.size() > tparams.size() ? ast::StartPos(*e->indices[tparams.size()]) : pos;
  if (!ValidateTArgLen(count_pos, name, tparams.size(), targs.size())) return define(types_.invalid());

  Type* inst = Instantiate(pos, generic, targs);
  RecordInstance(x, targs, inst);
  // Constraints may not be set up yet.
  const std::span<Type* const> kept = types_.CopySpan(targs);
  Later([this, pos, tparams, kept, e] {
    std::string why;
    const int i = Verify(pos, tparams, kept, &why);
    if (i >= 0) {
      Pos at = pos;
      if (static_cast<size_t>(i) < e->indices.size()) at = ast::StartPos(*e->indices[i]);
      Report<Diag::kInferenceFailed>(at, why);
      return;
    }
    std::vector<const ast::Expr*> xlist(e->indices.begin(), e->indices.end());
    RecordMonoInstance(pos, tparams, kept, xlist);
  });
  return define(inst);
}

int64_t Checker::ArrayLength(const ast::Expr* e) {
  // An unknown name may be an attempt at a type parameter without constraint.
  if (const auto* id = ast::TryAs<ast::Ident>(static_cast<const ast::Node*>(e))) {
    Object* o = Lookup(id->name);
    if (o == nullptr) {
      Report<Diag::kUndefinedArrayLength>(id, id->name);
      return -1;
    }
    if (o->kind() != ObjectKind::kConst) {
      Use(e);
      Report<Diag::kInvalidArrayLength>(id, id->name);
      return -1;
    }
  }
  Operand x;
  Expr(x, e);
  if (!x.IsConstant()) {
    if (!x.IsInvalid()) Report<Diag::kArrayLengthMustBeConstant>(x, x);
    return -1;
  }
  if (IsUntyped(x.type) || IsInteger(x.type)) {
    const ConstValue v = constant::ToInt(constants(), x.value);
    int64_t n = 0;
    if (v.kind() == constant::Kind::kInt && RepresentableConst(v, Typ(BasicKind::kInt), nullptr) &&
        constant::Int64Val(v, n) && n >= 0) {
      return n;
    }
  }
  IsInteger(x.type) ? Report<Diag::kInvalidArrayLength>(x, x) : Report<Diag::kArrayLengthNotInteger>(x, x);
  return -1;
}

std::vector<Type*> Checker::TypeList(ast::List<ast::Expr> list) {
  std::vector<Type*> types;
  bool ok = true;
  for (const ast::Expr* e : list) {
    Type* t = VarType(e);
    if (!IsValid(t)) ok = false;
    types.push_back(t);
  }
  if (!ok) types.clear();
  return types;
}

}  // namespace golite::sema
