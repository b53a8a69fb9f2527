// run

// Package quick calls functions with random values; a given source of randomness gives the same values as Go's.
package main

import (
	"fmt"
	"math/rand"
	"reflect"
	"testing/quick"
)

type point struct {
	X, Y int8
	Name string
	Next *point
}

type even int

func (even) Generate(r *rand.Rand, size int) reflect.Value {
	return reflect.ValueOf(even(r.Intn(size) * 2))
}

func main() {
	config := func() *quick.Config { return &quick.Config{MaxCount: 50, Rand: rand.New(rand.NewSource(1))} }
	fmt.Println(quick.Check(func(a, b int) bool { return a+b == b+a }, config()))
	fmt.Println(quick.Check(func(a uint8, s []bool) bool { return a < 200 }, config()))
	fmt.Println(quick.Check(func(e even) bool { return e%2 == 0 && e < 100 }, config()))
	fmt.Println(quick.CheckEqual(func(x int16) int16 { return x * 2 }, func(x int16) int16 { return x << 1 }, config()))
	fmt.Println(quick.CheckEqual(func(x uint16) uint16 { return x }, func(x uint16) uint16 { return x &^ 1 }, config()))
	fmt.Println(quick.Check(1, nil))
	fmt.Println(quick.Check(func() int { return 1 }, nil))
	fmt.Println(quick.Check(func(c chan int) bool { return true }, nil))
	fmt.Println(quick.CheckEqual(func(int) int { return 1 }, func(int8) int { return 1 }, nil))
	r := rand.New(rand.NewSource(7))
	for _, x := range []any{false, int64(0), float32(0), complex(0, 0), "", [2]uint16{}, []byte{}, map[int8]bool{}} {
		v, ok := quick.Value(reflect.TypeOf(x), r)
		fmt.Printf("%v %v %T\n", ok, v, v.Interface())
	}
	v, _ := quick.Value(reflect.TypeOf(point{}), r)
	p := v.Interface().(point)
	fmt.Println(p.X, p.Y, len(p.Name), p.Next != nil)
}
