// Package hmac implements keyed hashes as in FIPS 198.
package hmac

import (
	"crypto/subtle"
	"hash"
)

type hmac struct {
	inner, outer       hash.Hash
	innerPad, outerPad []byte
}

// New returns a hash with the given function and key. The function has to return a new hash in each call.
func New(h func() hash.Hash, key []byte) hash.Hash {
	m := &hmac{inner: h(), outer: h()}
	size := m.inner.BlockSize()
	if len(key) > size {
		m.outer.Write(key)
		key = m.outer.Sum(nil)
	}
	m.innerPad = make([]byte, size)
	copy(m.innerPad, key)
	m.outerPad = append([]byte(nil), m.innerPad...)
	for i := range size {
		m.innerPad[i] ^= 0x36
		m.outerPad[i] ^= 0x5c
	}
	m.Reset()
	return m
}

func (m *hmac) Reset() {
	m.inner.Reset()
	m.inner.Write(m.innerPad)
}

func (m *hmac) Write(p []byte) (n int, err error) { return m.inner.Write(p) }
func (m *hmac) Size() int                         { return m.inner.Size() }
func (m *hmac) BlockSize() int                    { return m.inner.BlockSize() }

func (m *hmac) Sum(in []byte) []byte {
	n := len(in)
	in = m.inner.Sum(in)
	m.outer.Reset()
	m.outer.Write(m.outerPad)
	m.outer.Write(in[n:])
	return m.outer.Sum(in[:n])
}

// Equal compares two keyed hashes without telling by its time where they differ.
func Equal(mac1, mac2 []byte) bool { return subtle.ConstantTimeCompare(mac1, mac2) == 1 }
