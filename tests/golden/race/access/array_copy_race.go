// race

// Access: copying an array reads every element.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	b := a
	use(b)
	<-done
}

func use(...any) {}
