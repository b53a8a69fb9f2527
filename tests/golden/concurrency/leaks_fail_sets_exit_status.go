// run exit=1 flags=--leaks=fail

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
