// race

// Access: two appends into the same spare capacity.
package main

func main() {
	s := make([]int, 1, 4)
	done := make(chan bool)
	go func() {
		use(append(s, 1))
		done <- true
	}()
	use(append(s, 2))
	<-done
}

func use(...any) {}
