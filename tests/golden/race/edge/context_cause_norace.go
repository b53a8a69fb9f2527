// norace

// Row "context": cancel -> Cause non-nil.
package main

import (
	"context"
	"errors"
	"runtime"
)

var x int

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	go func() {
		x = 1
		cancel(errors.New("enough"))
	}()
	for context.Cause(ctx) == nil {
		runtime.Gosched()
	}
	x = 2
}
