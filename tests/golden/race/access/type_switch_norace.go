// norace

// Access: a type switch reads the variable; here one after the other.
package main

func main() {
	var a any
	done := make(chan bool)
	go func() {
		a = 1
		done <- true
	}()
	<-done
	switch v := a.(type) {
	case int:
		use(v)
	}
}

func use(...any) {}
