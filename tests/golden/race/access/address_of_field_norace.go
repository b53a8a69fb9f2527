// norace

// Access: &p.a is no access to the field.
package main

type pair struct{ a, b int }

func main() {
	p := &pair{}
	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	q := &p.a
	use(q)
	<-done
}

func use(...any) {}
