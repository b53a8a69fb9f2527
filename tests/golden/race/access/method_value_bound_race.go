// race

// Access: a method value copies its receiver when it is evaluated.
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
	f := p.sum
	use(f)
	<-done
}

func use(...any) {}
