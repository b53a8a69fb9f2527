// race

// Access: a lookup reads the variable used as key.
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
	use(m[k])
	<-done
}

func use(...any) {}
