package time

import "errors"

// A Duration is the time between two instants in nanoseconds; the longest is about 290 years.
type Duration int64

// Common durations. There is none for a day, because days differ.
const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// String returns the duration as "72h3m0.5s". Durations below a second use a smaller unit, and zero is "0s".
func (d Duration) String() string {
	var buf [32]byte
	i := len(buf)
	u := uint64(d)
	if d < 0 {
		u = -u
	}
	if u < uint64(Second) {
		if u == 0 {
			return "0s"
		}
		i--
		buf[i] = 's'
		digits := 0
		switch {
		case u < uint64(Microsecond):
			i--
			buf[i] = 'n'
		case u < uint64(Millisecond):
			i -= 2
			copy(buf[i:], "µ")
			digits = 3
		default:
			i--
			buf[i] = 'm'
			digits = 6
		}
		i, u = putFraction(buf[:i], u, digits)
		i = putInt(buf[:i], u)
	} else {
		i--
		buf[i] = 's'
		i, u = putFraction(buf[:i], u, 9)
		i = putInt(buf[:i], u%60)
		if u /= 60; u > 0 {
			i--
			buf[i] = 'm'
			i = putInt(buf[:i], u%60)
			if u /= 60; u > 0 {
				i--
				buf[i] = 'h'
				i = putInt(buf[:i], u)
			}
		}
	}
	if d < 0 {
		i--
		buf[i] = '-'
	}
	return string(buf[i:])
}

// putFraction writes v/10^digits as a fraction without trailing zeros to the end of buf. It returns where the text
// starts and the whole part.
func putFraction(buf []byte, v uint64, digits int) (int, uint64) {
	i := len(buf)
	shown := false
	for ; digits > 0; digits-- {
		d := v % 10
		v /= 10
		if d != 0 || shown {
			shown = true
			i--
			buf[i] = byte('0' + d)
		}
	}
	if shown {
		i--
		buf[i] = '.'
	}
	return i, v
}

func putInt(buf []byte, v uint64) int {
	i := len(buf)
	for {
		i--
		buf[i] = byte('0' + v%10)
		v /= 10
		if v == 0 {
			return i
		}
	}
}

// Nanoseconds returns the duration as an integer count of nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds returns the duration as an integer count of microseconds.
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }

// Milliseconds returns the duration as an integer count of milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

// Seconds returns the duration in seconds.
func (d Duration) Seconds() float64 { return d.in(Second) }

// Minutes returns the duration in minutes.
func (d Duration) Minutes() float64 { return d.in(Minute) }

// Hours returns the duration in hours.
func (d Duration) Hours() float64 { return d.in(Hour) }

// in divides whole and rest apart, to lose no precision.
func (d Duration) in(unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

// Truncate rounds d toward zero to a multiple of m; m <= 0 changes nothing.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// lessThanHalf reports whether r is less than half of m; twice r may overflow a Duration.
func lessThanHalf(r, m Duration) bool { return uint64(r)+uint64(r) < uint64(m) }

// Round rounds d to the nearest multiple of m, halves away from zero; m <= 0 changes nothing.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if lessThanHalf(r, m) {
			return d + r
		}
		if d1 := d - m + r; d1 < d {
			return d1
		}
		return minDuration
	}
	if lessThanHalf(r, m) {
		return d - r
	}
	if d1 := d + m - r; d1 > d {
		return d1
	}
	return maxDuration
}

// Abs returns the absolute value; the most negative duration becomes the longest.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	default:
		return -d
	}
}

// ParseDuration parses a sequence of decimal numbers with units, such as "300ms", "-1.5h" or "2h45m". Units are ns,
// us (or µs), ms, s, m and h.
func ParseDuration(s string) (Duration, error) {
	orig := s
	bad := func() (Duration, error) { return 0, errors.New("time: invalid duration " + quote(orig)) }
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	if s == "0" {
		return 0, nil
	}
	if s == "" {
		return bad()
	}
	var total uint64
	for s != "" {
		var whole, part uint64
		scale := 1.0
		digits := 0
		for s != "" && s[0] >= '0' && s[0] <= '9' {
			if whole > (1<<63)/10 {
				return bad()
			}
			whole = whole*10 + uint64(s[0]-'0')
			if whole > 1<<63 {
				return bad()
			}
			s = s[1:]
			digits++
		}
		if s != "" && s[0] == '.' {
			s = s[1:]
			full := false
			for s != "" && s[0] >= '0' && s[0] <= '9' {
				digits++
				if !full {
					if part > (1<<63-1)/10 {
						full = true
					} else if y := part*10 + uint64(s[0]-'0'); y > 1<<63 {
						full = true
					} else {
						part = y
						scale *= 10
					}
				}
				s = s[1:]
			}
		}
		if digits == 0 {
			return bad()
		}
		i := 0
		for i < len(s) && s[i] != '.' && (s[i] < '0' || s[i] > '9') {
			i++
		}
		if i == 0 {
			return 0, errors.New("time: missing unit in duration " + quote(orig))
		}
		var unit uint64
		switch s[:i] {
		case "ns":
			unit = uint64(Nanosecond)
		case "us", "µs", "μs":
			unit = uint64(Microsecond)
		case "ms":
			unit = uint64(Millisecond)
		case "s":
			unit = uint64(Second)
		case "m":
			unit = uint64(Minute)
		case "h":
			unit = uint64(Hour)
		default:
			return 0, errors.New("time: unknown unit " + quote(s[:i]) + " in duration " + quote(orig))
		}
		s = s[i:]
		if whole > 1<<63/unit {
			return bad()
		}
		whole *= unit
		if part > 0 {
			whole += uint64(float64(part) * (float64(unit) / scale))
			if whole > 1<<63 {
				return bad()
			}
		}
		total += whole
		if total > 1<<63 {
			return bad()
		}
	}
	if negative {
		return -Duration(total), nil
	}
	if total > 1<<63-1 {
		return bad()
	}
	return Duration(total), nil
}

// quote puts s between quotation marks, with escapes for what is not plain ASCII.
func quote(s string) string {
	const hex = "0123456789abcdef"
	b := []byte{'"'}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ' || c >= 0x80:
			b = append(b, '\\', 'x', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}
