// Package maphash has hash functions of byte sequences and comparable values for hash tables. They are not cryptographic, and
// their results differ from run to run.
package maphash

import "hash"

// A Seed selects one hash function of many. It must come from MakeSeed or Hash.Seed.
type Seed struct {
	s uint64
}

func randomUint64() uint64
func sum(seed uint64, b []byte) uint64
func sumString(seed uint64, s string) uint64

// sumValue hashes a comparable value; ok is false if it holds one that is not comparable.
func sumValue(seed uint64, v any) (sum uint64, ok bool)

// MakeSeed returns a new random seed.
func MakeSeed() Seed {
	for {
		if s := randomUint64(); s != 0 {
			return Seed{s}
		}
	}
}

func (s Seed) value() uint64 {
	if s.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	return s.s
}

// Bytes returns the hash of b with the given seed.
func Bytes(seed Seed, b []byte) uint64 { return sum(seed.value(), b) }

// String returns the hash of s with the given seed.
func String(seed Seed, s string) uint64 { return sumString(seed.value(), s) }

// Comparable returns the hash of v with the given seed. It panics as a map would if v holds values that are not comparable.
func Comparable[T comparable](seed Seed, v T) uint64 { return hashValue(seed.value(), v) }

// WriteComparable adds v to the data of h.
func WriteComparable[T comparable](h *Hash, x T) {
	h.init()
	v := hashValue(h.seed.s, x)
	h.Write([]byte{byte(v), byte(v >> 8), byte(v >> 16), byte(v >> 24), byte(v >> 32), byte(v >> 40), byte(v >> 48), byte(v >> 56)})
}

func hashValue(seed uint64, v any) uint64 {
	h, ok := sumValue(seed, v)
	if !ok {
		_ = map[any]bool{v: true} // panics
	}
	return h
}

// A Hash computes the hash of a byte sequence. The zero value has a random seed; it must not be copied.
type Hash struct {
	_    [0]func() // not comparable
	seed Seed
	buf  []byte
}

func (h *Hash) init() {
	if h.seed.s == 0 {
		h.SetSeed(MakeSeed())
	}
}

// WriteByte adds b to the data. It returns nil.
func (h *Hash) WriteByte(b byte) error {
	h.init()
	h.buf = append(h.buf, b)
	return nil
}

// Write adds b to the data. It returns len(b), nil.
func (h *Hash) Write(b []byte) (int, error) {
	h.init()
	h.buf = append(h.buf, b...)
	return len(b), nil
}

// WriteString adds s to the data. It returns len(s), nil.
func (h *Hash) WriteString(s string) (int, error) {
	h.init()
	h.buf = append(h.buf, s...)
	return len(s), nil
}

// Seed returns the seed.
func (h *Hash) Seed() Seed {
	h.init()
	return h.seed
}

// SetSeed sets the seed and drops all data.
func (h *Hash) SetSeed(seed Seed) {
	seed.value()
	h.seed = seed
	h.buf = h.buf[:0]
}

// Reset drops all data.
func (h *Hash) Reset() {
	h.init()
	h.buf = h.buf[:0]
}

// Sum64 returns the hash of the data.
func (h *Hash) Sum64() uint64 {
	h.init()
	return sum(h.seed.s, h.buf)
}

// Sum appends the hash of the data to b.
func (h *Hash) Sum(b []byte) []byte {
	x := h.Sum64()
	return append(b, byte(x>>56), byte(x>>48), byte(x>>40), byte(x>>32), byte(x>>24), byte(x>>16), byte(x>>8), byte(x))
}

// Clone returns a copy of h.
func (h *Hash) Clone() (hash.Cloner, error) {
	h.init()
	return &Hash{seed: h.seed, buf: append([]byte(nil), h.buf...)}, nil
}

// Size returns 8, the size of a hash.
func (h *Hash) Size() int { return 8 }

// BlockSize returns the size of the blocks.
func (h *Hash) BlockSize() int { return 128 }
