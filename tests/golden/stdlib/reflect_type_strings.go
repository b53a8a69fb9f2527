// run

// Only a bidirectional channel of receive-only ones needs parentheses; unexported methods carry their package.
package main

import (
	"fmt"
	"reflect"
)

type T struct {
	a <-chan (<-chan string)
	b chan<- (<-chan string)
	c chan (<-chan string)
	d chan (chan<- string)
	e interface {
		M()
		m(int) string
	}
}

func main() {
	t := reflect.TypeOf(T{})
	for i := 0; i < t.NumField(); i++ {
		fmt.Println(t.Field(i).Type)
	}
	recv := reflect.ChanOf(reflect.RecvDir, reflect.TypeOf(0))
	for _, dir := range []reflect.ChanDir{reflect.RecvDir, reflect.SendDir, reflect.BothDir} {
		fmt.Println(reflect.ChanOf(dir, recv))
	}
}
