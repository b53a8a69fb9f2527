// This file defines how the interpreter dispatches, behind three macros:
//
//   GOLITE_DISPATCH   opens the body: jumps to the handler of the word at pc
//   GOLITE_OP(name)   starts the handler of an opcode
//   NEXT()            ends a handler: fetches the next word and jumps to its handler
//
// With GNU C each handler jumps on its own (one indirect jump per handler, which the branch predictor tells apart);
// otherwise, or with GOLITE_SWITCH_DISPATCH, handlers are the cases of one switch in a loop.
#pragma once

// pc points behind the instruction in a handler.
#if defined(__GNUC__) && !defined(GOLITE_SWITCH_DISPATCH)
#define GOLITE_DISPATCH goto* kLabels[(pc++)->op];
#define GOLITE_OP(name) L_##name:
#define GOLITE_MACHINE_OP(name) M_##name:
#define NEXT() goto* kLabels[(pc++)->op]
#define GOLITE_END_DISPATCH
#else
#define GOLITE_DISPATCH \
  dispatch:             \
  switch ((pc++)->op) {
#define GOLITE_OP(name) case static_cast<uint16_t>(Op::k##name):
#define GOLITE_MACHINE_OP(name) case static_cast<uint16_t>(MachineOp::name):
#define NEXT() goto dispatch
#define GOLITE_END_DISPATCH \
  default:                  \
    goto bad_opcode;        \
    }
#endif
