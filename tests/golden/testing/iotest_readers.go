// run

// Readers and writers that misbehave.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"testing/iotest"
)

func show(name string, r io.Reader) {
	fmt.Print(name, ":")
	for i := 0; i < 6; i++ {
		buf := make([]byte, 4)
		n, err := r.Read(buf)
		fmt.Printf(" %d %q %v,", n, buf[:n], err)
		if err != nil && err != iotest.ErrTimeout {
			break
		}
	}
	fmt.Println()
}

func main() {
	text := func() io.Reader { return strings.NewReader("abcdef") }
	show("one", iotest.OneByteReader(text()))
	show("half", iotest.HalfReader(text()))
	show("data and error", iotest.DataErrReader(text()))
	show("timeout", iotest.TimeoutReader(text()))
	show("error", iotest.ErrReader(errors.New("broken")))
	var b bytes.Buffer
	fmt.Fprint(iotest.TruncateWriter(&b, 4), "truncated")
	fmt.Println(b.String())
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	io.Copy(iotest.NewWriteLogger("w:", &b), iotest.NewReadLogger("r:", iotest.OneByteReader(strings.NewReader("xy"))))

	fmt.Println(iotest.TestReader(text(), []byte("abcdef")))
	fmt.Println(iotest.TestReader(bytes.NewReader([]byte("abc")), []byte("abc")))
	fmt.Println(iotest.TestReader(text(), []byte("abcdeg")))
	fmt.Println(iotest.TestReader(iotest.ErrReader(errors.New("broken")), []byte("x")))
}
