// race

// Access: an assignment and a lookup of different keys.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m["a"] = 1
		done <- true
	}()
	use(m["b"])
	<-done
}

func use(...any) {}
