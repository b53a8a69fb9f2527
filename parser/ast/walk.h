// This file implements the traversal of the AST: every child of a node in source order.
#pragma once

#include <type_traits>

#include "parser/ast/ast.h"

namespace golite::ast {

// Calls f(const Node&) for each non-null direct child of the node, in source order.
template <typename F>
void ForEachChild(const Node& node, F&& f) {
  auto one = [&f](const auto* child) {
    if (child != nullptr) f(static_cast<const Node&>(*child));
  };
  auto all = [&f](const auto& list) {
    for (const auto* child : list) f(static_cast<const Node&>(*child));
  };
  VisitNode(node, [&](const auto& n) {
    using T = std::remove_cvref_t<decltype(n)>;
    if constexpr (std::is_same_v<T, Ellipsis>) {
      one(n.elem);
    } else if constexpr (std::is_same_v<T, FuncLit>) {
      one(n.type), one(n.body);
    } else if constexpr (std::is_same_v<T, CompositeLit>) {
      one(n.type), all(n.elts);
    } else if constexpr (std::is_same_v<T, ParenExpr> || std::is_same_v<T, StarExpr> || std::is_same_v<T, UnaryExpr> ||
                         std::is_same_v<T, ExprStmt> || std::is_same_v<T, IncDecStmt>) {
      one(n.x);
    } else if constexpr (std::is_same_v<T, SelectorExpr>) {
      one(n.x), one(n.sel);
    } else if constexpr (std::is_same_v<T, IndexExpr>) {
      one(n.x), all(n.indices);
    } else if constexpr (std::is_same_v<T, SliceExpr>) {
      one(n.x), one(n.low), one(n.high), one(n.max);
    } else if constexpr (std::is_same_v<T, TypeAssertExpr>) {
      one(n.x), one(n.type);
    } else if constexpr (std::is_same_v<T, CallExpr>) {
      one(n.fun), all(n.args);
    } else if constexpr (std::is_same_v<T, BinaryExpr>) {
      one(n.x), one(n.y);
    } else if constexpr (std::is_same_v<T, KeyValueExpr>) {
      one(n.key), one(n.value);
    } else if constexpr (std::is_same_v<T, ArrayType>) {
      one(n.len), one(n.elem);
    } else if constexpr (std::is_same_v<T, StructType>) {
      one(n.fields);
    } else if constexpr (std::is_same_v<T, FuncType>) {
      one(n.type_params), one(n.params), one(n.results);
    } else if constexpr (std::is_same_v<T, InterfaceType>) {
      one(n.methods);
    } else if constexpr (std::is_same_v<T, MapType>) {
      one(n.key), one(n.value);
    } else if constexpr (std::is_same_v<T, ChanType>) {
      one(n.value);
    } else if constexpr (std::is_same_v<T, DeclStmt>) {
      one(n.decl);
    } else if constexpr (std::is_same_v<T, LabeledStmt>) {
      one(n.label), one(n.stmt);
    } else if constexpr (std::is_same_v<T, SendStmt>) {
      one(n.chan), one(n.value);
    } else if constexpr (std::is_same_v<T, AssignStmt>) {
      all(n.lhs), all(n.rhs);
    } else if constexpr (std::is_same_v<T, GoStmt> || std::is_same_v<T, DeferStmt>) {
      one(n.call);
    } else if constexpr (std::is_same_v<T, ReturnStmt>) {
      all(n.results);
    } else if constexpr (std::is_same_v<T, BranchStmt>) {
      one(n.label);
    } else if constexpr (std::is_same_v<T, BlockStmt> || std::is_same_v<T, FieldList>) {
      all(n.list);
    } else if constexpr (std::is_same_v<T, IfStmt>) {
      one(n.init), one(n.cond), one(n.body), one(n.els);
    } else if constexpr (std::is_same_v<T, CaseClause>) {
      all(n.list), all(n.body);
    } else if constexpr (std::is_same_v<T, SwitchStmt>) {
      one(n.init), one(n.tag), all(n.body);
    } else if constexpr (std::is_same_v<T, TypeSwitchStmt>) {
      one(n.init), one(n.lhs), one(n.guard), all(n.body);
    } else if constexpr (std::is_same_v<T, CommClause>) {
      one(n.comm), all(n.body);
    } else if constexpr (std::is_same_v<T, SelectStmt>) {
      all(n.body);
    } else if constexpr (std::is_same_v<T, ForStmt>) {
      one(n.init), one(n.cond), one(n.post), one(n.body);
    } else if constexpr (std::is_same_v<T, RangeStmt>) {
      all(n.lhs), one(n.x), one(n.body);
    } else if constexpr (std::is_same_v<T, GenDecl>) {
      all(n.specs);
    } else if constexpr (std::is_same_v<T, FuncDecl>) {
      one(n.recv), one(n.name), one(n.type), one(n.body);
    } else if constexpr (std::is_same_v<T, ImportSpec>) {
      one(n.name), one(n.path);
    } else if constexpr (std::is_same_v<T, ValueSpec>) {
      all(n.names), one(n.type), all(n.values);
    } else if constexpr (std::is_same_v<T, TypeSpec>) {
      one(n.name), one(n.type_params), one(n.type);
    } else if constexpr (std::is_same_v<T, Field>) {
      all(n.names), one(n.type), one(n.tag);
    } else if constexpr (std::is_same_v<T, File>) {
      one(n.name), all(n.decls);
    } else {
      static_assert(std::is_same_v<T, BadExpr> || std::is_same_v<T, Ident> || std::is_same_v<T, BasicLit> ||
                    std::is_same_v<T, BadStmt> || std::is_same_v<T, EmptyStmt> || std::is_same_v<T, BadDecl>);
    }
  });
}

// Walks the tree below and including `node` in source order; pre(const Node&) returns whether to descend.
template <typename Pre>
void Inspect(const Node& node, Pre&& pre) {
  if (!pre(node)) return;
  ForEachChild(node, [&](const Node& child) { Inspect(child, pre); });
}

}  // namespace golite::ast
