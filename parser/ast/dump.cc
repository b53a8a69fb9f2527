// This file implements the dump of AST nodes.
#include "parser/ast/dump.h"

#include "parser/ast/walk.h"

namespace golite::ast {
namespace {

// What a node says besides its kind, position and children.
std::string Detail(const Node& node) {
  auto text = [](Token token) { return std::string(lexer::TokenText(token)); };
  switch (node.kind) {
    case NodeKind::kIdent: return std::string(static_cast<const Ident&>(node).name.view());
    case NodeKind::kBasicLit: return std::string(static_cast<const BasicLit&>(node).value);
    case NodeKind::kUnaryExpr: return text(static_cast<const UnaryExpr&>(node).op);
    case NodeKind::kBinaryExpr: return text(static_cast<const BinaryExpr&>(node).op);
    case NodeKind::kCallExpr: return static_cast<const CallExpr&>(node).has_dots() ? "..." : "";
    case NodeKind::kSliceExpr: {
      // Which of the indices are there.
      const auto& e = static_cast<const SliceExpr&>(node);
      std::string out = e.low != nullptr ? "low:" : ":";
      if (e.high != nullptr) out += "high";
      if (e.slice3) out += ":max";
      return out;
    }
    case NodeKind::kTypeAssertExpr: return static_cast<const TypeAssertExpr&>(node).type == nullptr ? "type" : "";
    case NodeKind::kCompositeLit: return static_cast<const CompositeLit&>(node).type == nullptr ? "elided" : "";
    case NodeKind::kChanType:
      switch (static_cast<const ChanType&>(node).dir) {
        case ChanDir::kBoth: return "";
        case ChanDir::kSend: return "send";
        case ChanDir::kRecv: return "recv";
      }
      return "";
    case NodeKind::kIncDecStmt: return text(static_cast<const IncDecStmt&>(node).tok);
    case NodeKind::kAssignStmt: return text(static_cast<const AssignStmt&>(node).tok);
    case NodeKind::kBranchStmt: return text(static_cast<const BranchStmt&>(node).tok);
    case NodeKind::kRangeStmt: {
      const auto& s = static_cast<const RangeStmt&>(node);
      return s.lhs.empty() ? "" : text(s.tok);
    }
    case NodeKind::kForStmt: {
      const auto& s = static_cast<const ForStmt&>(node);
      std::string out;
      if (s.init != nullptr) out += "init ";
      if (s.cond != nullptr) out += "cond ";
      if (s.post != nullptr) out += "post";
      if (out.ends_with(' ')) out.pop_back();
      return out;
    }
    case NodeKind::kCaseClause: return static_cast<const CaseClause&>(node).is_default ? "default" : "";
    case NodeKind::kCommClause: return static_cast<const CommClause&>(node).comm == nullptr ? "default" : "";
    case NodeKind::kGenDecl: return text(static_cast<const GenDecl&>(node).tok);
    case NodeKind::kFuncDecl: return static_cast<const FuncDecl&>(node).body == nullptr ? "native" : "";
    case NodeKind::kTypeSpec: return static_cast<const TypeSpec&>(node).is_alias() ? "=" : "";
    default: return "";
  }
}

void Dump(const Node& node, const SourceManager& sources, int depth, std::string& out) {
  out.append(static_cast<size_t>(depth) * 2, ' ');
  out += NodeKindName(node.kind);
  if (node.pos.valid()) {
    const Position at = sources.LocatePhysical(node.pos);
    out += ' ' + std::to_string(at.line) + ':' + std::to_string(at.column);
  }
  if (const std::string detail = Detail(node); !detail.empty()) out += ' ' + detail;
  out += '\n';
  ForEachChild(node, [&](const Node& child) { Dump(child, sources, depth + 1, out); });
}

}  // namespace

std::string DumpTree(const Node& root, const SourceManager& sources) {
  std::string out;
  Dump(root, sources, 0, out);
  return out;
}

}  // namespace golite::ast
