// run flags=--leaks=off

package main

import (
	"fmt"
	"runtime"
)

func main() {
	go func() { select {} }()
	runtime.Gosched()
	fmt.Println("returned")
}
