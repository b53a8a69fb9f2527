// Package digest is what the hashes in the folders of package crypto have in common: all add blocks to a state of words,
// pad the last block with the length of the data, and give part of the state as the sum.
package digest

import (
	"errors"
	"hash"
)

// The compression functions.
const (
	MD5 = iota
	SHA1
	SHA256
	SHA512
)

// A Kind is a hash.
type Kind struct {
	Package   string // its import path, for messages
	Magic     string // begins a marshalled state
	Algorithm int
	BlockSize int
	Words     int // in a state
	WordSize  int
	Size      int // of a sum
	Initial   [8]uint64
}

// blocks adds the blocks in p to the state.
func blocks(algorithm int, state []uint64, p []byte)

// finish writes to sum what comes of the state after the rest, and the padding for that length. It leaves the state alone.
func finish(algorithm int, state []uint64, rest []byte, length uint64, sum []byte)

// Sum writes the sum of the data to sum, which has its size.
func (k *Kind) Sum(sum, data []byte) {
	state := k.Initial
	n := len(data) / k.BlockSize * k.BlockSize
	if n > 0 {
		blocks(k.Algorithm, state[:], data[:n])
	}
	finish(k.Algorithm, state[:], data[n:], uint64(len(data)), sum)
}

// New returns a hash.
func (k *Kind) New() hash.Hash { return &digest{kind: k, state: k.Initial} }

// digest is the state of a hash: the sum so far, the bytes of an incomplete block, and the length of the data.
type digest struct {
	kind   *Kind
	state  [8]uint64
	rest   [128]byte
	filled int
	length uint64
}

func (d *digest) Size() int      { return d.kind.Size }
func (d *digest) BlockSize() int { return d.kind.BlockSize }
func (d *digest) Reset()         { *d = digest{kind: d.kind, state: d.kind.Initial} }

func (d *digest) Write(p []byte) (n int, err error) {
	n = len(p)
	d.length += uint64(n)
	size := d.kind.BlockSize
	if d.filled > 0 {
		k := copy(d.rest[d.filled:size], p)
		d.filled += k
		p = p[k:]
		if d.filled < size {
			return n, nil
		}
		blocks(d.kind.Algorithm, d.state[:], d.rest[:size])
		d.filled = 0
	}
	whole := len(p) / size * size
	if whole > 0 {
		blocks(d.kind.Algorithm, d.state[:], p[:whole])
	}
	d.filled = copy(d.rest[:], p[whole:])
	return n, nil
}

func (d *digest) Sum(in []byte) []byte {
	var sum [64]byte
	finish(d.kind.Algorithm, d.state[:], d.rest[:d.filled], d.length, sum[:d.kind.Size])
	return append(in, sum[:d.kind.Size]...)
}

// Clone returns a hash in the same state.
func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

// AppendBinary appends the state to b.
func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.kind.Magic...)
	for _, w := range d.state[:d.kind.Words] {
		b = appendWord(b, w, d.kind.WordSize)
	}
	b = append(b, d.rest[:d.filled]...)
	b = append(b, make([]byte, d.kind.BlockSize-d.filled)...)
	return appendWord(b, d.length, 8), nil
}

func appendWord(b []byte, w uint64, size int) []byte {
	for ; size > 0; size-- {
		b = append(b, byte(w>>(8*size-8)))
	}
	return b
}

// MarshalBinary returns the state.
func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

// UnmarshalBinary restores a state.
func (d *digest) UnmarshalBinary(b []byte) error {
	k := d.kind
	m := k.Magic
	if len(b) < len(m) || string(b[:len(m)]) != m {
		return errors.New(k.Package + ": invalid hash state identifier")
	}
	if len(b) != len(m)+k.Words*k.WordSize+k.BlockSize+8 {
		return errors.New(k.Package + ": invalid hash state size")
	}
	b = b[len(m):]
	for i := range k.Words {
		d.state[i] = word(b[:k.WordSize])
		b = b[k.WordSize:]
	}
	b = b[copy(d.rest[:k.BlockSize], b):]
	d.length = word(b)
	d.filled = int(d.length % uint64(k.BlockSize))
	return nil
}

func word(b []byte) (w uint64) {
	for _, c := range b {
		w = w<<8 | uint64(c)
	}
	return w
}
