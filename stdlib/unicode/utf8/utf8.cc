// This file implements the natives of unicode/utf8.
#include "stdlib/utf8.h"

#include "stdlib/natives.h"
#include "stdlib/text.h"

namespace golite::stdlib {
namespace {

using Bytes = GoSlice<uint8_t>;

int64_t Pack(Rune r) { return static_cast<int64_t>(r.value) << 3 | r.width; }

int64_t Decode(Bytes p) { return Pack(DecodeRune(ViewOf(p))); }
int64_t DecodeString(std::string_view s) { return Pack(DecodeRune(s)); }
int64_t DecodeLast(Bytes p) { return Pack(DecodeLastRune(ViewOf(p))); }
int64_t DecodeLastString(std::string_view s) { return Pack(DecodeLastRune(s)); }
bool FullRune(Bytes p) { return IsFullRune(ViewOf(p)); }
int64_t RuneCount(Mutator& m, Bytes p) { return CountRunes(m, ViewOf(p)); }
int64_t RuneCountInString(Mutator& m, std::string_view s) { return CountRunes(m, s); }
bool Valid(Mutator& m, Bytes p) { return IsValidUtf8(m, ViewOf(p)); }
bool ValidString(Mutator& m, std::string_view s) { return IsValidUtf8(m, s); }

constexpr Native kNatives[] = {
    Bind<&Decode>("decode"),
    Bind<&DecodeString>("decodeString"),
    Bind<&DecodeLast>("decodeLast"),
    Bind<&DecodeLastString>("decodeLastString"),
    Bind<&FullRune>("FullRune"),
    Bind<&IsFullRune>("FullRuneInString"),
    BindLinear<&RuneCount>("RuneCount"),
    BindLinear<&RuneCountInString>("RuneCountInString"),
    BindLinear<&Valid>("Valid"),
    BindLinear<&ValidString>("ValidString"),
};

}  // namespace

extern constinit const NativePackage kPackage_unicode_utf8 = {"unicode/utf8", kNatives};

}  // namespace golite::stdlib
