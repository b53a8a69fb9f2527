// race

// Access: the map variable itself.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m = nil
		done <- true
	}()
	use(m["k"])
	<-done
}

func use(...any) {}
