// race

// Access: clear and len.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		clear(m)
		done <- true
	}()
	use(len(m))
	<-done
}

func use(...any) {}
