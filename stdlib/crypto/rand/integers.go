package rand

import (
	"errors"
	"io"
	"math/big"
)

// Int returns a random number in [0, max). It panics if max is not positive.
func Int(rand io.Reader, max *big.Int) (n *big.Int, err error) {
	if max.Sign() <= 0 {
		panic("crypto/rand: argument to Int is <= 0")
	}
	n = new(big.Int)
	bits := n.Sub(max, big.NewInt(1)).BitLen()
	if bits == 0 {
		return n, nil
	}
	b := make([]byte, (bits+7)/8)
	for {
		if _, err := io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		b[0] &= 0xFF >> (8*len(b) - bits)
		if n.SetBytes(b); n.Cmp(max) < 0 {
			return n, nil
		}
	}
}

// ready is closed, for choices of select.
var ready = func() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

// Prime returns a number with that many bits that is prime with high probability.
func Prime(rand io.Reader, bits int) (*big.Int, error) {
	if bits < 2 {
		return nil, errors.New("crypto/rand: prime size must be at least 2-bit")
	}
	// Skip a byte of rand in every other call, so that no program depends on the prime that a source yields.
	select {
	case <-ready:
	case <-ready:
		rand.Read(make([]byte, 1))
	}
	b := make([]byte, (bits+7)/8)
	top := uint(bits-1) % 8 // the place of the highest bit in b[0]
	for {
		if _, err := io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		// Two high bits, so that the product of two primes has twice the bits, and an odd number.
		b[0] &= 1<<(top+1) - 1
		b[0] |= 1 << top
		if top > 0 {
			b[0] |= 1 << (top - 1)
		} else if len(b) > 1 {
			b[1] |= 0x80
		}
		b[len(b)-1] |= 1
		if p := new(big.Int).SetBytes(b); p.ProbablyPrime(20) {
			return p, nil
		}
	}
}
