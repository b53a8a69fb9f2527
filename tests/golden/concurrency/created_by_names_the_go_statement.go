// run exit=2

package main

func main() {
	go func() {
		var c chan int
		<-c
	}()
	var c chan int
	<-c
}
