// race

// Access: s = append(s, x) writes the variable.
package main

func main() {
	s := make([]int, 0, 4)
	done := make(chan bool)
	go func() {
		s = append(s, 1)
		done <- true
	}()
	use(len(s))
	<-done
}

func use(...any) {}
