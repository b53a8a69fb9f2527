// run

package main

import (
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	for i := 0; i < 2; i++ {
		func() {
			defer func() { fmt.Println("recovered", recover()) }()
			once.Do(func() { panic("first") })
		}()
	}
	value := sync.OnceValue(func() int { fmt.Println("computed"); return 7 })
	fmt.Println(value(), value())
	bad := sync.OnceFunc(func() { panic("again") })
	for i := 0; i < 2; i++ {
		func() {
			defer func() { fmt.Println("recovered", recover()) }()
			bad()
		}()
	}
}
