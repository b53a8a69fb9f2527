// race

// Access: range with = writes its variable.
package main

func main() {
	i := 0
	done := make(chan bool)
	go func() {
		for i = range 3 {
		}
		done <- true
	}()
	use(i)
	<-done
}

func use(...any) {}
