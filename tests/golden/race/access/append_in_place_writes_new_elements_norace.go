// norace

// Access: two appends into the same spare capacity; here one after the other.
package main

func main() {
	s := make([]int, 1, 4)
	done := make(chan bool)
	go func() {
		use(append(s, 1))
		done <- true
	}()
	<-done
	use(append(s, 2))
}

func use(...any) {}
