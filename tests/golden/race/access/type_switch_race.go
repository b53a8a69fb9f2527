// race

// Access: a type switch reads the variable.
package main

func main() {
	var a any
	done := make(chan bool)
	go func() {
		a = 1
		done <- true
	}()
	switch v := a.(type) {
	case int:
		use(v)
	}
	<-done
}

func use(...any) {}
