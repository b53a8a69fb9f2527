// race

// Access: assignment of a struct reads the struct stored.
package main

type pair struct{ a, b int }

func main() {
	m := map[int]pair{}
	var v pair
	done := make(chan bool)
	go func() {
		v.b = 1
		done <- true
	}()
	m[1] = v
	<-done
}
