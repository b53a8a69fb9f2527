// norace

// Access: clear and len; here one after the other.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		clear(m)
		done <- true
	}()
	<-done
	use(len(m))
}

func use(...any) {}
