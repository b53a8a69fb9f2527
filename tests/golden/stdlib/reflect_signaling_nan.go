// run

package main

import (
	"fmt"
	"math"
	"reflect"
)

type F32 float32

// A conversion between types of one kind leaves the bits alone.
func main() {
	signaling := math.Float32frombits(0x7f800001)
	v := reflect.ValueOf(&signaling).Elem().Convert(reflect.TypeOf(F32(0)))
	fmt.Printf("%x\n", math.Float32bits(float32(v.Interface().(F32))))
}
