// This file implements the walk over the frames of a goroutine.
#include "runtime/goroutine.h"

#include <array>

namespace golite::runtime {
namespace {

constexpr int kNumMachineOps = static_cast<int>(MachineOp::kCount) - vm::kNumOps;

// A pair of words per machine operation: {a = 0}, {op}.
constexpr auto kStubs = [] {
  std::array<vm::Instr, 2 * kNumMachineOps> stubs{};
  for (int i = 0; i < kNumMachineOps; ++i) stubs[2 * i + 1].op = static_cast<uint16_t>(vm::kNumOps + i);
  return stubs;
}();

const vm::Instr* ReturnPcOf(const Slot* fp) { return reinterpret_cast<const vm::Instr*>(fp[-2]); }

bool IsStub(const vm::Instr* pc, MachineOp op) { return pc == StubFor(op); }

}  // namespace

const vm::Instr* StubFor(MachineOp op) { return &kStubs[2 * (static_cast<int>(op) - vm::kNumOps) + 1]; }

std::string_view TextOf(WaitReason reason) {
  static constexpr std::string_view kTexts[] = {
#define WAIT(name, text) text,
#include "runtime/wait_reasons.def"
#undef WAIT
  };
  return kTexts[static_cast<int>(reason)];
}

FrameWalker::FrameWalker(const Goroutine& g) : g_(g), defer_(g.defers), panic_(g.panics) {
  if (g.fp != nullptr) frame_ = {g.fp, FunctionOfFrame(g.fp), g.pc};
}

bool FrameWalker::IsDeferred() const {
  const vm::Instr* ret = ReturnPcOf(frame_.fp);
  return IsStub(ret, MachineOp::kDeferReturn) || IsStub(ret, MachineOp::kPanicReturn);
}

// The record of the deferred call whose frame is at that offset. It is either on the goroutine's list, which a walk
// passes once from the top, or among those that a panic has gone past.
const DeferRecord* FrameWalker::FindDefer(uint32_t call_frame) {
  for (const PanicRecord* p = g_.panics; p; p = p->link)
    for (const DeferRecord* d = p->passed; d; d = d->next)
      if (d->call_frame == call_frame) return d;
  while (!(defer_->started && defer_->panic == nullptr && defer_->call_frame == call_frame)) defer_ = defer_->next;
  return defer_;
}

void FrameWalker::Next() {
  const vm::Instr* ret = ReturnPcOf(frame_.fp);
  if (IsStub(ret, MachineOp::kGoroutineEnd)) {
    frame_ = {};
    return;
  }
  Slot* fp = nullptr;
  if (IsStub(ret, MachineOp::kDeferReturn)) {
    const DeferRecord* d = FindDefer(g_.OffsetOf(frame_.fp));
    fp = g_.At(d->frame);
    ret = d->resume + 1;
  } else if (IsStub(ret, MachineOp::kPanicReturn)) {
    // Panics above this one were raised and are being handled in frames already walked past.
    while (panic_->deferred_frame != g_.OffsetOf(frame_.fp)) panic_ = panic_->link;
    fp = g_.At(panic_->raised_frame);
    ret = panic_->pc;
  } else if (IsStub(ret, MachineOp::kPrintReturn)) {
    fp = g_.At(g_.panics->raised_frame);
    ret = g_.panics->pc;
  } else if (IsStub(ret, MachineOp::kNativeReturn)) {
    const ScriptCall* c = g_.calls;
    while (c->call_frame != g_.OffsetOf(frame_.fp)) c = c->link;
    fp = g_.At(c->frame);
    ret = c->pc + 1;
  } else {
    fp = frame_.fp - ret[-1].a;
  }
  frame_ = {fp, FunctionOfFrame(fp), ret};
}

}  // namespace golite::runtime
