// norace

// Access: m[k] = append(m[k], x) writes the map; here one after the other.
package main

func main() {
	m := map[int][]int{}
	done := make(chan bool)
	go func() {
		m[1] = append(m[1], 2)
		done <- true
	}()
	<-done
	use(m[2])
}

func use(...any) {}
