// norace

// Access: different elements by variable indexes.
package main

func main() {
	var a [4]int
	i := 1
	done := make(chan bool)
	go func() {
		a[i] = 1
		done <- true
	}()
	a[i+1] = 2
	<-done
}
