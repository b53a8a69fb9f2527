// This file implements the short source form of expressions.
#include "parser/ast/print.h"

namespace golite::ast {
namespace {

class Printer {
 public:
  std::string out;

  void Print(const Expr* e) {
    VisitExpr(*e, [this](const auto& x) { Expression(x); });
  }

  void PrintList(List<Expr> list) {
    for (size_t i = 0; i < list.size(); ++i) {
      if (i > 0) out += ", ";
      Print(list[i]);
    }
  }

 private:
  void Expression(const BadExpr&) { out += "<bad expr>"; }
  void Expression(const Ident& e) { out += e.name.view(); }
  void Expression(const Ellipsis& e) {
    out += "...";
    if (e.elem != nullptr) Print(e.elem);
  }
  void Expression(const BasicLit& e) { out += e.value; }
  void Expression(const FuncLit& e) {
    out += "func";
    Signature(*e.type);
    out += e.body->list.empty() ? " {}" : " {…}";
  }
  void Expression(const CompositeLit& e) {
    if (e.type != nullptr) Print(e.type);
    out += e.elts.empty() ? "{}" : "{…}";
  }
  void Expression(const ParenExpr& e) {
    out += '(';
    Print(e.x);
    out += ')';
  }
  void Expression(const SelectorExpr& e) {
    Print(e.x);
    out += '.';
    out += e.sel->name.view();
  }
  void Expression(const IndexExpr& e) {
    Print(e.x);
    out += '[';
    PrintList(e.indices);
    out += ']';
  }
  void Expression(const SliceExpr& e) {
    Print(e.x);
    out += '[';
    if (e.low != nullptr) Print(e.low);
    out += ':';
    if (e.high != nullptr) Print(e.high);
    if (e.slice3) {
      out += ':';
      if (e.max != nullptr) Print(e.max);
    }
    out += ']';
  }
  void Expression(const TypeAssertExpr& e) {
    Print(e.x);
    out += ".(";
    if (e.type == nullptr) {
      out += "type";
    } else {
      Print(e.type);
    }
    out += ')';
  }
  void Expression(const CallExpr& e) {
    Print(e.fun);
    out += '(';
    PrintList(e.args);
    if (e.has_dots()) out += "...";
    out += ')';
  }
  void Expression(const StarExpr& e) {
    out += '*';
    Print(e.x);
  }
  void Expression(const UnaryExpr& e) {
    out += lexer::TokenText(e.op);
    Print(e.x);
  }
  void Expression(const BinaryExpr& e) {
    // Chains lean to the left and may be long, so they are walked in a loop.
    const BinaryExpr* spine = &e;
    size_t length = 1;
    while (const auto* left = TryAs<BinaryExpr>(spine->x)) spine = left, ++length;
    if (length > 100) {
      Print(spine->x);
      out += " … ";
      Print(e.y);
      return;
    }
    Print(e.x);
    out += ' ';
    out += lexer::TokenText(e.op);
    out += ' ';
    Print(e.y);
  }
  void Expression(const KeyValueExpr& e) {
    Print(e.key);
    out += ": ";
    Print(e.value);
  }
  void Expression(const ArrayType& e) {
    out += '[';
    if (e.len != nullptr) Print(e.len);
    out += ']';
    Print(e.elem);
  }
  void Expression(const StructType& e) {
    out += "struct{";
    for (size_t i = 0; i < e.fields->list.size(); ++i) {
      const Field& field = *e.fields->list[i];
      if (i > 0) out += "; ";
      Names(field);
      Print(field.type);
      if (field.tag != nullptr) out.append(" ").append(field.tag->value);
    }
    out += '}';
  }
  void Expression(const FuncType& e) {
    out += "func";
    Signature(e);
  }
  void Expression(const InterfaceType& e) {
    out += "interface{";
    for (size_t i = 0; i < e.methods->list.size(); ++i) {
      const Field& method = *e.methods->list[i];
      if (i > 0) out += "; ";
      if (method.names.empty()) {
        Print(method.type);
      } else {
        out += method.names[0]->name.view();
        Signature(static_cast<const FuncType&>(*method.type));
      }
    }
    out += '}';
  }
  void Expression(const MapType& e) {
    out += "map[";
    Print(e.key);
    out += ']';
    Print(e.value);
  }
  void Expression(const ChanType& e) {
    if (e.dir == ChanDir::kRecv) out += "<-";
    out += "chan";
    if (e.dir == ChanDir::kSend) out += "<-";
    out += ' ';
    const auto* elem = TryAs<ChanType>(e.value);
    const bool parens = elem != nullptr && elem->dir == ChanDir::kRecv && e.dir != ChanDir::kSend;
    if (parens) out += '(';
    Print(e.value);
    if (parens) out += ')';
  }

  void Fields(const FieldList& list, char open, char close) {
    out += open;
    for (size_t i = 0; i < list.list.size(); ++i) {
      const Field& field = *list.list[i];
      if (i > 0) out += ", ";
      Names(field);
      Print(field.type);
    }
    out += close;
  }
  void Names(const Field& field) {
    for (size_t k = 0; k < field.names.size(); ++k) {
      if (k > 0) out += ", ";
      out += field.names[k]->name.view();
    }
    if (!field.names.empty()) out += ' ';
  }
  void Signature(const FuncType& type) {
    if (type.type_params != nullptr) Fields(*type.type_params, '[', ']');
    Fields(*type.params, '(', ')');
    if (type.results == nullptr) return;
    out += ' ';
    if (type.results->list.size() == 1 && type.results->list[0]->names.empty()) {
      Print(type.results->list[0]->type);
    } else {
      Fields(*type.results, '(', ')');
    }
  }
};

}  // namespace

std::string ExprString(const Expr& e) {
  Printer printer;
  printer.Print(&e);
  return std::move(printer.out);
}

std::string StmtString(const Stmt& s) {
  Printer printer;
  switch (s.kind) {
    case NodeKind::kExprStmt: printer.Print(static_cast<const ExprStmt&>(s).x); break;
    case NodeKind::kSendStmt:
      printer.Print(static_cast<const SendStmt&>(s).chan);
      printer.out += " <- ";
      printer.Print(static_cast<const SendStmt&>(s).value);
      break;
    case NodeKind::kIncDecStmt:
      printer.Print(static_cast<const IncDecStmt&>(s).x);
      printer.out += lexer::TokenText(static_cast<const IncDecStmt&>(s).tok);
      break;
    case NodeKind::kAssignStmt: {
      const auto& assign = static_cast<const AssignStmt&>(s);
      printer.PrintList(assign.lhs);
      printer.out += ' ';
      printer.out += lexer::TokenText(assign.tok);
      printer.out += ' ';
      printer.PrintList(assign.rhs);
      break;
    }
    default: return "statement";
  }
  return std::move(printer.out);
}

}  // namespace golite::ast
