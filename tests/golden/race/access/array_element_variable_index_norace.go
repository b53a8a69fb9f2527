// norace

// Access: an element of an array, by a variable index; here one after the other.
package main

func main() {
	var a [4]int
	i := 3
	done := make(chan bool)
	go func() {
		a[i] = 1
		done <- true
	}()
	<-done
	use(a[3])
}

func use(...any) {}
