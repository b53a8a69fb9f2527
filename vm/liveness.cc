// This file implements Liveness, a data-flow analysis of bytecode.
//
// It goes backwards over basic blocks, on the slots that the collector scans only. Where an instruction may write less
// than its operands say, it counts as not writing: more is live then than need be, never less. Call windows are no
// concern: what lies in them is nobody's root between the first argument and the call, and between the return and the
// last result (vm/opcodes.def, "Calls").
#include "vm/liveness.h"

#include <algorithm>

namespace golite::vm {

namespace {

using Bits = std::vector<uint64_t>;

void Set(Bits& bits, uint32_t i) { bits[i / 64] |= uint64_t{1} << (i % 64); }
void Clear(Bits& bits, uint32_t i) { bits[i / 64] &= ~(uint64_t{1} << (i % 64)); }
bool Has(const Bits& bits, uint32_t i) { return (bits[i / 64] >> (i % 64) & 1) != 0; }

constexpr uint32_t kNotScanned = UINT32_MAX;
constexpr uint64_t kMaxWords = 1 << 20;  // of bit sets for one function

}  // namespace

struct Liveness::Flow {
  struct Block {
    uint32_t begin = 0, end = 0;  // words
    std::vector<uint32_t> next;   // blocks
    Bits live_in, live_out;
  };

  const Function& fn;
  std::vector<uint32_t> number;        // slot -> its number among the scanned ones
  std::vector<uint32_t> instructions;  // where each begins
  std::vector<Block> blocks;
  Bits at_recovery;                    // live wherever a panic may be recovered
  std::unordered_map<uint32_t, Slots> known;  // by pc
  uint32_t scanned = 0;
  size_t words = 0;

  explicit Flow(const Function& f) : fn(f), number(f.frame_slots, kNotScanned) {
    for (const SlotRange& r : fn.slots) {
      for (uint32_t i = r.begin; i < r.end; ++i) number[i] = scanned++;
    }
    words = (scanned + 63) / 64;
  }

  // False: too large.
  bool Solve() {
    if (!FindBlocks()) return false;
    bool more = true;
    while (more) {
      more = false;
      for (size_t b = blocks.size(); b-- > 0;) more |= Update(blocks[b]);
      // Any instruction may panic, and a recovered frame goes on there.
      if (fn.recover_pc != 0) {
        const Bits& there = BlockAt(fn.recover_pc).live_in;
        for (size_t w = 0; w < words; ++w) {
          more |= (there[w] & ~at_recovery[w]) != 0;
          at_recovery[w] |= there[w];
        }
      }
    }
    return true;
  }

  uint32_t Length(uint32_t pc) const {
    const Instr w = fn.code[pc];
    const uint32_t length = InfoOf(w.opcode()).ext == ExtKind::kNone ? 1 : 2;
    return w.opcode() == Op::kJumpTable ? length + w.b : length;
  }

  bool IsCase(uint32_t pc) const {
    return fn.code[pc].opcode() == Op::kSelectSend || fn.code[pc].opcode() == Op::kSelectRecv;
  }

  // Calls f with each target of a jump.
  template <typename F>
  void ForEachTarget(uint32_t pc, const F& f) const {
    const Instr w = fn.code[pc];
    const OpInfo& info = InfoOf(w.opcode());
    const uint32_t next = pc + (info.ext == ExtKind::kNone ? 1 : 2);
    if (info.b == Operand::kJump32) f(static_cast<uint32_t>(int64_t{next} + w.imm32()));
    if (info.c == Operand::kJump16) f(static_cast<uint32_t>(int64_t{next} + static_cast<int16_t>(w.c)));
    if (w.opcode() != Op::kJumpTable) return;
    for (uint32_t i = 0; i < w.b; ++i) {
      f(static_cast<uint32_t>(int64_t{next} + w.b + static_cast<int64_t>(fn.code[next + i].bits())));
    }
  }

  bool FindBlocks() {
    std::vector<bool> leader(fn.code_words + 1);
    leader[0] = leader[fn.recover_pc] = true;
    for (uint32_t pc = 0; pc < fn.code_words; pc += Length(pc)) {
      instructions.push_back(pc);
      const Effect effect = InfoOf(fn.code[pc].opcode()).effect;
      bool jumps = (effect & (kJump | kEnd)) != 0;
      ForEachTarget(pc, [&](uint32_t target) { leader[target] = jumps = true; });
      if (jumps) leader[pc + Length(pc)] = true;
    }
    const auto count = static_cast<uint64_t>(std::ranges::count(leader, true));
    if (count * (2 * words + 4) > kMaxWords) return false;
    for (const uint32_t pc : instructions) {
      if (leader[pc]) blocks.push_back({pc, pc, {}, Bits(words), Bits(words)});
      blocks.back().end = pc + Length(pc);
    }
    size_t i = 0;
    for (size_t b = 0; b < blocks.size(); ++b) {
      uint32_t last = blocks[b].begin;
      for (; i < instructions.size() && instructions[i] < blocks[b].end; ++i) last = instructions[i];
      ForEachTarget(last, [&](uint32_t target) { blocks[b].next.push_back(IndexAt(target)); });
      const bool falls = (InfoOf(fn.code[last].opcode()).effect & kEnd) == 0;
      if (falls && b + 1 < blocks.size()) blocks[b].next.push_back(static_cast<uint32_t>(b + 1));
    }
    at_recovery.resize(words);
    return true;
  }

  uint32_t IndexAt(uint32_t pc) const {
    return static_cast<uint32_t>(std::ranges::upper_bound(blocks, pc, {}, &Block::begin) - blocks.begin() - 1);
  }
  const Block& BlockAt(uint32_t pc) const { return blocks[IndexAt(pc)]; }

  bool Update(Block& block) {
    for (const uint32_t n : block.next) {
      for (size_t w = 0; w < words; ++w) block.live_out[w] |= blocks[n].live_in[w];
    }
    Bits live = LiveBefore(block, block.begin);
    if (live == block.live_in) return false;
    block.live_in = std::move(live);
    return true;
  }

  // What is live before the instruction at pc of the block, or at its end.
  Bits LiveBefore(const Block& block, uint32_t pc) const {
    Bits live = block.live_out;
    for (size_t w = 0; w < words; ++w) live[w] |= at_recovery[w];
    auto at = std::ranges::lower_bound(instructions, block.end);
    while (at != instructions.begin() && *(at - 1) >= pc) Step(*--at, live);
    return live;
  }

  void Kill(Bits& live, uint32_t first, uint32_t count) const {
    for (uint32_t s = first; s < first + count && s < number.size(); ++s) {
      if (number[s] != kNotScanned && !Has(at_recovery, number[s])) Clear(live, number[s]);
    }
  }
  void Use(Bits& live, uint32_t first, uint32_t count) const {
    for (uint32_t s = first; s < first + count && s < number.size(); ++s) {
      if (number[s] != kNotScanned) Set(live, number[s]);
    }
  }

  // From after the instruction to before it.
  void Step(uint32_t pc, Bits& live) const {
    const Instr w = fn.code[pc];
    const OpInfo& info = InfoOf(w.opcode());
    const Ext ext = info.ext == ExtKind::kNone ? Ext{} : fn.code[pc + 1].ext();
    const std::pair<Operand, uint16_t> fields[] = {{info.a, w.a}, {info.b, w.b}, {info.c, w.c}};
    // The cases of a select are executed by it, one of them.
    for (const auto& [kind, field] : fields) {
      using enum Operand;
      if (IsCase(pc)) continue;
      if (kind == kDef) Kill(live, field, 1);
      if (kind == kDef2) Kill(live, field, 2);
      if (kind == kDef3) Kill(live, field, 3);
      if (kind == kDefX) Kill(live, field, ext.count);
      if (kind == kDefC) Kill(live, field, w.c);
    }
    for (const auto& [kind, field] : fields) {
      using enum Operand;
      if (kind == kUse || kind == kMod) Use(live, field, 1);
      if (kind == kUse2) Use(live, field, 2);
      if (kind == kUse3) Use(live, field, 3);
      if (kind == kUseX) Use(live, field, ext.count);
      if (kind == kUseC) Use(live, field, w.c);
      if (kind == kUseC2) Use(live, field, 2u * w.c);
    }
    if (info.ext == ExtKind::kReg) Use(live, ext.count, 1);
    switch (w.opcode()) {
      case Op::kReturn: Use(live, 0, fn.result_slots); break;
      // A native whose window is the frame itself knows its closure, too (embed/host_vm.cc).
      case Op::kCallNative:
        if (w.a == 0) Use(live, 0, fn.frame_slots);
        break;
      // They may collect before they take their arguments, whose number is that of the callee.
      case Op::kGo: case Op::kGoClosure: case Op::kRaceGo: case Op::kRaceGoClosure: Use(live, w.a, fn.frame_slots - w.a); break;
      default: break;
    }
  }

  Slots At(uint32_t pc) const {
    // The instruction that ends at pc; a select is in progress with all its cases.
    auto it = std::ranges::lower_bound(instructions, pc);
    while (it != instructions.begin() && IsCase(*(it - 1))) --it;
    Bits live(words);
    if (it != instructions.begin()) live = LiveBefore(BlockAt(*(it - 1)), *(it - 1));
    if (pc < fn.code_words) {
      const Bits after = LiveBefore(BlockAt(pc), pc);
      for (size_t w = 0; w < words; ++w) live[w] |= after[w];
    }
    Slots slots;
    for (const SlotRange& r : fn.slots) {
      for (uint32_t s = r.begin; s < r.end; ++s) {
        std::vector<SlotRange>& ranges = Has(live, number[s]) ? slots.live : slots.dead;
        const auto slot = static_cast<uint16_t>(s);
        if (!ranges.empty() && ranges.back().end == slot) ++ranges.back().end;
        else ranges.push_back({slot, static_cast<uint16_t>(slot + 1), r.kind});
      }
    }
    return slots;
  }
};

Liveness::Liveness() = default;
Liveness::~Liveness() = default;

const Liveness::Slots* Liveness::Find(const Function& fn, const Instr* pc) {
  if (fn.slots.empty() || pc < fn.code || pc > fn.code + fn.code_words) return nullptr;
  auto [flow, fresh] = flows_.try_emplace(&fn);
  if (fresh) {
    flow->second = std::make_unique<Flow>(fn);
    if (!flow->second->Solve()) flow->second = nullptr;
  }
  if (flow->second == nullptr) return nullptr;
  const auto at = static_cast<uint32_t>(pc - fn.code);
  auto [known, unknown] = flow->second->known.try_emplace(at);
  if (unknown) known->second = flow->second->At(at);
  last_fn_ = &fn;
  last_pc_ = pc;
  last_ = &known->second;
  return last_;
}

}  // namespace golite::vm
