// race

// Access: append(s, t...) reads the elements of t.
package main

func main() {
	var s []int
	t := make([]int, 2)
	done := make(chan bool)
	go func() {
		use(append(s, t...))
		done <- true
	}()
	t[1] = 1
	<-done
}

func use(...any) {}
