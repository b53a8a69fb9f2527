// race

// Access: the condition of a for statement reads its variable.
package main

func main() {
	n := 0
	done := make(chan bool)
	go func() {
		n = 1
		done <- true
	}()
	for n > 5 {
	}
	<-done
}
