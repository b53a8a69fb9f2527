// norace

// Access: assigning a struct writes every field; here one after the other.
package main

type pair struct{ a, b int }

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p = pair{1, 2}
		done <- true
	}()
	<-done
	use(p.b)
}

func use(...any) {}
