// Package rand implements pseudo-random number generators.
package rand

import "math"

// A Source is a source of uniformly distributed 64-bit numbers.
type Source interface {
	Uint64() uint64
}

// A Rand is a source of random numbers of many kinds.
type Rand struct {
	src Source
}

// New returns a Rand that draws from src.
func New(src Source) *Rand { return &Rand{src: src} }

// mulHigh returns the upper word of x*y.
func mulHigh(x, y uint64) uint64

func runtimeUint64() uint64

// normalLayer returns what the ziggurat algorithm needs for layer i: the bound of the fast case, the width, and the density at
// the upper and the lower edge. exponentialLayer does that for exponential variates.
func normalLayer(i int) (k uint32, w, f, below float32)
func exponentialLayer(i int) (k uint32, w, f, below float32)

// runtimeSource draws from the generator of the run.
type runtimeSource struct{}

func (runtimeSource) Uint64() uint64 { return runtimeUint64() }

// Int64 returns a number in [0, 1<<63).
func (r *Rand) Int64() int64 { return int64(r.src.Uint64() &^ (1 << 63)) }

// Uint32 returns a 32-bit number.
func (r *Rand) Uint32() uint32 { return uint32(r.src.Uint64() >> 32) }

// Uint64 returns a 64-bit number.
func (r *Rand) Uint64() uint64 { return r.src.Uint64() }

// Int32 returns a number in [0, 1<<31).
func (r *Rand) Int32() int32 { return int32(r.src.Uint64() >> 33) }

// Int returns a number in [0, 1<<63).
func (r *Rand) Int() int { return int(uint(r.src.Uint64()) << 1 >> 1) }

// Uint returns a 64-bit number.
func (r *Rand) Uint() uint { return uint(r.src.Uint64()) }

// Int64N returns a number in [0, n). It panics if n <= 0.
func (r *Rand) Int64N(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int64N")
	}
	return int64(r.uint64n(uint64(n)))
}

// Uint64N returns a number in [0, n). It panics if n == 0.
func (r *Rand) Uint64N(n uint64) uint64 {
	if n == 0 {
		panic("invalid argument to Uint64N")
	}
	return r.uint64n(n)
}

// uint64n returns a number in [0, n) by Lemire's method.
func (r *Rand) uint64n(n uint64) uint64 {
	if n <= 1<<32-1 {
		return uint64(r.uint32n(uint32(n)))
	}
	if n&(n-1) == 0 {
		return r.src.Uint64() & (n - 1)
	}
	u := r.src.Uint64()
	if u*n < n {
		thresh := -n % n
		for u*n < thresh {
			u = r.src.Uint64()
		}
	}
	return mulHigh(u, n)
}

func (r *Rand) uint32n(n uint32) uint32 {
	if n&(n-1) == 0 {
		return uint32(r.src.Uint64()) & (n - 1)
	}
	prod := (r.src.Uint64() >> 32) * uint64(n)
	if uint32(prod) < n {
		thresh := -n % n
		for uint32(prod) < thresh {
			prod = (r.src.Uint64() >> 32) * uint64(n)
		}
	}
	return uint32(prod >> 32)
}

// Int32N returns a number in [0, n). It panics if n <= 0.
func (r *Rand) Int32N(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int32N")
	}
	return int32(r.uint64n(uint64(n)))
}

// Uint32N returns a number in [0, n). It panics if n == 0.
func (r *Rand) Uint32N(n uint32) uint32 {
	if n == 0 {
		panic("invalid argument to Uint32N")
	}
	return uint32(r.uint64n(uint64(n)))
}

// IntN returns a number in [0, n). It panics if n <= 0.
func (r *Rand) IntN(n int) int {
	if n <= 0 {
		panic("invalid argument to IntN")
	}
	return int(r.uint64n(uint64(n)))
}

// UintN returns a number in [0, n). It panics if n == 0.
func (r *Rand) UintN(n uint) uint {
	if n == 0 {
		panic("invalid argument to UintN")
	}
	return uint(r.uint64n(uint64(n)))
}

// Float64 returns a number in [0.0, 1.0).
func (r *Rand) Float64() float64 { return float64(r.src.Uint64()<<11>>11) / (1 << 53) }

// Float32 returns a number in [0.0, 1.0).
func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

// Perm returns a permutation of the integers in [0, n).
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

// Shuffle puts n elements, which swap exchanges, in a random order. It panics if n < 0.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		j := int(r.uint64n(uint64(i + 1)))
		swap(i, j)
	}
}

const (
	normalTail      = 3.442619855899
	exponentialTail = 7.69711747013104972
)

// NormFloat64 returns a normally distributed number with mean 0 and standard deviation 1.
func (r *Rand) NormFloat64() float64 {
	for {
		u := r.src.Uint64()
		j := int32(u)
		i := int(u >> 32 & 0x7F)
		k, w, f, below := normalLayer(i)
		x := float64(j) * float64(w)
		abs := uint32(j)
		if j < 0 {
			abs = -abs
		}
		if abs < k {
			return x
		}
		if i == 0 {
			for {
				x = -math.Log(r.Float64()) * (1.0 / normalTail)
				y := -math.Log(r.Float64())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return normalTail + x
			}
			return -normalTail - x
		}
		if f+float32(r.Float64())*(below-f) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 returns an exponentially distributed number with mean 1.
func (r *Rand) ExpFloat64() float64 {
	for {
		u := r.src.Uint64()
		j := uint32(u)
		i := int(uint8(u >> 32))
		k, w, f, below := exponentialLayer(i)
		x := float64(j) * float64(w)
		if j < k {
			return x
		}
		if i == 0 {
			return exponentialTail - math.Log(r.Float64())
		}
		if f+float32(r.Float64())*(below-f) < float32(math.Exp(-x)) {
			return x
		}
	}
}

// The generator of the functions: that of the run.
var global = &Rand{runtimeSource{}}

// Int64 returns a number in [0, 1<<63).
func Int64() int64 { return global.Int64() }

// Uint32 returns a 32-bit number.
func Uint32() uint32 { return global.Uint32() }

// Uint64 returns a 64-bit number.
func Uint64() uint64 { return runtimeUint64() }

// Int32 returns a number in [0, 1<<31).
func Int32() int32 { return global.Int32() }

// Int returns a number in [0, 1<<63).
func Int() int { return global.Int() }

// Uint returns a 64-bit number.
func Uint() uint { return global.Uint() }

// Int64N returns a number in [0, n). It panics if n <= 0.
func Int64N(n int64) int64 { return global.Int64N(n) }

// Uint64N returns a number in [0, n). It panics if n == 0.
func Uint64N(n uint64) uint64 { return global.Uint64N(n) }

// Int32N returns a number in [0, n). It panics if n <= 0.
func Int32N(n int32) int32 { return global.Int32N(n) }

// Uint32N returns a number in [0, n). It panics if n == 0.
func Uint32N(n uint32) uint32 { return global.Uint32N(n) }

// IntN returns a number in [0, n). It panics if n <= 0.
func IntN(n int) int { return global.IntN(n) }

// UintN returns a number in [0, n). It panics if n == 0.
func UintN(n uint) uint { return global.UintN(n) }

// N returns a number in [0, n) of any integer type. It panics if n <= 0.
func N[Int intType](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(global.uint64n(uint64(n)))
}

type intType interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// Float64 returns a number in [0.0, 1.0).
func Float64() float64 { return global.Float64() }

// Float32 returns a number in [0.0, 1.0).
func Float32() float32 { return global.Float32() }

// Perm returns a permutation of the integers in [0, n).
func Perm(n int) []int { return global.Perm(n) }

// Shuffle puts n elements, which swap exchanges, in a random order. It panics if n < 0.
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// NormFloat64 returns a normally distributed number with mean 0 and standard deviation 1.
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 returns an exponentially distributed number with mean 1.
func ExpFloat64() float64 { return global.ExpFloat64() }
