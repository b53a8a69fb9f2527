// This file implements the rules of labels, goto, break, continue and fallthrough.
//
// They need no types: gc verifies them while parsing. CheckBranches is a phase of its own, and the only one for files with
// syntax errors.
#include <algorithm>
#include <unordered_map>

#include "parser/ast/print.h"
#include "parser/ast/walk.h"
#include "sema/labels.h"

namespace golite::sema {
namespace {

// A block of statements. Labels may be the target of a goto only from within their block.
struct Block {
  const Block* parent = nullptr;
  Pos start;
  const ast::LabeledStmt* labeled = nullptr;  // the labeled statement that this block belongs to
};

struct LabelInfo {
  const Block* parent = nullptr;
  const ast::LabeledStmt* stmt = nullptr;
  bool used = false;
};

// The statements that break and continue without label refer to.
struct Targets {
  const ast::Stmt* breaks = nullptr;
  bool continues = false;
  // Which clause of the innermost switch this is directly in; negative: not directly in one.
  int case_index = -1;
};

ast::List<ast::Stmt> TrimTrailingEmptyStmts(ast::List<ast::Stmt> list) {
  while (!list.empty() && list.back()->kind == ast::NodeKind::kEmptyStmt) list = list.first(list.size() - 1);
  return list;
}

bool IsLoop(const ast::Stmt* s) {
  return s->kind == ast::NodeKind::kForStmt || s->kind == ast::NodeKind::kRangeStmt;
}

bool IsBreakable(const ast::Stmt* s) {
  return IsLoop(s) || s->kind == ast::NodeKind::kSwitchStmt || s->kind == ast::NodeKind::kTypeSwitchStmt ||
         s->kind == ast::NodeKind::kSelectStmt;
}

// Verifies one function body, without the function literals in it.
class BranchChecker {
 public:
  BranchChecker(Diagnostics& diags, Arena& arena) : diags_(diags), arena_(arena), sources_(diags.sources()) {}

  void Run(const ast::BlockStmt* body) {
    // What is left are gotos whose label is nowhere or in a block they are not in.
    for (const ast::BranchStmt* fwd : Blocks(nullptr, {}, nullptr, body->pos, body->list)) {
      const Sym name = fwd->label->name;
      if (const auto it = labels_.find(name); it != labels_.end()) {
        it->second.used = true;
        diags_.Report<Diag::kGotoIntoBlock>(fwd->label->pos, name, FormatPos(sources_, it->second.parent->start));
      } else {
        diags_.Report<Diag::kLabelNotDefined>(fwd->label->pos, name);
      }
    }
    for (const auto& [name, label] : labels_) {
      if (!label.used) diags_.Report<Diag::kUnusedLabel>(label.stmt->label->pos, name);
    }
  }

 private:
  using Gotos = std::vector<const ast::BranchStmt*>;

  // Returns the gotos whose label was not found yet.
  Gotos Blocks(const Block* parent, Targets targets, const ast::LabeledStmt* labeled, Pos start,
               ast::List<ast::Stmt> body) {
    Block* block = arena_.New<Block>(parent, start, labeled);
    Pos var_pos;
    std::string var_name;
    Gotos forward;
    Gotos bad;  // those that jump over the variable declared last
    const auto record_var = [&](Pos pos, std::string name) {
      var_pos = pos;
      var_name = std::move(name);
      bad = forward;
    };
    const auto inner = [&](Targets t, const ast::LabeledStmt* label, Pos pos, ast::List<ast::Stmt> list) {
      const Gotos left = Blocks(block, t, label, pos, list);
      forward.insert(forward.end(), left.begin(), left.end());
    };

    body = TrimTrailingEmptyStmts(body);
    for (size_t i = 0; i < body.size(); i++) {
      const ast::Stmt* s = body[i];
      const ast::LabeledStmt* label = nullptr;
      while (const auto* l = ast::TryAs<ast::LabeledStmt>(s)) {
        if (!l->label->is_blank()) {
          LabelInfo* info = Declare(block, l);
          std::erase_if(forward, [&](const ast::BranchStmt* fwd) {
            if (fwd->label->name != l->label->name) return false;
            info->used = true;
            if (var_pos.valid() && std::ranges::find(bad, fwd) != bad.end()) {
              diags_.Report<Diag::kGotoOverVariable>(fwd->label->pos, fwd->label->name, var_name, FormatPos(sources_, var_pos));
            }
            return true;
          });
          label = l;
        }
        s = l->stmt;
      }
      const bool last = i + 1 == body.size();
      switch (s->kind) {
        case ast::NodeKind::kDeclStmt: {
          const ast::GenDecl* decl = ast::As<ast::DeclStmt>(s)->decl;
          if (decl->tok == lexer::Token::kVar && !decl->specs.empty()) {
            const auto* spec = static_cast<const ast::ValueSpec*>(decl->specs[0]);
            record_var(spec->pos, std::string(spec->names[0]->name.view()));
          }
          break;
        }
        case ast::NodeKind::kAssignStmt:
          if (const auto* a = ast::As<ast::AssignStmt>(s); a->tok == lexer::Token::kDefine) {
            std::string names;
            for (const ast::Expr* e : a->lhs) names += (names.empty() ? "" : ", ") + ast::ExprString(*e);
            record_var(s->pos, std::move(names));
          }
          break;
        case ast::NodeKind::kBranchStmt: Branch(block, targets, ast::As<ast::BranchStmt>(s), last, forward); break;
        case ast::NodeKind::kBlockStmt:
          inner({targets.breaks, targets.continues, -1}, label, s->pos, ast::As<ast::BlockStmt>(s)->list);
          break;
        case ast::NodeKind::kIfStmt: {
          const Targets t{targets.breaks, targets.continues, -1};
          // The chain of else-ifs is a loop, so that its length does not matter.
          for (const auto* f = ast::As<ast::IfStmt>(s); f != nullptr;) {
            inner(t, label, f->body->pos, f->body->list);
            const ast::Stmt* els = f->els;
            f = ast::TryAs<ast::IfStmt>(els);
            if (f == nullptr && els != nullptr) {
              const ast::Stmt* const list[] = {els};
              inner(t, label, els->pos, ast::List<ast::Stmt>(const_cast<ast::Stmt* const*>(list), 1));
            }
          }
          break;
        }
        case ast::NodeKind::kForStmt:
          inner({s, true, -1}, label, ast::As<ast::ForStmt>(s)->body->pos, ast::As<ast::ForStmt>(s)->body->list);
          break;
        case ast::NodeKind::kRangeStmt:
          inner({s, true, -1}, label, ast::As<ast::RangeStmt>(s)->body->pos, ast::As<ast::RangeStmt>(s)->body->list);
          break;
        case ast::NodeKind::kSwitchStmt: Clauses(ast::As<ast::SwitchStmt>(s), targets, label, inner); break;
        case ast::NodeKind::kTypeSwitchStmt: Clauses(ast::As<ast::TypeSwitchStmt>(s), targets, label, inner); break;
        case ast::NodeKind::kSelectStmt:
          for (const ast::CommClause* c : ast::As<ast::SelectStmt>(s)->body) {
            inner({s, targets.continues, -1}, label, c->pos, c->body);
          }
          break;
        default: break;
      }
    }
    return forward;
  }

  template <class Switch, class Inner>
  void Clauses(const Switch* s, Targets targets, const ast::LabeledStmt* label, Inner& inner) {
    for (size_t i = 0; i < s->body.size(); i++) {
      inner({s, targets.continues, static_cast<int>(i)}, label, s->body[i]->pos, s->body[i]->body);
    }
  }

  LabelInfo* Declare(const Block* block, const ast::LabeledStmt* s) {
    const auto [it, inserted] = labels_.try_emplace(s->label->name, LabelInfo{block, s, false});
    if (!inserted) {
      diags_.Report<Diag::kLabelRedefined>(s->label->pos, s->label->name, FormatPos(sources_, it->second.stmt->label->pos));
    }
    return &it->second;
  }

  void Branch(const Block* block, Targets targets, const ast::BranchStmt* s, bool last, Gotos& forward) {
    using lexer::Token;
    if (s->label == nullptr) {
      if (s->tok == Token::kBreak && targets.breaks == nullptr) {
        diags_.Report<Diag::kMisplacedBreak>(s->pos);
      } else if (s->tok == Token::kContinue && !targets.continues) {
        diags_.Report<Diag::kMisplacedContinue>(s->pos);
      } else if (s->tok == Token::kFallthrough) {
        Fallthrough(targets, s, last);
      }
      return;
    }
    const Sym name = s->label->name;
    const auto it = labels_.find(name);
    LabelInfo* label = it == labels_.end() ? nullptr : &it->second;
    if (label != nullptr) label->used = true;
    if (s->tok == Token::kGoto) {
      for (const Block* b = block; label != nullptr && b != nullptr; b = b->parent) {
        if (label->parent == b) return;
      }
      // It may be declared later.
      forward.push_back(s);
      return;
    }
    const bool is_break = s->tok == Token::kBreak;
    if (label == nullptr) {
      diags_.Report<Diag::kBranchLabelNotDefined>(s->label->pos, is_break ? "break" : "continue", name);
      return;
    }
    bool enclosing = false;
    for (const Block* b = block; b != nullptr; b = b->parent) enclosing |= b->labeled == label->stmt;
    const ast::Stmt* target = label->stmt->stmt;
    if (!enclosing || !(is_break ? IsBreakable(target) : IsLoop(target))) {
      diags_.Report<Diag::kInvalidBranchLabel>(s->label->pos, is_break ? "break" : "continue", name);
    }
  }

  void Fallthrough(Targets targets, const ast::BranchStmt* s, bool last) {
    if (targets.breaks != nullptr && targets.breaks->kind == ast::NodeKind::kTypeSwitchStmt) {
      diags_.Report<Diag::kFallthroughInTypeSwitch>(s->pos);
    } else if (const auto* sw = ast::TryAs<ast::SwitchStmt>(targets.breaks);
               sw != nullptr && targets.case_index >= 0 && last) {
      if (targets.case_index + 1 == static_cast<int>(sw->body.size())) diags_.Report<Diag::kFallthroughFinalCase>(s->pos);
    } else {
      diags_.Report<Diag::kMisplacedFallthrough>(s->pos);
    }
  }

  Diagnostics& diags_;
  Arena& arena_;
  const SourceManager& sources_;
  std::unordered_map<Sym, LabelInfo> labels_;
};

}  // namespace

void CheckBranches(std::span<const ast::File* const> files, Diagnostics& diags, Arena& arena) {
  // A body with errors may lack the very statements that labels are about.
  std::vector<Pos> errors;
  for (const Diagnostic& d : diags.all()) errors.push_back(d.pos);
  const auto check = [&](const ast::BlockStmt* body) {
    if (std::ranges::none_of(errors, [&](Pos e) { return e >= body->pos && e <= body->rbrace; })) BranchChecker(diags, arena).Run(body);
  };
  std::vector<const ast::Node*> pending(files.begin(), files.end());
  while (!pending.empty()) {
    const ast::Node* n = pending.back();
    pending.pop_back();
    if (const auto* f = ast::TryAs<ast::FuncDecl>(n); f != nullptr && f->body != nullptr) check(f->body);
    if (const auto* f = ast::TryAs<ast::FuncLit>(n)) check(f->body);
    ast::ForEachChild(*n, [&](const ast::Node& child) { pending.push_back(&child); });
  }
}

}  // namespace golite::sema
