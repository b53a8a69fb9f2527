// race

// Access: range over an array with a value copies it.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	for _, v := range a {
		use(v)
	}
	<-done
}

func use(...any) {}
