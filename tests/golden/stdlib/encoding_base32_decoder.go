// run

// The stream decoder delivers what comes with an error before the error, and nothing may follow padding.
package main

import (
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
)

type once struct {
	data string
	err  error
}

func (o *once) Read(p []byte) (int, error) {
	n := copy(p, o.data)
	o.data = o.data[n:]
	return n, o.err
}

func main() {
	bad := errors.New("bad")
	for _, o := range []once{{"MY======", bad}, {"MY=====", bad}, {"MY=====", io.EOF}, {"Ma======", bad}, {"MZXW6YTB", io.EOF}, {"\n\n\n", bad}} {
		b, err := io.ReadAll(base32.NewDecoder(base32.StdEncoding, &o))
		fmt.Printf("%q %v\n", b, err)
	}
	n, err := base32.NewDecoder(base32.StdEncoding, strings.NewReader("")).Read(nil)
	fmt.Println(n, err)
	for _, s := range []string{"NRSWC43VOJSS4===", "NRSWC43VOJSS4===MY======", "MY======\n"} {
		b, err := io.ReadAll(base32.NewDecoder(base32.StdEncoding, iotest.OneByteReader(strings.NewReader(s))))
		fmt.Printf("%q %v\n", b, err)
	}
}
