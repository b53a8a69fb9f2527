// race

// Access: a deferred closure accesses the variable when it runs.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		func() {
			defer func() { x = 1 }()
		}()
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
