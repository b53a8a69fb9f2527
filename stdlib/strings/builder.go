package strings

import "unicode/utf8"

// A Builder builds a string with little copying. The zero value is ready to use; one in use must not be copied.
type Builder struct {
	addr *Builder // the builder itself once it is in use, to detect copies
	buf  []byte
}

func (b *Builder) use() {
	if b.addr == nil {
		b.addr = b
	} else if b.addr != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

// String returns the accumulated string.
func (b *Builder) String() string { return stringOf(b.buf) }

// Len returns the number of accumulated bytes.
func (b *Builder) Len() int { return len(b.buf) }

// Cap returns the capacity of the underlying byte slice.
func (b *Builder) Cap() int { return cap(b.buf) }

// Reset makes b empty.
func (b *Builder) Reset() {
	b.addr = nil
	b.buf = nil
}

// Grow makes room for another n bytes.
func (b *Builder) Grow(n int) {
	b.use()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		buf := make([]byte, len(b.buf), 2*cap(b.buf)+n)
		copy(buf, b.buf)
		b.buf = buf
	}
}

// Write appends p. It returns len(p), nil.
func (b *Builder) Write(p []byte) (int, error) {
	if b.addr != b {
		b.use()
	}
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteByte appends c. It returns nil.
func (b *Builder) WriteByte(c byte) error {
	if b.addr != b {
		b.use()
	}
	b.buf = append(b.buf, c)
	return nil
}

// WriteRune appends the UTF-8 encoding of r. It returns the length of that and nil.
func (b *Builder) WriteRune(r rune) (int, error) {
	if b.addr != b {
		b.use()
	}
	n := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - n, nil
}

// WriteString appends s. It returns len(s), nil.
func (b *Builder) WriteString(s string) (int, error) {
	if b.addr != b {
		b.use()
	}
	b.buf = append(b.buf, s...)
	return len(s), nil
}
