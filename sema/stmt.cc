// This file implements the checking of function bodies and statements.
#include <algorithm>
#include <unordered_map>

#include "sema/checker.h"

namespace golite::sema {
namespace {

using lexer::Token;

// The operator of an assignment operation: + for +=.
Token BinaryOpOf(Token tok) {
  switch (tok) {
    case Token::kOrAssign: return Token::kOr;
    case Token::kXorAssign: return Token::kXor;
    case Token::kAddAssign: return Token::kAdd;
    case Token::kSubAssign: return Token::kSub;
    case Token::kMulAssign: return Token::kMul;
    case Token::kQuoAssign: return Token::kQuo;
    case Token::kRemAssign: return Token::kRem;
    case Token::kAndAssign: return Token::kAnd;
    case Token::kAndNotAssign: return Token::kAndNot;
    case Token::kShlAssign: return Token::kShl;
    case Token::kShrAssign: return Token::kShr;
    default: return Token::kInvalid;
  }
}

// The array that t, an underlying type, is or points to.
Type* ArrayPtrDeref(Type* t) {
  if (auto* p = TryAs<Pointer>(t)) {
    if (auto* a = TryUnder<Array>(p->elem())) return a;
  }
  return t;
}

// The duplicates gc looks for are numbers and strings only.
bool CountsForDuplicates(ConstValue v) {
  return v.kind() == constant::Kind::kInt || v.kind() == constant::Kind::kFloat ||
         v.kind() == constant::Kind::kString;
}

// Whether e is a receive expression <-c.
bool IsReceive(const ast::Expr* e) {
  const auto* u = ast::TryAs<ast::UnaryExpr>(ast::Unparen(e));
  return u != nullptr && u->op == Token::kArrow;
}

// The types of the iteration variables of a range clause; null where there is none.
struct RangeTypes {
  Type* key = nullptr;
  Type* value = nullptr;
  bool ok = false;
  std::string cause;
};

RangeTypes FailRange(std::string cause) {
  RangeTypes r;
  r.cause = std::move(cause);
  return r;
}

RangeTypes RangeOverFunc(Checker& check, Signature* sig) {
  const std::string prefix = "func must be func(yield func(...) bool): ";
  if (!check.AllowVersion(23)) return FailRange("requires go1.23 or later");
  if (sig->params()->len() != 1) return FailRange(prefix + "wrong argument count");
  if (sig->results()->len() != 0) return FailRange(prefix + "unexpected results");
  std::string why;
  Type* u = CommonUnder(sig->params()->at(0)->type(), &why, check.qualifier());
  if (u == nullptr) return FailRange(prefix + "in yield type, " + why);
  auto* yield = TryAs<Signature>(u);
  if (yield == nullptr) return FailRange(prefix + "argument is not func");
  if (yield->params()->len() > 2) return FailRange(prefix + "yield func has too many parameters");
  Type* result = yield->results()->len() == 1 ? yield->results()->at(0)->type() : nullptr;
  if (result == nullptr || !Identical(result, check.Typ(BasicKind::kBool))) {
    if (result != nullptr && IsBoolean(result)) {
      return FailRange(prefix + "yield func returns user-defined boolean, not bool");
    }
    return FailRange(prefix + "yield func does not return bool");
  }
  RangeTypes r;
  r.ok = true;
  if (yield->params()->len() >= 1) r.key = yield->params()->at(0)->type();
  if (yield->params()->len() >= 2) r.value = yield->params()->at(1)->type();
  return r;
}

RangeTypes RangeKeyValue(Checker& check, Type* t) {
  std::string why;
  bool send_only = false;
  AllTypes(t, [&](Type*, Type* u) {
    auto* c = u == nullptr ? nullptr : TryAs<Chan>(u);
    send_only |= c != nullptr && c->dir() == ChanDir::kSendOnly;
    return true;
  });
  if (send_only) return FailRange("receive from send-only channel");
  Type* u = CommonUnder(t, &why, check.qualifier());
  if (u == nullptr) return FailRange(why);
  u = ArrayPtrDeref(u);
  Type* const int_type = check.Typ(BasicKind::kInt);
  switch (u->kind()) {
    case TypeKind::kBasic:
      if (IsString(u)) return {.key = int_type, .value = check.types().rune_type(), .ok = true, .cause = {}};
      if (IsInteger(u)) {
        if (!check.AllowVersion(22)) return FailRange("requires go1.22 or later");
        return {.key = t, .value = nullptr, .ok = true, .cause = {}};
      }
      return {};
    case TypeKind::kArray: return {.key = int_type, .value = static_cast<Array*>(u)->elem(), .ok = true, .cause = {}};
    case TypeKind::kSlice: return {.key = int_type, .value = static_cast<Slice*>(u)->elem(), .ok = true, .cause = {}};
    case TypeKind::kMap:
      return {.key = static_cast<Map*>(u)->key(), .value = static_cast<Map*>(u)->elem(), .ok = true, .cause = {}};
    case TypeKind::kChan: return {.key = static_cast<Chan*>(u)->elem(), .value = nullptr, .ok = true, .cause = {}};
    case TypeKind::kSignature: return RangeOverFunc(check, static_cast<Signature*>(u));
    default: return {};
  }
}

// Checks one statement after the other; has the parts of Checker::Statement that are too long for a case.
class StmtChecker {
 public:
  explicit StmtChecker(Checker& check) : check_(check), types_(check.types()) {}

  void ExprStatement(const ast::ExprStmt* s) {
    Operand x;
    const ExprKind kind = check_.RawExpr(nullptr, x, s->x, nullptr, /*allow_generic=*/false);
    switch (x.mode) {
      case Mode::kInvalid: return;
      case Mode::kBuiltin: check_.Report<Diag::kUncalledBuiltin>(x, x); return;
      case Mode::kTypeExpr: check_.Report<Diag::kNotAnExpr>(x, x); return;
      default:
        if (kind != ExprKind::kStatement) check_.Report<Diag::kUnusedExpr>(x, x);
    }
  }

  void Send(const ast::SendStmt* s) {
    Operand c;
    Operand value;
    check_.Expr(c, s->chan);
    check_.Expr(value, s->value);
    if (c.IsInvalid() || value.IsInvalid()) return;
    std::string cause;
    Type* elem = nullptr;
    const bool is_param = IsTypeParam(c.type);
    AllTypes(c.type, [&](Type* t, Type* u) {
      auto* chan = u == nullptr ? nullptr : TryAs<Chan>(u);
      if (u == nullptr) {
        cause = "no specific channel type";
      } else if (chan == nullptr) {
        cause = "non-channel " + check_.Text(t);
      } else if (chan->dir() == ChanDir::kRecvOnly) {
        cause = "receive-only channel " + check_.Text(t);
      } else {
        elem = chan->elem();
      }
      return cause.empty();
    });
    if (cause.empty() && CommonUnder(c.type, &cause, check_.qualifier()) != nullptr) {
      check_.Assignment(value, elem, "send");
      return;
    }
    if (is_param) {
      check_.Report<Diag::kInvalidSendCause>(s, c, cause);
    } else {
      check_.Report<Diag::kInvalidSend>(s,
                    cause.starts_with("non") ? "non-channel" : "receive-only channel", c);
    }
  }

  void IncDec(const ast::IncDecStmt* s) {
    Operand x;
    check_.Expr(x, s->x);
    if (x.IsInvalid()) return;
    if (!AllNumeric(x.type)) {
      const std::string_view op = s->tok == Token::kInc ? "++" : "--";
      check_.Report<Diag::kNonNumericIncDec>(s->x, s->x, op, x.type);
      return;
    }
    check_.AssignVar(s->x, nullptr, &x, "assignment");
  }

  void Assign(const ast::AssignStmt* s) {
    if (s->tok == Token::kAssign) {
      check_.AssignVars(s->lhs, s->rhs);
      return;
    }
    if (s->tok == Token::kDefine) {
      check_.ShortVarDecl(s->pos, s->lhs, s->rhs);
      return;
    }
    const Token op = BinaryOpOf(s->tok);
    if (s->lhs.size() != 1 || s->rhs.size() != 1) {
      check_.Report<Diag::kMultiValueAssignOp>(s, lexer::TokenText(s->tok));
      check_.UseLhs(s->lhs);
      check_.Use(s->rhs);
      return;
    }
    Operand x;
    check_.Binary(x, nullptr, s->lhs[0], s->rhs[0], op, s->pos);
    check_.AssignVar(s->lhs[0], nullptr, &x, "assignment operation");
  }

  // A go or defer statement.
  void SuspendedCall(std::string_view keyword, const ast::CallExpr* call) {
    Operand x;
    switch (check_.RawExpr(nullptr, x, call, nullptr, /*allow_generic=*/false)) {
      case ExprKind::kStatement: return;
      case ExprKind::kConversion:
        if (!x.IsInvalid()) check_.Report<Diag::kConversionInGoOrDefer>(x, keyword);
        return;
      case ExprKind::kExpression:
        if (!x.IsInvalid()) check_.Report<Diag::kUnusedResults>(x, keyword, x);
        return;
    }
  }

  void Return(const ast::ReturnStmt* s) {
    Tuple* results = check_.env().sig->results();
    const bool named = results->len() > 0 && !results->at(0)->name().empty();
    if (!s->results.empty() || !named) {
      check_.InitVars(results->vars(), s->results, s);
      return;
    }
    // Named results must not be hidden by something of the same name.
    for (Var* v : results->vars()) {
      Object* other = check_.Lookup(v->name());
      if (other == nullptr || other == v || v->name().is_blank()) continue;
      check_.Report<Diag::kOutOfScopeResult>(s, v->name())
          .Note(other->pos(), check_.Sprintf("inner declaration of {0}", static_cast<Object*>(v)));
    }
  }

  void Condition(const ast::Expr* e, std::string_view where) {
    Operand x;
    check_.Expr(x, e);
    if (!x.IsInvalid() && !AllBoolean(x.type)) check_.Report<Diag::kNonBooleanCondition>(e, where);
  }

  void If(StmtContext inner, const ast::IfStmt* s) {
    // A chain of else-ifs is a loop, so that its length does not matter. Each has a scope within that of the one before.
    int scopes = 0;
    for (const ast::IfStmt* f = s; f != nullptr;) {
      check_.OpenScope(f);
      scopes++;
      if (f->init != nullptr) check_.Statement(0, f->init);
      Condition(f->cond, "if");
      check_.Statement(inner, f->body);
      const ast::Stmt* els = f->els;
      f = ast::TryAs<ast::IfStmt>(els);
      if (f == nullptr && els != nullptr) check_.Statement(inner, els);
    }
    for (; scopes > 0; scopes--) check_.CloseScope();
  }

  void Switch(StmtContext inner, const ast::SwitchStmt* s) {
    check_.OpenScope(s);
    if (s->init != nullptr) check_.Statement(0, s->init);
    Operand x;
    if (s->tag != nullptr) {
      check_.Expr(x, s->tag);
      check_.Assignment(x, nullptr, "switch expression");
      if (!x.IsInvalid() && !Comparable(x.type) && !HasNil(x.type)) {
        check_.Report<Diag::kCannotSwitchOn>(x, x);
        x.Invalidate();
      }
    } else {
      x.mode = Mode::kConstant;
      x.type = check_.Typ(BasicKind::kBool);
      x.value = constant::MakeBool(true);
      auto* id = check_.arena().New<ast::Ident>();
      id->kind = ast::NodeKind::kIdent;
      id->pos = s->body.empty() ? s->rbrace : s->body[0]->pos;
      id->name = types_.interner().Intern("true");
      x.expr = id;
    }
    MultipleDefaults(s->body);
    std::unordered_map<std::string, std::vector<std::pair<Pos, Type*>>> seen;
    for (const ast::CaseClause* clause : s->body) {
      for (const ast::Expr* e : clause->list) CaseValue(x, e, seen);
      check_.OpenScope(clause);
      check_.StmtList(inner, clause->body);
      check_.CloseScope();
    }
    check_.CloseScope();
  }

  void TypeSwitch(StmtContext inner, const ast::TypeSwitchStmt* s) {
    check_.OpenScope(s);
    if (s->init != nullptr) check_.Statement(0, s->init);
    const ast::Ident* lhs = s->lhs;
    if (lhs != nullptr && lhs->is_blank()) {
      check_.Report<Diag::kNoNewVariable>(lhs);
      lhs = nullptr;
    } else if (lhs != nullptr) {
      // Declared implicitly in each clause.
      check_.RecordDef(lhs, nullptr);
    }
    Operand x;
    check_.Expr(x, s->guard->x);
    if (!x.IsInvalid()) {
      if (IsTypeParam(x.type)) {
        check_.Report<Diag::kInvalidTypeSwitchOperand>(x, x);
        x.Invalidate();
      } else if (!IsInterface(x.type)) {
        check_.Report<Diag::kTypeSwitchOnNonInterface>(x, x);
        x.Invalidate();
      }
    }
    MultipleDefaults(s->body);
    std::vector<Var*> vars;
    std::unordered_map<Type*, const ast::Expr*> seen;
    for (const ast::CaseClause* clause : s->body) {
      Type* t = CaseTypes(x, clause->list, seen);
      check_.OpenScope(clause);
      if (lhs != nullptr) {
        if (clause->list.size() != 1 || t == nullptr) t = x.IsInvalid() ? types_.invalid() : x.type;
        Var* v = types_.NewVar(VarKind::kLocal, lhs->pos, &check_.package(), lhs->name, t);
        check_.Declare(check_.env().scope, nullptr, v, clause->colon);
        check_.RecordImplicit(clause, v);
        vars.push_back(v);
      }
      check_.StmtList(inner, clause->body);
      check_.CloseScope();
    }
    // The variables of the clauses act as one.
    if (lhs != nullptr) {
      const bool used = std::ranges::any_of(vars, [](Var* v) { return v->used; });
      for (Var* v : vars) v->used = true;
      if (!used) check_.Report<Diag::kUnusedVar>(lhs, lhs->name);
    }
    check_.CloseScope();
  }

  void Select(StmtContext inner, const ast::SelectStmt* s) {
    const ast::CommClause* first = nullptr;
    for (const ast::CommClause* c : s->body) {
      if (c->comm != nullptr) continue;
      if (first != nullptr) {
        check_.Report<Diag::kDuplicateSelectDefault>(c, check_.PosText(first->pos));
      } else {
        first = c;
      }
    }
    for (const ast::CommClause* c : s->body) {
      bool valid = c->comm == nullptr || c->comm->kind == ast::NodeKind::kSendStmt;
      if (!valid) {
        const ast::Expr* rhs = nullptr;
        if (const auto* a = ast::TryAs<ast::AssignStmt>(c->comm); a != nullptr && a->rhs.size() == 1) rhs = a->rhs[0];
        if (const auto* e = ast::TryAs<ast::ExprStmt>(c->comm)) rhs = e->x;
        valid = rhs != nullptr && IsReceive(rhs);
      }
      if (!valid) {
        check_.Report<Diag::kInvalidSelectCase>(c->comm);
        continue;
      }
      check_.OpenScope(c);
      if (c->comm != nullptr) check_.Statement(inner, c->comm);
      check_.StmtList(inner, c->body);
      check_.CloseScope();
    }
  }

  void For(StmtContext inner, const ast::ForStmt* s) {
    check_.OpenScope(s);
    if (s->init != nullptr) check_.Statement(0, s->init);
    if (s->cond != nullptr) Condition(s->cond, "for");
    if (s->post != nullptr) {
      const auto* assign = ast::TryAs<ast::AssignStmt>(s->post);
      if (assign != nullptr && assign->tok == Token::kDefine) {
        // A syntax error; what it uses counts as used.
        check_.UseLhs(assign->lhs);
        check_.Use(assign->rhs);
      } else {
        check_.Statement(0, s->post);
      }
    }
    check_.Statement(inner, s->body);
    check_.CloseScope();
  }

  void Range(StmtContext inner, const ast::RangeStmt* s) {
    const ast::Expr* const key = s->key();
    const ast::Expr* const value = s->value();
    const ast::Expr* const extra = s->lhs.size() > 2 ? s->lhs[2] : nullptr;
    Operand x;
    check_.Expr(x, s->x);
    RangeTypes r;
    if (!x.IsInvalid()) {
      r = RangeKeyValue(check_, x.type);
      if (!r.ok && !r.cause.empty()) {
        check_.Report<Diag::kInvalidRangeCause>(x, x, r.cause);
      } else if (!r.ok) {
        check_.Report<Diag::kInvalidRange>(x, x);
      } else if (key != nullptr && r.key == nullptr) {
        check_.Report<Diag::kRangeNoVariables>(key, x);
      } else if (value != nullptr && r.value == nullptr) {
        check_.Report<Diag::kRangeOneVariable>(value, x);
      } else if (extra != nullptr) {
        check_.Report<Diag::kRangeTwoVariables>(extra);
      }
    }
    const bool over_int = r.ok && IsInteger(x.type);
    if (r.ok && !over_int && IsUntyped(x.type)) check_.ConvertUntyped(x, Default(x.type));

    // Iteration variables belong to the scope of the loop, the range expression does not.
    check_.OpenScope(s);
    const ast::Expr* const lhs[2] = {key, value};
    Type* const rhs[2] = {r.key, r.value};
    if (s->tok == Token::kDefine) {
      DeclareIteration(s, lhs, rhs, over_int, x);
    } else if (key != nullptr) {
      for (int i = 0; i < 2; i++) {
        if (lhs[i] == nullptr) continue;
        if (rhs[i] == nullptr || !IsValid(rhs[i])) {
          check_.UseOne(lhs[i], /*lhs=*/true);
          continue;
        }
        if (over_int) {
          check_.AssignVar(lhs[i], nullptr, &x, "range");
          if (!x.IsInvalid() && !IsInteger(x.type)) {
            check_.Report<Diag::kInvalidIterationVariable>(lhs[i], x.type);
          }
          continue;
        }
        Operand y = ValueOf(lhs[i], rhs[i]);
        check_.AssignVar(lhs[i], nullptr, &y, "assignment");
      }
    } else if (over_int) {
      // Gives an untyped constant its type.
      check_.Assignment(x, nullptr, "range clause");
    }
    check_.Statement(inner, s->body);
    check_.CloseScope();
  }

 private:
  static Operand ValueOf(const ast::Expr* e, Type* t) {
    Operand y;
    y.mode = Mode::kValue;
    y.expr = e;
    y.type = t;
    return y;
  }

  void DeclareIteration(const ast::RangeStmt* s, const ast::Expr* const (&lhs)[2], Type* const (&rhs)[2],
                        bool over_int, Operand& x) {
    std::vector<Var*> vars;
    for (int i = 0; i < 2; i++) {
      if (lhs[i] == nullptr) continue;
      Var* v;
      if (const auto* id = ast::TryAs<ast::Ident>(lhs[i])) {
        v = types_.NewVar(VarKind::kLocal, id->pos, &check_.package(), id->name, nullptr);
        check_.RecordDef(id, v);
        if (!id->is_blank()) vars.push_back(v);
      } else {
        check_.Report<Diag::kNonNameInRange>(lhs[i], lhs[i]);
        v = types_.NewVar(VarKind::kLocal, lhs[i]->pos, &check_.package(), types_.interner().Intern("_"), nullptr);
      }
      if (rhs[i] == nullptr || !IsValid(rhs[i])) {
        v->set_type(types_.invalid());
        v->used = true;
      } else if (over_int) {
        check_.InitVar(v, x, "range clause");
      } else {
        Operand y = ValueOf(lhs[i], rhs[i]);
        check_.InitVar(v, y, "assignment");
      }
    }
    if (vars.empty()) check_.Report<Diag::kNoNewVariables>(s);
    for (Var* v : vars) {
      check_.Declare(check_.env().scope, nullptr, v, s->body->pos);
    }
  }

  void MultipleDefaults(ast::List<ast::CaseClause> body) {
    const ast::CaseClause* first = nullptr;
    for (const ast::CaseClause* c : body) {
      if (!c->is_default) continue;
      if (first != nullptr) {
        check_.Report<Diag::kDuplicateSwitchDefault>(c, check_.PosText(first->pos));
      } else {
        first = c;
      }
    }
  }

  void CaseValue(Operand& x, const ast::Expr* e,
                 std::unordered_map<std::string, std::vector<std::pair<Pos, Type*>>>& seen) {
    Operand v;
    check_.Expr(v, e);
    if (x.IsInvalid() || v.IsInvalid()) return;
    Operand tag = x;
    check_.MatchBinaryOperands(v, tag);
    if (v.IsInvalid()) return;
    // The case value comes first, so that errors are at its position.
    Operand result = v;
    check_.Comparison(result, tag, Token::kEql, /*switch_case=*/true);
    if (result.IsInvalid() || !v.IsConstant() || !CountsForDuplicates(v.value)) return;
    auto& same = seen[constant::HashKey(v.value)];
    for (const auto& [pos, t] : same) {
      if (!Identical(v.type, t)) continue;
      check_.Report<Diag::kDuplicateCase>(v, v).Note(pos, "previous case");
      return;
    }
    same.push_back({v.pos(), v.type});
  }

  bool IsNilExpr(const ast::Expr* e) {
    const auto* id = ast::TryAs<ast::Ident>(ast::Unparen(e));
    return id != nullptr && TryAs<Nil>(check_.Lookup(id->name)) != nullptr;
  }

  // The type of the last case; nullptr for nil.
  Type* CaseTypes(Operand& x, ast::List<ast::Expr> list, std::unordered_map<Type*, const ast::Expr*>& seen) {
    Type* t = nullptr;
    for (const ast::Expr* e : list) {
      if (IsNilExpr(e)) {
        t = nullptr;
        Operand dummy;
        check_.Expr(dummy, e);
      } else {
        t = check_.VarType(e);
        if (!IsValid(t)) continue;
      }
      const auto [it, inserted] = seen.try_emplace(Canonical(t), e);
      if (!inserted) {
        check_.Report<Diag::kDuplicateTypeCase>(e, t == nullptr ? "nil" : check_.Text(t))
            .Note(ast::StartPos(*it->second), "previous case");
        continue;
      }
      if (!x.IsInvalid() && t != nullptr) check_.TypeAssertion(e, x, t, /*type_switch=*/true);
    }
    return t;
  }

  Checker& check_;
  TypeContext& types_;
};

}  // namespace

std::string Checker::PosText(Pos pos) const { return FormatPos(diags_.sources(), pos); }

void Checker::FuncBody(DeclInfo* decl, std::string_view, Signature* sig, Scope* scope, const ast::BlockStmt* body,
                       ConstValue iota) {
  const GoVersion version = decl != nullptr ? decl->version : env_.version;
  std::vector<Var*> locals;
  std::unordered_set<const ast::CallExpr*> panics;
  EnvironmentScope saved(*this);
  env_.decl = decl;
  env_.scope = scope;
  env_.version = version;
  env_.iota = iota;
  env_.sig = sig;
  env_.panics = &panics;
  env_.locals = &locals;
  StmtList(0, body->list);
  if (sig->results()->len() > 0 && !IsTerminating(body, Sym())) Report<Diag::kMissingReturn>(body->rbrace);
  Usage(locals);
}

void Checker::OpenScope(const ast::Node* n) { env_.scope = types_.NewScope(env_.scope, n->pos, ast::EndPos(*n)); }

void Checker::StmtList(StmtContext context, ast::List<ast::Stmt> list) {
  for (const ast::Stmt* s : list) Statement(context, s);
}

void Checker::Statement(StmtContext inner, const ast::Stmt* s) {
  const size_t top = delayed_.size();
  StmtChecker c(*this);
  // A label is that of the statement; the rules of labels were verified before.
  while (const auto* l = ast::TryAs<ast::LabeledStmt>(s)) s = l->stmt;
  switch (s->kind) {
    case ast::NodeKind::kDeclStmt: DeclStmt(ast::As<ast::DeclStmt>(s)->decl); break;
    case ast::NodeKind::kExprStmt: c.ExprStatement(ast::As<ast::ExprStmt>(s)); break;
    case ast::NodeKind::kSendStmt: c.Send(ast::As<ast::SendStmt>(s)); break;
    case ast::NodeKind::kIncDecStmt: c.IncDec(ast::As<ast::IncDecStmt>(s)); break;
    case ast::NodeKind::kAssignStmt: c.Assign(ast::As<ast::AssignStmt>(s)); break;
    case ast::NodeKind::kGoStmt: c.SuspendedCall("go", ast::As<ast::GoStmt>(s)->call); break;
    case ast::NodeKind::kDeferStmt: c.SuspendedCall("defer", ast::As<ast::DeferStmt>(s)->call); break;
    case ast::NodeKind::kReturnStmt: c.Return(ast::As<ast::ReturnStmt>(s)); break;
    case ast::NodeKind::kBlockStmt:
      OpenScope(s);
      StmtList(inner, ast::As<ast::BlockStmt>(s)->list);
      CloseScope();
      break;
    case ast::NodeKind::kIfStmt: c.If(inner, ast::As<ast::IfStmt>(s)); break;
    case ast::NodeKind::kSwitchStmt: c.Switch(inner, ast::As<ast::SwitchStmt>(s)); break;
    case ast::NodeKind::kTypeSwitchStmt: c.TypeSwitch(inner, ast::As<ast::TypeSwitchStmt>(s)); break;
    case ast::NodeKind::kSelectStmt: c.Select(inner, ast::As<ast::SelectStmt>(s)); break;
    case ast::NodeKind::kForStmt: c.For(inner, ast::As<ast::ForStmt>(s)); break;
    case ast::NodeKind::kRangeStmt: c.Range(inner, ast::As<ast::RangeStmt>(s)); break;
    default: break;
  }
  // Function literals are checked before the scope changes.
  ProcessDelayed(top);
}

}  // namespace golite::sema
