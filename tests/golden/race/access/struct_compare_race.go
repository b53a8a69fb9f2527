// race

// Access: == of structs reads their fields.
package main

type pair struct{ a, b int }

func main() {
	var p, q pair
	done := make(chan bool)
	go func() {
		p.b = 1
		done <- true
	}()
	use(p == q)
	<-done
}

func use(...any) {}
