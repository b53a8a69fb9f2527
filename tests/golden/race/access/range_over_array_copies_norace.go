// norace

// Access: range over an array with a value copies it; here one after the other.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	<-done
	for _, v := range a {
		use(v)
	}
}

func use(...any) {}
