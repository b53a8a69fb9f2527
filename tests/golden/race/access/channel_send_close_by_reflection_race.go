// race

// Access: misuse: a send and a close by reflection that nothing orders.
package main

import (
	"reflect"
	"time"
)

func main() {
	c := make(chan [2]string, 1)
	go func() { c <- [2]string{"a", "b"} }()
	time.Sleep(time.Millisecond)
	reflect.ValueOf(c).Close()
}
