// norace

// Row "package init": all inits -> main.main.
package main

var x = compute()

func compute() int { return 1 }

func init() { x++ }

func main() {
	done := make(chan bool)
	go func() {
		x++
		done <- true
	}()
	<-done
}
