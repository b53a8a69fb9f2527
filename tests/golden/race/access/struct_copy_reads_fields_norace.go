// norace

// Access: copying a struct reads every field; here one after the other.
package main

type pair struct{ a, b int }

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p.b = 1
		done <- true
	}()
	<-done
	q := p
	use(q)
}

func use(...any) {}
