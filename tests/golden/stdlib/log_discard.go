// run

// A logger that writes to io.Discard formats nothing.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
)

type noisy struct{}

func (noisy) String() string { fmt.Println("formatted"); return "noisy" }

func main() {
	l := log.New(io.Discard, "", log.Lshortfile)
	l.Print(noisy{})
	l.Printf("%v", noisy{})
	fmt.Println(l.Output(1, "x"))
	l.SetOutput(os.Stdout)
	l.Println(noisy{})
	l.SetOutput(io.Discard)
	l.Println(noisy{})
}
