// run

// A []byte argument prints as such in Go syntax; its type inside other values is []uint8.
package main

import "fmt"

type named []byte

func main() {
	fmt.Printf("%#v %#v %#v %#v\n", []byte("hi"), []byte(nil), []byte{}, named("x"))
	fmt.Printf("%#v %#v\n", [][]byte{[]byte("a"), nil}, struct{ b []byte }{[]byte("b")})
	fmt.Printf("%v\n", map[any]int{"x": 1, 2: 2, 1.5: 3, true: 4})
	fmt.Printf("%5000000d|%d", 1, 2)
	fmt.Println()
}
