// This file implements finding the blocks of statements whose runs are counted.
#include "compiler/cover.h"

#include <initializer_list>

#include "parser/ast/walk.h"

namespace golite::compiler {
namespace {

using ast::NodeKind;

// Where the body of the first function literal in the node begins; an invalid Pos when there is none.
Pos FindFuncLit(const ast::Node* node) {
  Pos found;
  if (node == nullptr) return found;
  ast::Inspect(*node, [&](const ast::Node& n) {
    if (!found.valid() && n.kind == NodeKind::kFuncLit) found = static_cast<const ast::FuncLit&>(n).body->pos;
    return !found.valid();
  });
  return found;
}

// The first of the places that is one.
Pos FirstOf(std::initializer_list<Pos> places) {
  for (const Pos pos : places) {
    if (pos.valid()) return pos;
  }
  return {};
}

// Where the block that the statement ends, ends: control statements belong to it up to their body, and so does any
// statement up to a function literal, whose statements are counted by themselves.
Pos BoundaryOf(const ast::Stmt* s) {
  switch (s->kind) {
    case NodeKind::kBlockStmt: return s->pos;
    case NodeKind::kIfStmt: {
      const auto* x = static_cast<const ast::IfStmt*>(s);
      return FirstOf({FindFuncLit(x->init), FindFuncLit(x->cond), x->body->pos});
    }
    case NodeKind::kForStmt: {
      const auto* x = static_cast<const ast::ForStmt*>(s);
      return FirstOf({FindFuncLit(x->init), FindFuncLit(x->cond), FindFuncLit(x->post), x->body->pos});
    }
    case NodeKind::kLabeledStmt: return BoundaryOf(static_cast<const ast::LabeledStmt*>(s)->stmt);
    case NodeKind::kRangeStmt: {
      const auto* x = static_cast<const ast::RangeStmt*>(s);
      return FirstOf({FindFuncLit(x->x), x->body->pos});
    }
    case NodeKind::kSwitchStmt: {
      const auto* x = static_cast<const ast::SwitchStmt*>(s);
      return FirstOf({FindFuncLit(x->init), FindFuncLit(x->tag), x->lbrace});
    }
    case NodeKind::kSelectStmt: return static_cast<const ast::SelectStmt*>(s)->lbrace;
    case NodeKind::kTypeSwitchStmt: {
      const auto* x = static_cast<const ast::TypeSwitchStmt*>(s);
      return FirstOf({FindFuncLit(x->init), x->lbrace});
    }
    default: return FirstOf({FindFuncLit(s), ast::EndPos(*s)});
  }
}

bool EndsBlock(const ast::Stmt* s) {
  switch (s->kind) {
    case NodeKind::kBlockStmt:
    case NodeKind::kBranchStmt:
    case NodeKind::kForStmt:
    case NodeKind::kIfStmt:
    case NodeKind::kLabeledStmt:  // a goto may come here
    case NodeKind::kRangeStmt:
    case NodeKind::kSwitchStmt:
    case NodeKind::kSelectStmt:
    case NodeKind::kTypeSwitchStmt: return true;
    case NodeKind::kExprStmt: {
      const auto* call = ast::TryAs<ast::CallExpr>(static_cast<const ast::ExprStmt*>(s)->x);
      const auto* fun = call == nullptr ? nullptr : ast::TryAs<ast::Ident>(call->fun);
      if (fun != nullptr && fun->name == "panic" && call->args.size() == 1) return true;
      break;
    }
    default: break;
  }
  return FindFuncLit(s).valid();
}

// A label of one of these names the loop or switch itself; nothing can be put between them.
bool KeepsLabel(const ast::Stmt* s) {
  return s->kind == NodeKind::kForStmt || s->kind == NodeKind::kRangeStmt || s->kind == NodeKind::kSwitchStmt ||
         s->kind == NodeKind::kSelectStmt || s->kind == NodeKind::kTypeSwitchStmt;
}

}  // namespace

void CoverPlan::AddFile(const ast::File& file, std::string name) {
  files_.push_back(std::move(name));
  Visit(file);
}

void CoverPlan::AddBlock(const ast::Node* at, Pos begin, Pos end, size_t statements) {
  counters_.emplace(at, static_cast<uint32_t>(blocks_.size()));
  blocks_.push_back({static_cast<uint32_t>(files_.size() - 1), sources_.LocatePhysical(begin), sources_.LocatePhysical(end),
                     static_cast<uint32_t>(statements)});
}

void CoverPlan::AddBlocks(const ast::Node* at, Pos begin, Pos inside, Pos end, ast::List<ast::Stmt> list, bool to_closing_brace) {
  if (list.empty()) return AddBlock(at, inside, end, 0);
  // A labelled statement is counted apart from its label, behind which the counter stands.
  std::vector<const ast::Stmt*> stmts(list.begin(), list.end());
  for (size_t first = 0; first < stmts.size();) {
    size_t next = first;
    Pos stop = end;
    bool split = false;
    while (next < stmts.size() && !split) {
      const ast::Stmt* s = stmts[next];
      stop = BoundaryOf(s);
      split = EndsBlock(s);
      ++next;
      const auto* label = ast::TryAs<ast::LabeledStmt>(s);
      if (split && label != nullptr && !KeepsLabel(label->stmt)) {
        stop = ast::StartPos(*label);
        stmts.insert(stmts.begin() + static_cast<std::ptrdiff_t>(next), label->stmt);
      }
    }
    if (split) to_closing_brace = false;
    if (to_closing_brace) stop = end;
    const Pos start = first == 0 ? begin : ast::StartPos(*stmts[first]);
    if (start != stop) AddBlock(stmts[first], start, stop, next - first);
    first = next;
  }
}

// "else if" is a block that holds the inner if; "else {" begins behind the keyword.
void CoverPlan::VisitElse(const ast::IfStmt& s) {
  const SourceFile& source = *sources_.FindFile(s.pos);
  const uint32_t after = source.OffsetOf(ast::EndPos(*s.body));
  // Between the body and "else" there may only be space and comments of one line.
  uint32_t keyword = source.OffsetOf(ast::StartPos(*s.els));
  const size_t found = source.text().substr(after, keyword - after).rfind("else");
  if (found != std::string_view::npos) keyword = after + static_cast<uint32_t>(found);
  const Pos begin = source.PosAt(keyword + 4);
  if (const auto* block = ast::TryAs<ast::BlockStmt>(s.els)) {
    AddBlocks(block, begin, begin + 1, block->rbrace + 1, block->list, /*to_closing_brace=*/true);
    for (const ast::Stmt* stmt : block->list) Visit(*stmt);
  } else {
    ast::Stmt* const inner[] = {s.els};
    AddBlocks(s.els, begin, begin + 1, ast::EndPos(*s.els) + 1, inner, /*to_closing_brace=*/true);
    Visit(*s.els);
  }
}

void CoverPlan::Visit(const ast::Node& node) {
  auto clauses = [&](const auto& list) {
    for (const auto* clause : list) {
      const Pos end = clause->body.empty() ? clause->colon + 1 : ast::EndPos(*clause->body.back());
      AddBlocks(clause, clause->colon + 1, clause->colon + 1, end, clause->body, /*to_closing_brace=*/false);
    }
  };
  switch (node.kind) {
    case NodeKind::kBlockStmt: {
      const auto& block = static_cast<const ast::BlockStmt&>(node);
      AddBlocks(&block, block.pos, block.pos + 1, block.rbrace + 1, block.list, /*to_closing_brace=*/true);
      break;
    }
    case NodeKind::kSwitchStmt: clauses(static_cast<const ast::SwitchStmt&>(node).body); break;
    case NodeKind::kTypeSwitchStmt: clauses(static_cast<const ast::TypeSwitchStmt&>(node).body); break;
    case NodeKind::kSelectStmt: clauses(static_cast<const ast::SelectStmt&>(node).body); break;
    case NodeKind::kIfStmt: {
      const auto& s = static_cast<const ast::IfStmt&>(node);
      if (s.init != nullptr) Visit(*s.init);
      Visit(*s.cond);
      Visit(*s.body);
      if (s.els != nullptr) VisitElse(s);
      return;
    }
    case NodeKind::kFuncDecl:
      if (static_cast<const ast::FuncDecl&>(node).name->is_blank()) return;  // never runs
      break;
    default: break;
  }
  ast::ForEachChild(node, [this](const ast::Node& child) { Visit(child); });
}

}  // namespace golite::compiler
