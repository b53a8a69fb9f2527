// norace

// Access: == of structs reads their fields; here one after the other.
package main

type pair struct{ a, b int }

func main() {
	var p, q pair
	done := make(chan bool)
	go func() {
		p.b = 1
		done <- true
	}()
	<-done
	use(p == q)
}

func use(...any) {}
