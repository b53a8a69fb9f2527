// norace

// Access: a deferred closure accesses the variable when it runs; here one after the other.
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
	<-done
	use(x)
}

func use(...any) {}
