// race

// Access: every operand on the left and right of an assignment.
package main

func main() {
	s := make([]int, 2)
	i, t := 0, 0
	use(t)
	done := make(chan bool)
	go func() {
		s[i], t = 1, s[0]
		done <- true
	}()
	use(i)
	i = 1
	<-done
}

func use(...any) {}
