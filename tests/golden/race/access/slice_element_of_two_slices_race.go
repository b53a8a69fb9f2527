// race

// Access: one element seen through two slices.
package main

func main() {
	s := make([]int, 4)
	t := s[2:]
	done := make(chan bool)
	go func() {
		t[0] = 1
		done <- true
	}()
	use(s[2])
	<-done
}

func use(...any) {}
