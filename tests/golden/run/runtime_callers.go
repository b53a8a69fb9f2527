// run

// Callers see inlined calls, closures and methods; FuncForPC names functions.
package main

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

func where() string {
	_, file, line, ok := runtime.Caller(1)
	return fmt.Sprint(path.Base(file), ":", line, " ", ok)
}

type T struct{}

func (T) value() string    { return name(1) }
func (*T) pointer() string { return name(1) }

func name(skip int) string {
	pc, _, _, _ := runtime.Caller(skip)
	return runtime.FuncForPC(pc).Name()
}

func small() string { return name(1) }

func all() []string {
	pcs := make([]uintptr, 10)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	var names []string
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") {
			names = append(names, fmt.Sprint(f.Function, ":", f.Line))
		}
		if !more {
			return names
		}
	}
}

func viaDefer() (names []string) {
	defer func() { names = all() }()
	return nil
}

func main() {
	fmt.Println(where())
	fmt.Println(name(1), small(), T{}.value(), (&T{}).pointer())
	fmt.Println(func() string { return name(1) }())
	fmt.Println(all())
	fmt.Println(viaDefer())
	_, _, _, ok := runtime.Caller(100)
	fmt.Println(ok)
}
