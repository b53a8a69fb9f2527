// norace

// Access: a method with a pointer receiver accesses the variable; here one after the other.
package main

type pair struct{ a, b int }

func (p pair) sum() int { return p.a + p.b }
func (p *pair) set()    { p.b = 1 }

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p.set()
		done <- true
	}()
	<-done
	use(p.b)
}

func use(...any) {}
