// norace

// Row "buffered channel": several producers and consumers; each object has one owner at a time.
package main

import "sync"

type job struct{ in, out int }

func main() {
	jobs, results := make(chan *job, 3), make(chan *job, 2)
	var producers, consumers sync.WaitGroup
	for i := 0; i < 3; i++ {
		producers.Add(1)
		go func(i int) {
			defer producers.Done()
			for k := 0; k < 10; k++ {
				jobs <- &job{in: i * k}
			}
		}(i)
		consumers.Add(1)
		go func() {
			defer consumers.Done()
			for j := range jobs {
				j.out = j.in * 2
				results <- j
			}
		}()
	}
	go func() {
		producers.Wait()
		close(jobs)
		consumers.Wait()
		close(results)
	}()
	for j := range results {
		j.in = j.out
	}
}
