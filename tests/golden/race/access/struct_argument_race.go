// race

// Access: passing a struct reads it.
package main

type pair struct{ a, b int }

func take(pair) {}

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	take(p)
	<-done
}
