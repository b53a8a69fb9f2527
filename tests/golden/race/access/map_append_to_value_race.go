// race

// Access: m[k] = append(m[k], x) writes the map.
package main

func main() {
	m := map[int][]int{}
	done := make(chan bool)
	go func() {
		m[1] = append(m[1], 2)
		done <- true
	}()
	use(m[2])
	<-done
}

func use(...any) {}
