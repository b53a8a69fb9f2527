// errorcheck

package main


// gc stops at 1<<50 bytes, so does the checker.

type a0 [1 << 20]int
type a1 [1 << 20]a0
type a2 [1 << 20]a1 // ERROR "type \[1048576\]a1 larger than address space"
type a3 [1 << 20]a2

type s1 struct{ a, b, c, d [1 << 46]int8 }
type s2 struct{ a, b s1 }
type s3 struct{ a, b, c, d s2 } // ERROR "type struct{a s2; b s2; c s2; d s2} too large"
type s4 struct{ a, b s3 }

func generic[T any]() {
	var x [4]T
	_ = x
}

func main() {
	var x s4
	_ = x
	generic[s2]()
}
