// norace

// Access: an element of a slice kept in a map; here one after the other.
package main

func main() {
	m := map[int][]int{1: {0}}
	done := make(chan bool)
	go func() {
		m[1][0] = 1
		done <- true
	}()
	<-done
	use(m[1][0])
}

func use(...any) {}
