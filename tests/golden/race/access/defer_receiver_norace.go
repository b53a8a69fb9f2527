// norace

// Access: defer copies a value receiver at the statement; here one after the other.
package main

type pair struct{ a, b int }

func (p pair) sum() int { return p.a + p.b }

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	<-done
	defer p.sum()
}
