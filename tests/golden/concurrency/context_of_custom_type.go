// run flags=--leaks=fail

// Cancellation passes through contexts of other types, and ends what waits for them.
package main

import (
	"context"
	"fmt"
)

type own struct {
	context.Context
	done chan struct{}
}

func (o own) Done() <-chan struct{} { return o.done }
func (o own) Err() error {
	select {
	case <-o.done:
		return fmt.Errorf("own error")
	default:
		return nil
	}
}

func main() {
	o := own{context.Background(), make(chan struct{})}
	child, cancel := context.WithCancel(o)
	grandchild, _ := context.WithCancel(child)
	fmt.Println(grandchild.Err())
	close(o.done)
	<-grandchild.Done()
	fmt.Println(child.Err(), grandchild.Err())
	cancel()
	// Never cancelled, so nothing waits for it.
	never := own{context.Background(), make(chan struct{})}
	_, cancel = context.WithCancel(never)
	cancel()
}
