// race

// Access: [4]int(s) reads the elements.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[3] = 1
		done <- true
	}()
	use([4]int(s))
	<-done
}

func use(...any) {}
