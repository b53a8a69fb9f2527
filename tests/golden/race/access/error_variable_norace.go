// norace

// Access: a variable of type error; here one after the other.
package main

import "errors"

func main() {
	var err error
	done := make(chan bool)
	go func() {
		err = errors.New("b")
		done <- true
	}()
	<-done
	use(err != nil)
}

func use(...any) {}
