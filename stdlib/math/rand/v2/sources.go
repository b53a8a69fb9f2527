package rand

import "errors"

// A PCG is a PCG-DXSM generator with 128 bits of state.
type PCG struct {
	hi uint64
	lo uint64
}

// NewPCG returns a new PCG with the given seeds.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed sets the state as that of NewPCG(seed1, seed2).
func (p *PCG) Seed(seed1, seed2 uint64) {
	p.hi = seed1
	p.lo = seed2
}

// Uint64 returns a 64-bit number.
func (p *PCG) Uint64() uint64

func appendUint64(b []byte, v uint64) []byte {
	return append(b, byte(v>>56), byte(v>>48), byte(v>>40), byte(v>>32), byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func bigUint64(b []byte) uint64 {
	v := uint64(0)
	for _, c := range b[:8] {
		v = v<<8 | uint64(c)
	}
	return v
}

func littleUint64(b []byte) uint64 {
	v := uint64(0)
	for i := 7; i >= 0; i-- {
		v = v<<8 | uint64(b[i])
	}
	return v
}

func appendLittleUint64(b []byte, v uint64) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24), byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56))
}

// AppendBinary implements encoding.BinaryAppender.
func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, "pcg:"...)
	b = appendUint64(b, p.hi)
	return appendUint64(b, p.lo), nil
}

// MarshalBinary implements encoding.BinaryMarshaler.
func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// UnmarshalBinary implements encoding.BinaryUnmarshaler.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi = bigUint64(data[4:])
	p.lo = bigUint64(data[12:])
	return nil
}

const (
	chachaWords  = 32 // of a block
	chachaReseed = 4  // words that become the next seed
	chachaStep   = 4  // of the counter between blocks
	chachaEnd    = 16 // of the counter
)

// A ChaCha8 is a cryptographically strong generator. It is the stream cipher ChaCha8 with a new key from each 1024 bytes.
type ChaCha8 struct {
	buf     [chachaWords]uint64
	seed    [4]uint64
	i, n    int // the next number is buf[i]; n is how many there are
	counter int

	readBuf [8]byte
	readLen int // how many bytes at the end of readBuf are unread
}

// block fills buf with the four blocks that start with the counter.
func (c *ChaCha8) block()

// NewChaCha8 returns a new ChaCha8 with the given seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed sets the state as that of NewChaCha8(seed).
func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.seed {
		c.seed[i] = littleUint64(seed[8*i:])
	}
	c.counter = 0
	c.block()
	c.i = 0
	c.n = chachaWords
	c.readLen = 0
	c.readBuf = [8]byte{}
}

// Uint64 returns a 64-bit number.
func (c *ChaCha8) Uint64() uint64 {
	if c.i >= c.n {
		c.refill()
	}
	x := c.buf[c.i]
	c.i++
	return x
}

func (c *ChaCha8) refill() {
	c.counter += chachaStep
	if c.counter == chachaEnd {
		copy(c.seed[:], c.buf[chachaWords-chachaReseed:])
		c.counter = 0
	}
	c.block()
	c.i = 0
	c.n = chachaWords
	if c.counter == chachaEnd-chachaStep {
		c.n -= chachaReseed
	}
}

// Read fills p with random bytes. It always returns len(p) and nil.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	if c.readLen > 0 {
		n = copy(p, c.readBuf[len(c.readBuf)-c.readLen:])
		c.readLen -= n
		p = p[n:]
	}
	for len(p) >= 8 {
		appendLittleUint64(p[:0], c.Uint64())
		p = p[8:]
		n += 8
	}
	if len(p) > 0 {
		appendLittleUint64(c.readBuf[:0], c.Uint64())
		n += copy(p, c.readBuf[:])
		c.readLen = 8 - len(p)
	}
	return n, nil
}

// AppendBinary implements encoding.BinaryAppender.
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.readLen > 0 {
		b = append(b, "readbuf:"...)
		b = append(b, uint8(c.readLen))
		b = append(b, c.readBuf[len(c.readBuf)-c.readLen:]...)
	}
	b = append(b, "chacha8:"...)
	used := c.counter/chachaStep*chachaWords + c.i
	b = appendUint64(b, uint64(used))
	for _, seed := range c.seed {
		b = appendLittleUint64(b, seed)
	}
	return b, nil
}

// MarshalBinary implements encoding.BinaryMarshaler.
func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(make([]byte, 0, 64)) }

// UnmarshalBinary implements encoding.BinaryUnmarshaler.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	invalid := errors.New("invalid ChaCha8 encoding")
	if len(data) >= 8 && string(data[:8]) == "readbuf:" {
		data = data[8:]
		if len(data) == 0 || int(data[0]) > len(c.readBuf) || len(data) < 1+int(data[0]) {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		n := int(data[0])
		c.readLen = copy(c.readBuf[len(c.readBuf)-n:], data[1:1+n])
		data = data[1+n:]
	}
	if len(data) != 48 || string(data[:8]) != "chacha8:" {
		return invalid
	}
	used := bigUint64(data[8:])
	if used > chachaEnd/chachaStep*chachaWords-chachaReseed {
		return invalid
	}
	for i := range c.seed {
		c.seed[i] = littleUint64(data[16+8*i:])
	}
	c.counter = chachaStep * (int(used) / chachaWords)
	c.block()
	c.i = int(used) % chachaWords
	c.n = chachaWords
	if c.counter == chachaEnd-chachaStep {
		c.n -= chachaReseed
	}
	return nil
}
