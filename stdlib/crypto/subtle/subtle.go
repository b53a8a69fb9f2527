// Package subtle has operations whose time does not depend on their data.
package subtle

// ConstantTimeCompare returns 1 if x and y are equal and 0 if not. Its time depends on their lengths alone.
func ConstantTimeCompare(x, y []byte) int {
	if len(x) != len(y) {
		return 0
	}
	var difference byte
	for i := range x {
		difference |= x[i] ^ y[i]
	}
	return ConstantTimeByteEq(difference, 0)
}

// ConstantTimeSelect returns x if v is 1 and y if v is 0.
func ConstantTimeSelect(v, x, y int) int { return ^(v-1)&x | (v-1)&y }

// ConstantTimeByteEq returns 1 if x == y and 0 if not.
func ConstantTimeByteEq(x, y uint8) int { return int((uint32(x^y) - 1) >> 31) }

// ConstantTimeEq returns 1 if x == y and 0 if not.
func ConstantTimeEq(x, y int32) int { return int((uint64(uint32(x^y)) - 1) >> 63) }

// ConstantTimeCopy copies y to x if v is 1, and does nothing if v is 0. Both must have the same length.
func ConstantTimeCopy(v int, x, y []byte) {
	if len(x) != len(y) {
		panic("subtle: slices have different lengths")
	}
	keep, take := byte(v-1), ^byte(v-1)
	for i := range x {
		x[i] = x[i]&keep | y[i]&take
	}
}

// ConstantTimeLessOrEq returns 1 if x <= y and 0 if not. Both must lie in [0, 1<<31).
func ConstantTimeLessOrEq(x, y int) int {
	return int(((int32(x) - int32(y) - 1) >> 31) & 1)
}

// XORBytes sets dst[i] = x[i] ^ y[i] for the length of the shorter, which it returns.
func XORBytes(dst, x, y []byte) int {
	n := min(len(x), len(y))
	if n > len(dst) {
		panic("subtle.XORBytes: dst too short")
	}
	for i := range n {
		dst[i] = x[i] ^ y[i]
	}
	return n
}

// WithDataIndependentTiming calls f.
func WithDataIndependentTiming(f func()) { f() }
