// norace

// Access: a strings.Builder written by both; here one after the other.
package main

import "strings"

func main() {
	var b strings.Builder
	done := make(chan bool)
	go func() {
		b.WriteString("x")
		done <- true
	}()
	<-done
	b.WriteString("y")
}
