// Package rand implements pseudo-random number generators.
//
// The functions of the package draw from a generator that is seeded at random, unless Seed was called.
package rand

import "internal/race"

// A Source is a source of uniformly distributed numbers in [0, 1<<63).
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 is a Source that can also generate numbers in [0, 1<<64).
type Source64 interface {
	Source
	Uint64() uint64
}

const (
	sourceLen  = 607
	sourceTap  = 273
	sourceMask = 1<<63 - 1
)

// seededSource is the generator of NewSource: each number is the sum of those 607 and 273 steps before.
type seededSource struct {
	tap  int
	feed int
	vec  [sourceLen]int64
}

// Seed sets the state as that of a generator made with the seed.
func (s *seededSource) Seed(seed int64)

func (s *seededSource) Int63() int64 { return int64(s.Uint64() & sourceMask) }

func (s *seededSource) Uint64() uint64 {
	if race.Enabled {
		race.Write(&s.tap)
	}
	return s.next()
}

func (s *seededSource) next() uint64

// intn returns a number in [0, n) as Intn does.
func (s *seededSource) intn(n int) int {
	if race.Enabled {
		race.Write(&s.tap)
	}
	return s.nextIntn(n)
}

func (s *seededSource) nextIntn(n int) int

// runtimeSource draws from the generator of the run.
type runtimeSource struct{}

func (runtimeSource) Int63() int64   { return int64(runtimeUint64() & sourceMask) }
func (runtimeSource) Seed(int64)     { panic("internal error: call to runtimeSource.Seed") }
func (runtimeSource) Uint64() uint64 { return runtimeUint64() }

func runtimeUint64() uint64

// runtimeIntn returns a number in [0, n).
func runtimeIntn(n int) int

// NewSource returns a new Source with the given seed. It is not safe for use by several goroutines at once.
func NewSource(seed int64) Source {
	s := new(seededSource)
	s.Seed(seed)
	return s
}

// A Rand is a source of random numbers of many kinds.
type Rand struct {
	src    Source
	src64  Source64      // src if it is one
	seeded *seededSource // src if it is one

	readVal int64 // the rest of a number that Read has not used up
	readPos int8  // how many bytes that is
}

// New returns a Rand that draws from src.
func New(src Source) *Rand {
	s64, _ := src.(Source64)
	seeded, _ := src.(*seededSource)
	return &Rand{src: src, src64: s64, seeded: seeded}
}

// Seed sets the state of the source. It must not be called concurrently with other methods.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.readPos = 0
}

// Int63 returns a number in [0, 1<<63).
func (r *Rand) Int63() int64 {
	if r.seeded != nil {
		return int64(r.seeded.Uint64() & sourceMask)
	}
	return r.src.Int63()
}

// Uint32 returns a 32-bit number.
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }

// Uint64 returns a 64-bit number.
func (r *Rand) Uint64() uint64 {
	if r.src64 != nil {
		return r.src64.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

// Int31 returns a number in [0, 1<<31).
func (r *Rand) Int31() int32 { return int32(r.Int63() >> 32) }

// Int returns a number in [0, 1<<63).
func (r *Rand) Int() int { return int(uint(r.Int63())) }

// Int63n returns a number in [0, n). It panics if n <= 0.
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	max := int64((1 << 63) - 1 - (1<<63)%uint64(n))
	v := r.Int63()
	for v > max {
		v = r.Int63()
	}
	return v % n
}

// Int31n returns a number in [0, n). It panics if n <= 0.
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	max := int32((1 << 31) - 1 - (1<<31)%uint32(n))
	v := r.Int31()
	for v > max {
		v = r.Int31()
	}
	return v % n
}

// int31n is a faster Int31n with another sequence, for Shuffle.
func (r *Rand) int31n(n int32) int32 {
	v := r.Uint32()
	prod := uint64(v) * uint64(n)
	low := uint32(prod)
	if low < uint32(n) {
		thresh := uint32(-n) % uint32(n)
		for low < thresh {
			v = r.Uint32()
			prod = uint64(v) * uint64(n)
			low = uint32(prod)
		}
	}
	return int32(prod >> 32)
}

// Intn returns a number in [0, n). It panics if n <= 0.
func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if r.seeded != nil {
		return r.seeded.intn(n)
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Float64 returns a number in [0.0, 1.0).
func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

// Float32 returns a number in [0.0, 1.0).
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

// Perm returns a permutation of the integers in [0, n).
func (r *Rand) Perm(n int) []int {
	m := make([]int, n)
	for i := 0; i < n; i++ {
		j := r.Intn(i + 1)
		m[i] = m[j]
		m[j] = i
	}
	return m
}

// Shuffle puts n elements, which swap exchanges, in a random order. It panics if n < 0.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i > 1<<31-1-1; i-- {
		j := int(r.Int63n(int64(i + 1)))
		swap(i, j)
	}
	for ; i > 0; i-- {
		j := int(r.int31n(int32(i + 1)))
		swap(i, j)
	}
}

// Read fills p with random bytes. It always returns len(p) and nil.
func (r *Rand) Read(p []byte) (n int, err error) {
	pos := r.readPos
	val := r.readVal
	for n = 0; n < len(p); n++ {
		if pos == 0 {
			val = r.Int63()
			pos = 7
		}
		p[n] = byte(val)
		val >>= 8
		pos--
	}
	r.readPos = pos
	r.readVal = val
	return n, nil
}

// The generator of the functions: that of the run until Seed is called.
var global = New(runtimeSource{})

// Seed makes the functions draw from a generator with the given seed.
//
// Deprecated: make a generator with New(NewSource(seed)).
func Seed(seed int64) {
	if global.seeded == nil {
		global = New(NewSource(seed))
		return
	}
	global.Seed(seed)
}

// Int63 returns a number in [0, 1<<63).
func Int63() int64 { return global.Int63() }

// Uint32 returns a 32-bit number.
func Uint32() uint32 { return global.Uint32() }

// Uint64 returns a 64-bit number.
func Uint64() uint64 { return global.Uint64() }

// Int31 returns a number in [0, 1<<31).
func Int31() int32 { return global.Int31() }

// Int returns a number in [0, 1<<63).
func Int() int { return global.Int() }

// Int63n returns a number in [0, n). It panics if n <= 0.
func Int63n(n int64) int64 { return global.Int63n(n) }

// Int31n returns a number in [0, n). It panics if n <= 0.
func Int31n(n int32) int32 { return global.Int31n(n) }

// Intn returns a number in [0, n). It panics if n <= 0.
func Intn(n int) int {
	if n > 0 && global.seeded == nil {
		return runtimeIntn(n)
	}
	return global.Intn(n)
}

// Float64 returns a number in [0.0, 1.0).
func Float64() float64 { return global.Float64() }

// Float32 returns a number in [0.0, 1.0).
func Float32() float32 { return global.Float32() }

// Perm returns a permutation of the integers in [0, n).
func Perm(n int) []int { return global.Perm(n) }

// Shuffle puts n elements, which swap exchanges, in a random order. It panics if n < 0.
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// Read fills p with random bytes. It always returns len(p) and nil.
//
// Deprecated: use crypto/rand for secrets.
func Read(p []byte) (n int, err error) { return global.Read(p) }

// NormFloat64 returns a normally distributed number with mean 0 and standard deviation 1.
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 returns an exponentially distributed number with mean 1.
func ExpFloat64() float64 { return global.ExpFloat64() }
