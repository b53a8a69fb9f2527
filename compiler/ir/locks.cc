// This file implements lock elision: a critical section during which no other goroutine can run does not write to its
// mutex.
//
// A goroutine gives way only at safepoints. Between a Lock that finds the mutex free and the Unlock of the same mutex,
// when no instruction there is a safepoint, nobody can see that it is held. So the section is copied; the copy runs when
// the mutex is free and leaves it alone, while the one that waits, locks and unlocks stands at the end of the function:
//
//       JLocked m, -> section                        JMutexHeld m, -> held
//       call lockSlow                                ... the section's instructions ...
//     section:                                     after:
//       ...                            becomes       ...
//       JUnlocked m, -> after                      held:
//       call unlockSlow                              what stands on the left, and a jump to `after`
//     after:
//
// A panic in the copy would show that the mutex is free, so the function remembers where its copies are
// (vm::ElidedLock): the machine locks the mutex when an instruction there panics.
#include <algorithm>
#include <optional>

#include "compiler/ir/operands.h"
#include "compiler/ir/passes.h"

namespace golite::ir {
namespace {

constexpr size_t kMaxCopied = 16;
constexpr uint32_t kMutexBytes = 24;  // what a sync.Mutex takes in memory

// Where a pointer leads: to `offset` bytes behind where the slot `root` does.
struct Place {
  uint32_t root = UINT32_MAX;
  int64_t offset = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

class LockElider {
 public:
  explicit LockElider(Function& fn) : fn_(fn) {}

  void Run() {
    if (fn_.race || !HasLocks()) return;
    Count();
    std::vector<BlockId> order;
    for (const BlockId b : fn_.order) {
      if (moved_[b]) continue;
      order.push_back(b);
      if (const std::optional<Section> section = Find(b)) Elide(b, *section, order);
    }
    fn_.order = std::move(order);
  }

 private:
  // The blocks of a critical section. The two that call are entered from one place only.
  struct Section {
    BlockId wait, body, wake, after;
    uint32_t mutex;
  };

  static bool IsLock(Op op) { return op == Op::kJLocked || op == Op::kJNotLocked; }
  static bool IsUnlock(Op op) { return op == Op::kJUnlocked || op == Op::kJNotUnlocked; }

  bool HasLocks() const {
    return std::ranges::any_of(fn_.order, [&](BlockId b) { return IsLock(fn_.blocks[b].insts.back().op); });
  }

  void Count() {
    entries_.assign(fn_.blocks.size(), 0);
    moved_.assign(fn_.blocks.size(), false);
    uses_.assign(fn_.num_slots(), 0);
    defs_.assign(fn_.num_slots(), 0);
    def_.assign(fn_.num_slots(), {});
    if (fn_.recover_block != kNoBlock) entries_[fn_.recover_block]++;
    for (const Value& v : fn_.params) std::fill_n(defs_.begin() + v.reg.id, v.slots, 1);
    if (fn_.closure.valid()) defs_[fn_.closure.id] = 1;
    // Emission zeroes these at entry.
    for (const Group& g : fn_.groups) {
      if (g.Is(GroupFlags::kPinned)) std::fill_n(defs_.begin() + g.first, g.slots, 1);
    }
    for (const BlockId b : fn_.order) {
      for (const BlockId s : fn_.blocks[b].succ) {
        if (s != kNoBlock) entries_[s]++;
      }
      for (Inst& inst : fn_.blocks[b].insts) {
        if (inst.op == Op::kJumpTable) {
          for (const BlockId s : fn_.targets[inst.ext]) entries_[s]++;
        }
        VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
          for (uint32_t k = 0; k < count; k++) {
            if (access != Access::kDef) uses_[reg + k]++;
            if (access == Access::kUse) continue;
            defs_[reg + k]++;
            def_[reg + k] = inst;
          }
        });
      }
    }
  }

  // Follows definitions as long as there is only one, so that what they compute from cannot have changed since.
  Place Resolve(uint32_t reg) const {
    Place place{reg, 0};
    for (uint32_t at = reg; defs_[at] == 1;) {
      place.root = at;
      const Inst& def = def_[at];
      if (def.op != Op::kAddPtr && def.op != Op::kAddI64K && def.op != Op::kMove) return place;
      if (defs_[def.b] != 1) return {reg, 0};
      if (def.op != Op::kMove) place.offset += static_cast<int32_t>(def.c);
      at = def.b;
    }
    return place;
  }

  std::optional<Section> Find(BlockId b) {
    const Block& lock = fn_.blocks[b];
    const Inst& jump = lock.insts.back();
    if (!IsLock(jump.op)) return {};
    Section s;
    const bool taken = jump.op == Op::kJLocked;
    s.body = lock.succ[taken ? 0 : 1];
    s.wait = lock.succ[taken ? 1 : 0];
    s.mutex = jump.a;
    const Block& body = fn_.blocks[s.body];
    const Inst& end = body.insts.back();
    if (!IsUnlock(end.op) || body.insts.size() > kMaxCopied + 1) return {};
    const bool unlocked = end.op == Op::kJUnlocked;
    s.after = body.succ[unlocked ? 0 : 1];
    s.wake = body.succ[unlocked ? 1 : 0];
    if (!LeadsTo(s.wait, s.body) || !LeadsTo(s.wake, s.after)) return {};
    if (entries_[s.wait] != 1 || entries_[s.body] != 2 || entries_[s.wake] != 1) return {};
    if (s.after == s.body || s.after == s.wait || s.body == b) return {};
    const Place mutex = Resolve(s.mutex);
    if (Resolve(end.a) != mutex) return {};
    for (size_t i = 0; i + 1 < body.insts.size(); i++) {
      Inst inst = body.insts[i];
      if (!IsQuiet(inst, mutex) || Defines(inst, s.mutex) || Defines(inst, mutex.root)) return {};
    }
    return s;
  }

  bool LeadsTo(BlockId from, BlockId to) const {
    const Block& block = fn_.blocks[from];
    return block.insts.back().op == Op::kJump && block.succ[0] == to;
  }

  bool Defines(Inst& inst, uint32_t slot) {
    bool defines = false;
    VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
      if (access != Access::kUse && slot - reg < count) defines = true;
    });
    return defines;
  }

  // Whether the instruction lets nobody else run, panics only through a fault of the interpreter, and does not touch the
  // mutex itself, as the copy of a struct would.
  bool IsQuiet(const Inst& inst, const Place& mutex) const {
    const vm::Effect effect = vm::InfoOf(inst.op).effect;
    if ((effect & vm::kPure) != 0) return true;
    if ((effect & (vm::kSafepoint | vm::kJump | vm::kEnd)) != 0) return false;
    const Op op = inst.op;
    if (op >= Op::kDivI64 && op <= Op::kRemU64) return true;
    if (op >= Op::kLoadI8 && op <= Op::kLoad3) return LeavesAlone(inst.b, inst.c, op == Op::kLoad3, mutex);
    if (op >= Op::kStore8 && op <= Op::kStore3) return LeavesAlone(inst.a, inst.c, op == Op::kStore3, mutex);
    if (op >= Op::kIdxI8 && op <= Op::kIdx2) return true;
    if (op >= Op::kArrI8 && op <= Op::kArr2) return true;
    if (op >= Op::kSetIdx8 && op <= Op::kSetIdx2) return true;
    if (op >= Op::kSetArr8 && op <= Op::kSetArr2) return true;
    if (op >= Op::kAddMem64 && op <= Op::kSetIdxIdx64) return true;  // the combinations that are no jumps
    switch (op) {
      case Op::kNilCheck: case Op::kCheckIdx: case Op::kCheckShift: case Op::kAddPtr: case Op::kAddPtrX: case Op::kIdxAddr:
      case Op::kArrAddr: case Op::kStrIdx: case Op::kLoadGlobal: case Op::kStoreGlobal: case Op::kStoreGlobalPtr:
      case Op::kMapLen: case Op::kChanLen: case Op::kChanCap:
        return true;
      default: return false;
    }
  }

  // Values of three slots may hold a whole mutex; smaller ones never do.
  bool LeavesAlone(uint32_t pointer, uint32_t offset, bool large, const Place& mutex) const {
    if (!large) return true;
    const Place place = Resolve(pointer);
    const int64_t at = place.offset + offset;
    return place.root == mutex.root && (at >= mutex.offset + kMutexBytes || at + kMutexBytes <= mutex.offset);
  }

  // Copies the section that follows b in the order.
  void Elide(BlockId b, const Section& s, std::vector<BlockId>& order) {
    const BlockId held = AddBlock(), copy = AddBlock(), back = AddBlock();
    Block& lock = fn_.blocks[b];
    Block& body = fn_.blocks[s.body];
    const Inst jump = lock.insts.back();
    const Inst unlock = body.insts.back();

    fn_.blocks[held].insts = {jump};
    std::ranges::copy(lock.succ, fn_.blocks[held].succ);

    std::vector<Inst>& insts = fn_.blocks[copy].insts;
    insts.assign(body.insts.begin(), body.insts.end() - 1);
    // The address that only unlocking wants.
    if (defs_[unlock.a] == 1 && uses_[unlock.a] == 1 + UsesIn(s.wake, unlock.a)) {
      std::erase_if(insts, [&](Inst& inst) { return inst.op == Op::kAddPtr && inst.a == unlock.a; });
    }
    fn_.elided_locks.push_back({copy, static_cast<uint32_t>(insts.size()), s.mutex});
    insts.push_back(JumpLike(unlock));
    fn_.blocks[copy].succ[0] = s.after;

    fn_.blocks[back].insts = {JumpLike(unlock)};
    fn_.blocks[back].succ[0] = s.after;
    for (BlockId& next : body.succ) {
      if (next == s.after) next = back;
    }
    fn_.blocks[s.wake].succ[0] = back;

    lock.insts.back().op = Op::kJMutexHeld;
    lock.succ[0] = held;
    lock.succ[1] = copy;
    order.push_back(copy);
    for (const BlockId m : {held, s.wait, s.body, s.wake, back}) {
      fn_.blocks[m].cold = true;
      if (m < moved_.size()) moved_[m] = true;
      order.push_back(m);
    }
  }

  uint32_t UsesIn(BlockId b, uint32_t slot) {
    uint32_t uses = 0;
    for (Inst& inst : fn_.blocks[b].insts) {
      VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) { uses += access != Access::kDef && slot - reg < count; });
    }
    return uses;
  }

  BlockId AddBlock() {
    fn_.blocks.emplace_back().placed = true;
    return static_cast<BlockId>(fn_.blocks.size() - 1);
  }

  static Inst JumpLike(const Inst& at) {
    Inst jump;
    jump.op = Op::kJump;
    jump.pos = at.pos;
    jump.inlined = at.inlined;
    return jump;
  }

  Function& fn_;
  std::vector<uint32_t> entries_;  // of blocks: how many jumps lead there
  std::vector<bool> moved_;        // blocks that stand behind a copy now
  std::vector<uint32_t> uses_, defs_;
  std::vector<Inst> def_;          // of slots with a single definition
};

}  // namespace

void ElideLocks(Function& fn) { LockElider(fn).Run(); }

}  // namespace golite::ir
