// run

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

func main() {
	r, w := io.Pipe()
	go func() {
		for i := 0; i < 3; i++ {
			fmt.Fprintf(w, "line %d\n", i)
		}
		w.Close()
	}()
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	fmt.Println(sc.Err())

	r, w = io.Pipe()
	go func() {
		n, err := w.Write([]byte("0123456789"))
		fmt.Println("wrote", n, err)
		w.CloseWithError(errors.New("custom"))
	}()
	buf := make([]byte, 4)
	for {
		n, err := r.Read(buf)
		fmt.Println(n, err)
		if err != nil {
			break
		}
	}
	r, w = io.Pipe()
	r.Close()
	n, err := w.Write([]byte("x"))
	fmt.Println(n, err)
	r.CloseWithError(errors.New("late"))
	_, err = w.Write([]byte("x"))
	fmt.Println(err)
	_, err = r.Read(buf)
	fmt.Println(err)
	r, w = io.Pipe()
	done := make(chan bool)
	go func() {
		n, err := w.Write([]byte("abcdef"))
		fmt.Println("partial", n, err)
		done <- true
	}()
	n, err = r.Read(buf[:2])
	fmt.Println(n, err)
	r.CloseWithError(errors.New("enough"))
	<-done
	w.Close()
	_, err = r.Read(buf)
	fmt.Println(err)
}
