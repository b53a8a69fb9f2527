// run exit=2

// An Error method that panics while its panic is printed ends the program with a fatal error.
package main

type bad struct{}

func (bad) Error() string { panic("inner") }

func main() {
	panic(bad{})
}
