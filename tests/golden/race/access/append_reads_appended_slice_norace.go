// norace

// Access: append(s, t...) reads the elements of t; here one after the other.
package main

func main() {
	var s []int
	t := make([]int, 2)
	done := make(chan bool)
	go func() {
		use(append(s, t...))
		done <- true
	}()
	<-done
	t[1] = 1
}

func use(...any) {}
