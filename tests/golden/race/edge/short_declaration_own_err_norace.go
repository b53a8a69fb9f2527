// norace

// Access: := in a goroutine declares an err of its own.
package main

import "errors"

func fail() error { return errors.New("no") }

func main() {
	err := fail()
	done := make(chan bool)
	go func() {
		err := fail()
		_ = err
		done <- true
	}()
	err = fail()
	<-done
	_ = err
}
