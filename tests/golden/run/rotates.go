// run

// Shifts by constants that together make a rotation, as hash functions write it, and those that only look like one.
package main

import (
	"fmt"
	"math/bits"
)

func left32(x uint32) uint32  { return x<<7 | x>>25 }
func right32(x uint32) uint32 { return x>>7 | x<<25 }
func xor32(x uint32) uint32   { return x>>13 ^ x<<19 }
func left64(x uint64) uint64  { return x<<1 | x>>63 }
func right64(x uint64) uint64 { return x>>9 | x<<55 }
func word(x uint) uint        { return x<<17 | x>>47 }

func notAll(x uint32) uint32           { return x<<7 | x>>24 }
func otherValue(x, y uint32) uint32    { return x<<7 | y>>25 }
func signed(x int32) int32             { return x<<7 | x>>25 }
func narrow(x uint8) uint8             { return x<<3 | x>>5 }
func widened(x uint32) uint64          { return uint64(x)<<7 | uint64(x)>>25 }
func wideOf32(x uint64) uint64         { return x<<7 | x>>25 }
func and32(x uint32) uint32            { return x << 7 & (x >> 25) }
func usedAgain(x uint32) (a, b uint32) { a = x << 7; b = a | x>>25; return a, b }
func changed(x uint32) uint32          { a := x << 7; x++; return a | x>>25 }
func inPlace(x uint32) uint32          { x = x<<7 | x>>25; x = x<<7 | x>>25; return x }
func twice(x uint32) uint32            { return (x<<7 | x>>25) ^ (x<<18 | x>>14) ^ x>>3 }
func library(x uint32, y uint64) uint64 {
	return uint64(bits.RotateLeft32(x, -5)) + bits.RotateLeft64(y, 21)
}

func main() {
	for _, x := range []uint32{0, 1, 1 << 31, 0xdeadbeef, ^uint32(0)} {
		fmt.Printf("%x %x %x\n", left32(x), right32(x), xor32(x))
		w := uint64(x)<<32 | uint64(^x)
		fmt.Printf("%x %x %x\n", left64(w), right64(w), word(uint(w)))
		a, b := usedAgain(x)
		fmt.Printf("%x %x %x %x %x %x %x %x %x\n", notAll(x), otherValue(x, ^x), signed(int32(x)), narrow(uint8(x)), widened(x), wideOf32(w), and32(x), a, b)
		fmt.Printf("%x %x %x %x\n", changed(x), inPlace(x), twice(x), library(x, w))
	}
}
