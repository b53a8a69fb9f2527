// This file implements the native of package crypto/rand.
#include <span>
#include <string>

#include "runtime/services.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

// func fill(b []byte) (failure string)
std::string Fill(Mutator& m, GoSlice<uint8_t> b) {
  RandomSource* source = m.services.granted.random.get();
  if (source == nullptr) return runtime::DeniedText(runtime::Capability::kRandom);
  constexpr size_t kChunk = 64 << 10;
  for (std::span<std::byte> rest = std::as_writable_bytes(std::span(b.data, static_cast<size_t>(b.len))); !rest.empty();) {
    const auto now = rest.first(std::min(rest.size(), kChunk));
    if (!source->Fill(now)) return "failed to read random data";
    m.heap.NoteWork(now.size());
    if (m.Interrupted()) break;
    rest = rest.subspan(now.size());
  }
  return "";
}

constexpr Native kNatives[] = {Bind<&Fill>("fill")};

}  // namespace

extern constinit const NativePackage kPackage_crypto_rand = {"crypto/rand", kNatives};

}  // namespace golite::stdlib
