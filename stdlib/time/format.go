package time

import "errors"

// Layouts for Format and Parse. A layout shows how the reference time, Mon Jan 2 15:04:05 MST 2006 (01/02 03:04:05PM
// '06 -0700), would be written.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// The elements of a layout. Their numbers are those of layout.cc.
const (
	elemNone = iota
	elemLongMonth
	elemMonth
	elemNumMonth
	elemZeroMonth
	elemLongWeekDay
	elemWeekDay
	elemDay
	elemUnderDay
	elemZeroDay
	elemUnderYearDay
	elemZeroYearDay
	elemHour
	elemHour12
	elemZeroHour12
	elemMinute
	elemZeroMinute
	elemSecond
	elemZeroSecond
	elemLongYear
	elemYear
	elemPM
	elempm
	elemTZ
	elemISO8601TZ
	elemISO8601SecondsTZ
	elemISO8601ShortTZ
	elemISO8601ColonTZ
	elemISO8601ColonSecondsTZ
	elemNumTZ
	elemNumSecondsTz
	elemNumShortTZ
	elemNumColonTZ
	elemNumColonSecondsTZ
	elemFracSecond0
	elemFracSecond9
)

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// nextElement finds the first element of a layout, layout[from:to]. digits is the length of a fraction of a second.
func nextElement(layout string) (from, elem, digits, to int)

func nextElem(layout string) (prefix string, elem, digits int, suffix string) {
	from, elem, digits, to := nextElement(layout)
	return layout[:from], elem, digits, layout[to:]
}

func appendInt(b []byte, n, width int) []byte {
	switch {
	case width == 2 && n >= 0 && n < 100:
		return append(b, byte('0'+n/10), byte('0'+n%10))
	case width == 4 && n >= 0 && n < 10000:
		return append(b, byte('0'+n/1000), byte('0'+n/100%10), byte('0'+n/10%10), byte('0'+n%10))
	}
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	var buf [20]byte
	i := putInt(buf[:], uint64(n))
	for w := len(buf) - i; w < width; w++ {
		b = append(b, '0')
	}
	return append(b, buf[i:]...)
}

// String returns t in the format "2006-01-02 15:04:05.999999999 -0700 MST", and the monotonic reading if there is one.
func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	m, ok := t.mono()
	if !ok {
		return s
	}
	m--
	sign := "+"
	if m < 0 {
		sign = "-"
		m = -m
	}
	b := append([]byte(s), " m="+sign...)
	b = appendInt(b, int(m/1e9), 0)
	b = append(b, '.')
	return string(appendInt(b, int(m%1e9), 9))
}

// Format returns t as the layout shows.
func (t Time) Format(layout string) string { return string(t.AppendFormat(nil, layout)) }

// AppendFormat appends t as the layout shows to b.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	name, offset := t.Zone()
	local := t.sec() + int64(offset)
	year, month, day, yday := date(floorDiv(local, secondsPerDay))
	second := int(local - floorDiv(local, secondsPerDay)*secondsPerDay)
	hour, min, sec := second/secondsPerHour, second%secondsPerHour/secondsPerMinute, second%secondsPerMinute
	for layout != "" {
		prefix, elem, digits, suffix := nextElem(layout)
		b = append(b, prefix...)
		fraction := byte('.')
		if elem >= elemFracSecond0 {
			fraction = layout[len(prefix)]
		}
		layout = suffix
		switch elem {
		case elemNone:
			return b
		case elemYear:
			y := year
			if y < 0 {
				y = -y
			}
			b = appendInt(b, y%100, 2)
		case elemLongYear:
			b = appendInt(b, year, 4)
		case elemMonth:
			b = append(b, month.String()[:3]...)
		case elemLongMonth:
			b = append(b, month.String()...)
		case elemNumMonth:
			b = appendInt(b, int(month), 0)
		case elemZeroMonth:
			b = appendInt(b, int(month), 2)
		case elemWeekDay:
			b = append(b, t.Weekday().String()[:3]...)
		case elemLongWeekDay:
			b = append(b, t.Weekday().String()...)
		case elemDay:
			b = appendInt(b, day, 0)
		case elemUnderDay:
			if day < 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, day, 0)
		case elemZeroDay:
			b = appendInt(b, day, 2)
		case elemUnderYearDay:
			if yday+1 < 100 {
				b = append(b, ' ')
			}
			if yday+1 < 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, yday+1, 0)
		case elemZeroYearDay:
			b = appendInt(b, yday+1, 3)
		case elemHour:
			b = appendInt(b, hour, 2)
		case elemHour12, elemZeroHour12:
			h := hour % 12
			if h == 0 {
				h = 12
			}
			width := 0
			if elem == elemZeroHour12 {
				width = 2
			}
			b = appendInt(b, h, width)
		case elemMinute:
			b = appendInt(b, min, 0)
		case elemZeroMinute:
			b = appendInt(b, min, 2)
		case elemSecond:
			b = appendInt(b, sec, 0)
		case elemZeroSecond:
			b = appendInt(b, sec, 2)
		case elemPM, elempm:
			s := "AM"
			if hour >= 12 {
				s = "PM"
			}
			if elem == elempm {
				b = append(b, s[0]|0x20, 'm')
			} else {
				b = append(b, s...)
			}
		case elemTZ:
			if name != "" {
				b = append(b, name...)
				break
			}
			z := offset / 60
			if z < 0 {
				b = append(b, '-')
				z = -z
			} else {
				b = append(b, '+')
			}
			b = appendInt(b, z/60, 2)
			b = appendInt(b, z%60, 2)
		case elemFracSecond0, elemFracSecond9:
			b = appendFraction(b, int(t.nsec()), digits, elem == elemFracSecond9, fraction)
		default:
			b = appendOffset(b, elem, offset)
		}
	}
	return b
}

func appendFraction(b []byte, nsec, digits int, trim bool, point byte) []byte {
	var buf [9]byte
	for i := 8; i >= 0; i-- {
		buf[i] = byte('0' + nsec%10)
		nsec /= 10
	}
	if digits > 9 {
		digits = 9
	}
	n := digits
	if trim {
		for n > 0 && buf[n-1] == '0' {
			n--
		}
		if n == 0 {
			return b
		}
	}
	b = append(b, point)
	return append(b, buf[:n]...)
}

// appendOffset writes a zone offset; the forms with Z write UTC as Z.
func appendOffset(b []byte, elem, offset int) []byte {
	if offset == 0 && elem >= elemISO8601TZ && elem <= elemISO8601ColonSecondsTZ {
		return append(b, 'Z')
	}
	zone, abs := offset/60, offset
	if zone < 0 {
		b = append(b, '-')
		zone = -zone
		abs = -abs
	} else {
		b = append(b, '+')
	}
	b = appendInt(b, zone/60, 2)
	colon := elem == elemISO8601ColonTZ || elem == elemNumColonTZ || elem == elemISO8601ColonSecondsTZ || elem == elemNumColonSecondsTZ
	if colon {
		b = append(b, ':')
	}
	if elem != elemNumShortTZ && elem != elemISO8601ShortTZ {
		b = appendInt(b, zone%60, 2)
	}
	if elem == elemISO8601SecondsTZ || elem == elemNumSecondsTz || elem == elemNumColonSecondsTZ || elem == elemISO8601ColonSecondsTZ {
		if colon {
			b = append(b, ':')
		}
		b = appendInt(b, abs%60, 2)
	}
	return b
}

// ParseError describes why a time string could not be parsed.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

// Error returns the text of the error.
func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " + quote(e.ValueElem) + " as " + quote(e.LayoutElem)
	}
	return "parsing time " + quote(e.Value) + e.Message
}

var errBad = errors.New("bad value for field")

// number reads one or two digits; with fixed exactly two.
func number(s string, fixed bool) (int, string, error) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, s, errBad
	}
	if len(s) < 2 || s[1] < '0' || s[1] > '9' {
		if fixed {
			return 0, s, errBad
		}
		return int(s[0] - '0'), s[1:], nil
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), s[2:], nil
}

// fixedDigits reads exactly n digits.
func fixedDigits(s string, n int) (int, string, error) {
	if len(s) < n {
		return 0, s, errBad
	}
	if n == 2 {
		tens, ones := s[0]-'0', s[1]-'0'
		if tens > 9 || ones > 9 {
			return 0, s, errBad
		}
		return int(tens)*10 + int(ones), s[2:], nil
	}
	v := 0
	for i := 0; i < n; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, s, errBad
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, s[n:], nil
}

// lookupName finds which of the names, full or of `short` bytes, s starts with, in any case.
func lookupName(names string, ends []uint8, short int, s string) (int, string, error) {
	for i := 0; i+1 < len(ends); i++ {
		name := names[ends[i]:ends[i+1]]
		if short > 0 {
			name = name[:short]
		}
		if len(s) >= len(name) && equalFold(s[:len(name)], name) {
			return i, s[len(name):], nil
		}
	}
	return 0, s, errBad
}

func equalFold(a, b string) bool {
	for i := 0; i < len(a); i++ {
		x, y := a[i]|0x20, b[i]|0x20
		if x != y || x < 'a' || x > 'z' {
			return false
		}
	}
	return true
}

// skip removes prefix from value; spaces match any number of spaces.
func skip(value, prefix string) (string, error) {
	for prefix != "" {
		if prefix[0] == ' ' {
			if value != "" && value[0] != ' ' {
				return value, errBad
			}
			for prefix != "" && prefix[0] == ' ' {
				prefix = prefix[1:]
			}
			for value != "" && value[0] == ' ' {
				value = value[1:]
			}
			continue
		}
		if value == "" || value[0] != prefix[0] {
			return value, errBad
		}
		prefix, value = prefix[1:], value[1:]
	}
	return value, nil
}

// Parse parses a formatted string. Elements that the layout lacks are zero, or one where zero is impossible; without a
// zone the result is in UTC, and with an offset that Local has at that time it is in Local.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation is Parse, but a string without a zone, and offsets and abbreviations, are looked up in loc.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

func parse(layout, value string, defaultLoc, local *Location) (Time, error) {
	allLayout, allValue := layout, value
	rangeOf := ""
	pm, am := false, false
	year, month, day, yday := 0, -1, -1, -1
	hour, min, sec, nsec := 0, 0, 0, 0
	var z *Location
	offset, zoneName := -1, ""
	for {
		var err error
		prefix, elem, digits, suffix := nextElem(layout)
		text := layout[len(prefix) : len(layout)-len(suffix)]
		value, err = skip(value, prefix)
		if err != nil {
			return Time{}, &ParseError{allLayout, allValue, prefix, value, ""}
		}
		if elem == elemNone {
			if value != "" {
				return Time{}, &ParseError{allLayout, allValue, "", value, ": extra text: " + quote(value)}
			}
			break
		}
		layout = suffix
		hold := value
		switch elem {
		case elemYear:
			if year, value, err = fixedDigits(value, 2); err == nil {
				if year >= 69 {
					year += 1900
				} else {
					year += 2000
				}
			}
		case elemLongYear:
			year, value, err = fixedDigits(value, 4)
		case elemMonth:
			month, value, err = lookupName(monthNames, monthEnds[:], 3, value)
			month++
		case elemLongMonth:
			month, value, err = lookupName(monthNames, monthEnds[:], 0, value)
			month++
		case elemNumMonth, elemZeroMonth:
			month, value, err = number(value, elem == elemZeroMonth)
			if err == nil && (month <= 0 || month > 12) {
				rangeOf = "month"
			}
		case elemWeekDay:
			_, value, err = lookupName(dayNames, dayEnds[:], 3, value)
		case elemLongWeekDay:
			_, value, err = lookupName(dayNames, dayEnds[:], 0, value)
		case elemDay, elemUnderDay, elemZeroDay:
			if elem == elemUnderDay && value != "" && value[0] == ' ' {
				value = value[1:]
			}
			day, value, err = number(value, elem == elemZeroDay)
		case elemUnderYearDay, elemZeroYearDay:
			for i := 0; i < 2 && elem == elemUnderYearDay && value != "" && value[0] == ' '; i++ {
				value = value[1:]
			}
			n := 0
			for n < 3 && n < len(value) && value[n] >= '0' && value[n] <= '9' {
				n++
			}
			if n == 0 || elem == elemZeroYearDay && n < 3 {
				err = errBad
			} else {
				yday, value, err = fixedDigits(value, n)
			}
		case elemHour:
			hour, value, err = number(value, false)
			if hour < 0 || hour >= 24 {
				rangeOf = "hour"
			}
		case elemHour12, elemZeroHour12:
			hour, value, err = number(value, elem == elemZeroHour12)
			if hour < 0 || hour > 12 {
				rangeOf = "hour"
			}
		case elemMinute, elemZeroMinute:
			min, value, err = number(value, elem == elemZeroMinute)
			if min < 0 || min >= 60 {
				rangeOf = "minute"
			}
		case elemSecond, elemZeroSecond:
			sec, value, err = number(value, elem == elemZeroSecond)
			if err != nil {
				break
			}
			if sec < 0 || sec >= 60 {
				rangeOf = "second"
				break
			}
			// A fraction may follow even where the layout has none.
			if len(value) >= 2 && (value[0] == '.' || value[0] == ',') && value[1] >= '0' && value[1] <= '9' {
				if _, next, _, _ := nextElem(layout); next == elemFracSecond0 || next == elemFracSecond9 {
					break
				}
				n := 2
				for n < len(value) && value[n] >= '0' && value[n] <= '9' {
					n++
				}
				nsec = parseFraction(value[1:n])
				value = value[n:]
			}
		case elemPM, elempm:
			if len(value) < 2 {
				err = errBad
				break
			}
			p := value[:2]
			value = value[2:]
			switch {
			case p == "PM" && elem == elemPM || p == "pm" && elem == elempm:
				pm = true
			case p == "AM" && elem == elemPM || p == "am" && elem == elempm:
				am = true
			default:
				err = errBad
			}
		case elemTZ:
			if hasPrefix(value, "UTC") {
				z = UTC
				value = value[3:]
				break
			}
			n := zoneNameLength(value)
			if n == 0 {
				err = errBad
				break
			}
			zoneName, value = value[:n], value[n:]
		case elemFracSecond0:
			n := digits + 1
			if len(value) < n || value[0] != '.' && value[0] != ',' {
				err = errBad
				break
			}
			fraction := value[1:n]
			if sign := fraction[0]; sign == '-' || sign == '+' {
				// Go takes a sign for the first digit, and then finds that the fraction is negative.
				fraction = "0" + fraction[1:]
				if sign == '-' && parseFraction(fraction) != 0 {
					rangeOf = "fractional second"
				}
			}
			if _, _, err = fixedDigits(fraction, digits); err == nil {
				nsec = parseFraction(fraction)
				value = value[n:]
			}
		case elemFracSecond9:
			if len(value) < 2 || value[0] != '.' && value[0] != ',' || value[1] < '0' || value[1] > '9' {
				break // the fraction is optional
			}
			n := 1
			for n < len(value) && value[n] >= '0' && value[n] <= '9' {
				n++
			}
			nsec = parseFraction(value[1:n])
			value = value[n:]
		default:
			if elem <= elemISO8601ColonSecondsTZ && value != "" && value[0] == 'Z' {
				value = value[1:]
				z = UTC
				break
			}
			offset, value, err = parseOffset(value, elem)
			if part, ok := err.(offsetRange); ok {
				rangeOf = "time zone offset " + string(part)
				err = nil
			}
		}
		if rangeOf != "" {
			return Time{}, &ParseError{allLayout, allValue, text, value, ": " + rangeOf + " out of range"}
		}
		if err != nil {
			return Time{}, &ParseError{allLayout, allValue, text, hold, ""}
		}
	}
	if pm && hour < 12 {
		hour += 12
	} else if am && hour == 12 {
		hour = 0
	}
	if yday >= 0 {
		if yday < 1 || yday > 366 || yday == 366 && !isLeap(year) {
			return Time{}, &ParseError{allLayout, allValue, "", value, ": day-of-year out of range"}
		}
		_, m, d, _ := date(daysSinceZero(int64(year)) + int64(yday) - 1)
		if month >= 0 && month != int(m) {
			return Time{}, &ParseError{allLayout, allValue, "", value, ": day-of-year does not match month"}
		}
		if day >= 0 && day != d {
			return Time{}, &ParseError{allLayout, allValue, "", value, ": day-of-year does not match day"}
		}
		month, day = int(m), d
	} else {
		if month < 0 {
			month = 1
		}
		if day < 0 {
			day = 1
		}
	}
	if day < 1 || day > daysIn(Month(month), year) {
		return Time{}, &ParseError{allLayout, allValue, "", value, ": day out of range"}
	}
	if z != nil {
		return Date(year, Month(month), day, hour, min, sec, nsec, z), nil
	}
	if offset != -1 {
		t := Date(year, Month(month), day, hour, min, sec, nsec, UTC)
		t.ext -= int64(offset)
		name, at, _, _ := local.lookup(t.unixSec())
		if at == offset && (zoneName == "" || name == zoneName) {
			t.setLoc(local)
			return t, nil
		}
		t.setLoc(FixedZone(zoneName, offset))
		return t, nil
	}
	if zoneName != "" {
		t := Date(year, Month(month), day, hour, min, sec, nsec, UTC)
		// An abbreviation of the given location has that location's offset; others are made up, but for GMT+n.
		if at, ok := local.lookupName(zoneName, t.unixSec()); ok {
			t.ext -= int64(at)
			t.setLoc(local)
			return t, nil
		}
		made := 0
		if len(zoneName) > 3 && zoneName[:3] == "GMT" {
			made, _, _ = ruleOffset(zoneName[3:])
		}
		t.setLoc(FixedZone(zoneName, made))
		return t, nil
	}
	return Date(year, Month(month), day, hour, min, sec, nsec, defaultLoc), nil
}

func parseFraction(digits string) int {
	n := 0
	for i := 0; i < 9; i++ {
		n *= 10
		if i < len(digits) {
			n += int(digits[i] - '0')
		}
	}
	return n
}

// An offsetRange is the error of a part of a zone offset that is out of range.
type offsetRange string

func (part offsetRange) Error() string { return string(part) }

// parseOffset reads a numeric zone offset in the form of elem, as seconds.
func parseOffset(s string, elem int) (int, string, error) {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0, s, errBad
	}
	negative := s[0] == '-'
	rest := s[1:]
	parts := 2
	colon := false
	switch elem {
	case elemISO8601ShortTZ, elemNumShortTZ:
		parts = 1
	case elemISO8601ColonTZ, elemNumColonTZ:
		colon = true
	case elemISO8601SecondsTZ, elemNumSecondsTz:
		parts = 3
	case elemISO8601ColonSecondsTZ, elemNumColonSecondsTZ:
		parts, colon = 3, true
	}
	var v [3]int
	for i := 0; i < parts; i++ {
		if i > 0 && colon {
			if rest == "" || rest[0] != ':' {
				return 0, s, errBad
			}
			rest = rest[1:]
		}
		var err error
		if v[i], rest, err = fixedDigits(rest, 2); err != nil {
			return 0, s, err
		}
	}
	for i, part := range [...]offsetRange{"hour", "minute", "second"} {
		if limit := [...]int{24, 60, 60}[i]; v[i] > limit {
			return 0, s, part
		}
	}
	offset := (v[0]*60+v[1])*60 + v[2]
	if negative {
		offset = -offset
	}
	return offset, rest, nil
}

// zoneNameLength returns how long the zone abbreviation at the start of s is: three or four capital letters, of four
// the last a T; ChST and MeST; GMT with an hour; a sign and digits; WITA-like five letters ending in ST.
func zoneNameLength(s string) int {
	if len(s) < 3 {
		return 0
	}
	if hasPrefix(s, "ChST") || hasPrefix(s, "MeST") {
		return 4
	}
	if hasPrefix(s, "GMT") {
		if n := signedHour(s[3:]); n > 0 {
			return 3 + n
		}
		return 3
	}
	if s[0] == '+' || s[0] == '-' {
		return signedHour(s)
	}
	n := 0
	for n < 6 && n < len(s) && s[n] >= 'A' && s[n] <= 'Z' {
		n++
	}
	switch n {
	case 5:
		if s[4] == 'T' {
			return 5
		}
	case 4:
		if s[3] == 'T' || s[:4] == "WITA" {
			return 4
		}
	case 3:
		return 3
	}
	return 0
}

// signedHour returns the length of a sign and an hour from 0 to 23 at the start of s, 0 if there is none.
func signedHour(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	n, h := 1, 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		h = h*10 + int(s[n]-'0')
		n++
	}
	if n == 1 || h >= 24 {
		return 0
	}
	return n
}
