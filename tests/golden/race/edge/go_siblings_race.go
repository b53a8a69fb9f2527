// race

// Row "go": two goroutines of one parent are not ordered.
package main

func main() {
	x := 1
	done := make(chan bool)
	for i := 0; i < 2; i++ {
		go func() {
			x = 2
			done <- true
		}()
	}
	<-done
	<-done
	_ = x
}
