// race

// Access: := in a goroutine that reuses the outer err writes the outer err.
package main

import "errors"

func fail() error { return errors.New("no") }

func main() {
	err := fail()
	done := make(chan bool)
	go func() {
		err = fail()
		done <- true
	}()
	err = fail()
	<-done
	_ = err
}
