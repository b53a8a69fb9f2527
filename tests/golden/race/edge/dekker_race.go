// race

// Access: plain flags exclude nobody, in no order of events.
package main

func main() {
	var want [2]bool
	done := make(chan bool)
	go func() {
		want[0] = true
		if !want[1] {
			use(0)
		}
		done <- true
	}()
	want[1] = true
	if !want[0] {
		use(1)
	}
	<-done
}

func use(int) {}
