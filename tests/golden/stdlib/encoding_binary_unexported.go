// run

// Read panics at an unexported field, but for those named _, and sets the exported fields of an embedded struct.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

type inner struct{ X uint8 }

func read(data any) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(e)
		}
	}()
	fmt.Println(binary.Read(bytes.NewReader([]byte{1, 2, 3, 4}), binary.BigEndian, data), data)
}

func main() {
	read(&struct{ a int32 }{})
	read(&struct {
		A uint8
		b [2]bool
	}{})
	read(&struct {
		inner
		_ uint8
		B uint16
	}{})
	read(&struct{ in inner }{})
	read([]struct{ f float32 }{{}})
}
