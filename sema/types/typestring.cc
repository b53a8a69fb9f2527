// This file implements the text of types as gc prints them.

#include <algorithm>
#include <vector>

#include "sema/types/object.h"
#include "sema/types/package.h"
#include "sema/types/type.h"
#include "sema/types/universe.h"

namespace golite::sema {

namespace {

// Whether another package with the name of pkg takes part in the program that `current` belongs to, as far as it is seen
// from there. What packages of the library import for themselves does not count.
bool IsAmbiguous(const Package& pkg, const Package& current) {
  std::vector<const Package*> seen = {&current};
  for (size_t i = 0; i < seen.size(); i++) {
    if (seen[i] != &pkg && seen[i]->name() == pkg.name() && seen[i]->path() != pkg.path()) return true;
    if (seen[i]->lazy) continue;
    for (const Package* p : seen[i]->imports) {
      if (std::ranges::find(seen, p) == seen.end()) seen.push_back(p);
    }
  }
  return false;
}

class TypeWriter {
 public:
  TypeWriter(std::string& out, const Qualifier& q) : out_(out), q_(q) {}

  void Write(Type* t) {
    if (t == nullptr) {
      out_ += "<nil>";
      return;
    }
    if (depth_ > kMaxDepth) {
      out_ += "...";
      return;
    }
    depth_++;
    WriteKind(t);
    depth_--;
  }

  void WriteSig(Signature* sig) {
    if (!sig->tparams().empty()) WriteTParams(sig->tparams());
    WriteTuple(sig->params(), sig->variadic());
    Tuple* results = sig->results();
    if (results->len() == 0) return;
    out_ += ' ';
    if (results->len() == 1 && results->at(0)->name().empty()) {
      Write(results->at(0)->type());
      return;
    }
    WriteTuple(results, /*variadic=*/false);
  }

 private:
  // Deep enough for every readable type; a limit because anonymous interfaces may be cyclic.
  static constexpr int kMaxDepth = 100;

  void WriteKind(Type* t) {
    switch (t->kind()) {
      case TypeKind::kBasic: out_ += static_cast<Basic*>(t)->name(); return;
      case TypeKind::kPointer:
        out_ += '*';
        Write(static_cast<Pointer*>(t)->elem());
        return;
      case TypeKind::kSlice:
        out_ += "[]";
        Write(static_cast<Slice*>(t)->elem());
        return;
      case TypeKind::kArray:
        out_ += '[';
        out_ += std::to_string(static_cast<Array*>(t)->len());
        out_ += ']';
        Write(static_cast<Array*>(t)->elem());
        return;
      case TypeKind::kMap:
        out_ += "map[";
        Write(static_cast<Map*>(t)->key());
        out_ += ']';
        Write(static_cast<Map*>(t)->elem());
        return;
      case TypeKind::kChan: WriteChan(static_cast<Chan*>(t)); return;
      case TypeKind::kStruct: WriteStruct(static_cast<Struct*>(t)); return;
      case TypeKind::kTuple: WriteTuple(static_cast<Tuple*>(t), false); return;
      case TypeKind::kSignature:
        out_ += "func";
        WriteSig(static_cast<Signature*>(t));
        return;
      case TypeKind::kInterface: WriteInterface(static_cast<Interface*>(t)); return;
      case TypeKind::kUnion: {
        bool first = true;
        for (const Term& term : static_cast<Union*>(t)->terms()) {
          if (!first) out_ += " | ";
          first = false;
          if (term.tilde) out_ += '~';
          Write(term.type);
        }
        return;
      }
      case TypeKind::kNamed: {
        Named* n = static_cast<Named*>(t);
        WriteTypeName(n->obj());
        if (n->is_instance()) {
          WriteTypeList(n->targs());
        } else if (!n->tparams().empty()) {
          WriteTParams(n->tparams());
        }
        return;
      }
      case TypeKind::kTypeParam: out_ += static_cast<TypeParam*>(t)->obj()->name().view(); return;
      case TypeKind::kAlias: {
        Alias* a = static_cast<Alias*>(t);
        WriteTypeName(a->obj());
        if (!a->targs().empty()) {
          WriteTypeList(a->targs());
        } else if (!a->tparams().empty()) {
          WriteTParams(a->tparams());
        }
        return;
      }
    }
  }

  void WriteChan(Chan* t) {
    switch (t->dir()) {
      case ChanDir::kSendOnly: out_ += "chan<- "; break;
      case ChanDir::kRecvOnly: out_ += "<-chan "; break;
      case ChanDir::kSendRecv: {
        out_ += "chan ";
        // chan (<-chan T) requires parentheses
        Type* elem = t->elem();
        if (elem->kind() == TypeKind::kChan && static_cast<Chan*>(elem)->dir() == ChanDir::kRecvOnly) {
          out_ += '(';
          Write(elem);
          out_ += ')';
          return;
        }
      }
    }
    Write(t->elem());
  }

  void WriteStruct(Struct* t) {
    out_ += "struct{";
    for (int i = 0; i < t->num_fields(); i++) {
      if (i > 0) out_ += "; ";
      Var* f = t->field(i);
      if (!f->embedded()) {
        out_ += f->name().view();
        out_ += ' ';
      }
      Write(f->type());
      if (!t->tag(i).empty()) {
        out_ += ' ';
        out_ += constant::Quote(t->tag(i));
      }
    }
    out_ += '}';
  }

  void WriteInterface(Interface* t) {
    if (t->implicit()) {
      if (t->explicit_methods().empty() && t->embeddeds().size() == 1) {
        Write(t->embeddeds()[0]);
        return;
      }
      out_ += "/* implicit */ ";
    }
    out_ += "interface{";
    bool first = true;
    for (Func* m : t->explicit_methods()) {
      if (!first) out_ += "; ";
      first = false;
      out_ += m->name().view();
      if (Signature* sig = m->signature()) WriteSig(sig);
    }
    for (Type* e : t->embeddeds()) {
      if (!first) out_ += "; ";
      first = false;
      Write(e);
    }
    out_ += '}';
  }

  void WriteTypeName(TypeName* o) {
    Package* pkg = o->pkg();
    if (pkg != nullptr && pkg != q_.current) {
      if (q_.go_types) {
        out_ += pkg->path();
      } else if (q_.full_paths || (q_.current != nullptr && IsAmbiguous(*pkg, *q_.current))) {
        out_ += '"' + pkg->path() + '"';
      } else {
        out_ += pkg->name();
      }
      out_ += '.';
    }
    out_ += o->name().view();
  }

  void WriteTypeList(std::span<Type* const> list) {
    out_ += '[';
    bool first = true;
    for (Type* t : list) {
      if (!first) out_ += ',';
      first = false;
      Write(t);
    }
    out_ += ']';
  }

  void WriteTParams(std::span<TypeParam* const> list) {
    out_ += '[';
    Type* previous = nullptr;
    for (size_t i = 0; i < list.size(); i++) {
      if (i > 0) {
        if (list[i]->constraint() != previous) {
          // Finish the group of parameters that share a constraint.
          out_ += ' ';
          Write(previous);
        }
        out_ += ", ";
      }
      previous = list[i]->constraint();
      Write(list[i]);
    }
    if (!list.empty() && previous != nullptr) {
      out_ += ' ';
      Write(previous);
    }
    out_ += ']';
  }

  void WriteTuple(Tuple* t, bool variadic) {
    out_ += '(';
    for (int i = 0; i < t->len(); i++) {
      if (i > 0) out_ += ", ";
      Var* v = t->at(i);
      if (!v->name().empty()) {
        out_ += v->name().view();
        out_ += ' ';
      }
      Type* type = v->type();
      if (variadic && i == t->len() - 1) {
        if (Slice* s = TryAs<Slice>(type)) {
          out_ += "...";
          Write(s->elem());
        } else {
          // append([]byte, string...)
          Write(type);
          out_ += "...";
        }
        continue;
      }
      Write(type);
    }
    out_ += ')';
  }

  std::string& out_;
  const Qualifier& q_;
  int depth_ = 0;
};

}  // namespace

void WriteType(std::string& out, Type* t, const Qualifier& q) {
  TypeWriter(out, q).Write(t);
}

void WriteSignature(std::string& out, Signature* sig, const Qualifier& q) {
  TypeWriter(out, q).WriteSig(sig);
}

std::string TypeString(Type* t, const Qualifier& q) {
  std::string out;
  WriteType(out, t, q);
  return out;
}

}  // namespace golite::sema
