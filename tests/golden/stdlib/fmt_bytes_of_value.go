// run

// A []byte that comes as a reflect.Value is a slice for %#v, not bytes; a final dot and a short index are bad verbs.
package main

import (
	"fmt"
	"reflect"
)

func main() {
	b := []byte{1}
	fmt.Printf("%#v %#v %#v\n", b, reflect.ValueOf(b), &b)
	fmt.Printf("%v %x %s\n", reflect.ValueOf(b), reflect.ValueOf(b), reflect.ValueOf([]byte("x")))
	for _, format := range []string{"%.", "%.[]", "%[]", "%[x][1]d"} {
		fmt.Println(fmt.Sprintf(format, 3))
	}
}
