// race

// Access: a strings.Builder written by both.
package main

import "strings"

func main() {
	var b strings.Builder
	done := make(chan bool)
	go func() {
		b.WriteString("x")
		done <- true
	}()
	b.WriteString("y")
	<-done
}
