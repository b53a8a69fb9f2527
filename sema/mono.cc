// This file implements the search for instantiation cycles: func f[T any]() { f[*T]() } would need f[int], f[*int],
// f[**int] and so on. Such programs are refused, because generic code is compiled once per instance.
#include "sema/mono.h"

#include <algorithm>
#include <unordered_set>

#include "sema/checker.h"

namespace golite::sema {
namespace {

class MonoBuilder {
 public:
  MonoBuilder(MonoGraph& graph, Package& pkg) : graph_(graph), pkg_(pkg) {}

  // Records that p is instantiated with targ.
  void Assign(Pos pos, TypeParam* p, Type* targ) {
    if (p->obj()->pkg() != &pkg_) return;
    pos_ = pos;
    dst_ = p;
    targ_ = Unalias(targ);
    seen_.clear();
    Walk(targ_);
  }

 private:
  size_t VertexOf(TypeParam* p) {
    if (const auto it = graph_.canon.find(p); it != graph_.canon.end()) p = it->second;
    return VertexOf(p->obj());
  }
  size_t VertexOf(TypeName* obj) {
    const auto [it, inserted] = graph_.index.try_emplace(obj, graph_.vertices.size());
    if (inserted) graph_.vertices.push_back({.obj = obj});
    return it->second;
  }

  // The vertex of a type declared in a generic function: it is implicitly parameterised.
  size_t LocalVertex(Named* named) {
    TypeName* obj = named->obj();
    if (obj->pkg() != &pkg_ || obj->parent() == nullptr || obj->parent() == &pkg_.scope()) return MonoGraph::kNone;
    if (const auto it = graph_.index.find(obj); it != graph_.index.end()) return it->second;
    size_t vertex = MonoGraph::kNone;
    for (Scope* s = obj->parent(); s != nullptr && s != &pkg_.scope(); s = s->parent()) {
      for (Object* o : s->objects()) {
        auto* name = TryAs<TypeName>(o);
        if (name == nullptr || name->pos() >= obj->pos() || name->raw_type() == nullptr) continue;
        if (name->raw_type()->kind() != TypeKind::kTypeParam) continue;
        auto* p = static_cast<TypeParam*>(name->raw_type());
        if (vertex == MonoGraph::kNone) {
          vertex = graph_.vertices.size();
          graph_.vertices.push_back({.obj = obj});
        }
        graph_.edges.push_back({.dst = vertex, .src = VertexOf(p), .weight = 1, .pos = obj->pos(), .type = p});
      }
    }
    graph_.index[obj] = vertex;
    return vertex;
  }

  void Flow(size_t src, Type* t) {
    graph_.edges.push_back(
        {.dst = VertexOf(dst_), .src = src, .weight = t == targ_ ? 0 : 1, .pos = pos_, .type = targ_});
  }

  void WalkVars(std::span<Var* const> vars) {
    for (Var* v : vars) Walk(v->type());
  }

  void Walk(Type* t) {
    t = Unalias(t);
    if (t == nullptr) return;
    switch (t->kind()) {
      case TypeKind::kTypeParam: Flow(VertexOf(static_cast<TypeParam*>(t)), t); break;
      case TypeKind::kNamed: {
        auto* named = static_cast<Named*>(t);
        if (const size_t v = LocalVertex(named->origin()); v != MonoGraph::kNone) Flow(v, t);
        for (Type* arg : named->targs()) Walk(arg);
        break;
      }
      case TypeKind::kPointer: Walk(static_cast<Pointer*>(t)->elem()); break;
      case TypeKind::kSlice: Walk(static_cast<Slice*>(t)->elem()); break;
      case TypeKind::kArray: Walk(static_cast<Array*>(t)->elem()); break;
      case TypeKind::kChan: Walk(static_cast<Chan*>(t)->elem()); break;
      case TypeKind::kMap:
        Walk(static_cast<Map*>(t)->key());
        Walk(static_cast<Map*>(t)->elem());
        break;
      case TypeKind::kStruct: WalkVars(static_cast<Struct*>(t)->fields()); break;
      case TypeKind::kSignature:
        WalkVars(static_cast<Signature*>(t)->params()->vars());
        WalkVars(static_cast<Signature*>(t)->results()->vars());
        break;
      case TypeKind::kInterface:
        if (!seen_.insert(t).second) break;
        for (Func* m : TypeSetOf(static_cast<Interface*>(t)).methods()) Walk(m->type());
        break;
      default: break;
    }
  }

  MonoGraph& graph_;
  Package& pkg_;
  Pos pos_;
  TypeParam* dst_ = nullptr;
  Type* targ_ = nullptr;
  std::unordered_set<Type*> seen_;
};

// The vertices of a cycle that v leads back to, against the direction of the edges.
std::vector<size_t> CycleOf(const MonoGraph& g, size_t v) {
  std::vector<size_t> stack;
  std::vector<bool> seen(g.vertices.size());
  while (!seen[v]) {
    stack.push_back(v);
    seen[v] = true;
    v = g.edges[g.vertices[v].pre].src;
  }
  stack.erase(stack.begin(), std::ranges::find(stack, v));
  return stack;
}

}  // namespace

void Checker::RecordMonoInstance(Pos pos, std::span<TypeParam* const> tparams, std::span<Type* const> targs,
                                 std::span<const ast::Expr* const> xlist) {
  MonoBuilder builder(mono_, pkg_);
  for (size_t i = 0; i < tparams.size() && i < targs.size(); i++) {
    builder.Assign(i < xlist.size() ? ast::StartPos(*xlist[i]) : pos, tparams[i], targs[i]);
  }
}

void Checker::RecordMonoCanon(TypeParam* recv_tparam, TypeParam* base_tparam) {
  mono_.canon[recv_tparam] = base_tparam;
}

// A variant of the Bellman-Ford algorithm: a cycle of positive weight makes paths longer than there are vertices.
void Checker::Monomorph() {
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < mono_.edges.size(); i++) {
      const MonoGraph::Edge& edge = mono_.edges[i];
      const MonoGraph::Vertex& src = mono_.vertices[edge.src];
      MonoGraph::Vertex& dst = mono_.vertices[edge.dst];
      const int weight = src.weight + edge.weight;
      if (weight <= dst.weight) continue;
      dst.pre = i;
      dst.length = src.length + 1;
      if (dst.length == mono_.vertices.size()) {
        ReportInstantiationCycle(edge.dst);
        return;
      }
      dst.weight = weight;
      again = true;
    }
  }
}

void Checker::ReportInstantiationCycle(size_t vertex) {
  const std::vector<size_t> cycle = CycleOf(mono_, vertex);
  auto error = Report<Diag::kInstantiationCycle>(static_cast<Object*>(mono_.vertices[cycle[0]].obj));
  for (const size_t v : cycle) {
    const MonoGraph::Edge& edge = mono_.edges[mono_.vertices[v].pre];
    TypeName* obj = mono_.vertices[edge.dst].obj;
    const bool is_param = obj->type()->kind() == TypeKind::kTypeParam;
    error.Note(edge.pos, is_param ? Sprintf("{0} instantiated as {1}", obj->name(), edge.type)
                                  : Sprintf("{0} implicitly parameterized by {1}", obj->name(), edge.type));
  }
}

}  // namespace golite::sema
