// norace

// Access: == of arrays reads their elements; here one after the other.
package main

func main() {
	var a, b [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	<-done
	use(a == b)
}

func use(...any) {}
