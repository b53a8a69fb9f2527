// norace

// Access: s[i]++ reads and writes the element; here one after the other.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[1]++
		done <- true
	}()
	<-done
	use(s[1])
}

func use(...any) {}
