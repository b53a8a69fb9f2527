// race

// Access: an element of a slice kept in a map.
package main

func main() {
	m := map[int][]int{1: {0}}
	done := make(chan bool)
	go func() {
		m[1][0] = 1
		done <- true
	}()
	use(m[1][0])
	<-done
}

func use(...any) {}
