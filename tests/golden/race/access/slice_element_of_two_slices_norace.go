// norace

// Access: one element seen through two slices; here one after the other.
package main

func main() {
	s := make([]int, 4)
	t := s[2:]
	done := make(chan bool)
	go func() {
		t[0] = 1
		done <- true
	}()
	<-done
	use(s[2])
}

func use(...any) {}
