// Package sha512 implements the SHA-384, SHA-512, SHA-512/224 and SHA-512/256 hashes of FIPS 180-4.
package sha512

import (
	"errors"
	"hash"
)

// BlockSize is the size in bytes of a block.
const BlockSize = 128

// The sizes in bytes of the checksums.
const (
	Size224 = 28
	Size256 = 32
	Size384 = 48
	Size    = 64
)

var (
	initial512_224 = [8]uint64{
		0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, 0x679dd514582f9fcf,
		0x0f6d2b697bd44da8, 0x77e36f7304c48942, 0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1,
	}
	initial512_256 = [8]uint64{
		0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd,
		0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2,
	}
	initial384 = [8]uint64{
		0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
		0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
	}
	initial512 = [8]uint64{
		0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
		0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
	}
)

// blocks adds whole blocks to the state.
func blocks(state []uint64, p []byte)

// digest is the state of a hash: the sum so far, the bytes of an incomplete block, and the length of the data.
type digest struct {
	state  [8]uint64
	rest   [BlockSize]byte
	filled int
	length uint64
	size   int
}

// New512_224 returns a hash with checksums of 28 bytes.
func New512_224() hash.Hash {
	d := &digest{size: Size224}
	d.Reset()
	return d
}

// Sum512_224 returns the SHA-512/224 checksum of the data.
func Sum512_224(data []byte) [Size224]byte {
	d := digest{state: initial512_224}
	d.Write(data)
	sum := d.finish()
	return [Size224]byte(sum[:Size224])
}

// New512_256 returns a hash with checksums of 32 bytes.
func New512_256() hash.Hash {
	d := &digest{size: Size256}
	d.Reset()
	return d
}

// Sum512_256 returns the SHA-512/256 checksum of the data.
func Sum512_256(data []byte) [Size256]byte {
	d := digest{state: initial512_256}
	d.Write(data)
	sum := d.finish()
	return [Size256]byte(sum[:Size256])
}

// New384 returns a hash with checksums of 48 bytes.
func New384() hash.Hash {
	d := &digest{size: Size384}
	d.Reset()
	return d
}

// Sum384 returns the SHA-384 checksum of the data.
func Sum384(data []byte) [Size384]byte {
	d := digest{state: initial384}
	d.Write(data)
	sum := d.finish()
	return [Size384]byte(sum[:Size384])
}

// New returns a hash with checksums of 64 bytes.
func New() hash.Hash {
	d := &digest{size: Size}
	d.Reset()
	return d
}

// Sum512 returns the SHA-512 checksum of the data.
func Sum512(data []byte) [Size]byte {
	d := digest{state: initial512}
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
		d.state = initial512_224
	case Size256:
		d.state = initial512_256
	case Size384:
		d.state = initial384
	case Size:
		d.state = initial512
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
func (d digest) finish() (sum [64]byte) {
	bits := d.length * 8
	d.rest[d.filled] = 0x80
	clear(d.rest[d.filled+1:])
	if d.filled+1 > BlockSize-16 {
		blocks(d.state[:], d.rest[:])
		clear(d.rest[:])
	}
	for i := range 8 {
		d.rest[BlockSize-1-i] = byte(bits >> (8 * i))
	}
	d.rest[BlockSize-9] = byte(d.length >> 61)
	blocks(d.state[:], d.rest[:])
	for i, w := range d.state {
		for j := range 8 {
			sum[i*8+j] = byte(w >> (56 - 8*j))
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
		return "sha\x05"
	case Size256:
		return "sha\x06"
	case Size384:
		return "sha\x04"
	}
	return "sha\x07"
}

// AppendBinary appends the state to b.
func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.magic()...)
	for _, w := range d.state {
		for j := range 8 {
			b = append(b, byte(w>>(56-8*j)))
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
		return errors.New("crypto/sha512: invalid hash state identifier")
	}
	if len(b) != len(m)+64+BlockSize+8 {
		return errors.New("crypto/sha512: invalid hash state size")
	}
	b = b[len(m):]
	for i := range d.state {
		var w uint64
		for _, c := range b[:8] {
			w = w<<8 | uint64(c)
		}
		d.state[i] = w
		b = b[8:]
	}
	b = b[copy(d.rest[:], b):]
	d.length = 0
	for _, c := range b {
		d.length = d.length<<8 | uint64(c)
	}
	d.filled = int(d.length % BlockSize)
	return nil
}
