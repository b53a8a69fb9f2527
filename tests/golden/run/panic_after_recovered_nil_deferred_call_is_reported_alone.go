// run exit=2

// A panic that another one aborted, which was recovered, is not reported later.
package main

func g() {
	defer func() { recover() }()
	var n func()
	defer n()
	panic(1)
}

func main() {
	g()
	panic(2)
}
