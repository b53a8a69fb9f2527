// Package sha256 implements the SHA224 and SHA256 hashes of FIPS 180-4.
package sha256

import (
	"errors"
	"hash"
)

// BlockSize is the size in bytes of a block.
const BlockSize = 64

// The sizes in bytes of the checksums.
const (
	Size224 = 28
	Size    = 32
)

var (
	initial224 = [8]uint32{
		0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
		0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
	}
	initial256 = [8]uint32{
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	}
)

// blocks adds whole blocks to the state.
func blocks(state []uint32, p []byte)

// digest is the state of a hash: the sum so far, the bytes of an incomplete block, and the length of the data.
type digest struct {
	state  [8]uint32
	rest   [BlockSize]byte
	filled int
	length uint64
	size   int
}

// New224 returns a hash with checksums of 28 bytes.
func New224() hash.Hash {
	d := &digest{size: Size224}
	d.Reset()
	return d
}

// Sum224 returns the SHA224 checksum of the data.
func Sum224(data []byte) [Size224]byte {
	d := digest{state: initial224}
	d.Write(data)
	sum := d.finish()
	return [Size224]byte(sum[:Size224])
}

// New returns a hash with checksums of 32 bytes.
func New() hash.Hash {
	d := &digest{size: Size}
	d.Reset()
	return d
}

// Sum256 returns the SHA256 checksum of the data.
func Sum256(data []byte) [Size]byte {
	d := digest{state: initial256}
	d.Write(data)
	sum := d.finish()
	return [Size]byte(sum[:Size])
}

func (d *digest) Size() int { return d.size }

func (d *digest) Reset() {
	size := d.size
	*d = digest{size: size}
	switch size {
	case Size224:
		d.state = initial224
	case Size:
		d.state = initial256
	}
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
func (d digest) finish() (sum [32]byte) {
	bits := d.length * 8
	d.rest[d.filled] = 0x80
	clear(d.rest[d.filled+1:])
	if d.filled+1 > BlockSize-8 {
		blocks(d.state[:], d.rest[:])
		clear(d.rest[:])
	}
	for i := range 8 {
		d.rest[BlockSize-1-i] = byte(bits >> (8 * i))
	}
	blocks(d.state[:], d.rest[:])
	for i, w := range d.state {
		for j := range 4 {
			sum[i*4+j] = byte(w >> (24 - 8*j))
		}
	}
	return sum
}

func (d *digest) Sum(in []byte) []byte {
	sum := d.finish()
	return append(in, sum[:d.size]...)
}

// Clone returns a hash in the same state.
func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

func (d *digest) magic() string {
	switch d.size {
	case Size224:
		return "sha\x02"
	}
	return "sha\x03"
}

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
		return errors.New("crypto/sha256: invalid hash state identifier")
	}
	if len(b) != len(m)+32+BlockSize+8 {
		return errors.New("crypto/sha256: invalid hash state size")
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
