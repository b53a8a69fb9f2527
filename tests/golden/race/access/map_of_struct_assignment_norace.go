// norace

// Access: assignment of a struct reads the struct stored; here one after the other.
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
	<-done
	m[1] = v
}
