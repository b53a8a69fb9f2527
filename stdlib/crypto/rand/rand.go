// Package rand has random numbers fit for keys, from the operating system.
package rand

import "io"

// Reader is a source of random bytes.
var Reader io.Reader = reader{}

type reader struct{}

// fill overwrites b with random bytes and reports success.
func fill(b []byte) bool

func (reader) Read(b []byte) (n int, err error) {
	if !fill(b) {
		panic("crypto/rand: failed to read random data")
	}
	return len(b), nil
}

// Read fills b with random bytes. It never fails.
func Read(b []byte) (n int, err error) { return io.ReadFull(Reader, b) }

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

// Text returns a random text of letters and digits that takes 2^128 guesses.
func Text() string {
	b := make([]byte, 26)
	Read(b)
	for i := range b {
		b[i] = alphabet[b[i]%32]
	}
	return string(b)
}
