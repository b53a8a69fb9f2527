// race

// Access: s[i]++ reads and writes the element.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[1]++
		done <- true
	}()
	use(s[1])
	<-done
}

func use(...any) {}
