// This file implements the natives of hash/maphash, with the hash functions of maps.
#include "runtime/hash.h"
#include "runtime/ops.h"
#include "runtime/chooser.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

uint64_t RandomUint64(Mutator& m) { return m.chooser().Next(runtime::Choice::kRandom); }

uint64_t SumString(Mutator& m, uint64_t seed, std::string_view s) { return m.heap.HashLong(s.data(), s.size(), seed); }
uint64_t Sum(Mutator& m, uint64_t seed, GoSlice<uint8_t> b) { return SumString(m, seed, ViewOf(b)); }

std::pair<uint64_t, bool> SumValue(Mutator& m, uint64_t seed, GoIface v) {
  if (v.is_nil()) return {runtime::HashWord(0, seed), true};
  const runtime::TypeDesc* unhashable = nullptr;
  runtime::Walk walk(m);
  const uint64_t sum = runtime::HashMemory(walk, v.type, v.address(), seed ^ v.type->hash, m.chooser().Next(runtime::Choice::kRandom), unhashable);
  return {sum, unhashable == nullptr};
}

constexpr Native kNatives[] = {
    Bind<&RandomUint64>("randomUint64"),
    BindLinear<&Sum>("sum"),
    BindLinear<&SumString>("sumString"),
    Bind<&SumValue>("sumValue"),
};

}  // namespace

extern constinit const NativePackage kPackage_hash_maphash = {"hash/maphash", kNatives};

}  // namespace golite::stdlib
