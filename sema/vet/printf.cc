// This file implements the check of calls like fmt.Printf: whether the arguments fit the format, and of calls like
// fmt.Println: whether they look like a format.
#include <algorithm>
#include <optional>
#include <unordered_set>
#include <vector>

#include "parser/ast/print.h"
#include "parser/ast/walk.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"
#include "sema/types/universe.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

enum class Family : char { kNone, kPrintf, kErrorf, kPrint };

// What the function is, by its qualified name.
Family FamilyOf(Func* f) {
  if (f->pkg() == nullptr) return Family::kNone;
  const std::string& path = f->pkg()->path();
  const std::string_view name = f->name().view();
  const bool is_method = f->signature()->recv() != nullptr;
  if (path == "fmt" && !is_method) {
    if (name == "Errorf") return Family::kErrorf;
    for (const std::string_view s : {"Printf", "Sprintf", "Fprintf", "Appendf"}) {
      if (name == s) return Family::kPrintf;
    }
    for (const std::string_view s : {"Print", "Println", "Sprint", "Sprintln", "Fprint", "Fprintln", "Append",
                                     "Appendln"}) {
      if (name == s) return Family::kPrint;
    }
  }
  if (path == "log") {
    for (const std::string_view s : {"Printf", "Fatalf", "Panicf"}) {
      if (name == s) return Family::kPrintf;
    }
    for (const std::string_view s : {"Print", "Println", "Fatal", "Fatalln", "Panic", "Panicln"}) {
      if (name == s) return Family::kPrint;
    }
  }
  if (path == "testing" && is_method) {
    for (const std::string_view s : {"Errorf", "Fatalf", "Logf", "Skipf"}) {
      if (name == s) return Family::kPrintf;
    }
    for (const std::string_view s : {"Error", "Fatal", "Log", "Skip"}) {
      if (name == s) return Family::kPrint;
    }
  }
  return Family::kNone;
}

enum ArgType : unsigned {
  kArgBool = 1 << 0,
  kArgInt = 1 << 1,
  kArgRune = 1 << 2,
  kArgString = 1 << 3,
  kArgFloat = 1 << 4,
  kArgComplex = 1 << 5,
  kArgPointer = 1 << 6,
  kArgError = 1 << 7,
  kArgAny = ~0u,
};

struct Verb {
  char verb;
  std::string_view flags;
  unsigned type;
};

constexpr std::string_view kNumFlags = " -+.0";
constexpr std::string_view kSharpNumFlags = " -+.0#";
constexpr Verb kVerbs[] = {
    {'%', "", 0},
    {'b', kSharpNumFlags, kArgInt | kArgFloat | kArgComplex | kArgPointer},
    {'c', "-", kArgRune | kArgInt},
    {'d', kNumFlags, kArgInt | kArgPointer},
    {'e', kSharpNumFlags, kArgFloat | kArgComplex},
    {'E', kSharpNumFlags, kArgFloat | kArgComplex},
    {'f', kSharpNumFlags, kArgFloat | kArgComplex},
    {'F', kSharpNumFlags, kArgFloat | kArgComplex},
    {'g', kSharpNumFlags, kArgFloat | kArgComplex},
    {'G', kSharpNumFlags, kArgFloat | kArgComplex},
    {'o', kSharpNumFlags, kArgInt | kArgPointer},
    {'O', kSharpNumFlags, kArgInt | kArgPointer},
    {'p', "-#", kArgPointer},
    {'q', kSharpNumFlags, kArgRune | kArgInt | kArgString},
    {'s', kNumFlags, kArgString},
    {'t', "-", kArgBool},
    {'T', "-", kArgAny},
    {'U', "-#", kArgRune | kArgInt},
    {'v', kSharpNumFlags, kArgAny},
    {'w', kSharpNumFlags, kArgError},
    {'x', kSharpNumFlags, kArgRune | kArgInt | kArgString | kArgPointer | kArgFloat | kArgComplex},
    {'X', kSharpNumFlags, kArgRune | kArgInt | kArgString | kArgPointer | kArgFloat | kArgComplex},
};

bool HasMethod(Type* t, std::string_view name) {
  const Sym sym = t->context().interner().Find(name);
  return sym && TryAs<Func>(LookupFieldOrMethod(t, /*addressable=*/false, nullptr, sym).obj) != nullptr;
}

// Whether t has Error() string or String() string.
bool HasStringMethod(Type* t) {
  for (const std::string_view name : {"Error", "String"}) {
    const Sym sym = t->context().interner().Find(name);
    auto* f = !sym ? nullptr : TryAs<Func>(LookupFieldOrMethod(t, /*addressable=*/false, nullptr, sym).obj);
    if (f == nullptr) continue;
    Signature* sig = f->signature();
    if (sig->params()->len() == 0 && sig->results()->len() == 1 && IsString(sig->results()->at(0)->type())) return true;
  }
  return false;
}

class ArgMatcher {
 public:
  explicit ArgMatcher(unsigned want) : want_(want) {}

  // top: t is the type of the argument itself, not of a part of it.
  bool Match(Type* t, bool top) {
    if (want_ == kArgAny || !IsValid(t)) return true;
    if (IsUntypedNil(t)) return want_ == kArgError;
    if (want_ == kArgError) return Implements(t, t->context().error_type(), /*constraint=*/false);
    if (HasMethod(t, "Format")) return true;
    if ((want_ & kArgString) != 0 && HasStringMethod(t)) return true;
    if (IsTypeParam(t)) {
      if (!seen_.insert(Canonical(t)).second) return true;
      return AllTypes(t, [&](Type* term, Type*) { return term != nullptr && Match(term, top); });
    }
    Type* u = Under(t);
    if (!seen_.insert(Canonical(u)).second) return true;
    switch (u->kind()) {
      case TypeKind::kSignature: return want_ == kArgPointer;
      case TypeKind::kMap:
        return want_ == kArgPointer ||
               (Match(static_cast<Map*>(u)->key(), false) && Match(static_cast<Map*>(u)->elem(), false));
      case TypeKind::kChan: return (want_ & kArgPointer) != 0;
      case TypeKind::kArray: return MatchElems(static_cast<Array*>(u)->elem());
      case TypeKind::kSlice: return want_ == kArgPointer || MatchElems(static_cast<Slice*>(u)->elem());
      case TypeKind::kPointer: {
        if (want_ == kArgPointer) return true;
        Type* elem = static_cast<Pointer*>(u)->elem();
        if (!IsValid(elem) || IsTypeParam(elem)) return true;
        const TypeKind k = Under(elem)->kind();
        if (k != TypeKind::kStruct && k != TypeKind::kArray && k != TypeKind::kSlice && k != TypeKind::kMap) {
          return (want_ & kArgPointer) != 0;
        }
        return top && Match(Under(elem), false);
      }
      case TypeKind::kStruct:
        return std::ranges::all_of(static_cast<Struct*>(u)->fields(), [&](Var* f) {
          if (!Match(f->type(), false)) return false;
          // fmt cannot call methods of fields that are not exported.
          return !((want_ & kArgString) != 0 && !f->exported() && HasStringMethod(f->type()));
        });
      case TypeKind::kInterface: return true;
      case TypeKind::kBasic: return MatchBasic(static_cast<Basic*>(u));
      default: return true;
    }
  }

 private:
  bool MatchElems(Type* elem) {
    auto* basic = TryUnder<Basic>(elem);
    if (basic != nullptr && basic->basic_kind() == BasicKind::kUint8 && (want_ & kArgString) != 0) return true;
    return Match(elem, false);
  }

  bool MatchBasic(Basic* b) {
    if (b->basic_kind() == BasicKind::kUnsafePointer) return (want_ & (kArgPointer | kArgInt)) != 0;
    const uint16_t info = b->info();
    if ((info & kIsBoolean) != 0) return (want_ & kArgBool) != 0;
    if ((info & kIsInteger) != 0) {
      if (b->basic_kind() == BasicKind::kUntypedRune) return (want_ & (kArgInt | kArgRune)) != 0;
      return (want_ & kArgInt) != 0;
    }
    if ((info & kIsFloat) != 0) return (want_ & kArgFloat) != 0;
    if ((info & kIsComplex) != 0) return (want_ & kArgComplex) != 0;
    if ((info & kIsString) != 0) return (want_ & kArgString) != 0;
    return true;
  }

  unsigned want_;
  std::unordered_set<Type*> seen_;
};

std::string Count(size_t n, std::string_view what) {
  return std::to_string(n) + " " + std::string(what) + (n == 1 ? "" : "s");
}

std::optional<std::string> StringConstant(const Pass& pass, const ast::Expr* e) {
  const TypeAndValue tv = pass.info.TypeAndValueOf(e);
  if (tv.mode != Mode::kConstant || tv.value.kind() != constant::Kind::kString) return std::nullopt;
  return std::string(constant::StringVal(tv.value));
}

bool IsFuncValue(const Pass& pass, const ast::Expr* e) {
  Type* t = pass.TypeOf(e);
  return t != nullptr && Under(t)->kind() == TypeKind::kSignature;
}

// The type of an argument. A plain nil keeps its own, though it is passed as an interface.
Type* ArgTypeOf(const Pass& pass, const ast::Expr* e) {
  const auto* id = ast::TryAs<ast::Ident>(ast::Unparen(e));
  Object* object = id == nullptr ? nullptr : pass.info.ObjectOf(id);
  return object != nullptr && TryAs<Nil>(object) != nullptr ? object->type() : pass.TypeOf(e);
}

// The String or Error method that is being defined where e is its receiver r, or &r: to print that calls the method again.
Func* RecursiveMethod(const Pass& pass, const ast::Expr* e) {
  Type* t = pass.TypeOf(e);
  if (t == nullptr || HasMethod(t, "Format")) return nullptr;
  if (const auto* unary = ast::TryAs<ast::UnaryExpr>(e); unary != nullptr && unary->op == ast::Token::kAnd) e = unary->x;
  const auto* id = ast::TryAs<ast::Ident>(e);
  if (id == nullptr) return nullptr;
  for (const std::string_view name : {"String", "Error"}) {
    const Sym sym = t->context().interner().Find(name);
    auto* f = !sym ? nullptr : TryAs<Func>(LookupFieldOrMethod(t, /*addressable=*/false, nullptr, sym).obj);
    if (f == nullptr || f->pkg() != &pass.pkg || f->signature()->recv() != pass.info.ObjectOf(id)) continue;
    Signature* sig = f->signature();
    if (sig->params()->len() == 0 && sig->results()->len() == 1 && IsString(sig->results()->at(0)->type())) return f;
  }
  return nullptr;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// One call with a constant format.
class FormatChecker {
 public:
  FormatChecker(Pass& pass, const ast::CallExpr* call, std::string name, std::string format, size_t first, bool is_errorf)
      : pass_(pass), call_(call), name_(std::move(name)), format_(std::move(format)), first_(first), arg_(first),
        is_errorf_(is_errorf) {}

  void Run() {
    if (format_.find('%') == std::string::npos) {
      if (call_->args.size() > first_) {
        pass_.Report(call_->lparen, name_ + " call has arguments but no formatting directives");
      }
      return;
    }
    size_t max_arg = first_;
    bool any_index = false;
    for (size_t i = 0; i < format_.size();) {
      if (format_[i] != '%') {
        i++;
        continue;
      }
      if (!Directive(i)) return;
      max_arg = std::max(max_arg, arg_);
      any_index |= has_index_;
    }
    // With explicit indices arguments may be left out, with ... their number is not known.
    if (any_index || call_->has_dots()) return;
    if (max_arg != call_->args.size()) {
      Report(name_ + " call needs " + Count(max_arg - first_, "arg") + " but has " +
             Count(call_->args.size() - first_, "arg"));
    }
  }

 private:
  void Report(std::string message) { pass_.Report(ast::StartPos(*call_), std::move(message)); }

  bool AtEnd(size_t i) const { return i >= format_.size(); }

  // [n] before a width, precision or verb.
  bool Index(size_t& i) {
    if (AtEnd(i) || format_[i] != '[') return true;
    const size_t start = ++i;
    while (!AtEnd(i) && IsDigit(format_[i])) i++;
    const bool ok = !AtEnd(i) && i > start && format_[i] == ']';
    if (!ok) {
      i = format_.find(']', start);
      if (i == std::string::npos) {
        Report(name_ + " format " + format_.substr(begin_) + " is missing closing ]");
        return false;
      }
    }
    const std::string text = format_.substr(start, i - start);
    const long n = ok && text.size() < 9 ? std::stol(text) : 0;
    if (n <= 0 || static_cast<size_t>(n) > call_->args.size() - first_) {
      Report(name_ + " format has invalid argument index [" + text + "]");
      return false;
    }
    i++;
    arg_ = first_ + static_cast<size_t>(n) - 1;
    has_index_ = true;
    index_pending_ = true;
    return true;
  }

  // A width or precision: a number, or * for an argument.
  void Number(size_t& i, std::vector<size_t>& stars) {
    if (!AtEnd(i) && format_[i] == '*') {
      index_pending_ = false;
      i++;
      stars.push_back(arg_++);
      return;
    }
    while (!AtEnd(i) && IsDigit(format_[i])) i++;
  }

  bool Directive(size_t& i) {
    begin_ = i++;
    index_pending_ = false;
    std::string flags;
    std::vector<size_t> stars;
    while (!AtEnd(i) && std::string_view("#0+- ").find(format_[i]) != std::string_view::npos) flags += format_[i++];
    if (!Index(i)) return false;
    Number(i, stars);
    if (!AtEnd(i) && format_[i] == '.') {
      flags += '.';
      i++;
      if (!Index(i)) return false;
      Number(i, stars);
    }
    if (!index_pending_ && !Index(i)) return false;
    if (AtEnd(i)) {
      pass_.Report(ast::StartPos(*call_->fun),
                   name_ + " format " + format_.substr(begin_) + " is missing verb at end of string");
      return false;
    }
    // A verb may be any character.
    size_t length = 1;
    while (i + length < format_.size() && (static_cast<uint8_t>(format_[i + length]) & 0xC0) == 0x80) length++;
    const std::string verb = format_.substr(i, length);
    i += length;
    return Check(format_.substr(begin_, i - begin_), verb, flags, stars);
  }

  bool Check(const std::string& text, const std::string& verb, const std::string& flags,
             const std::vector<size_t>& stars) {
    const std::string prefix = name_ + " format " + text;
    const auto row = std::ranges::find_if(kVerbs, [&](const Verb& v) { return verb.size() == 1 && v.verb == verb[0]; });
    const bool known = row != std::end(kVerbs);
    const bool percent = verb == "%";
    Type* t = !percent && arg_ < call_->args.size() ? ArgTypeOf(pass_, call_->args[arg_]) : nullptr;
    const bool formatter = verb != "w" && t != nullptr && HasMethod(t, "Format");
    if (!formatter) {
      if (!known) {
        Report(prefix + " has unknown verb " + verb);
        return false;
      }
      for (const char flag : flags) {
        if (flag == '0' || row->flags.find(flag) != std::string_view::npos) continue;
        Report(prefix + " has unrecognized flag " + flag);
        return false;
      }
    }
    if (verb == "w" && !is_errorf_) {
      Report(name_ + " does not support error-wrapping directive %w");
      return false;
    }
    for (const size_t star : stars) {
      if (!CanCheck(star, text)) return false;
      const ast::Expr* e = call_->args[star];
      if (Type* st = ArgTypeOf(pass_, e); st != nullptr && !ArgMatcher(kArgInt).Match(st, true)) {
        Report(prefix + " uses non-int " + ExprText(pass_, e) + " as argument of *");
        return false;
      }
    }
    if (percent) return true;
    const size_t n = arg_++;
    if (!CanCheck(n, text)) return false;
    if (formatter || t == nullptr) return true;
    const ast::Expr* e = call_->args[n];
    if (call_->has_dots() && n + 1 == call_->args.size()) return true;
    if (IsFuncValue(pass_, e) && verb != "p" && verb != "T") {
      Report(prefix + " arg " + ExprText(pass_, e) + " is a func value, not called");
      return false;
    }
    if (!ArgMatcher(row->type).Match(t, true)) {
      Report(prefix + " has arg " + ExprText(pass_, e) + " of wrong type " + VetTypeString(t));
      return false;
    }
    if (Func* method = (row->type & kArgString) == 0 || verb == "T" || flags.find('#') != std::string::npos ? nullptr : RecursiveMethod(pass_, e)) {
      Report(prefix + " with arg " + ExprText(pass_, e) + " causes recursive " + QualifiedName(method) + " method call");
      return false;
    }
    return true;
  }

  bool CanCheck(size_t n, const std::string& text) {
    if (n < call_->args.size()) return true;
    if (call_->has_dots()) return false;
    Report(name_ + " format " + text + " reads arg #" + std::to_string(n - first_ + 1) + ", but call has " +
           Count(call_->args.size() - first_, "arg"));
    return false;
  }

  Pass& pass_;
  const ast::CallExpr* call_;
  std::string name_;
  std::string format_;
  size_t first_;       // index of the first argument after the format
  size_t arg_;         // the next argument
  bool is_errorf_;
  size_t begin_ = 0;   // of the directive at hand
  bool has_index_ = false;
  bool index_pending_ = false;
};

// The directive that a string passed to Println seems to contain; "" if none.
std::string PossibleDirective(std::string s) {
  if (s.ends_with('%')) s.pop_back();
  for (size_t at = s.find('%'); at != std::string::npos; at = s.find('%', at + 1)) {
    size_t i = at + 1;
    while (i < s.size() && std::string_view("+-#").find(s[i]) != std::string_view::npos) i++;
    while (i < s.size() && (IsDigit(s[i]) || s[i] == '*')) i++;
    if (i < s.size() && s[i] == '.') i++;
    while (i < s.size() && (IsDigit(s[i]) || s[i] == '*')) i++;
    if (i < s.size() && std::string_view("bcdefgopqstvxEFGTUX").find(s[i]) != std::string_view::npos) {
      return s.substr(at, i + 1 - at);
    }
  }
  return "";
}

void CheckPrint(Pass& pass, const ast::CallExpr* call, Func* f, const std::string& name) {
  const auto first = static_cast<size_t>(std::max(f->signature()->params()->len() - 1, 0));
  if (call->args.size() <= first) return;
  // Whoever prints to os.Stdout meant Fprint.
  if (const auto* out = ast::TryAs<ast::SelectorExpr>(call->args[0]); first == 0 && out != nullptr) {
    const auto* os = ast::TryAs<ast::Ident>(out->x);
    if (os != nullptr && os->name == "os" && out->sel->name.view().starts_with("Std")) {
      pass.Report(ast::StartPos(*call), name + " does not take io.Writer but has first arg " + ExprText(pass, call->args[0]));
    }
  }
  if (const auto s = StringConstant(pass, call->args[first])) {
    const std::string directive = PossibleDirective(*s);
    if (!directive.empty()) {
      pass.Report(ast::StartPos(*call), name + " call has possible Printf formatting directive " + directive);
    }
  }
  if (f->name().view().ends_with("ln")) {
    const auto s = StringConstant(pass, call->args.back());
    if (s && s->ends_with('\n')) pass.Report(ast::StartPos(*call), name + " arg list ends with redundant newline");
  }
  for (const ast::Expr* e : call->args.subspan(first)) {
    if (IsFuncValue(pass, e)) {
      pass.Report(ast::StartPos(*call), name + " arg " + ExprText(pass, e) + " is a func value, not called");
    }
    if (Func* method = RecursiveMethod(pass, e)) {
      pass.Report(ast::StartPos(*call), name + " arg " + ExprText(pass, e) + " causes recursive call to " + QualifiedName(method) + " method");
    }
  }
}

// Whether the expression is this variable itself.
bool IsVar(const Info& info, const ast::Expr* e, Var* v) {
  const auto* id = ast::TryAs<ast::Ident>(ast::Unparen(e));
  return id != nullptr && info.ObjectOf(id) == v;
}

Family FamilyIn(const Pass& pass, Func* f) {
  const auto it = pass.wrappers.find(f->origin());
  return it == pass.wrappers.end() ? FamilyOf(f) : static_cast<Family>(it->second);
}

// The parameters that a function may hand on to fmt.Printf or fmt.Print.
struct Forwarded {
  Var* args = nullptr;    // null: the function has no variadic parameter of type any
  Var* format = nullptr;  // may be null
};

Forwarded ForwardedBy(Func* f) {
  Signature* sig = f->signature();
  const int n = sig->params()->len();
  if (!sig->variadic() || f->func_decl == nullptr || f->func_decl->body == nullptr) return {};
  Var* args = sig->params()->at(n - 1);
  auto* slice = TryAs<Slice>(args->type());
  auto* iface = slice == nullptr ? nullptr : TryUnder<Interface>(slice->elem());
  if (iface == nullptr || IsTypeParam(slice->elem()) || !TypeSetOf(iface).methods().empty()) return {};
  return {args, n >= 2 && IsString(sig->params()->at(n - 2)->type()) ? sig->params()->at(n - 2) : nullptr};
}

// What a function of a package becomes by handing its format and its arguments on.
Family WrapperFamily(const Pass& pass, const Info& info, Func* f) {
  const auto [args_param, format_param] = ForwardedBy(f);
  Var *args = args_param, *format = format_param;
  if (args == nullptr) return Family::kNone;
  Family found = Family::kNone;
  bool changed = false;  // what is assigned to is not handed on
  ast::Inspect(*f->func_decl->body, [&](const ast::Node& node) {
    if (const auto* s = ast::TryAs<ast::AssignStmt>(&node)) {
      for (const ast::Expr* e : s->lhs) changed |= IsVar(info, e, args) || (format != nullptr && IsVar(info, e, format));
    }
    const auto* call = ast::TryAs<ast::CallExpr>(&node);
    Func* callee = call == nullptr || !call->has_dots() ? nullptr : StaticCallee(info, call);
    if (callee == nullptr || !IsVar(info, call->args.back(), args)) return true;
    const Family family = FamilyIn(pass, callee);
    const bool formats = family == Family::kPrintf || family == Family::kErrorf;
    const bool takes_format = call->args.size() >= 2 && format != nullptr && IsVar(info, call->args[call->args.size() - 2], format);
    if (found == Family::kNone && (formats ? takes_format : family == Family::kPrint)) found = family;
    return true;
  });
  return changed ? Family::kNone : found;
}

// Finds those of a package, after those of the packages that it imports. Of the library FamilyOf knows them.
void FindWrappers(Pass& pass, const Package& pkg, std::unordered_set<const Package*>& seen) {
  if (pkg.lazy || pkg.info == nullptr || !seen.insert(&pkg).second) return;
  for (const Package* imported : pkg.imports) FindWrappers(pass, *imported, seen);
  for (bool more = true; more;) {
    more = false;
    for (Func* f : pkg.info->funcs) {
      if (FamilyIn(pass, f) != Family::kNone) continue;
      const Family family = WrapperFamily(pass, *pkg.info, f);
      if (family == Family::kNone) continue;
      pass.wrappers[f] = static_cast<char>(family);
      more = true;
    }
  }
}

// Reports calls in f that hand its arguments on as a single one, since they lack the dots.
void CheckForwarding(Pass& pass, Func* f) {
  const auto [args_param, format_param] = ForwardedBy(f);
  Var *args = args_param, *format = format_param;
  if (args == nullptr) return;
  ast::Inspect(*f->func_decl->body, [&](const ast::Node& node) {
    const auto* call = ast::TryAs<ast::CallExpr>(&node);
    if (call == nullptr || call->args.empty() || call->has_dots() || !IsVar(pass.info, call->args.back(), args)) return true;
    Func* callee = StaticCallee(pass, call);
    const Family family = callee == nullptr ? Family::kNone : FamilyIn(pass, callee);
    const size_t n = call->args.size();
    if (family == Family::kNone || n > static_cast<size_t>(callee->signature()->params()->len())) return true;
    if (family != Family::kPrint && (n < 2 || format == nullptr || !IsVar(pass.info, call->args[n - 2], format))) return true;
    pass.Report(ast::StartPos(*call), std::string("missing ... in args forwarded to ") + (family == Family::kPrint ? "print" : "printf") +
                                          "-like function");
    return true;
  });
}

}  // namespace

void Printf(Pass& pass, const ast::Node* n) {
  if (!pass.wrappers_known) {
    pass.wrappers_known = true;
    std::unordered_set<const Package*> seen;
    FindWrappers(pass, pass.pkg, seen);
    for (Func* f : pass.info.funcs) CheckForwarding(pass, f);
  }
  const auto* call = ast::TryAs<ast::CallExpr>(n);
  Func* f = call == nullptr ? nullptr : StaticCallee(pass, call);
  if (f == nullptr) return;
  const Family family = FamilyIn(pass, f);
  if (family == Family::kNone) return;
  const std::string name = QualifiedName(f);
  if (family == Family::kPrint) {
    CheckPrint(pass, call, f, name);
    return;
  }
  // The format is the parameter before the variadic one.
  const auto format_index = static_cast<size_t>(f->signature()->params()->len() - 2);
  if (format_index >= call->args.size()) return;
  const auto format = StringConstant(pass, call->args[format_index]);
  if (!format) {
    if (call->args.size() == format_index + 1 &&
        (!pass.pkg.go_version.is_set() || pass.pkg.go_version >= GoVersion{1, 24})) {
      pass.Report(ast::StartPos(*call->args[format_index]), "non-constant format string in call to " + name);
    }
    return;
  }
  FormatChecker(pass, call, name, *format, format_index + 1, family == Family::kErrorf).Run();
}

}  // namespace golite::sema::vet
