// norace

// Access: len of an array is a constant.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	use(len(a))
	<-done
}

func use(...any) {}
