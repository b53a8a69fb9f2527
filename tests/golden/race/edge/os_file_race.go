// race

// Row "... os files": writes to one file order nothing.
package main

import (
	"os"
	"runtime"
)

var x int

func main() {
	f, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	written := make(chan bool, 1)
	go func() {
		x = 1
		f.WriteString("a")
		written <- true
	}()
	for len(written) == 0 {
		runtime.Gosched()
	}
	f.WriteString("b")
	x = 2
}
