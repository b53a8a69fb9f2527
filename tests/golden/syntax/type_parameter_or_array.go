// run

package main

import "fmt"

const N = 2

type (
	A          [N]int
	B          [N * 2]int
	C[P any]   []P
	D[P *int,] struct{ p P }
	E[K ~int | ~string, V any] map[K]V
	F[P interface{ ~[]Q }, Q any] struct{ f P }
)

func main() {
	fmt.Println(len(A{}), len(B{}), len(C[int]{1, 2, 3}), D[*int]{}.p == nil)
	fmt.Println(E[string, int]{"a": 1}, F[[]int, int]{[]int{4}})
}
