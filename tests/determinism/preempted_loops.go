package main

import "fmt"

// Who is how far when the first has finished.
func main() {
	progress := make([]int, 4)
	first := make(chan int, 4)
	for i := range progress {
		go func() {
			for progress[i] < 300000 {
				progress[i]++
			}
			first <- i
		}()
	}
	winner := <-first
	fmt.Println(winner, progress)
}
