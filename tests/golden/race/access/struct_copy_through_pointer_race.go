// race

// Access: *p = *q writes *p.
package main

type pair struct{ a, b int }

func main() {
	p, q := &pair{}, &pair{}
	done := make(chan bool)
	go func() {
		*p = *q
		done <- true
	}()
	use(p.b)
	<-done
}

func use(...any) {}
