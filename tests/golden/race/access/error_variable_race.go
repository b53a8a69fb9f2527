// race

// Access: a variable of type error.
package main

import "errors"

func main() {
	var err error
	done := make(chan bool)
	go func() {
		err = errors.New("b")
		done <- true
	}()
	use(err != nil)
	<-done
}

func use(...any) {}
