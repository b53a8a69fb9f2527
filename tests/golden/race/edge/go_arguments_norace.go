// norace

// Row "go": a goroutine may use its arguments freely after the statement.
package main

type pair struct{ a, b int }

func main() {
	p := pair{1, 2}
	done := make(chan bool)
	go func(q pair) {
		q.a++
		done <- true
	}(p)
	p.a = 3
	<-done
}
