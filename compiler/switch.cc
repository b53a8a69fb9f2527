// This file implements switch and type switch statements.
#include <algorithm>

#include "compiler/lowerer.h"
#include "support/check.h"

namespace golite::compiler {

namespace {

constexpr size_t kMinSearch = 5;       // fewer integer cases are compared one by one
constexpr size_t kMinStringSearch = 9;

}  // namespace

void Lowerer::Switch(const ast::SwitchStmt* s) {
  const ast::LabeledStmt* label = TakeLabel();
  if (s->init != nullptr) Stmt(s->init);
  Reg tag = kNoReg;
  Type* tag_type = nullptr;
  if (s->tag != nullptr) {
    tag_type = TypeOf(s->tag);
    if (sema::IsUntyped(tag_type)) tag_type = sema::Default(tag_type);
    tag = ExprAs(s->tag, tag_type);
  }
  BlockId done = b_.NewBlock();
  std::vector<BlockId> blocks;
  BlockId otherwise = done;
  for (const ast::CaseClause* c : s->body) {
    blocks.push_back(b_.NewBlock());
    if (c->is_default) otherwise = blocks.back();
  }
  const bool searched = tag_type != nullptr && (SwitchOnInts(s, tag, tag_type, blocks, otherwise) ||
                                                SwitchOnStrings(s, tag, tag_type, blocks, otherwise));
  if (!searched) {
    for (size_t i = 0; i < s->body.size(); i++) {
      for (const ast::Expr* e : s->body[i]->list) {
        BlockId next = b_.NewBlock();
        At(e);
        if (s->tag == nullptr) {
          Cond(e, blocks[i], next);
        } else {
          b_.Branch(CaseMatches(tag, tag_type, e), blocks[i], next);
        }
        b_.SetBlock(next);
      }
    }
    Goto(otherwise);
  }
  targets_.push_back({s, label, done, kNoBlock});
  const BlockId outer_fallthrough = fallthrough_;
  for (size_t i = 0; i < s->body.size(); i++) {
    b_.SetBlock(blocks[i]);
    fallthrough_ = i + 1 < blocks.size() ? blocks[i + 1] : done;
    if (s->body[i]->body.empty()) Count(s->body[i]);
    Block(s->body[i]->body);
    Goto(done);
  }
  fallthrough_ = outer_fallthrough;
  targets_.pop_back();
  b_.SetBlock(done);
}

// tag == e as a comparison of the two would be.
Reg Lowerer::CaseMatches(Reg tag, Type* tag_type, const ast::Expr* e) {
  if (Tv(ast::Unparen(e)).mode == sema::Mode::kNilValue) return IsNil(tag, tag_type, /*not_nil=*/false);
  Type* t = TypeOf(e);
  if (!sema::IsInterface(t) || sema::IsInterface(tag_type)) {
    Reg y = ExprAs(e, tag_type);
    return CompareValues(Tok::kEql, tag, y, tag_type);
  }
  Reg y = Expr(e);
  return CompareValues(Tok::kEql, ToInterface(tag, tag_type), y, t);
}

bool Lowerer::SwitchOnInts(const ast::SwitchStmt* s, Reg tag, Type* t, std::span<const BlockId> blocks,
                           BlockId otherwise) {
  if (!sema::IsInteger(t)) return false;
  const bool is_unsigned = sema::IsUnsigned(t);
  std::vector<std::pair<int64_t, BlockId>> cases;
  for (size_t i = 0; i < s->body.size(); i++) {
    for (const ast::Expr* e : s->body[i]->list) {
      const sema::TypeAndValue tv = Tv(ast::Unparen(e));
      if (tv.mode != sema::Mode::kConstant || !tv.value) return false;
      cases.emplace_back(ConstBits(tv.value, t), blocks[i]);
    }
  }
  if (cases.size() < kMinSearch) return false;
  std::ranges::stable_sort(cases, [&](const auto& a, const auto& b) {
    return is_unsigned ? static_cast<uint64_t>(a.first) < static_cast<uint64_t>(b.first) : a.first < b.first;
  });
  for (size_t i = 1; i < cases.size(); i++) {
    if (cases[i].first == cases[i - 1].first) return false;
  }
  At(s);
  const uint64_t range = static_cast<uint64_t>(cases.back().first) - static_cast<uint64_t>(cases.front().first);
  if (range < cases.size() * 3 && range < 4096) {
    Reg index = tag;
    if (cases.front().first != 0) {
      index = b_.ScalarTemp();
      b_.Emit(Op::kSubI64, index, tag, Int(cases.front().first));
    }
    std::vector<BlockId> table(range + 1, otherwise);
    for (auto& [value, block] : cases) {
      table[static_cast<uint64_t>(value) - static_cast<uint64_t>(cases.front().first)] = block;
    }
    b_.JumpTable(index, table, otherwise);
    return true;
  }
  BinarySearch(tag, is_unsigned, cases, otherwise);
  return true;
}

void Lowerer::BinarySearch(Reg tag, bool is_unsigned, std::span<const std::pair<int64_t, BlockId>> cases,
                           BlockId otherwise) {
  while (cases.size() > 3) {
    const size_t mid = cases.size() / 2;
    BlockId low = b_.NewBlock(), high = b_.NewBlock();
    b_.BranchOp(is_unsigned ? Op::kJLtU64 : Op::kJLtI64, tag, Int(cases[mid].first), low, high);
    b_.SetBlock(low);
    BinarySearch(tag, is_unsigned, cases.first(mid), otherwise);
    b_.SetBlock(high);
    cases = cases.subspan(mid);
  }
  for (auto& [value, block] : cases) {
    BlockId next = b_.NewBlock();
    b_.BranchOp(Op::kJEqI64, tag, Int(value), block, next);
    b_.SetBlock(next);
  }
  b_.Jump(otherwise);
}

bool Lowerer::SwitchOnStrings(const ast::SwitchStmt* s, Reg tag, Type* t, std::span<const BlockId> blocks,
                              BlockId otherwise) {
  if (!sema::IsString(t)) return false;
  std::vector<std::pair<std::string_view, BlockId>> cases;
  for (size_t i = 0; i < s->body.size(); i++) {
    for (const ast::Expr* e : s->body[i]->list) {
      const sema::TypeAndValue tv = Tv(ast::Unparen(e));
      if (tv.mode != sema::Mode::kConstant || !tv.value) return false;
      cases.emplace_back(sema::constant::StringVal(tv.value), blocks[i]);
    }
  }
  if (cases.size() < kMinStringSearch) return false;
  std::ranges::stable_sort(cases, {}, [](const auto& c) { return c.first; });
  for (size_t i = 1; i < cases.size(); i++) {
    if (cases[i].first == cases[i - 1].first) return false;
  }
  struct Part {
    std::span<const std::pair<std::string_view, BlockId>> cases;
    BlockId block;
  };
  At(s);
  std::vector<Part> parts = {{cases, kNoBlock}};
  while (!parts.empty()) {
    auto [list, block] = parts.back();
    parts.pop_back();
    if (block != kNoBlock) b_.SetBlock(block);
    if (list.size() > 4) {
      const size_t mid = list.size() / 2;
      BlockId low = b_.NewBlock(), high = b_.NewBlock();
      Reg less = b_.ScalarTemp();
      b_.Emit(Op::kLtStr, less, tag, StringConst(list[mid].first));
      b_.Branch(less, low, high);
      parts.push_back({list.subspan(mid), high});
      parts.push_back({list.first(mid), low});
      continue;
    }
    for (auto& [text, target] : list) {
      BlockId next = b_.NewBlock();
      b_.BranchOp(Op::kJEqStr, tag, StringConst(text), target, next);
      b_.SetBlock(next);
    }
    b_.Jump(otherwise);
  }
  return true;
}

// The value in the interface x, whose dynamic type is known to be t.
Reg Lowerer::Unbox(Reg x, Type* t) {
  const Layout& l = LayoutOf(t);
  if (l.slots == 0) return kNoReg;
  if (l.slots == 1) {
    Reg r = NewTemp(t);
    b_.Move(r, x + 1);
    return r;
  }
  Reg r = NewTemp(t);
  b_.LoadSlots(r, x + 1, 0, l.slots, static_cast<uint32_t>(l.size));
  return r;
}

void Lowerer::TypeSwitch(const ast::TypeSwitchStmt* s) {
  const ast::LabeledStmt* label = TakeLabel();
  if (s->init != nullptr) Stmt(s->init);
  Type* xt = TypeOf(s->guard->x);
  Reg x = Snapshot(Expr(s->guard->x), xt);
  BlockId done = b_.NewBlock();
  std::vector<BlockId> blocks;
  BlockId otherwise = done;
  for (const ast::CaseClause* c : s->body) {
    blocks.push_back(b_.NewBlock());
    if (c->is_default) otherwise = blocks.back();
  }
  for (size_t i = 0; i < s->body.size(); i++) {
    for (const ast::Expr* e : s->body[i]->list) {
      BlockId next = b_.NewBlock();
      At(e);
      Reg is = b_.ScalarTemp();
      if (Tv(ast::Unparen(e)).mode == sema::Mode::kNilValue) {
        b_.Emit(Op::kEqI64, is, x, Int(0));
      } else {
        Type* t = Apply(Tv(ast::Unparen(e)).type);
        const bool iface = sema::IsInterface(t);
        b_.Emit(iface ? Op::kIfaceImpl : Op::kIfaceIs, is, x, {}, ir::ExtWord(TypeIndex(t)));
      }
      b_.Branch(is, blocks[i], next);
      b_.SetBlock(next);
    }
  }
  Goto(otherwise);
  targets_.push_back({s, label, done, kNoBlock});
  for (size_t i = 0; i < s->body.size(); i++) {
    const ast::CaseClause* c = s->body[i];
    b_.SetBlock(blocks[i]);
    if (auto it = info_->implicits.find(c); it != info_->implicits.end()) {
      auto* v = sema::As<sema::Var>(it->second);
      Type* t = Apply(v->type());
      At(c);
      DeclareVar(v, sema::IsInterface(t) ? x : Unbox(x, t));
    }
    if (c->body.empty()) Count(c);
    Block(c->body);
    Goto(done);
  }
  targets_.pop_back();
  b_.SetBlock(done);
}

}  // namespace golite::compiler
