// norace

// Access: different fields do not conflict.
package main

type pair struct{ a, b int }

func main() {
	p := &pair{}
	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	p.b = 2
	<-done
}
