// This file implements calls: conversions, calls of builtins and functions, explicit and implicit instantiation of
// generic functions, and the matching of arguments with parameters.

#include "sema/checker.h"

namespace golite::sema {

namespace {

const ast::IndexExpr* TryIndex(const ast::Expr* e) {
  return ast::TryAs<ast::IndexExpr>(static_cast<const ast::Node*>(e));
}

// How a call of a builtin may stand: as a statement (it is called for its effect) or only as a value.
ExprKind BuiltinKind(BuiltinId id) {
  switch (id) {
    case BuiltinId::kClear:
    case BuiltinId::kClose:
    case BuiltinId::kCopy:
    case BuiltinId::kDelete:
    case BuiltinId::kPanic:
    case BuiltinId::kPrint:
    case BuiltinId::kPrintln:
    case BuiltinId::kRecover: return ExprKind::kStatement;
    default: return ExprKind::kExpression;
  }
}

}  // namespace

ExprKind Checker::Call(Operand& x, const ast::CallExpr* call) {
  const ast::Expr* call_expr = call;
  const ast::IndexExpr* inst = nullptr;  // of a generic function, which waits for the arguments
  if (const ast::IndexExpr* index = TryIndex(call->fun)) {
    if (IndexExpression(x, index)) inst = index;
    x.expr = index;
    Record(x);
  } else {
    ExprOrType(x, call->fun, /*allow_generic=*/true);
  }

  switch (x.mode) {
    case Mode::kInvalid:
      Use(call->args);
      x.expr = call;
      return ExprKind::kStatement;

    case Mode::kTypeExpr: {
      NonGeneric(nullptr, x);
      if (x.IsInvalid()) return ExprKind::kConversion;
      Type* t = x.type;
      x.mode = Mode::kInvalid;
      const size_t n = call->args.size();
      if (n == 0) {
        Report<Diag::kMissingConversionArgument>(call_expr, t);
      } else if (n > 1) {
        Use(call->args);
        Report<Diag::kTooManyConversionArguments>(call->args[n - 1], t);
      } else {
        ExprForType(x, call->args[0], t);
        if (!x.IsInvalid()) {
          Interface* iface = TryUnder<Interface>(t);
          if (iface != nullptr && !IsTypeParam(t) && !TypeSetOf(iface).IsMethodSet()) {
            Report<Diag::kConversionToConstraint>(call_expr, t);
            x.Invalidate();
          } else if (call->has_dots()) {
            Report<Diag::kDotsInConversion>(call->args[0], t);
            x.Invalidate();
          } else {
            Conversion(x, t);
          }
        }
      }
      x.expr = call;
      return ExprKind::kConversion;
    }

    case Mode::kBuiltin: {
      const BuiltinId id = x.id;
      if (!BuiltinCall(x, call, id)) x.Invalidate();
      x.expr = call;
      // A result that is not constant means that something is called.
      if (!x.IsInvalid() && !x.IsConstant()) env_.has_call_or_recv = true;
      return BuiltinKind(id);
    }
    default: break;
  }

  // An ordinary call; a type parameter may be called if all its types are functions of one signature.
  Type* core = CoreType(x.type);
  Signature* sig = core != nullptr ? TryAs<Signature>(core) : nullptr;
  if (sig == nullptr) {
    Report<Diag::kCallOfNonFunction>(x, x);
    Use(call->args);
    x.Invalidate();
    x.expr = call;
    return ExprKind::kStatement;
  }
  const bool was_generic = !sig->tparams().empty();

  std::vector<const ast::Expr*> xlist;
  std::vector<Type*> targs;
  if (inst != nullptr) {
    xlist.assign(inst->indices.begin(), inst->indices.end());
    targs = TypeList(inst->indices);
    const size_t want = sig->tparams().size();
    if (targs.size() > want) {
      Report<Diag::kTooManyTypeArguments>(xlist[want], targs.size(),
             static_cast<const ast::Expr*>(inst->x), want);
      targs.clear();
    }
    if (targs.empty()) {
      Use(call->args);
      x.Invalidate();
      x.expr = call;
      return ExprKind::kStatement;
    }
    // With all type arguments given there is nothing to infer.
    if (targs.size() == want) {
      VerifyVersion(static_cast<const ast::Expr*>(inst), 18, "function instantiation");
      sig = InstantiateSignature(inst->pos, inst, targs, sig, xlist);
      targs.clear();
      xlist.clear();
    }
  }

  std::vector<std::vector<Type*>> atargs;
  std::vector<std::vector<const ast::Expr*>> atxlist;
  std::vector<Operand> args = GenericExprList(call->args, &atargs, &atxlist);
  sig = Arguments(call, std::move(targs), xlist, args, atargs, atxlist, sig);

  if (was_generic && sig->tparams().empty()) RecordTypeAndValue(call->fun, Mode::kValue, sig);

  switch (sig->results()->len()) {
    case 0:
      x.mode = Mode::kNoValue;
      x.type = types_.empty_tuple();
      break;
    case 1:
      x.mode = Mode::kValue;
      x.type = sig->results()->at(0)->type();
      break;
    default: x.mode = Mode::kValue; x.type = sig->results();
  }
  x.expr = call;
  x.value = ConstValue();
  // If inference failed, a result that mentions type parameters means nothing.
  if (x.mode == Mode::kValue && !sig->tparams().empty() && IsParameterized(x.type)) x.Invalidate();
  env_.has_call_or_recv = true;
  return ExprKind::kStatement;
}

// --------------------------------------------------------------------------------------------------------
// instantiation

std::vector<Type*> Checker::FuncInst(const Target* target, Pos pos, Operand& x, const ast::IndexExpr* inst, bool infer,
                                     std::vector<const ast::Expr*>* out_xlist) {
  const Pos version_pos = inst != nullptr ? ast::StartPos(*inst) : pos;
  if (inst != nullptr) x.expr = inst;
  const bool version_ok = VerifyVersion(version_pos, 18, "function instantiation");

  std::vector<Type*> targs;
  std::vector<const ast::Expr*> xlist;
  if (inst != nullptr) {
    xlist.assign(inst->indices.begin(), inst->indices.end());
    targs = TypeList(inst->indices);
    if (targs.empty()) {
      x.Invalidate();
      return {};
    }
  }
  Signature* sig = static_cast<Signature*>(Unalias(x.type));
  const size_t got = targs.size();
  const size_t want = sig->tparams().size();
  if (got > want) {
    Report<Diag::kTooManyTypeArguments>(xlist[got - 1], got, x.expr, want);
    x.Invalidate();
    return {};
  }

  if (got < want) {
    if (!infer) {
      if (out_xlist != nullptr) *out_xlist = xlist;
      return targs;
    }
    // An assignment  var v F = x  infers like the call of a function whose parameter has x's type, with argument v.
    std::vector<Operand> args;
    std::vector<Var*> params;
    bool reverse = false;
    if (target != nullptr) {
      if (version_ok) {
        VerifyVersion(version_pos, 21,
                      inst != nullptr ? "partially instantiated function in assignment"
                                      : "implicitly instantiated function in assignment");
      }
      Signature* plain = types_.NewSignature(nullptr, sig->params(), sig->results(), sig->variadic());
      params.push_back(types_.NewVar(VarKind::kParam, x.pos(), &pkg_, Sym(), plain));
      Operand arg;
      arg.mode = Mode::kValue;
      // Messages show what is assigned to.
      ast::Ident* desc = arena().New<ast::Ident>();
      desc->kind = ast::NodeKind::kIdent;
      desc->pos = x.pos();
      desc->name = types_.interner().Intern(target->desc);
      arg.expr = desc;
      arg.type = target->sig;
      args.push_back(arg);
      reverse = true;
    }
    Type* renamed = nullptr;
    const std::vector<TypeParam*> tparams = RenameTParams(sig->tparams(), types_.NewTuple(params), &renamed);
    std::string error;
    Pos error_pos = pos;
    targs.resize(want);
    targs = Infer(pos, tparams, targs, static_cast<Tuple*>(renamed), args, reverse, &error, &error_pos);
    if (targs.empty()) {
      if (!error.empty()) Report<Diag::kInferenceFailed>(error_pos.valid() ? error_pos : pos, error);
      x.Invalidate();
      return {};
    }
  }
  x.type = InstantiateSignature(x.pos(), x.expr, targs, sig, xlist);
  x.mode = Mode::kValue;
  return {};
}

Signature* Checker::InstantiateSignature(Pos pos, const ast::Expr* e, std::span<Type* const> targs, Signature* sig,
                                         std::span<const ast::Expr* const> xlist) {
  Signature* inst = static_cast<Signature*>(Instantiate(pos, sig, targs));
  RecordInstance(e, targs, inst);
  // Constraints may not be set up yet.
  const std::span<TypeParam* const> tparams = sig->tparams();
  const std::span<Type* const> kept_targs = types_.CopySpan(targs);
  const std::span<const ast::Expr* const> kept_xlist = arena().Copy(xlist);
  Later([this, pos, tparams, kept_targs, kept_xlist] {
    std::string why;
    const int i = Verify(pos, tparams, kept_targs, &why);
    if (i >= 0) {
      const Pos at = static_cast<size_t>(i) < kept_xlist.size() ? ast::StartPos(*kept_xlist[i]) : pos;
      Report<Diag::kInferenceFailed>(at, why);
    } else {
      RecordMonoInstance(pos, tparams, kept_targs, kept_xlist);
    }
  });
  return inst;
}

// ------------------------------------------------------------------------------------------------------------
// arguments

std::vector<Operand> Checker::ExprList(ast::List<ast::Expr> list) {
  std::vector<Operand> operands;
  if (list.size() == 1) {
    Operand x;
    MultiExpr(x, list[0]);
    if (!x.IsInvalid() && x.type->kind() == TypeKind::kTuple) {
      for (Var* v : static_cast<Tuple*>(x.type)->vars()) {
        Operand y;
        y.mode = Mode::kValue;
        y.expr = list[0];
        y.type = v->type();
        operands.push_back(y);
      }
      return operands;
    }
    operands.push_back(x);
    return operands;
  }
  operands.resize(list.size());
  for (size_t i = 0; i < list.size(); i++) Expr(operands[i], list[i]);
  return operands;
}

std::vector<Operand> Checker::GenericExprList(ast::List<ast::Expr> list, std::vector<std::vector<Type*>>* targs_list,
                                              std::vector<std::vector<const ast::Expr*>>* xlist_list) {
  // Before Go 1.21, generic functions as arguments had to be instantiated.
  const bool infer = !AllowVersion(21);
  std::vector<Operand> operands(list.size());
  targs_list->resize(list.size());
  xlist_list->resize(list.size());
  for (size_t i = 0; i < list.size(); i++) {
    Operand& x = operands[i];
    const ast::Expr* e = list[i];
    constexpr uint32_t kNotValues = 1u << static_cast<int>(Mode::kNoValue) | 1u << static_cast<int>(Mode::kBuiltin) |
                                    1u << static_cast<int>(Mode::kTypeExpr);
    if (const ast::IndexExpr* index = TryIndex(e)) {
      if (IndexExpression(x, index)) {
        std::vector<Type*> targs = FuncInst(nullptr, x.pos(), x, index, infer, &(*xlist_list)[i]);
        x.expr = index;
        if (targs.empty()) {
          Record(x);
        } else {
          (*targs_list)[i] = std::move(targs);
        }
        continue;
      }
      x.expr = index;
      Record(x);
      Exclude(x, kNotValues);
      if (list.size() > 1) SingleValue(x);
    } else if (list.size() > 1) {
      GenericExpr(x, e);
      continue;
    } else {
      RawExpr(nullptr, x, e, nullptr, /*allow_generic=*/true);
      Exclude(x, kNotValues);
    }
    if (list.size() == 1 && !x.IsInvalid() && x.type->kind() == TypeKind::kTuple) {
      // A call with several results.
      const std::span<Var* const> vars = static_cast<Tuple*>(x.type)->vars();
      std::vector<Operand> results(vars.size());
      for (size_t j = 0; j < vars.size(); j++) {
        results[j].mode = Mode::kValue;
        results[j].expr = e;
        results[j].type = vars[j]->type();
      }
      targs_list->resize(vars.size());
      xlist_list->resize(vars.size());
      return results;
    }
  }
  return operands;
}

Signature* Checker::Arguments(const ast::CallExpr* call, std::vector<Type*> targs,
                              std::span<const ast::Expr* const> xlist, std::vector<Operand>& args,
                              const std::vector<std::vector<Type*>>& atargs,
                              const std::vector<std::vector<const ast::Expr*>>&, Signature* sig) {
  const ast::Expr* fun = call->fun;
  for (const Operand& a : args) {
    if (a.IsInvalid()) return sig;
  }

  //               | standard call    | dotdotdot call |
  // --------------+------------------+----------------+
  // standard func | nargs == npars   | invalid        |
  // variadic func | nargs >= npars-1 | nargs == npars |
  const size_t nargs = args.size();
  size_t npars = static_cast<size_t>(sig->params()->len());
  const bool dots = call->has_dots();
  Tuple* params = sig->params();
  bool adjusted = false;
  if (sig->variadic()) {
    if (dots) {
      if (call->args.size() == 1 && nargs > 1) {
        Report<Diag::kDotsWithTuple>(static_cast<const ast::Expr*>(call), nargs,
               static_cast<const ast::Expr*>(call->args[0]));
        return sig;
      }
    } else if (nargs >= npars - 1) {
      // One parameter for each argument that goes into the last one.
      std::vector<Var*> vars(params->vars().begin(), params->vars().end() - 1);
      Var* last = params->at(static_cast<int>(npars) - 1);
      Slice* slice = TryUnder<Slice>(last->type());
      Type* elem = slice != nullptr ? slice->elem() : types_.invalid();
      while (vars.size() < nargs) {
        vars.push_back(types_.NewVar(VarKind::kParam, last->pos(), last->pkg(), last->name(), elem));
      }
      params = types_.NewTuple(vars);
      adjusted = true;
      npars = nargs;
    } else {
      npars--;  // for the message below
    }
  } else if (dots) {
    Report<Diag::kDotsToNonVariadic>(static_cast<const ast::Expr*>(call), fun);
    return sig;
  }

  if (nargs != npars) {
    // At the first extra argument, at the last one, or at the call without any.
    Pos at = nargs > 0 ? args[nargs - 1].pos() : ast::StartPos(*call);
    const char* qualifier = "not enough";
    if (nargs > npars) {
      at = args[npars].pos();
      qualifier = "too many";
    }
    std::vector<Type*> have;
    for (const Operand& a : args) have.push_back(a.type);
    std::vector<Type*> want;
    for (Var* v : sig->params()->vars()) want.push_back(v->type());
    Report<Diag::kWrongArgumentCount>(at, qualifier, fun,
           TypesSummary(have, /*variadic=*/false, dots), TypesSummary(want, sig->variadic(), /*has_dots=*/false));
    return sig;
  }

  // The type parameters to infer: those of the callee, then those of each generic function among the arguments.
  Signature* result = sig;
  std::vector<TypeParam*> tparams;
  const size_t n = sig->tparams().size();
  if (n > 0) {
    VerifyVersion(static_cast<const ast::Expr*>(call), 18,
                  TryIndex(fun) != nullptr ? "function instantiation" : "implicit function instantiation");
    // Fresh parameters keep recursive calls apart.
    Type* renamed = nullptr;
    tparams = RenameTParams(sig->tparams(), params, &renamed);
    params = static_cast<Tuple*>(renamed);
    targs.resize(n);
  }
  std::vector<size_t> generic_args;
  for (size_t i = 0; i < args.size(); i++) {
    if (args[i].type == nullptr || args[i].type->kind() != TypeKind::kSignature) continue;
    Signature* asig = static_cast<Signature*>(args[i].type);
    if (asig->tparams().empty()) continue;
    Signature* plain = types_.NewSignature(nullptr, asig->params(), asig->results(), asig->variadic());
    Type* renamed = nullptr;
    const std::vector<TypeParam*> fresh = RenameTParams(asig->tparams(), plain, &renamed);
    Signature* source = static_cast<Signature*>(renamed);
    Signature* copy = types_.NewSignature(nullptr, source->params(), source->results(), source->variadic());
    copy->set_tparams(types_.CopySpan(fresh));
    args[i].type = copy;
    tparams.insert(tparams.end(), fresh.begin(), fresh.end());
    if (i < atargs.size()) targs.insert(targs.end(), atargs[i].begin(), atargs[i].end());
    targs.resize(tparams.size());
    generic_args.push_back(i);
  }
  if (!generic_args.empty()) {
    VerifyVersion(args[generic_args[0]], 21, "implicitly instantiated function as argument");
  }

  if (!tparams.empty()) {
    std::string error;
    Pos error_pos = call->rparen;
    targs = Infer(call->pos, tparams, targs, params, args, /*reverse=*/false, &error, &error_pos);
    if (targs.empty()) {
      if (!error.empty()) Report<Diag::kInferenceFailedInCall>(error_pos.valid() ? error_pos : call->rparen, fun, error);
      return sig;
    }
    const std::span<Type* const> all = targs;
    if (n > 0) {
      result = InstantiateSignature(call->pos, fun, all.subspan(0, n), sig, xlist);
      params = adjusted
                   ? SubstTuple(params, SubstMap{std::span<TypeParam* const>(tparams).subspan(0, n), all.subspan(0, n)})
                   : result->params();
    }
    size_t j = n;
    for (const size_t i : generic_args) {
      Operand& arg = args[i];
      Signature* asig = static_cast<Signature*>(arg.type);
      const size_t count = asig->tparams().size();
      arg.type = InstantiateSignature(call->pos, arg.expr, all.subspan(j, count), asig, {});
      Record(arg);
      j += count;
    }
  }

  if (!args.empty()) {
    const std::string context = Sprintf("argument to {0}", fun);
    for (size_t i = 0; i < args.size(); i++) Assignment(args[i], params->at(static_cast<int>(i))->type(), context);
  }
  return result;
}

}  // namespace golite::sema
