// This file implements the order in which package-level variables are initialised.
//
// A variable depends on the variables its initialiser mentions, and on those that the functions it mentions depend on.
// The specification asks for repeatedly taking the variable that is earliest in declaration order and has no
// uninitialised dependencies. A variable that depends on itself is an error, which is reported with the path of
// references that leads from it back to it.
#include <algorithm>
#include <queue>
#include <unordered_map>
#include <unordered_set>

#include "sema/checker.h"

namespace golite::sema {
namespace {

bool HasInitializer(Var* v) { return v->decl() != nullptr && v->decl()->init != nullptr; }

// Constants are here because a cycle of constants is reported like one of variables.
bool IsDependency(Object* o) {
  return o->kind() == ObjectKind::kConst || o->kind() == ObjectKind::kVar || o->kind() == ObjectKind::kFunc;
}

struct Node {
  Object* object = nullptr;
  std::vector<size_t> users;  // nodes that depend on this one
  size_t missing = 0;         // dependencies that are not initialised yet
  bool done = false;
};

// The variables and constants (of this package) that o's initialiser or body refers to, directly or through functions.
// o itself is among them if it refers to itself.
std::vector<Object*> DirectDependencies(Object* o) {
  std::vector<Object*> found;
  std::unordered_set<Object*> seen;
  std::vector<Object*> pending = {o};
  while (!pending.empty()) {
    Object* at = pending.back();
    pending.pop_back();
    if (at->decl() == nullptr) continue;
    for (Object* dep : at->decl()->deps) {
      if (!IsDependency(dep) || !seen.insert(dep).second) continue;
      (dep->kind() == ObjectKind::kFunc ? pending : found).push_back(dep);
    }
  }
  return found;
}

// The references that lead from `from` back to it: {from, ..., last}, or nothing.
std::vector<Object*> FindCycle(Object* from) {
  struct Step {
    Object* object;
    size_t next = 0;  // index of the next dependency to follow
  };
  std::vector<Step> path = {{from}};
  std::unordered_set<Object*> seen;
  while (!path.empty()) {
    Step& step = path.back();
    const DeclInfo* decl = step.object->decl();
    if (decl == nullptr || step.next >= decl->deps.size()) {
      path.pop_back();
      continue;
    }
    Object* dep = decl->deps[step.next++];
    if (!IsDependency(dep)) continue;
    if (dep == from) {
      std::vector<Object*> cycle;
      for (const Step& s : path) cycle.push_back(s.object);
      return cycle;
    }
    if (seen.insert(dep).second) path.push_back({dep});
  }
  return {};
}

// Puts the variables among the objects, given in declaration order, into the order of initialisation. on_cycle is called
// with an object that may depend on itself.
template <class OnCycle>
std::vector<Initializer> Sort(const std::vector<Object*>& objects, TypeContext& types, OnCycle on_cycle) {
  std::vector<Node> nodes(objects.size());
  std::unordered_map<Object*, size_t> index;
  for (size_t i = 0; i < objects.size(); i++) {
    nodes[i].object = objects[i];
    index[objects[i]] = i;
  }
  for (size_t i = 0; i < objects.size(); i++) {
    for (Object* dep : DirectDependencies(objects[i])) {
      const auto it = index.find(dep);
      if (it == index.end()) continue;
      nodes[it->second].users.push_back(i);
      nodes[i].missing++;
    }
  }

  // Ordered by missing dependencies, then by declaration order; entries that are out of date are skipped.
  using Entry = std::pair<size_t, size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (size_t i = 0; i < nodes.size(); i++) queue.push({nodes[i].missing, i});
  std::vector<Initializer> order;
  std::unordered_set<const DeclInfo*> emitted;
  while (!queue.empty()) {
    const auto [missing, i] = queue.top();
    queue.pop();
    Node& node = nodes[i];
    if (node.done || node.missing != missing) continue;
    node.done = true;
    if (missing > 0) on_cycle(node.object);
    for (const size_t user : node.users) {
      nodes[user].missing--;
      if (!nodes[user].done) queue.push({nodes[user].missing, user});
    }
    // a, b = f() is one initialiser.
    auto* v = TryAs<Var>(node.object);
    if (v == nullptr || !HasInitializer(v) || !emitted.insert(v->decl()).second) continue;
    const DeclInfo* decl = v->decl();
    std::span<Var* const> lhs = decl->lhs;
    if (lhs.empty()) lhs = types.CopySpan(std::vector<Var*>{v});
    order.push_back({lhs, decl->init});
  }
  return order;
}

}  // namespace

void Checker::ComputeInitOrder() {
  std::vector<Object*> objects;
  for (Object* o : objects_) {
    if (IsDependency(o) && o->kind() != ObjectKind::kFunc) objects.push_back(o);
  }
  info_.init_order = Sort(objects, types_, [&](Object* o) {
    const std::vector<Object*> cycle = FindCycle(o);
    if (cycle.empty()) return;
    if (cycle.size() == 1) {
      Report<Diag::kInitCycleToItself>(o, o->name());
      return;
    }
    auto error = Report<Diag::kInitCycle>(o, o->name());
    for (size_t i = 0; i < cycle.size(); i++) {
      Object* next = cycle[(i + 1) % cycle.size()];
      error.Note(cycle[i]->pos(), Sprintf("{0} refers to {1}", cycle[i]->name(), next->name()));
    }
  });
}

std::vector<Initializer> Checker::InitOrder(const std::vector<bool>& wanted) {
  // Checking what a variable refers to tells what else is needed.
  std::unordered_set<Object*> needed;
  std::vector<Object*> pending;
  const auto need = [&](Object* o) {
    // Other packages, whose methods may be among the dependencies, are initialised first and checked by their own checkers.
    if (o->pkg() == &pkg_ && IsDependency(o) && needed.insert(o).second) pending.push_back(o);
  };
  for (Object* o : objects_) {
    auto* v = TryAs<Var>(o);
    if (v == nullptr) continue;
    if (v->name().is_blank() || (v->id() < wanted.size() && wanted[v->id()])) need(v);
  }
  while (!pending.empty()) {
    Object* o = pending.back();
    pending.pop_back();
    if (o->decl() == nullptr) continue;
    ResolveObject(o);
    if (auto* f = TryAs<Func>(o)) CheckBody(f);
    for (Var* v : o->decl()->lhs) need(v);
    for (Object* dep : o->decl()->deps) need(dep);
  }
  std::vector<Object*> objects;
  for (Object* o : objects_) {
    if (needed.contains(o) && o->kind() != ObjectKind::kFunc) objects.push_back(o);
  }
  return Sort(objects, types_, [](Object*) {});
}

}  // namespace golite::sema
