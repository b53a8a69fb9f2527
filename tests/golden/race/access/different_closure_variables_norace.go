// norace

// Access: each call of a function makes new captured variables.
package main

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func main() {
	f, g := counter(), counter()
	done := make(chan bool)
	go func() {
		f()
		done <- true
	}()
	g()
	<-done
}
