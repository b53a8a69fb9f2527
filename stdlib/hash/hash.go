// Package hash has the interfaces of hash functions.
package hash

import "io"

// Hash is the common interface of all hash functions.
type Hash interface {
	// Write adds data to the hash. It never returns an error.
	io.Writer

	// Sum appends the hash of the data so far to b. It does not change the state.
	Sum(b []byte) []byte

	// Reset brings the hash to its first state.
	Reset()

	// Size returns the number of bytes that Sum appends.
	Size() int

	// BlockSize returns the size of the blocks of the hash.
	BlockSize() int
}

// Hash32 is the common interface of all 32-bit hash functions.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// Hash64 is the common interface of all 64-bit hash functions.
type Hash64 interface {
	Hash
	Sum64() uint64
}

// A Cloner is a hash whose state can be copied.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}

// XOF is a hash function with output of any length.
type XOF interface {
	// Write adds data. It panics once Read was called.
	io.Writer

	// Read reads more output.
	io.Reader

	// Reset brings the hash to its first state.
	Reset()

	// BlockSize returns the size of the blocks of the hash.
	BlockSize() int
}
