// race

// Access: of fifty readers, the one that is not ordered with the write is found.
package main

func main() {
	x := 0
	done, last := make(chan bool), make(chan bool)
	for i := 0; i < 50; i++ {
		go func(i int) {
			use(x)
			if i == 25 {
				last <- true
			} else {
				done <- true
			}
		}(i)
	}
	for i := 0; i < 49; i++ {
		<-done
	}
	x = 1
	<-last
}

func use(int) {}
