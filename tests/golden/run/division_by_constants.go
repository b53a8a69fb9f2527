// run

// Division and remainder by constants, above all powers of two, truncate toward zero in every width, and a remainder that is
// only compared with zero is right for negative numbers too.
package main

import (
	"fmt"
	"math"
)

//go:noinline
func by1024(x int) (int, int) { return x / 1024, x % 1024 }

//go:noinline
func by2(x int) (int, int) { return x / 2, x % 2 }

//go:noinline
func byMinus8(x int) (int, int) { return x / -8, x % -8 }

//go:noinline
func byHuge(x int) (int, int) { return x / (1 << 62), x % (1 << 62) }

//go:noinline
func narrow(x int8) (int8, int8) { return x / 16, x % 16 }

//go:noinline
func by32(x int32) (int32, int32) { return x / (1 << 30), x % (1 << 30) }

//go:noinline
func unsigned(x uint) (uint, uint, uint) { return x / 8, x % 8, x % 10 }

//go:noinline
func parity(x int) string {
	s := ""
	if x%2 == 0 {
		s += "even "
	}
	if x%2 != 0 {
		s += "odd "
	}
	if x%2 == 1 {
		s += "one "
	}
	if x&4 != 0 {
		s += "four "
	}
	if x&(1<<40) == 0 {
		s += "no-40 "
	}
	even := x%65536 == 0
	for x%16 == 0 && x != 0 {
		x /= 16
		s += "/"
	}
	return fmt.Sprint(s, even)
}

func main() {
	for _, x := range []int{0, 1, -1, 2, -2, 7, -7, 1023, -1023, 1024, -1024, 1025, -1025, math.MaxInt, math.MinInt, math.MinInt + 1} {
		a, b := by1024(x)
		c, d := by2(x)
		e, f := byMinus8(x)
		g, h := byHuge(x)
		i, j := narrow(int8(x))
		k, l := by32(int32(x))
		m, n, o := unsigned(uint(x))
		fmt.Println(x, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, parity(x))
	}
	fmt.Println(parity(65536), parity(-65536), parity(1<<40), parity(-3), parity(256))
}
