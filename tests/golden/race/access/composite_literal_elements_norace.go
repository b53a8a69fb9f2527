// norace

// Access: a composite literal reads the variables in it; here one after the other.
package main

type pair struct{ a, b int }

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	<-done
	use(pair{x, 2})
}

func use(...any) {}
