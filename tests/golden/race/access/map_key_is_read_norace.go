// norace

// Access: a lookup reads the variable used as key; here one after the other.
package main

type key struct{ a, b int }

func main() {
	m := map[key]int{}
	var k key
	done := make(chan bool)
	go func() {
		k.b = 1
		done <- true
	}()
	<-done
	use(m[k])
}

func use(...any) {}
