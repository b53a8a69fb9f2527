// This file declares the values of Go constants and the exact arithmetic on them, with the API of go/constant.
//
// A Value is a 16-byte immutable handle. Booleans and integers of 64 bits live in it; everything larger lives in
// the Pool that made it and stays valid as long as the Pool. Values know nothing of types.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace golite::sema::constant {

enum class Kind : uint8_t { kUnknown, kBool, kString, kInt, kFloat, kComplex };

// The operators of constant expressions. kQuo of two integers is an exact fraction, kQuoInt the truncated integer.
enum class Op : uint8_t {
  kAdd, kSub, kMul, kQuo, kQuoInt, kRem, kAnd, kOr, kXor, kAndNot, kLAnd, kLOr, kNot, kShl, kShr,
  kEql, kNeq, kLss, kLeq, kGtr, kGeq,
};

enum class LiteralKind : uint8_t { kInt, kFloat, kImag, kChar, kString };

struct StringNode;
struct BigNode;
struct ComplexNode;

// The value of a constant. A default Value is "no value": it converts to false and has kind kUnknown.
class Value {
 public:
  constexpr Value() = default;

  // Whether there is a value at all; an unknown value (the result of an error) counts as one.
  explicit operator bool() const { return rep_ != Rep::kNone; }
  Kind kind() const;
  bool is_unknown() const { return kind() == Kind::kUnknown; }

 private:
  friend class Pool;
  friend struct Access;
  enum class Rep : uint8_t { kNone, kUnknown, kBool, kString, kInt64, kBigInt, kRat, kFloat, kComplex };
  Rep rep_ = Rep::kNone;
  union {
    int64_t i_ = 0;
    StringNode* string_;
    const BigNode* big_;
    const ComplexNode* complex_;
  };
};

// Owns the storage of large values. Not thread-safe. A Value must not outlive the Pool that made it.
class Pool {
 public:
  Pool();
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  struct Storage;
  Storage& storage() { return *storage_; }

 private:
  std::unique_ptr<Storage> storage_;
};

// Makers. Those without a Pool never need storage.
Value MakeUnknown();
Value MakeBool(bool b);
Value MakeInt64(int64_t x);
Value MakeUint64(Pool& pool, uint64_t x);
// Unknown when x is not finite; -0 becomes 0.
Value MakeFloat64(Pool& pool, double x);
Value MakeString(Pool& pool, std::string_view s);
// The value of a literal as written in the source; unknown when it is malformed or too large for the big float.
Value MakeFromLiteral(Pool& pool, std::string_view literal, LiteralKind kind);
// x * i. Requires: x is Int, Float or unknown.
Value MakeImag(Pool& pool, Value x);

// Accessors. For unknown values they return zero values and "not exact"; Sign returns 1.
bool BoolVal(Value x);
std::string_view StringVal(Value x);
// The number of bytes of a String value, without flattening it.
size_t StringLength(Value x);
// Requires: x is Int or unknown. True when the value fits.
bool Int64Val(Value x, int64_t& result);
bool Uint64Val(Value x, uint64_t& result);
// The nearest float (round half to even) of a numeric value that is not Complex; true when exact. Large values
// become infinities.
bool Float32Val(Value x, float& result);
bool Float64Val(Value x, double& result);
// The value modulo 2^64, for Int values of any size.
uint64_t LowBits(Value x);
// The number of bits of |x|. Requires: x is Int or unknown.
int BitLen(Value x);
int Sign(Value x);
Value Real(Value x);
Value Imag(Value x);

// Conversions; unknown when x is not representable in that kind.
Value ToInt(Pool& pool, Value x);
Value ToFloat(Pool& pool, Value x);
Value ToComplex(Pool& pool, Value x);
// The value rounded to float32 or float64, as a Float; unknown when it overflows.
Value RoundToFloat32(Pool& pool, Value x);
Value RoundToFloat64(Pool& pool, Value x);

// x op y for the arithmetic and logical operators. Requires: op is defined for the operands, y != 0 for divisions.
// Unknown operands give an unknown result.
Value BinaryOp(Pool& pool, Value x, Op op, Value y);
// op y for kAdd, kSub, kXor (complement, limited to `bits` bits when bits > 0) and kNot.
Value UnaryOp(Pool& pool, Op op, Value y, unsigned bits);
// x << n or x >> n. Requires: x is Int or unknown. Unknown when the result would exceed a million bits.
Value Shift(Pool& pool, Value x, Op op, uint64_t n);
// The result of the comparison; false when an operand is unknown.
bool Compare(Value x, Op op, Value y);

// Whether two values of the same kind are the same value, for duplicate detection and canonical instances.
bool Equal(Value x, Value y);
// A key equal for equal values, for hashing duplicate switch cases and map keys.
std::string HashKey(Value x);

// The form gc prints in messages: strings quoted and shortened to 72 characters, floats with six digits.
std::string ToString(Value x);
// The exact form: whole strings, fractions as a/b.
std::string ToExactString(Value x);
// s as a double-quoted Go string, as strconv.Quote writes it.
std::string Quote(std::string_view s);

}  // namespace golite::sema::constant
