// Package bits counts and manipulates the bits of unsigned integers.
package bits

// UintSize is the size of a uint in bits.
const UintSize = 64

// LeadingZeros returns the number of leading zero bits of x; UintSize for 0.
func LeadingZeros(x uint) int { return 64 - Len64(uint64(x)) }

// LeadingZeros8 returns the number of leading zero bits of x; 8 for 0.
func LeadingZeros8(x uint8) int { return 8 - Len64(uint64(x)) }

// LeadingZeros16 returns the number of leading zero bits of x; 16 for 0.
func LeadingZeros16(x uint16) int { return 16 - Len64(uint64(x)) }

// LeadingZeros32 returns the number of leading zero bits of x; 32 for 0.
func LeadingZeros32(x uint32) int { return 32 - Len64(uint64(x)) }

// LeadingZeros64 returns the number of leading zero bits of x; 64 for 0.
func LeadingZeros64(x uint64) int { return 64 - Len64(x) }

// TrailingZeros returns the number of trailing zero bits of x; UintSize for 0.
func TrailingZeros(x uint) int { return TrailingZeros64(uint64(x)) }

// TrailingZeros8 returns the number of trailing zero bits of x; 8 for 0.
func TrailingZeros8(x uint8) int { return TrailingZeros64(uint64(x) | 1<<8) }

// TrailingZeros16 returns the number of trailing zero bits of x; 16 for 0.
func TrailingZeros16(x uint16) int { return TrailingZeros64(uint64(x) | 1<<16) }

// TrailingZeros32 returns the number of trailing zero bits of x; 32 for 0.
func TrailingZeros32(x uint32) int { return TrailingZeros64(uint64(x) | 1<<32) }

// TrailingZeros64 returns the number of trailing zero bits of x; 64 for 0.
func TrailingZeros64(x uint64) int

// OnesCount returns the number of one bits of x.
func OnesCount(x uint) int { return OnesCount64(uint64(x)) }

// OnesCount8 returns the number of one bits of x.
func OnesCount8(x uint8) int { return OnesCount64(uint64(x)) }

// OnesCount16 returns the number of one bits of x.
func OnesCount16(x uint16) int { return OnesCount64(uint64(x)) }

// OnesCount32 returns the number of one bits of x.
func OnesCount32(x uint32) int { return OnesCount64(uint64(x)) }

// OnesCount64 returns the number of one bits of x.
func OnesCount64(x uint64) int

// RotateLeft returns x rotated left by k modulo UintSize bits; right for a negative k.
func RotateLeft(x uint, k int) uint { return x<<(uint(k)&63) | x>>(uint(-k)&63) }

// RotateLeft8 returns x rotated left by k modulo 8 bits; right for a negative k.
func RotateLeft8(x uint8, k int) uint8 { return x<<(uint(k)&7) | x>>(uint(-k)&7) }

// RotateLeft16 returns x rotated left by k modulo 16 bits; right for a negative k.
func RotateLeft16(x uint16, k int) uint16 { return x<<(uint(k)&15) | x>>(uint(-k)&15) }

// RotateLeft32 returns x rotated left by k modulo 32 bits; right for a negative k.
func RotateLeft32(x uint32, k int) uint32 { return x<<(uint(k)&31) | x>>(uint(-k)&31) }

// RotateLeft64 returns x rotated left by k modulo 64 bits; right for a negative k.
func RotateLeft64(x uint64, k int) uint64 { return x<<(uint(k)&63) | x>>(uint(-k)&63) }

// Reverse returns x with its bits in reversed order.
func Reverse(x uint) uint { return uint(Reverse64(uint64(x))) }

// Reverse8 returns x with its bits in reversed order.
func Reverse8(x uint8) uint8 { return uint8(Reverse64(uint64(x)) >> 56) }

// Reverse16 returns x with its bits in reversed order.
func Reverse16(x uint16) uint16 { return uint16(Reverse64(uint64(x)) >> 48) }

// Reverse32 returns x with its bits in reversed order.
func Reverse32(x uint32) uint32 { return uint32(Reverse64(uint64(x)) >> 32) }

// Reverse64 returns x with its bits in reversed order.
func Reverse64(x uint64) uint64

// ReverseBytes returns x with its bytes in reversed order.
func ReverseBytes(x uint) uint { return uint(ReverseBytes64(uint64(x))) }

// ReverseBytes16 returns x with its bytes in reversed order.
func ReverseBytes16(x uint16) uint16 { return x>>8 | x<<8 }

// ReverseBytes32 returns x with its bytes in reversed order.
func ReverseBytes32(x uint32) uint32 { return uint32(ReverseBytes64(uint64(x)) >> 32) }

// ReverseBytes64 returns x with its bytes in reversed order.
func ReverseBytes64(x uint64) uint64

// Len returns the number of bits needed to represent x; 0 for 0.
func Len(x uint) int { return Len64(uint64(x)) }

// Len8 returns the number of bits needed to represent x; 0 for 0.
func Len8(x uint8) int { return Len64(uint64(x)) }

// Len16 returns the number of bits needed to represent x; 0 for 0.
func Len16(x uint16) int { return Len64(uint64(x)) }

// Len32 returns the number of bits needed to represent x; 0 for 0.
func Len32(x uint32) int { return Len64(uint64(x)) }

// Len64 returns the number of bits needed to represent x; 0 for 0.
func Len64(x uint64) int

// Add returns the sum x + y + carry, which must be 0 or 1, and the carry out.
func Add(x, y, carry uint) (sum, carryOut uint) {
	sum = x + y + carry
	carryOut = ((x & y) | ((x | y) &^ sum)) >> 63
	return sum, carryOut
}

// Add32 returns the sum x + y + carry, which must be 0 or 1, and the carry out.
func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	sum64 := uint64(x) + uint64(y) + uint64(carry)
	return uint32(sum64), uint32(sum64 >> 32)
}

// Add64 returns the sum x + y + carry, which must be 0 or 1, and the carry out.
func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	carryOut = ((x & y) | ((x | y) &^ sum)) >> 63
	return sum, carryOut
}

// Sub returns the difference x - y - borrow, which must be 0 or 1, and the borrow out.
func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	diff = x - y - borrow
	borrowOut = ((^x & y) | (^(x ^ y) & diff)) >> 63
	return diff, borrowOut
}

// Sub32 returns the difference x - y - borrow, which must be 0 or 1, and the borrow out.
func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	diff = x - y - borrow
	borrowOut = ((^x & y) | (^(x ^ y) & diff)) >> 31
	return diff, borrowOut
}

// Sub64 returns the difference x - y - borrow, which must be 0 or 1, and the borrow out.
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	borrowOut = ((^x & y) | (^(x ^ y) & diff)) >> 63
	return diff, borrowOut
}

// Mul returns the product of x and y in two words.
func Mul(x, y uint) (hi, lo uint) {
	return uint(mulHigh(uint64(x), uint64(y))), x * y
}

// Mul32 returns the product of x and y in two words.
func Mul32(x, y uint32) (hi, lo uint32) {
	product := uint64(x) * uint64(y)
	return uint32(product >> 32), uint32(product)
}

// Mul64 returns the product of x and y in two words.
func Mul64(x, y uint64) (hi, lo uint64) { return mulHigh(x, y), x * y }

func mulHigh(x, y uint64) uint64

// divide returns the quotient and remainder of hi, lo by y, which is greater than hi.
func divide(hi, lo, y uint64) (quo, rem uint64)

// A runtime error as the operators / and >> make it.
func divideError() uint64 {
	zero := uint64(0)
	return 1 / zero
}

type overflowError struct{}

func (overflowError) Error() string { return "runtime error: integer overflow" }

// RuntimeError makes it a runtime.Error.
func (overflowError) RuntimeError() {}

// Div returns the quotient and remainder of the two words hi, lo by y. It panics if y == 0 or the quotient overflows.
func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

// Div32 returns the quotient and remainder of the two words hi, lo by y. It panics if y == 0 or the quotient overflows.
func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y != 0 && y <= hi {
		panic(error(overflowError{}))
	}
	z := uint64(hi)<<32 | uint64(lo)
	return uint32(z / uint64(y)), uint32(z % uint64(y))
}

// Div64 returns the quotient and remainder of the two words hi, lo by y. It panics if y == 0 or the quotient overflows.
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y == 0 {
		divideError()
	}
	if y <= hi {
		panic(error(overflowError{}))
	}
	return divide(hi, lo, y)
}

// Rem returns the remainder of the two words hi, lo by y. It panics if y == 0, but not if the quotient overflows.
func Rem(hi, lo, y uint) uint { return uint(Rem64(uint64(hi), uint64(lo), uint64(y))) }

// Rem32 returns the remainder of the two words hi, lo by y. It panics if y == 0, but not if the quotient overflows.
func Rem32(hi, lo, y uint32) uint32 {
	return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y))
}

// Rem64 returns the remainder of the two words hi, lo by y. It panics if y == 0, but not if the quotient overflows.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := Div64(hi%y, lo, y)
	return rem
}
