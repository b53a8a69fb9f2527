// run

package main

import (
	"fmt"
	"sync"
)

func try(f func()) {
	defer func() { fmt.Println("recovered:", recover()) }()
	f()
}

func main() {
	f := sync.OnceFunc(func() { fmt.Println("func") })
	f()
	f()
	v := sync.OnceValue(func() int { fmt.Println("value"); return 7 })
	fmt.Println(v(), v())
	vs := sync.OnceValues(func() (string, error) { fmt.Println("values"); return "x", fmt.Errorf("e") })
	fmt.Println(vs())
	fmt.Println(vs())
	p := sync.OnceFunc(func() { fmt.Println("panics"); panic("boom") })
	try(p)
	try(p)
	n := sync.OnceValue(func() int { var m map[string]int; m["a"] = 1; return 1 })
	try(func() { n() })
	try(func() { n() })

	// Do returns only when the first call has returned.
	var once sync.Once
	c, ready := make(chan bool), false
	go func() {
		once.Do(func() {
			c <- true
			ready = true
		})
	}()
	<-c
	once.Do(func() { fmt.Println("never") })
	fmt.Println(ready)
}
