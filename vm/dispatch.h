// This file defines how the interpreter dispatches, behind these macros:
//
//   GOLITE_DISPATCH   opens the body: jumps to the handler of the word at pc
//   GOLITE_OP(name)   starts the handler of an opcode
//   NEXT()            ends a handler: fetches the next word and jumps to its handler
//   NEXT_IS(name)     the same where the next instruction is known to be `name`
//   MARK_BACK_EDGE()  tells the branch predictor that a loop goes round
//
// With GNU C each handler jumps on its own (one indirect jump per handler, which the branch predictor tells apart);
// otherwise, or with GOLITE_SWITCH_DISPATCH, handlers are the cases of one switch in a loop.
//
// AMD's Zen predicts an indirect jump from its last nine or so taken branches, of which it keeps two bits each: bits 2
// and 3 of the address of the branch's last byte. When all handlers of a short loop happen to end with the same two, their
// order cannot be told, and each turn costs two wrong guesses, five times the work. So a back edge takes one jump more,
// at a distance from its dispatch that makes those two differ.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__)
#define MARK_BACK_EDGE() asm volatile("jmp 1f\n\t.nops 6\n1:")
#else
#define MARK_BACK_EDGE() static_cast<void>(0)
#endif

// pc points behind the instruction in a handler.
#if defined(__GNUC__) && !defined(GOLITE_SWITCH_DISPATCH)
#define GOLITE_DISPATCH goto* kLabels[(pc++)->op];
#define GOLITE_OP(name) L_##name:
#define GOLITE_MACHINE_OP(name) M_##name:
#define NEXT() goto* kLabels[(pc++)->op]
#define NEXT_IS(name) \
  do {                \
    pc++;             \
    goto L_##name;    \
  } while (false)
#define GOLITE_END_DISPATCH
#else
#define GOLITE_DISPATCH \
  dispatch:             \
  switch ((pc++)->op) {
#define GOLITE_OP(name) case static_cast<uint16_t>(Op::k##name):
#define GOLITE_MACHINE_OP(name) case static_cast<uint16_t>(MachineOp::name):
#define NEXT() goto dispatch
#define NEXT_IS(name) NEXT()
#define GOLITE_END_DISPATCH \
  default:                  \
    goto bad_opcode;        \
    }
#endif
