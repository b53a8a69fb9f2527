// norace

// Access: a value receiver is copied through the pointer; here one after the other.
package main

type pair struct{ a, b int }

func (p pair) sum() int { return p.a + p.b }
func (p *pair) set()    { p.b = 1 }

func main() {
	p := &pair{}
	done := make(chan bool)
	go func() {
		p.b = 1
		done <- true
	}()
	<-done
	use(p.sum())
}

func use(...any) {}
