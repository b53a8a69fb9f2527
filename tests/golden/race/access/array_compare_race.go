// race

// Access: == of arrays reads their elements.
package main

func main() {
	var a, b [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	use(a == b)
	<-done
}

func use(...any) {}
