// norace

// Access: elements of slices kept under different keys.
package main

func main() {
	m := map[int][]int{1: {0}, 2: {0}}
	done := make(chan bool)
	go func() {
		m[1][0] = 1
		done <- true
	}()
	m[2][0] = 1
	<-done
}
