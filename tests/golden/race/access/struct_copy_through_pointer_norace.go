// norace

// Access: *p = *q writes *p; here one after the other.
package main

type pair struct{ a, b int }

func main() {
	p, q := &pair{}, &pair{}
	done := make(chan bool)
	go func() {
		*p = *q
		done <- true
	}()
	<-done
	use(p.b)
}

func use(...any) {}
