// norace

// Access: copying an array reads every element; here one after the other.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	<-done
	b := a
	use(b)
}

func use(...any) {}
