// norace

// Section 3 point 1, distance: 10,000 finished goroutines, each ordered after the one before: nothing to report.
package main

var x int

func main() {
	done := make(chan bool)
	for i := 0; i < 10_000; i++ {
		go func() {
			x++
			done <- true
		}()
		<-done
	}
	x++
}
