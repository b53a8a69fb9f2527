// This file implements the text of expressions in messages: the short form in which gc prints them.

#include "sema/expr_string.h"

namespace golite::sema {

namespace {

class ExprWriter {
 public:
  explicit ExprWriter(std::string& out) : out_(out) {}

  void Write(const ast::Expr* e) {
    if (e == nullptr) return;
    if (depth_ > kMaxDepth) {
      out_ += "\u2026";
      return;
    }
    depth_++;
    ast::VisitExpr(*e, [this](const auto& n) { WriteNode(n); });
    depth_--;
  }

 private:
  static constexpr int kMaxDepth = 200;

  void WriteList(ast::List<ast::Expr> list) {
    bool first = true;
    for (const ast::Expr* e : list) {
      if (!first) out_ += ", ";
      first = false;
      Write(e);
    }
  }

  void WriteFields(const ast::FieldList* list, std::string_view separator) {
    if (list == nullptr) return;
    bool first = true;
    for (const ast::Field* f : list->list) {
      if (!first) out_ += separator;
      first = false;
      bool first_name = true;
      for (const ast::Ident* name : f->names) {
        if (!first_name) out_ += ", ";
        first_name = false;
        out_ += name->name.view();
      }
      if (!f->names.empty()) out_ += ' ';
      Write(f->type);
      if (f->tag != nullptr) {
        out_ += ' ';
        out_ += f->tag->value;
      }
    }
  }

  void WriteSignature(const ast::FuncType& n) {
    if (n.type_params != nullptr) {
      out_ += '[';
      WriteFields(n.type_params, ", ");
      out_ += ']';
    }
    out_ += '(';
    WriteFields(n.params, ", ");
    out_ += ')';
    if (n.results == nullptr || n.results->list.empty()) return;
    out_ += ' ';
    if (n.results->list.size() == 1 && n.results->list[0]->names.empty()) {
      Write(n.results->list[0]->type);
      return;
    }
    out_ += '(';
    WriteFields(n.results, ", ");
    out_ += ')';
  }

  void WriteNode(const ast::BadExpr&) { out_ += "<bad expr>"; }
  void WriteNode(const ast::Ident& n) { out_ += n.name.view(); }
  void WriteNode(const ast::Ellipsis& n) {
    out_ += "...";
    Write(n.elem);
  }
  void WriteNode(const ast::BasicLit& n) { out_ += n.value; }
  void WriteNode(const ast::FuncLit& n) {
    Write(n.type);
    out_ += n.body->list.empty() ? " {}" : " {\u2026}";
  }
  void WriteNode(const ast::CompositeLit& n) {
    Write(n.type);
    out_ += n.elts.empty() ? "{}" : "{\u2026}";
  }
  void WriteNode(const ast::ParenExpr& n) {
    out_ += '(';
    Write(n.x);
    out_ += ')';
  }
  void WriteNode(const ast::SelectorExpr& n) {
    Write(n.x);
    out_ += '.';
    out_ += n.sel->name.view();
  }
  void WriteNode(const ast::IndexExpr& n) {
    Write(n.x);
    out_ += '[';
    WriteList(n.indices);
    out_ += ']';
  }
  void WriteNode(const ast::SliceExpr& n) {
    Write(n.x);
    out_ += '[';
    Write(n.low);
    out_ += ':';
    Write(n.high);
    if (n.max != nullptr) {
      out_ += ':';
      Write(n.max);
    }
    out_ += ']';
  }
  void WriteNode(const ast::TypeAssertExpr& n) {
    Write(n.x);
    out_ += ".(";
    if (n.type != nullptr) {
      Write(n.type);
    } else {
      out_ += "type";
    }
    out_ += ')';
  }
  void WriteNode(const ast::CallExpr& n) {
    Write(n.fun);
    out_ += '(';
    WriteList(n.args);
    if (n.has_dots()) out_ += "...";
    out_ += ')';
  }
  void WriteNode(const ast::StarExpr& n) {
    out_ += '*';
    Write(n.x);
  }
  void WriteNode(const ast::UnaryExpr& n) {
    out_ += lexer::TokenText(n.op);
    Write(n.x);
  }
  void WriteNode(const ast::BinaryExpr& n) {
    // Long sums are left-deep: walk down the left spine without recursion.
    std::vector<const ast::BinaryExpr*> spine = {&n};
    while (const auto* b = ast::TryAs<ast::BinaryExpr>(static_cast<const ast::Node*>(spine.back()->x))) spine.push_back(b);
    Write(spine.back()->x);
    for (size_t i = spine.size(); i-- > 0;) {
      out_ += ' ';
      out_ += lexer::TokenText(spine[i]->op);
      out_ += ' ';
      Write(spine[i]->y);
    }
  }
  void WriteNode(const ast::KeyValueExpr& n) {
    Write(n.key);
    out_ += ": ";
    Write(n.value);
  }
  void WriteNode(const ast::ArrayType& n) {
    out_ += '[';
    Write(n.len);
    out_ += ']';
    Write(n.elem);
  }
  void WriteNode(const ast::StructType& n) {
    out_ += "struct{";
    if (!n.fields->list.empty()) {
      out_ += ' ';
      WriteFields(n.fields, "; ");
      out_ += ' ';
    }
    out_ += '}';
  }
  void WriteNode(const ast::FuncType& n) {
    out_ += "func";
    WriteSignature(n);
  }
  void WriteNode(const ast::InterfaceType& n) {
    out_ += "interface{";
    bool first = true;
    for (const ast::Field* f : n.methods->list) {
      out_ += first ? " " : "; ";
      first = false;
      if (f->names.empty()) {
        Write(f->type);
        continue;
      }
      out_ += f->names[0]->name.view();
      if (const auto* sig = ast::TryAs<ast::FuncType>(static_cast<const ast::Node*>(f->type))) WriteSignature(*sig);
    }
    out_ += first ? "}" : " }";
  }
  void WriteNode(const ast::MapType& n) {
    out_ += "map[";
    Write(n.key);
    out_ += ']';
    Write(n.value);
  }
  void WriteNode(const ast::ChanType& n) {
    if (n.dir == ast::ChanDir::kRecv) out_ += "<-";
    out_ += "chan";
    if (n.dir == ast::ChanDir::kSend) out_ += "<-";
    out_ += ' ';
    Write(n.value);
  }

  std::string& out_;
  int depth_ = 0;
};

}  // namespace

std::string ExprString(const ast::Expr* e) {
  std::string out;
  ExprWriter(out).Write(e);
  return out;
}

}  // namespace golite::sema
