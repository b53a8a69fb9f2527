// norace

// Access: [4]int(s) reads the elements; here one after the other.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[3] = 1
		done <- true
	}()
	<-done
	use([4]int(s))
}

func use(...any) {}
