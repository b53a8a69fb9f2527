// norace

// Access: fields of one byte beside each other do not conflict.
package main

type flags struct{ a, b, c bool }

func main() {
	f := &flags{}
	done := make(chan bool)
	go func() {
		f.a = true
		done <- true
	}()
	f.b = true
	<-done
}
