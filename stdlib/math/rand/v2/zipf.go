package rand

import "math"

// A Zipf generates numbers k in [0, imax] with probability proportional to (v + k) ** -s, by the rejection-inversion of
// Hormann and Derflinger.
type Zipf struct {
	r      *Rand
	max    float64
	v, q   float64
	accept float64 // candidates this near to the curve are accepted at once
	p, inv float64 // 1-q and its inverse
	high   float64 // of the integral
	span   float64
}

// integral and inverse are the integral of the density and its inverse.
func (z *Zipf) integral(x float64) float64 { return math.Exp(z.p*math.Log(z.v+x)) * z.inv }
func (z *Zipf) inverse(x float64) float64  { return math.Exp(z.inv*math.Log(z.p*x)) - z.v }

// NewZipf returns a generator of Zipf variates; nil unless s > 1 and v >= 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, max: float64(imax), v: v, q: s}
	z.p = 1.0 - z.q
	z.inv = 1.0 / z.p
	z.high = z.integral(z.max + 0.5)
	z.span = z.integral(0.5) - math.Exp(math.Log(z.v)*(-z.q)) - z.high
	z.accept = 1 - z.inverse(z.integral(1.5)-math.Exp(-z.q*math.Log(z.v+1.0)))
	return z
}

// Uint64 returns a number of the distribution.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		u := z.high + z.r.Float64()*z.span
		x := z.inverse(u)
		k := math.Floor(x + 0.5)
		if k-x <= z.accept || u >= z.integral(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
