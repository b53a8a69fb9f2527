// This file fuzzes the verifier and the disassembler: any bytes are a function, and neither may read outside it.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "vm/disassembler.h"
#include "vm/verifier.h"

using namespace golite::vm;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 24) return 0;
  Program program;
  TypeDesc type;
  type.kind = Kind::kMap;
  type.slots = 1;
  type.string = "map[int]int";
  program.types.push_back(&type);
  program.strings.push_back("text");
  program.selectors.push_back("Method");
  program.call_sites.push_back({0, &type});
  program.natives.push_back({"strings.Index", &type, 1, 4});
  program.globals_type = &type;
  type.size = 64;

  uint16_t head[8];
  std::memcpy(head, data, sizeof head);
  data += sizeof head;
  size -= sizeof head;
  std::vector<Instr> code(size / sizeof(Instr));
  std::memcpy(code.data(), data, code.size() * sizeof(Instr));
  // Opcodes near the known ones make more of the input meaningful.
  for (Instr& w : code) {
    if (w.op >= 0x8000) w.op = static_cast<uint16_t>(w.op % (kNumOps + 1));
  }
  SlotRange ranges[2] = {{static_cast<uint16_t>(head[3] % 64), static_cast<uint16_t>(head[4] % 64), WordKind::kPointer},
                         {static_cast<uint16_t>(head[5] % 64), static_cast<uint16_t>(head[5] % 64 + 1), WordKind::kIfaceData}};
  LineRow rows[1] = {{head[6], 1, 1, 0}};
  Function fn;
  fn.name = "main.f";
  fn.code = code.data();
  fn.code_words = static_cast<uint32_t>(code.size());
  fn.frame_slots = head[0] % 256;
  fn.result_slots = head[1] % 8;
  fn.param_slots = head[2] % 8;
  fn.slots = {ranges, static_cast<size_t>(head[7] % 3)};
  fn.lines = {rows, static_cast<size_t>(head[7] / 3 % 2)};
  fn.has_defer = head[7] & 0x100;
  program.functions.push_back(&fn);
  (void)VerifyFunction(program, fn);
  (void)DisassembleFunction(program, fn);
  return 0;
}
