// norace

// Access: calling a method with a pointer receiver does not read the variable.
package main

type pair struct{ a, b int }

func (*pair) nop() {}

func main() {
	p := &pair{}
	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	p.nop()
	<-done
}
