// This file defines Assembler, with which the tests of the machine write programs by hand.
#pragma once

#include <cstring>
#include <deque>
#include <string_view>
#include <vector>

#include "vm/program.h"

namespace golite::vm {

class Assembler {
 public:
  Program program;

  TypeDesc* Type(Kind kind, std::string_view string, uint32_t slots, bool pointers = false) {
    auto* t = new (program.Allocate(sizeof(TypeDesc), alignof(TypeDesc))) TypeDesc;
    t->kind = kind;
    t->string = string;
    t->size = 8 * slots;
    t->align = 8;
    t->slots = slots;
    t->direct_iface = slots <= 1;
    t->has_pointers = pointers;
    t->comparable = true;
    t->index = static_cast<uint32_t>(program.types.size());
    program.types.push_back(t);
    return t;
  }

  TypeDesc* Int() {
    if (!int_) {
      int_ = Type(Kind::kInt, "int", 1);
      int_->name = "int";
      int_->named = true;
      int_->plain_memory = true;
    }
    return int_;
  }

  TypeDesc* ChanOf(const TypeDesc* elem) {
    TypeDesc* t = Type(Kind::kChan, "chan int", 1, /*pointers=*/true);
    t->elem = elem;
    t->chan_dir = 3;
    return t;
  }

  struct Shape {
    uint16_t results = 0, params = 0, slots = 8;
    bool closure = false, defers = false, wrapper = false;
    uint32_t recover_pc = 0;
    std::vector<SlotRange> map = {};
  };

  Function* Add(std::string_view name, Shape shape, std::vector<Instr> code) {
    auto* f = new (program.Allocate(sizeof(Function), alignof(Function))) Function;
    auto* words = static_cast<Instr*>(program.Allocate(code.size() * sizeof(Instr), alignof(Instr)));
    std::memcpy(static_cast<void*>(words), code.data(), code.size() * sizeof(Instr));
    f->code = words;
    f->code_words = static_cast<uint32_t>(code.size());
    f->name = program.Intern(name);
    f->file = "test.go";
    f->line = 1;
    f->frame_slots = shape.slots;
    f->result_slots = shape.results;
    f->param_slots = shape.params;
    f->has_closure_slot = shape.closure;
    f->has_defer = shape.defers;
    f->is_wrapper = shape.wrapper;
    f->recover_pc = shape.recover_pc;
    auto* map = static_cast<SlotRange*>(program.Allocate(shape.map.size() * sizeof(SlotRange) + 1, alignof(SlotRange)));
    std::copy(shape.map.begin(), shape.map.end(), map);
    f->slots = {map, shape.map.size()};
    auto* rows = static_cast<LineRow*>(program.Allocate(code.size() * sizeof(LineRow), alignof(LineRow)));
    for (uint32_t i = 0; i < code.size(); ++i) rows[i] = {.pc = i, .line = i + 1};
    f->lines = {rows, code.size()};
    f->SetClears();
    f->index = static_cast<uint32_t>(program.functions.size());
    program.functions.push_back(f);
    return f;
  }

  static Instr Do(Op op, int a = 0, int b = 0, int c = 0) {
    return Instr::Abc(op, static_cast<uint16_t>(a), static_cast<uint16_t>(b), static_cast<uint16_t>(c));
  }
  static Instr Wide(Op op, int a, int32_t imm) { return Instr::Wide(op, static_cast<uint16_t>(a), imm); }
  static Instr Ext(uint32_t index, uint16_t count = 0, uint16_t extra = 0) {
    return Instr::FromExt({index, count, extra});
  }

 private:
  TypeDesc* int_ = nullptr;
};

}  // namespace golite::vm
