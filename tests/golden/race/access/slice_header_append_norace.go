// norace

// Access: s = append(s, x) writes the variable; here one after the other.
package main

func main() {
	s := make([]int, 0, 4)
	done := make(chan bool)
	go func() {
		s = append(s, 1)
		done <- true
	}()
	<-done
	use(len(s))
}

func use(...any) {}
