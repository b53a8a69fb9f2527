// race

// Access: a method with a pointer receiver accesses the variable.
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
	use(p.b)
	<-done
}

func use(...any) {}
