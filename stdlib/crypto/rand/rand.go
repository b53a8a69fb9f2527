// Package rand has random numbers fit for keys, from the operating system.
package rand

import (
	"errors"
	"io"
)

// Reader is a source of random bytes.
var Reader io.Reader = reader{}

type reader struct{}

// fill overwrites b with random bytes and returns "", or why it cannot.
func fill(b []byte) (failure string)

func (reader) Read(b []byte) (n int, err error) {
	if failure := fill(b); failure != "" {
		return 0, errors.New("crypto/rand: " + failure)
	}
	return len(b), nil
}

// Read fills b with random bytes. It fails only where the host has not granted randomness.
func Read(b []byte) (n int, err error) { return io.ReadFull(Reader, b) }

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

// Text returns a random text of letters and digits that takes 2^128 guesses.
func Text() string {
	b := make([]byte, 26)
	if _, err := Read(b); err != nil {
		panic(err)
	}
	for i := range b {
		b[i] = alphabet[b[i]%32]
	}
	return string(b)
}
