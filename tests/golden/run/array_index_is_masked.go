// run

// An array's element at an index with a mask: loads, stores and updates, within the array and beyond.
package main

import "fmt"

type table struct {
	bytes [256]uint8
	words [16]uint32
	sums  [8]int
}

//go:noinline
func beyond(a *[6]int, i int) (err any) {
	defer func() { err = recover() }()
	return a[i&7]
}

//go:noinline
func setBeyond(a *[6]int, i int) (err any) {
	defer func() { err = recover() }()
	a[i&7] = 1
	return nil
}

//go:noinline
func addBeyond(a *[6]int, i int) (err any) {
	defer func() { err = recover() }()
	a[i&7] += 2
	return nil
}

func main() {
	var t table
	for i := 0; i < 1000; i++ {
		t.bytes[i&255] = uint8(i * 3)
		t.words[i&15] += uint32(i)
		t.sums[i&7] = i
		t.sums[(i+1)&7]++
		t.sums[(i+2)&7] += i
	}
	fmt.Println(t.bytes[77], t.words, t.sums)

	h, n := uint32(7), 0
	for i := -300; i < 300; i++ {
		h = t.words[h&15] ^ h<<5 ^ uint32(t.bytes[byte(i)])
		n += t.sums[i&7] - t.sums[uint16(i)&3]
	}
	fmt.Println(h, n)

	var a [6]int
	fmt.Println(beyond(&a, 13), setBeyond(&a, 22), addBeyond(&a, -2), a)
	fmt.Println(beyond(&a, 8), setBeyond(&a, 9), addBeyond(&a, -6), a)
	fmt.Println(beyond(nil, 15), addBeyond(nil, 1))
}
