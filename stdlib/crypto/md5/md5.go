// Package md5 implements the MD5 hash of RFC 1321.
//
// It is broken: do not use it where security matters.
package md5

import (
	"errors"
	"hash"
)

// BlockSize is the size in bytes of a block.
const BlockSize = 64

// Size is the size in bytes of a checksum.
const Size = 16

var initial = [4]uint32{
	0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476,
}

// blocks adds whole blocks to the state.
func blocks(state []uint32, p []byte)

// digest is the state of a hash: the sum so far, the bytes of an incomplete block, and the length of the data.
type digest struct {
	state  [4]uint32
	rest   [BlockSize]byte
	filled int
	length uint64
}

// New returns a hash.
func New() hash.Hash {
	d := new(digest)
	d.Reset()
	return d
}

func (d *digest) Size() int { return Size }
func (d *digest) Reset()    { *d = digest{state: initial} }

// Sum returns the checksum of the data.
func Sum(data []byte) [Size]byte {
	d := digest{state: initial}
	d.Write(data)
	return d.finish()
}

func (d *digest) BlockSize() int { return BlockSize }

func (d *digest) Write(p []byte) (n int, err error) {
	n = len(p)
	d.length += uint64(n)
	if d.filled > 0 {
		k := copy(d.rest[d.filled:], p)
		d.filled += k
		p = p[k:]
		if d.filled < BlockSize {
			return n, nil
		}
		blocks(d.state[:], d.rest[:])
		d.filled = 0
	}
	whole := len(p) / BlockSize * BlockSize
	if whole > 0 {
		blocks(d.state[:], p[:whole])
	}
	d.filled = copy(d.rest[:], p[whole:])
	return n, nil
}

// finish adds the padding to a copy of d and returns the words of the sum as bytes.
func (d digest) finish() (sum [16]byte) {
	bits := d.length * 8
	d.rest[d.filled] = 0x80
	clear(d.rest[d.filled+1:])
	if d.filled+1 > BlockSize-8 {
		blocks(d.state[:], d.rest[:])
		clear(d.rest[:])
	}
	for i := range 8 {
		d.rest[BlockSize-8+i] = byte(bits >> (8 * i))
	}
	blocks(d.state[:], d.rest[:])
	for i, w := range d.state {
		for j := range 4 {
			sum[i*4+j] = byte(w >> (8 * j))
		}
	}
	return sum
}

func (d *digest) Sum(in []byte) []byte {
	sum := d.finish()
	return append(in, sum[:Size]...)
}

// Clone returns a hash in the same state.
func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

func (d *digest) magic() string { return "md5\x01" }

// AppendBinary appends the state to b.
func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.magic()...)
	for _, w := range d.state {
		for j := range 4 {
			b = append(b, byte(w>>(24-8*j)))
		}
	}
	b = append(b, d.rest[:d.filled]...)
	b = append(b, make([]byte, BlockSize-d.filled)...)
	for j := range 8 {
		b = append(b, byte(d.length>>(56-8*j)))
	}
	return b, nil
}

// MarshalBinary returns the state.
func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

// UnmarshalBinary restores a state.
func (d *digest) UnmarshalBinary(b []byte) error {
	m := d.magic()
	if len(b) < len(m) || string(b[:len(m)]) != m {
		return errors.New("crypto/md5: invalid hash state identifier")
	}
	if len(b) != len(m)+16+BlockSize+8 {
		return errors.New("crypto/md5: invalid hash state size")
	}
	b = b[len(m):]
	for i := range d.state {
		var w uint32
		for _, c := range b[:4] {
			w = w<<8 | uint32(c)
		}
		d.state[i] = w
		b = b[4:]
	}
	b = b[copy(d.rest[:], b):]
	d.length = 0
	for _, c := range b {
		d.length = d.length<<8 | uint64(c)
	}
	d.filled = int(d.length % BlockSize)
	return nil
}
