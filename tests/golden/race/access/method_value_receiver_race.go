// race

// Access: calling a method with a value receiver copies the receiver.
package main

type pair struct{ a, b int }

func (p pair) sum() int { return p.a + p.b }
func (p *pair) set()    { p.b = 1 }

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p.b = 1
		done <- true
	}()
	use(p.sum())
	<-done
}

func use(...any) {}
