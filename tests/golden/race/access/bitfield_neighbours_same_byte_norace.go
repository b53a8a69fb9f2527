// norace

// Access: one bool field of several, written by both; here one after the other.
package main

type flags struct{ a, b, c bool }

func main() {
	f := &flags{}
	done := make(chan bool)
	go func() {
		f.b = true
		done <- true
	}()
	<-done
	f.b = false
}
