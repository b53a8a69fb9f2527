// run

// runtime.Callers goes on to what calls main and goroutines; FuncForPC of a pc minus 1 names inlined functions, too.
package main

import (
	"fmt"
	"runtime"
)

func leaf() []uintptr {
	pcs := make([]uintptr, 20)
	return pcs[:runtime.Callers(1, pcs)]
}

func middle() []uintptr { return leaf() }

func show(pcs []uintptr) {
	for _, pc := range pcs {
		fmt.Print(runtime.FuncForPC(pc-1).Name(), " ")
	}
	fmt.Println()
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		fmt.Print(f.Function, " ")
		if !more {
			break
		}
	}
	fmt.Println()
}

func main() {
	show(middle())
	done := make(chan bool)
	go func() {
		show(middle())
		close(done)
	}()
	<-done
}
