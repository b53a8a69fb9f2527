// This file implements the names of AST nodes and the extent of their text.
#include "parser/ast/ast.h"

namespace golite::ast {

std::string_view NodeKindName(NodeKind kind) {
  constexpr std::string_view kNames[] = {
#define EXPR(name) #name,
#define STMT(name) #name,
#define DECL(name) #name,
#define SPEC(name) #name,
#define NODE(name) #name,
#include "parser/ast/nodes.def"
#undef EXPR
#undef STMT
#undef DECL
#undef SPEC
#undef NODE
  };
  return kNames[static_cast<uint8_t>(kind)];
}

Pos StartPos(const Node& node) {
  const Node* n = &node;
  while (true) {
    switch (n->kind) {
      case NodeKind::kCompositeLit: {
        const Expr* type = static_cast<const CompositeLit*>(n)->type;
        if (type == nullptr) return n->pos;
        n = type;
        break;
      }
      case NodeKind::kSelectorExpr: n = static_cast<const SelectorExpr*>(n)->x; break;
      case NodeKind::kIndexExpr: n = static_cast<const IndexExpr*>(n)->x; break;
      case NodeKind::kSliceExpr: n = static_cast<const SliceExpr*>(n)->x; break;
      case NodeKind::kTypeAssertExpr: n = static_cast<const TypeAssertExpr*>(n)->x; break;
      case NodeKind::kCallExpr: n = static_cast<const CallExpr*>(n)->fun; break;
      case NodeKind::kBinaryExpr: n = static_cast<const BinaryExpr*>(n)->x; break;
      case NodeKind::kKeyValueExpr: n = static_cast<const KeyValueExpr*>(n)->key; break;
      case NodeKind::kExprStmt: n = static_cast<const ExprStmt*>(n)->x; break;
      case NodeKind::kSendStmt: n = static_cast<const SendStmt*>(n)->chan; break;
      case NodeKind::kIncDecStmt: n = static_cast<const IncDecStmt*>(n)->x; break;
      case NodeKind::kAssignStmt: n = static_cast<const AssignStmt*>(n)->lhs[0]; break;
      case NodeKind::kLabeledStmt: n = static_cast<const LabeledStmt*>(n)->label; break;
      default: return n->pos;
    }
  }
}

Pos EndPos(const Node& node) {
  const Node* n = &node;
  auto keyword = [](Pos pos, Token tok) { return pos + static_cast<uint32_t>(lexer::TokenText(tok).size()); };
  while (true) {
    const Node* last = nullptr;  // the child that ends the node
    switch (n->kind) {
      case NodeKind::kIdent: return n->pos + static_cast<uint32_t>(static_cast<const Ident*>(n)->name.view().size());
      case NodeKind::kBasicLit: return n->pos + static_cast<uint32_t>(static_cast<const BasicLit*>(n)->value.size());
      case NodeKind::kEllipsis: {
        last = static_cast<const Ellipsis*>(n)->elem;
        if (last == nullptr) return n->pos + 3;
        break;
      }
      case NodeKind::kFuncLit: last = static_cast<const FuncLit*>(n)->body; break;
      case NodeKind::kCompositeLit: return static_cast<const CompositeLit*>(n)->rbrace + 1;
      case NodeKind::kParenExpr: return static_cast<const ParenExpr*>(n)->rparen + 1;
      case NodeKind::kSelectorExpr: last = static_cast<const SelectorExpr*>(n)->sel; break;
      case NodeKind::kIndexExpr: return static_cast<const IndexExpr*>(n)->rbrack + 1;
      case NodeKind::kSliceExpr: return static_cast<const SliceExpr*>(n)->rbrack + 1;
      case NodeKind::kTypeAssertExpr: return static_cast<const TypeAssertExpr*>(n)->rparen + 1;
      case NodeKind::kCallExpr: return static_cast<const CallExpr*>(n)->rparen + 1;
      case NodeKind::kStarExpr: last = static_cast<const StarExpr*>(n)->x; break;
      case NodeKind::kUnaryExpr: last = static_cast<const UnaryExpr*>(n)->x; break;
      case NodeKind::kBinaryExpr: last = static_cast<const BinaryExpr*>(n)->y; break;
      case NodeKind::kKeyValueExpr: last = static_cast<const KeyValueExpr*>(n)->value; break;
      case NodeKind::kArrayType: last = static_cast<const ArrayType*>(n)->elem; break;
      case NodeKind::kStructType: return static_cast<const StructType*>(n)->fields->closing + 1;
      case NodeKind::kFuncType: {
        const auto* type = static_cast<const FuncType*>(n);
        last = type->results != nullptr ? type->results : type->params;
        break;
      }
      case NodeKind::kInterfaceType: return static_cast<const InterfaceType*>(n)->methods->closing + 1;
      case NodeKind::kMapType: last = static_cast<const MapType*>(n)->value; break;
      case NodeKind::kChanType: last = static_cast<const ChanType*>(n)->value; break;
      case NodeKind::kDeclStmt: last = static_cast<const DeclStmt*>(n)->decl; break;
      case NodeKind::kLabeledStmt: last = static_cast<const LabeledStmt*>(n)->stmt; break;
      case NodeKind::kExprStmt: last = static_cast<const ExprStmt*>(n)->x; break;
      case NodeKind::kSendStmt: last = static_cast<const SendStmt*>(n)->value; break;
      case NodeKind::kIncDecStmt: return n->pos + 2;
      case NodeKind::kAssignStmt: last = static_cast<const AssignStmt*>(n)->rhs.back(); break;
      case NodeKind::kGoStmt: last = static_cast<const GoStmt*>(n)->call; break;
      case NodeKind::kDeferStmt: last = static_cast<const DeferStmt*>(n)->call; break;
      case NodeKind::kReturnStmt: {
        const auto* s = static_cast<const ReturnStmt*>(n);
        if (s->results.empty()) return keyword(n->pos, Token::kReturn);
        last = s->results.back();
        break;
      }
      case NodeKind::kBranchStmt: {
        const auto* s = static_cast<const BranchStmt*>(n);
        if (s->label == nullptr) return keyword(n->pos, s->tok);
        last = s->label;
        break;
      }
      case NodeKind::kBlockStmt: return static_cast<const BlockStmt*>(n)->rbrace + 1;
      case NodeKind::kIfStmt: {
        const auto* s = static_cast<const IfStmt*>(n);
        last = s->els != nullptr ? s->els : s->body;
        break;
      }
      case NodeKind::kCaseClause: {
        const auto* s = static_cast<const CaseClause*>(n);
        if (s->body.empty()) return s->colon + 1;
        last = s->body.back();
        break;
      }
      case NodeKind::kSwitchStmt: return static_cast<const SwitchStmt*>(n)->rbrace + 1;
      case NodeKind::kTypeSwitchStmt: return static_cast<const TypeSwitchStmt*>(n)->rbrace + 1;
      case NodeKind::kCommClause: {
        const auto* s = static_cast<const CommClause*>(n);
        if (s->body.empty()) return s->colon + 1;
        last = s->body.back();
        break;
      }
      case NodeKind::kSelectStmt: return static_cast<const SelectStmt*>(n)->rbrace + 1;
      case NodeKind::kForStmt: last = static_cast<const ForStmt*>(n)->body; break;
      case NodeKind::kRangeStmt: last = static_cast<const RangeStmt*>(n)->body; break;
      case NodeKind::kGenDecl: {
        const auto* d = static_cast<const GenDecl*>(n);
        if (d->rparen.valid()) return d->rparen + 1;
        if (d->specs.empty()) return keyword(n->pos, d->tok);
        last = d->specs.back();
        break;
      }
      case NodeKind::kFuncDecl: {
        const auto* d = static_cast<const FuncDecl*>(n);
        last = d->body != nullptr ? static_cast<const Node*>(d->body) : d->type;
        break;
      }
      case NodeKind::kImportSpec: last = static_cast<const ImportSpec*>(n)->path; break;
      case NodeKind::kValueSpec: {
        const auto* s = static_cast<const ValueSpec*>(n);
        last = !s->values.empty() ? s->values.back() : s->type != nullptr ? s->type : s->names.back();
        break;
      }
      case NodeKind::kTypeSpec: last = static_cast<const TypeSpec*>(n)->type; break;
      case NodeKind::kField: {
        const auto* f = static_cast<const Field*>(n);
        last = f->tag != nullptr ? f->tag : f->type;
        break;
      }
      case NodeKind::kFieldList: {
        const auto* f = static_cast<const FieldList*>(n);
        if (f->closing.valid()) return f->closing + 1;
        if (f->list.empty()) return n->pos;
        last = f->list.back();
        break;
      }
      case NodeKind::kFile: return static_cast<const File*>(n)->eof;
      case NodeKind::kBadExpr:
      case NodeKind::kBadStmt:
      case NodeKind::kEmptyStmt:
      case NodeKind::kBadDecl: return n->pos;
    }
    n = last;
  }
}

}  // namespace golite::ast
