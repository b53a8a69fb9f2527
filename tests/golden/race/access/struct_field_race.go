// race

// Access: a field of a struct.
package main

type pair struct{ a, b int }

func main() {
	p := &pair{}
	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	use(p.a)
	<-done
}

func use(...any) {}
