// This file implements slot allocation: liveness, allocation units, call windows and a linear scan.
#include "compiler/ir/allocate.h"

#include <algorithm>
#include <bit>
#include <iterator>

#include "compiler/ir/operands.h"
#include "support/check.h"

namespace golite::ir {
namespace {

constexpr uint32_t kNone = Frame::kNone;

class Allocator {
 public:
  Allocator(Function& fn, const std::vector<BlockId>& emitted) : fn_(fn), emitted_(fn.blocks.size(), kNone), n_(fn.num_slots()) {
    std::ranges::copy_if(fn.order, std::back_inserter(layout_), [&](BlockId b) { return !fn.blocks[b].insts.empty(); });
    for (uint32_t i = 0; i < emitted.size(); i++) emitted_[emitted[i]] = i;
  }

  Frame Run() {
    Number();
    FormUnits();
    FixParams();
    FindLiveRanges();
    PlaceInWindows();
    AllocateUnits();
    Finish();
    return std::move(frame_);
  }

 private:
  // One virtual slot. Positions: an instruction i reads at 2i and writes at 2i + 1.
  struct Slot {
    int32_t start = INT32_MAX, end = -1;
    uint32_t defs = 0, uses = 0;        // static counts
    uint32_t block = kNone;             // layout index of its only block; kNone - 1 when there are several
    uint32_t def_inst = kNone, last_use = kNone, only_use = kNone;
    uint32_t unit = kNone;
    uint32_t window = kNone;            // offset in the call window it lives in
    bool root = false;                  // a safepoint reads or writes it through the frame
  };
  struct Unit {
    uint32_t first = 0, slots = 0;
    int32_t start = INT32_MAX, end = -1;
    uint32_t hint = kNone;              // a virtual slot whose place would be good for `first`
    bool fixed = false, pinned = false, tracked = false;
  };
  static constexpr uint32_t kManyBlocks = kNone - 1;

  // ---- Instruction numbers, safepoints and window uses.
  void Number() {
    uint32_t total = 0;
    position_.assign(fn_.blocks.size(), kNone);
    for (uint32_t i = 0; i < layout_.size(); i++) position_[layout_[i]] = i;
    for (BlockId b : layout_) {
      first_inst_.push_back(total);
      total += static_cast<uint32_t>(fn_.blocks[b].insts.size());
    }
    first_inst_.push_back(total);
    safepoints_.reserve(total + 1);
    windows_.reserve(total + 1);
    safepoints_.push_back(0);
    windows_.push_back(0);
    insts_.reserve(total);
    for (uint32_t i = 0; i < layout_.size(); i++) {
      Block& block = fn_.blocks[layout_[i]];
      for (Inst& inst : block.insts) {
        insts_.push_back(&inst);
        bool safepoint = (vm::InfoOf(inst.op).effect & vm::kSafepoint) != 0 ||
                         (IsTerminator(inst.op) && IsBackEdge(emitted_[layout_[i]], block, inst));
        safepoints_.push_back(safepoints_.back() + safepoint);
        windows_.push_back(windows_.back() + UsesWindow(inst.op));
      }
    }
  }

  bool IsBackEdge(uint32_t index, const Block& block, const Inst& inst) const {
    for (BlockId s : block.succ) {
      if (s != kNoBlock && emitted_[s] <= index) return true;
    }
    if (inst.op != Op::kJumpTable) return false;
    return std::ranges::any_of(fn_.targets[inst.ext], [&](BlockId t) { return emitted_[t] <= index; });
  }

  // How many safepoints lie at instructions strictly between i and j.
  uint32_t SafepointsBetween(int32_t i, int32_t j) const { return j > i + 1 ? safepoints_[j] - safepoints_[i + 1] : 0; }
  uint32_t WindowsBetween(uint32_t i, uint32_t j) const { return j > i + 1 ? windows_[j] - windows_[i + 1] : 0; }
  bool IsSafepoint(uint32_t i) const { return safepoints_[i + 1] != safepoints_[i]; }

  // ---- Units: connected components of "used by one operand".
  void FormUnits() {
    slots_.resize(n_);
    // joined_[s]: s and s + 1 must be neighbours.
    joined_.assign(n_ + 1, false);
    for (uint32_t i = 0; i < layout_.size(); i++) {
      for (uint32_t at = first_inst_[i]; at < first_inst_[i + 1]; at++) Scan(*insts_[at], at, i);
    }
    for (uint32_t s = 0; s < n_;) {
      const Group& g = fn_.groups[fn_.group_of[s]];
      if (g.Is(GroupFlags::kParam)) {  // Parameters stay together: they arrive so.
        for (uint32_t i = 0; i + 1 < g.slots; i++) joined_[s + i] = true;
      }
      uint32_t end = s + 1;
      while (joined_[end - 1]) end++;
      // The words of an interface belong together for the collector.
      if (end < n_ && fn_.group_of[end] == fn_.group_of[s] && fn_.kinds[end] == WordKind::kIfaceData) {
        joined_[end - 1] = true;
        continue;
      }
      Unit unit;
      unit.first = s;
      unit.slots = end - s;
      unit.pinned = g.Is(GroupFlags::kPinned);
      for (uint32_t i = s; i < end; i++) slots_[i].unit = static_cast<uint32_t>(units_.size());
      units_.push_back(unit);
      s = end;
    }
  }

  void Scan(Inst& inst, uint32_t at, uint32_t block) {
    bool call = HasCallLists(inst.op);
    const bool safepoint = (vm::InfoOf(inst.op).effect & vm::kSafepoint) != 0;
    const bool parks = (vm::InfoOf(inst.op).effect & vm::kPark) != 0;
    uint32_t index = 0;
    VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
      // The func or interface operand of a call comes first and is read by the machine itself.
      bool listed = call && !(index == 0 && (inst.op == Op::kCallClosure || inst.op == Op::kCallIface ||
                                             inst.op == Op::kGoClosure));
      index++;
      for (uint32_t k = 0; k < count; k++) {
        Slot& s = slots_[reg + k];
        if (k + 1 < count && !listed) joined_[reg + k] = true;
        if (s.block == kNone) {
          s.block = block;
        } else if (s.block != block) {
          s.block = kManyBlocks;
        }
        if (access != Access::kUse) {
          s.defs++;
          s.def_inst = at;
          if (parks && !listed) s.root = true;
        }
        if (access != Access::kDef) {
          s.uses++;
          s.last_use = at;
          s.only_use = listed ? at : kNone;
          if (safepoint && !listed) s.root = true;
        }
      }
    });
  }

  void FixParams() {
    frame_.slot_of.assign(n_, kNone);
    frame_.result_slots = static_cast<uint32_t>(fn_.result_kinds.size());
    next_ = frame_.result_slots;
    for (const Value& v : fn_.params) {
      for (uint32_t i = 0; i < v.slots; i++) {
        frame_.slot_of[v.reg.id + i] = next_;
        units_[slots_[v.reg.id + i].unit].fixed = true;
        if (fn_.kinds[v.reg.id + i] != WordKind::kScalar) AddScanned(next_, fn_.kinds[v.reg.id + i]);
        next_++;
      }
    }
    frame_.param_slots = next_ - frame_.result_slots;
    if (fn_.closure.valid()) {
      frame_.slot_of[fn_.closure.id] = next_;
      units_[slots_[fn_.closure.id].unit].fixed = true;
      AddScanned(next_, WordKind::kPointer);
      next_++;
    }
  }

  void AddScanned(uint32_t slot, WordKind kind) {
    auto& ranges = frame_.scanned;
    if (!ranges.empty() && ranges.back().end == slot && ranges.back().kind == kind) {
      ranges.back().end++;
    } else {
      ranges.push_back({static_cast<uint16_t>(slot), static_cast<uint16_t>(slot + 1), kind});
    }
  }

  // ---- Live ranges, one interval per slot, without holes.
  void FindLiveRanges() {
    // Only slots that some block uses before defining them live across blocks.
    std::vector<uint32_t> number(n_, kNone);
    std::vector<uint32_t> defined_in(n_, kNone);
    uint32_t globals = 0;
    for (uint32_t i = 0; i < layout_.size(); i++) {
      for (uint32_t at = first_inst_[i]; at < first_inst_[i + 1]; at++) {
        VisitOperands(fn_, *insts_[at], [&](uint32_t& reg, uint32_t count, Access access) {
          for (uint32_t k = 0; k < count; k++) {
            uint32_t s = reg + k;
            if (access != Access::kDef && defined_in[s] != i && number[s] == kNone) number[s] = globals++;
            if (access != Access::kUse) defined_in[s] = i;
          }
        });
      }
    }
    const size_t blocks = layout_.size();
    // Beyond this size the sets would take more memory than exactness is worth.
    constexpr size_t kMaxSetWords = size_t{1} << 20;
    const bool exact = (globals + 63) / 64 * blocks <= kMaxSetWords;
    const uint32_t words = exact ? (globals + 63) / 64 : 0;
    std::vector<uint64_t> live_in(blocks * words), live_out(blocks * words), exposed(blocks * words),
        killed(blocks * words);
    std::ranges::fill(defined_in, kNone);
    for (uint32_t i = 0; i < blocks && words != 0; i++) {
      uint64_t* use = &exposed[i * words];
      uint64_t* def = &killed[i * words];
      for (uint32_t at = first_inst_[i]; at < first_inst_[i + 1]; at++) {
        VisitOperands(fn_, *insts_[at], [&](uint32_t& reg, uint32_t count, Access access) {
          for (uint32_t k = 0; k < count; k++) {
            uint32_t g = number[reg + k];
            if (g == kNone) continue;
            uint64_t bit = uint64_t{1} << (g % 64);
            if (access != Access::kDef && (def[g / 64] & bit) == 0) use[g / 64] |= bit;
            if (access != Access::kUse) def[g / 64] |= bit;
          }
        });
      }
    }
    for (bool changed = words != 0; changed;) {
      changed = false;
      for (uint32_t i = static_cast<uint32_t>(blocks); i-- > 0;) {
        Block& block = fn_.blocks[layout_[i]];
        uint64_t* out = &live_out[i * words];
        auto join = [&](BlockId s) {
          if (s == kNoBlock) return;
          const uint64_t* in = &live_in[position_[s] * words];
          for (uint32_t w = 0; w < words; w++) out[w] |= in[w];
        };
        join(block.succ[0]);
        join(block.succ[1]);
        if (block.insts.back().op == Op::kJumpTable) {
          for (BlockId t : fn_.targets[block.insts.back().ext]) join(t);
        }
        uint64_t* in = &live_in[i * words];
        for (uint32_t w = 0; w < words; w++) {
          uint64_t now = exposed[i * words + w] | (out[w] & ~killed[i * words + w]);
          changed |= now != in[w];
          in[w] = now;
        }
      }
    }

    std::vector<uint32_t> slot_of_number(globals);
    for (uint32_t s = 0; s < n_; s++) {
      if (number[s] != kNone) slot_of_number[number[s]] = s;
    }
    auto extend = [&](uint32_t s, int32_t from, int32_t to) {
      slots_[s].start = std::min(slots_[s].start, from);
      slots_[s].end = std::max(slots_[s].end, to);
    };
    auto for_each_bit = [&](const uint64_t* set, auto&& f) {
      for (uint32_t w = 0; w < words; w++) {
        for (uint64_t bits = set[w]; bits != 0; bits &= bits - 1) f(slot_of_number[w * 64 + __builtin_ctzll(bits)]);
      }
    };
    for (uint32_t i = 0; i < blocks; i++) {
      int32_t begin = 2 * static_cast<int32_t>(first_inst_[i]) - 1, end = 2 * static_cast<int32_t>(first_inst_[i + 1]);
      if (words != 0) {
        for_each_bit(&live_in[i * words], [&](uint32_t s) { extend(s, begin, begin); });
        for_each_bit(&live_out[i * words], [&](uint32_t s) { extend(s, end, end); });
      }
      for (uint32_t at = first_inst_[i]; at < first_inst_[i + 1]; at++) {
        int32_t read = 2 * static_cast<int32_t>(at);
        int32_t write = HasCallLists(insts_[at]->op) || ReadsBeforeWriting(*insts_[at]) ? read + 1 : read;
        VisitOperands(fn_, *insts_[at], [&](uint32_t& reg, uint32_t count, Access access) {
          for (uint32_t k = 0; k < count; k++) {
            if (access != Access::kDef) extend(reg + k, read, read);
            // A definition occupies its slot even when nobody reads it.
            if (access != Access::kUse) extend(reg + k, access == Access::kMod ? read : write, read + 1);
          }
        });
      }
    }
    // The machine finds a mutex that an elided section would have locked in its slot.
    for (const ElidedLock& lock : fn_.elided_locks) {
      const int32_t first = static_cast<int32_t>(first_inst_[position_[lock.block]]);
      extend(lock.mutex, 2 * first, 2 * (first + static_cast<int32_t>(lock.insts)) + 1);
    }
    if (!exact) {
      std::vector<bool> global(n_);
      for (uint32_t s = 0; s < n_; s++) global[s] = number[s] != kNone;
      ExtendOverLoops(global);
    }
  }

  // Live ranges by position only: from the first to the last occurrence, and over every loop that is entered in
  // between. A slot is written before it is read in the layout, or lives everywhere.
  void ExtendOverLoops(const std::vector<bool>& global) {
    struct Loop {
      int32_t begin, end;
    };
    std::vector<Loop> loops;
    for (uint32_t i = 0; i < layout_.size(); i++) {
      Block& block = fn_.blocks[layout_[i]];
      auto add = [&](BlockId s) {
        if (s == kNoBlock || position_[s] > i) return;
        loops.push_back({2 * static_cast<int32_t>(first_inst_[position_[s]]) - 1, 2 * static_cast<int32_t>(first_inst_[i + 1])});
      };
      for (BlockId s : block.succ) add(s);
      if (block.insts.back().op == Op::kJumpTable) std::ranges::for_each(fn_.targets[block.insts.back().ext], add);
    }
    std::ranges::sort(loops, {}, &Loop::begin);
    // furthest[k][i]: the furthest end of the loops i .. i + 2^k - 1.
    std::vector<std::vector<int32_t>> furthest(1);
    for (const Loop& l : loops) furthest[0].push_back(l.end);
    for (size_t k = 0; (size_t{2} << k) <= loops.size(); k++) {
      std::vector<int32_t> next(loops.size() - (size_t{2} << k) + 1);
      for (size_t i = 0; i < next.size(); i++) next[i] = std::max(furthest[k][i], furthest[k][i + (size_t{1} << k)]);
      furthest.push_back(std::move(next));
    }
    auto first_after = [&](int32_t at) {
      return static_cast<size_t>(std::ranges::upper_bound(loops, at, {}, &Loop::begin) - loops.begin());
    };
    std::vector<bool> seen(n_), exposed(n_);
    for (Inst* inst : insts_) {
      VisitOperands(fn_, *inst, [&](uint32_t& reg, uint32_t count, Access access) {
        for (uint32_t k = 0; k < count; k++) {
          if (!seen[reg + k] && access != Access::kDef) exposed[reg + k] = true;
          seen[reg + k] = true;
        }
      });
    }
    for (uint32_t s = 0; s < n_; s++) {
      if (!global[s] || slots_[s].end < 0) continue;
      Slot& slot = slots_[s];
      if (exposed[s]) {
        slot.start = -1;
        slot.end = 2 * static_cast<int32_t>(insts_.size());
        continue;
      }
      const size_t first = first_after(slot.start);
      for (;;) {
        const size_t last = first_after(slot.end);
        if (last <= first) break;
        const size_t k = static_cast<size_t>(std::bit_width(last - first)) - 1;
        const int32_t end = std::max(furthest[k][first], furthest[k][last - (size_t{1} << k)]);
        if (end <= slot.end) break;
        slot.end = end;
      }
    }
  }

  // ---- Call windows.
  void PlaceInWindows() {
    std::vector<int32_t> busy_until;  // of each window slot: the last instruction that reads a result from it
    for (uint32_t i = 0; i < layout_.size(); i++) {
      busy_until.clear();
      for (uint32_t at = first_inst_[i]; at < first_inst_[i + 1]; at++) {
        Inst& inst = *insts_[at];
        if (!UsesWindow(inst.op)) continue;
        has_window_ = true;
        if (!HasCallLists(inst.op)) {  // RunDefers: the deferred closure's slot
          window_slots_ = std::max(window_slots_, 1u);
          busy_until.clear();
          continue;
        }
        const CallLists lists = fn_.calls[inst.ext];
        uint32_t results = 0;
        for (const Value& v : fn_.results(lists)) results += v.slots;
        uint32_t offset = results + (inst.op == Op::kCallIface ? 1 : 0);
        for (const Value& v : fn_.args(lists)) {
          TryArgs(v, offset, at, i, busy_until);
          offset += v.slots;
        }
        bool closure = inst.op == Op::kCallClosure || inst.op == Op::kGoClosure || inst.op == Op::kCallIface ||
                       inst.op == Op::kCall || inst.op == Op::kGo;
        window_slots_ = std::max(window_slots_, offset + (closure ? 1 : 0));
        busy_until.assign(results, -1);
        uint32_t next = at + 1;
        while (next < first_inst_[i + 1] && !UsesWindow(insts_[next]->op)) next++;
        offset = 0;
        for (const Value& v : fn_.results(lists)) {
          if (v.reg.valid()) TryResult(v, offset, at, next, i, busy_until);
          offset += v.slots;
        }
      }
    }
  }

  // Puts the argument `v` of the call at `at` into its window when it is computed for nothing else.
  void TryArgs(const Value& v, uint32_t offset, uint32_t at, uint32_t block, const std::vector<int32_t>& busy_until) {
    for (uint32_t k = 0; k < v.slots;) {
      const Unit& unit = units_[slots_[v.reg.id + k].unit];
      if (unit.first != v.reg.id + k || unit.fixed || unit.pinned || unit.slots > v.slots - k) {
        k++;
        continue;
      }
      bool good = true;
      for (uint32_t j = 0; j < unit.slots && good; j++) {
        const Slot& s = slots_[unit.first + j];
        good = s.defs == 1 && s.uses == 1 && s.only_use == at && s.block == block && s.def_inst < at &&
               s.window == kNone && !UsesWindow(insts_[s.def_inst]->op) && WindowsBetween(s.def_inst, at) == 0;
        if (good && fn_.kinds[unit.first + j] != WordKind::kScalar) {
          good = !s.root && SafepointsBetween(static_cast<int32_t>(s.def_inst), static_cast<int32_t>(at)) == 0;
        }
        uint32_t place = offset + k + j;
        if (good && place < busy_until.size()) {
          int32_t def = static_cast<int32_t>(s.def_inst);
          good = def > busy_until[place] || (def == busy_until[place] && ReadsBeforeWriting(*insts_[s.def_inst]));
        }
      }
      for (uint32_t j = 0; j < unit.slots && good; j++) slots_[unit.first + j].window = offset + k + j;
      k += unit.slots;
    }
  }

  // Leaves the result `v` of the call at `at` in its window when it is used up before the window is used again.
  void TryResult(const Value& v, uint32_t offset, uint32_t at, uint32_t next, uint32_t block,
                 std::vector<int32_t>& busy_until) {
    for (uint32_t k = 0; k < v.slots;) {
      const Unit& unit = units_[slots_[v.reg.id + k].unit];
      if (unit.first != v.reg.id + k || unit.fixed || unit.pinned || unit.slots > v.slots - k) {
        k++;
        continue;
      }
      bool good = true;
      for (uint32_t j = 0; j < unit.slots && good; j++) {
        const Slot& s = slots_[unit.first + j];
        good = s.defs == 1 && s.block == block && s.window == kNone &&
               (s.uses == 0 || s.last_use < next || (s.last_use == next && s.only_use == next));
        if (good && s.uses != 0 && fn_.kinds[unit.first + j] != WordKind::kScalar) {
          good = !s.root && SafepointsBetween(static_cast<int32_t>(at), static_cast<int32_t>(s.last_use)) == 0;
        }
      }
      for (uint32_t j = 0; j < unit.slots && good; j++) {
        Slot& s = slots_[unit.first + j];
        s.window = offset + k + j;
        busy_until[offset + k + j] = s.uses == 0 ? -1 : static_cast<int32_t>(s.last_use);
      }
      k += unit.slots;
    }
  }

  // ---- Linear scan.
  void AllocateUnits() {
    std::vector<uint32_t> order;
    for (uint32_t u = 0; u < units_.size(); u++) {
      Unit& unit = units_[u];
      if (unit.fixed) continue;
      bool pointers = false, used = false, in_window = false;
      for (uint32_t s = unit.first; s < unit.first + unit.slots; s++) {
        const Slot& slot = slots_[s];
        in_window |= slot.window != kNone;
        if (slot.end < 0) continue;
        used = true;
        unit.start = std::min(unit.start, slot.start);
        unit.end = std::max(unit.end, slot.end);
        pointers |= fn_.kinds[s] != WordKind::kScalar;
        unit.tracked |= fn_.kinds[s] != WordKind::kScalar && slot.root;
      }
      if (in_window) continue;
      if (!used && !unit.pinned) continue;
      if (unit.pinned) {
        unit.start = -1;
        unit.end = INT32_MAX;
        for (uint32_t s = unit.first; s < unit.first + unit.slots; s++) pointers |= fn_.kinds[s] != WordKind::kScalar;
        unit.tracked = pointers;
      } else if (pointers && SafepointsBetween(unit.start >> 1, unit.end >> 1) != 0) {
        unit.tracked = true;
      }
      order.push_back(u);
    }
    for (const Inst* inst : insts_) {
      if (inst->op == Op::kMove) {
        Hint(inst->a, inst->b);
        Hint(inst->b, inst->a);
      }
    }
    std::ranges::stable_sort(order, {}, [&](uint32_t u) { return units_[u].start; });
    Place(order, /*tracked=*/true);
    Place(order, /*tracked=*/false);
  }

  void Hint(uint32_t to, uint32_t from) {
    Unit& unit = units_[slots_[to].unit];
    if (unit.slots == 1 && unit.hint == kNone) unit.hint = from;
  }

  void Place(const std::vector<uint32_t>& order, bool tracked) {
    const uint32_t base = next_;
    std::vector<int32_t> busy;        // the position up to which each slot of this zone is taken
    std::vector<WordKind> kinds;
    for (uint32_t u : order) {
      Unit& unit = units_[u];
      if (unit.tracked != tracked) continue;
      auto fits = [&](uint32_t at) {
        for (uint32_t k = 0; k < unit.slots && at + k < busy.size(); k++) {
          if (busy[at + k] >= unit.start || (tracked && kinds[at + k] != fn_.kinds[unit.first + k])) return false;
        }
        return true;
      };
      uint32_t at = kNone;
      if (unit.hint != kNone && frame_.slot_of[unit.hint] != kNone && frame_.slot_of[unit.hint] >= base) {
        uint32_t wish = frame_.slot_of[unit.hint] - base;
        if (wish < busy.size() && fits(wish)) at = wish;
      }
      if (at == kNone) {
        at = 0;
        while (!fits(at)) at++;
      }
      if (at + unit.slots > busy.size()) {
        // A slot of an earlier unit keeps its kind; new ones take this unit's.
        for (uint32_t k = static_cast<uint32_t>(busy.size()) - at; k < unit.slots; k++) {
          kinds.push_back(fn_.kinds[unit.first + k]);
        }
        busy.resize(at + unit.slots, -1);
      }
      for (uint32_t k = 0; k < unit.slots; k++) {
        busy[at + k] = unit.end;
        frame_.slot_of[unit.first + k] = base + at + k;
      }
    }
    next_ = base + static_cast<uint32_t>(busy.size());
    if (!tracked) return;
    for (uint32_t k = 0; k < kinds.size(); k++) {
      if (kinds[k] != WordKind::kScalar) AddScanned(base + k, kinds[k]);
    }
  }

  void Finish() {
    frame_.frame_slots = next_;
    if (!has_window_) return;
    frame_.window_base = next_ + vm::kFrameHeader;
    frame_.frame_slots = frame_.window_base + window_slots_;
    for (uint32_t s = 0; s < n_; s++) {
      if (slots_[s].window != kNone) frame_.slot_of[s] = frame_.window_base + slots_[s].window;
    }
  }

  Function& fn_;
  std::vector<BlockId> layout_;
  std::vector<uint32_t> emitted_;     // of each block: how many are emitted before it
  const uint32_t n_;
  Frame frame_;
  uint32_t next_ = 0;  // the first frame slot not given out yet
  std::vector<uint32_t> position_;    // layout index of each block
  std::vector<uint32_t> first_inst_;  // number of the first instruction of each laid out block
  std::vector<Inst*> insts_;
  std::vector<uint32_t> safepoints_, windows_;  // how many there are before instruction i
  std::vector<Slot> slots_;
  std::vector<bool> joined_;
  std::vector<Unit> units_;
  bool has_window_ = false;
  uint32_t window_slots_ = 0;
};

}  // namespace

Frame AllocateFrame(Function& fn, const std::vector<BlockId>& layout) { return Allocator(fn, layout).Run(); }

}  // namespace golite::ir
