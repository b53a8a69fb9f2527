package main

import (
	"fmt"
	"hash/maphash"
	"math/rand"
	randv2 "math/rand/v2"
)

func main() {
	done := make(chan int)
	for i := 0; i < 3; i++ {
		go func() {
			sum := 0
			for j := 0; j < 10000; j++ {
				sum ^= rand.Int() + randv2.IntN(1000)
			}
			done <- sum
		}()
	}
	fmt.Println(<-done, <-done, <-done)
	fmt.Println(rand.Perm(10), rand.Float64(), randv2.Uint64())
	fmt.Println(maphash.String(maphash.MakeSeed(), "x"))
}
