// race

// Access: assigning a struct writes every field.
package main

type pair struct{ a, b int }

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p = pair{1, 2}
		done <- true
	}()
	use(p.b)
	<-done
}

func use(...any) {}
