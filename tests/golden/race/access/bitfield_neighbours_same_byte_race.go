// race

// Access: one bool field of several, written by both.
package main

type flags struct{ a, b, c bool }

func main() {
	f := &flags{}
	done := make(chan bool)
	go func() {
		f.b = true
		done <- true
	}()
	f.b = false
	<-done
}
