// run

// A //line comment inside a function changes the file of what follows, also in traces and through inlined calls.
package main

import (
	"fmt"
	"runtime"
)

func where() string {
	_, file, line, _ := runtime.Caller(1)
	return fmt.Sprint(file, ":", line)
}

func inlined() string {
//line /in/lined.go:5
	return where()
}

func main() {
//line /some/where.go:70
	fmt.Println(where())
//line :7
	fmt.Println(where())
//line /some/else.go:1
	fmt.Println(inlined(), where())
}
