// race

// Access: copying a struct reads every field.
package main

type pair struct{ a, b int }

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p.b = 1
		done <- true
	}()
	q := p
	use(q)
	<-done
}

func use(...any) {}
