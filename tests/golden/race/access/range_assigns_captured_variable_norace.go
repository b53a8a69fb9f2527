// norace

// Access: range with = writes its variable; here one after the other.
package main

func main() {
	i := 0
	done := make(chan bool)
	go func() {
		for i = range 3 {
		}
		done <- true
	}()
	<-done
	use(i)
}

func use(...any) {}
