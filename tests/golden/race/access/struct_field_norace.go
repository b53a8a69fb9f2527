// norace

// Access: a field of a struct; here one after the other.
package main

type pair struct{ a, b int }

func main() {
	p := &pair{}
	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	<-done
	use(p.a)
}

func use(...any) {}
