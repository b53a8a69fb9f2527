// Package time measures and displays time, with the proleptic Gregorian calendar and no leap seconds.
//
// A Time from Now also has a reading of the monotonic clock. Where both operands have one, Sub, Before, After, Compare
// and Equal use it; comparison with == sees it too, and the Location, so Equal is usually what is meant.
package time

import "errors"

// A Time is an instant with nanosecond precision and a Location for its presentation. The zero Time is January 1,
// year 1, 00:00:00 UTC.
type Time struct {
	wall uint64    // the nanoseconds within the second; with hasMono, the seconds since 1885 above them, too
	ext  int64     // seconds since the zero Time; with hasMono, the monotonic clock reading
	loc  *Location // nil is UTC
}

// The parts of wall: a flag, 33 bits of seconds, 30 bits of nanoseconds.
const (
	hasMono    = 1 << 63
	secShift   = 30
	nsecMask   = 1<<secShift - 1
	secMask    = hasMono - 1 - nsecMask
	zeroTo1885 = (1884*365 + 1884/4 - 1884/100 + 1884/400) * secondsPerDay
)

// sec returns the seconds since the zero Time.
func (t Time) sec() int64 {
	if t.wall&hasMono != 0 {
		return zeroTo1885 + int64(t.wall&secMask>>secShift)
	}
	return t.ext
}

// nsec returns the nanoseconds within the second.
func (t Time) nsec() int32 { return int32(t.wall & nsecMask) }

// mono returns the monotonic clock reading.
func (t Time) mono() (reading int64, ok bool) { return t.ext, t.wall&hasMono != 0 }

// setSec sets the seconds since the zero Time. It removes a monotonic reading that has no room beside them.
func (t *Time) setSec(sec int64) {
	if t.wall&hasMono != 0 {
		if s := sec - zeroTo1885; s >= 0 && s <= secMask>>secShift {
			t.wall = t.wall&^secMask | uint64(s)<<secShift
			return
		}
		t.stripMono()
	}
	t.ext = sec
}

// stripMono removes the monotonic reading.
func (t *Time) stripMono() {
	if t.wall&hasMono != 0 {
		t.ext = t.sec()
		t.wall &= nsecMask
	}
}

const (
	secondsPerMinute = 60
	secondsPerHour   = 3600
	secondsPerDay    = 86400
	daysPer400Years  = 146097

	// Days and seconds from the zero Time to January 1, 1970.
	daysToUnix    = 719162
	secondsToUnix = daysToUnix * secondsPerDay
)

// A Month is a month of the year, January is 1.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

const monthNames = "JanuaryFebruaryMarchAprilMayJuneJulyAugustSeptemberOctoberNovemberDecember"

var monthEnds = [...]uint8{0, 7, 15, 20, 25, 28, 32, 36, 42, 51, 58, 66, 74}

// String returns the English name of the month.
func (m Month) String() string {
	if m < January || m > December {
		return "%!Month(" + itoa(int(m)) + ")"
	}
	return monthNames[monthEnds[m-1]:monthEnds[m]]
}

// A Weekday is a day of the week, Sunday is 0.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

const dayNames = "SundayMondayTuesdayWednesdayThursdayFridaySaturday"

var dayEnds = [...]uint8{0, 6, 12, 19, 28, 36, 42, 50}

// String returns the English name of the day.
func (d Weekday) String() string {
	if d < Sunday || d > Saturday {
		return "%!Weekday(" + itoa(int(d)) + ")"
	}
	return dayNames[dayEnds[d]:dayEnds[d+1]]
}

func itoa(n int) string {
	var buf [20]byte
	if n < 0 {
		i := putInt(buf[:], uint64(-n)) - 1
		buf[i] = '-'
		return string(buf[i:])
	}
	return string(buf[putInt(buf[:], uint64(n)):])
}

// now returns the wall clock as seconds and nanoseconds since 1970, and the monotonic clock plus 1; 0 for none.
func now() (sec int64, nsec int32, mono int64)

// Now returns the current local time.
func Now() Time {
	sec, nsec, mono := now()
	t := Time{uint64(nsec), sec + secondsToUnix, Local}
	if s := t.ext - zeroTo1885; mono != 0 && s >= 0 && s <= secMask>>secShift {
		t.wall |= hasMono | uint64(s)<<secShift
		t.ext = mono
	}
	return t
}

// Unix returns the local time that many seconds and nanoseconds after January 1, 1970 UTC.
func Unix(sec, nsec int64) Time {
	if nsec < 0 || nsec >= 1e9 {
		n := nsec / 1e9
		sec += n
		nsec -= n * 1e9
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	return Time{uint64(nsec), sec + secondsToUnix, Local}
}

// UnixMilli returns the local time that many milliseconds after January 1, 1970 UTC.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, msec%1e3*1e6) }

// UnixMicro returns the local time that many microseconds after January 1, 1970 UTC.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, usec%1e6*1e3) }

// daysSinceZero returns the days from January 1, year 1 to January 1 of the given year.
func daysSinceZero(year int64) int64 {
	y := year - 1
	return y*365 + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// Days of a common year before each month.
var daysBefore = [...]int16{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

func daysIn(m Month, year int) int {
	if m == February && isLeap(year) {
		return 29
	}
	return int(daysBefore[m] - daysBefore[m-1])
}

// Date returns the time of the given date and clock in loc. Values outside their ranges are carried, as October 32
// becomes November 1. Of a clock reading that comes twice or never, one of the two zones is used.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	m := int(month) - 1
	year, m = carry(year, m, 12)
	sec, nsec = carry(sec, nsec, 1e9)
	min, sec = carry(min, sec, 60)
	hour, min = carry(hour, min, 60)
	day, hour = carry(day, hour, 24)

	days := daysSinceZero(int64(year)) + int64(daysBefore[m])
	if isLeap(year) && m >= 2 {
		days++
	}
	days += int64(day) - 1
	abs := days*secondsPerDay + int64(hour*secondsPerHour+min*secondsPerMinute+sec)
	if loc != UTC {
		// Guess with the offset at that clock reading in UTC, then look whether it holds there.
		_, offset, start, end := loc.lookup(abs - secondsToUnix)
		if offset != 0 {
			utc := abs - secondsToUnix - int64(offset)
			if utc < start || utc >= end {
				_, offset, _, _ = loc.lookup(utc)
			}
			abs -= int64(offset)
		}
	}
	t := Time{wall: uint64(nsec), ext: abs}
	t.setLoc(loc)
	return t
}

// carry moves what lo has beyond [0, base) to hi.
func carry(hi, lo, base int) (int, int) {
	if lo < 0 {
		n := (-lo-1)/base + 1
		hi -= n
		lo += n * base
	}
	if lo >= base {
		n := lo / base
		hi += n
		lo -= n * base
	}
	return hi, lo
}

func (t *Time) setLoc(loc *Location) {
	if loc == UTC {
		loc = nil
	}
	t.stripMono()
	t.loc = loc
}

func (t Time) unixSec() int64 { return t.sec() - secondsToUnix }

// local returns the seconds since the zero Time as the clock in t's location shows them.
func (t Time) local() int64 {
	if t.loc == nil {
		return t.sec()
	}
	_, offset, _, _ := t.loc.lookup(t.unixSec())
	return t.sec() + int64(offset)
}

// After reports whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before reports whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Compare returns -1, 0 or 1 as t is before, at or after u.
func (t Time) Compare(u Time) int {
	if t.wall&u.wall&hasMono != 0 {
		return compare(t.ext, u.ext)
	}
	if (t.wall|u.wall)&hasMono == 0 && t.ext != u.ext {
		return compare(t.ext, u.ext)
	}
	if c := compare(t.sec(), u.sec()); c != 0 {
		return c
	}
	return compare(int64(t.nsec()), int64(u.nsec()))
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Equal reports whether t and u are the same instant, whatever their locations.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// IsZero reports whether t is the zero Time.
func (t Time) IsZero() bool { return t.sec() == 0 && t.nsec() == 0 }

// date splits a day count since the zero Time.
func date(days int64) (year int, month Month, day, yday int) {
	n := floorDiv(days, daysPer400Years)
	days -= n * daysPer400Years
	y := n * 400
	// The last century of four and the last year of four have a day more, so division gives 4 on those days.
	c := days / 36524
	c -= c >> 2
	days -= c * 36524
	y += c * 100
	q := days / 1461
	days -= q * 1461
	y += q * 4
	r := days / 365
	r -= r >> 2
	days -= r * 365
	y += r
	year = int(y) + 1
	yday = int(days)
	d := yday
	if isLeap(year) {
		if d == 59 {
			return year, February, 29, yday
		}
		if d > 59 {
			d--
		}
	}
	m := d/31 + 1
	if d >= int(daysBefore[m]) {
		m++
	}
	return year, Month(m), d - int(daysBefore[m-1]) + 1, yday
}

// Date returns year, month and day of t.
func (t Time) Date() (year int, month Month, day int) {
	year, month, day, _ = date(floorDiv(t.local(), secondsPerDay))
	return
}

// Year returns the year of t.
func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

// Month returns the month of t.
func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

// Day returns the day of the month of t.
func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

// YearDay returns the day of the year, from 1.
func (t Time) YearDay() int {
	_, _, _, yday := date(floorDiv(t.local(), secondsPerDay))
	return yday + 1
}

// Weekday returns the day of the week of t.
func (t Time) Weekday() Weekday {
	d := (floorDiv(t.local(), secondsPerDay) + 1) % 7 // the zero Time is a Monday
	if d < 0 {
		d += 7
	}
	return Weekday(d)
}

// ISOWeek returns the ISO 8601 year and week number of t.
func (t Time) ISOWeek() (year, week int) {
	// A week belongs to the year of its Thursday.
	days := floorDiv(t.local(), secondsPerDay)
	thursday := days + int64(3-(int(t.Weekday())+6)%7)
	year, _, _, yday := date(thursday)
	return year, yday/7 + 1
}

func (t Time) secondOfDay() int {
	s := t.local() % secondsPerDay
	if s < 0 {
		s += secondsPerDay
	}
	return int(s)
}

// Clock returns hour, minute and second of t.
func (t Time) Clock() (hour, min, sec int) {
	s := t.secondOfDay()
	return s / secondsPerHour, s % secondsPerHour / secondsPerMinute, s % secondsPerMinute
}

// Hour returns the hour of t, 0 to 23.
func (t Time) Hour() int { return t.secondOfDay() / secondsPerHour }

// Minute returns the minute of t, 0 to 59.
func (t Time) Minute() int { return t.secondOfDay() % secondsPerHour / secondsPerMinute }

// Second returns the second of t, 0 to 59.
func (t Time) Second() int { return t.secondOfDay() % secondsPerMinute }

// Nanosecond returns the nanosecond within the second of t.
func (t Time) Nanosecond() int { return int(t.nsec()) }

// Add returns t+d.
func (t Time) Add(d Duration) Time {
	sec := int64(d / 1e9)
	nsec := int64(t.wall&nsecMask) + int64(d%1e9)
	if nsec >= 1e9 {
		sec++
		nsec -= 1e9
	} else if nsec < 0 {
		sec--
		nsec += 1e9
	}
	if t.wall&hasMono == 0 {
		t.wall = uint64(nsec)
		t.ext += sec
		return t
	}
	t.wall = t.wall&^nsecMask | uint64(nsec)
	t.setSec(t.sec() + sec)
	if old, ok := t.mono(); ok {
		m := old + int64(d)
		if d < 0 && m > old || d > 0 && m < old {
			t.stripMono()
		} else {
			t.ext = m
		}
	}
	return t
}

// Sub returns t-u, or the nearest Duration when that is too far.
func (t Time) Sub(u Time) Duration {
	if t.wall&u.wall&hasMono != 0 {
		return subSaturated(t.ext, u.ext)
	}
	s := t.ext - u.ext
	if (t.wall|u.wall)&hasMono != 0 {
		s = t.sec() - u.sec()
	}
	d := Duration(s)*Second + Duration(t.wall&nsecMask) - Duration(u.wall&nsecMask)
	if s < 1<<33 && s > -(1<<33) || u.Add(d).Equal(t) {
		return d
	}
	if t.Before(u) {
		return minDuration
	}
	return maxDuration
}

func subSaturated(a, b int64) Duration {
	d := Duration(a - b)
	if d < 0 && a > b {
		return maxDuration
	}
	if d > 0 && a < b {
		return minDuration
	}
	return d
}

// Since returns the time elapsed since t.
func Since(t Time) Duration { return Now().Sub(t) }

// Until returns the time until t.
func Until(t Time) Duration { return t.Sub(Now()) }

// AddDate returns t with that many years, months and days added; a date that does not exist is carried as Date does.
func (t Time) AddDate(years, months, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec()), t.Location())
}

// UTC returns t in UTC.
func (t Time) UTC() Time {
	t.setLoc(UTC)
	return t
}

// Local returns t in local time.
func (t Time) Local() Time {
	t.setLoc(Local)
	return t
}

// In returns t in loc.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.setLoc(loc)
	return t
}

// Location returns the location of t.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// Zone returns the name of the time zone in effect at t, and its offset in seconds east of UTC.
func (t Time) Zone() (name string, offset int) {
	name, offset, _, _ = t.Location().lookup(t.unixSec())
	return
}

// ZoneBounds returns when the zone in effect at t begins and ends; the zero Time stands for never.
func (t Time) ZoneBounds() (start, end Time) {
	_, _, from, to := t.Location().lookup(t.unixSec())
	if from != minUnix {
		start = Unix(from, 0)
		start.setLoc(t.Location())
	}
	if to != maxUnix {
		end = Unix(to, 0)
		end.setLoc(t.Location())
	}
	return
}

// IsDST reports whether daylight saving time is in effect at t.
func (t Time) IsDST() bool { return t.Location().isDST(t.unixSec()) }

// Unix returns the seconds since January 1, 1970 UTC.
func (t Time) Unix() int64 { return t.unixSec() }

// UnixMilli returns the milliseconds since January 1, 1970 UTC.
func (t Time) UnixMilli() int64 { return t.unixSec()*1e3 + int64(t.nsec())/1e6 }

// UnixMicro returns the microseconds since January 1, 1970 UTC.
func (t Time) UnixMicro() int64 { return t.unixSec()*1e6 + int64(t.nsec())/1e3 }

// UnixNano returns the nanoseconds since January 1, 1970 UTC. It is undefined before 1678 and after 2262.
func (t Time) UnixNano() int64 { return t.unixSec()*1e9 + int64(t.nsec()) }

// sinceZeroMod returns the nanoseconds since the zero Time modulo d, for d > 0.
func (t Time) sinceZeroMod(d Duration) Duration {
	// (sec*1e9 + nsec) mod d, by doubling so that nothing overflows.
	sec := t.sec() % int64(d)
	if sec < 0 {
		sec += int64(d)
	}
	r := uint64(0)
	m := uint64(d)
	addend := uint64(sec)
	for k := uint64(1e9); k > 0; k >>= 1 {
		if k&1 != 0 {
			r = (r + addend) % m
		}
		addend = (addend + addend) % m
	}
	return Duration((r + uint64(t.nsec())%m) % m)
}

// Truncate rounds t down to a multiple of d since the zero Time; d <= 0 only removes the monotonic reading.
func (t Time) Truncate(d Duration) Time {
	t.stripMono()
	if d <= 0 {
		return t
	}
	return t.Add(-t.sinceZeroMod(d))
}

// Round rounds t to the nearest multiple of d since the zero Time, halves up; d <= 0 only removes the monotonic
// reading.
func (t Time) Round(d Duration) Time {
	t.stripMono()
	if d <= 0 {
		return t
	}
	r := t.sinceZeroMod(d)
	if lessThanHalf(r, d) {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// GoString returns t as a Go expression.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	m := "time." + month.String()
	if month < January || month > December {
		m = itoa(int(month))
	}
	var loc string
	switch t.Location() {
	case UTC:
		loc = "time.UTC"
	case Local:
		loc = "time.Local"
	default:
		loc = "time.Location(" + quote(t.Location().String()) + ")"
	}
	return "time.Date(" + itoa(year) + ", " + m + ", " + itoa(day) + ", " + itoa(hour) + ", " + itoa(min) + ", " +
		itoa(sec) + ", " + itoa(int(t.nsec())) + ", " + loc + ")"
}

// MarshalText returns t in RFC 3339 form with fractional seconds.
func (t Time) MarshalText() ([]byte, error) { return t.AppendText(nil) }

// AppendText appends t in RFC 3339 form to b.
func (t Time) AppendText(b []byte) ([]byte, error) {
	if y := t.Year(); y < 0 || y >= 10000 {
		return nil, errors.New("Time.MarshalText: year outside of range [0,9999]")
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

// UnmarshalText parses RFC 3339.
func (t *Time) UnmarshalText(data []byte) error {
	u, err := Parse(RFC3339, string(data))
	*t = u
	return err
}

// MarshalJSON returns t as a quoted RFC 3339 string.
func (t Time) MarshalJSON() ([]byte, error) {
	if y := t.Year(); y < 0 || y >= 10000 {
		return nil, errors.New("Time.MarshalJSON: year outside of range [0,9999]")
	}
	return append(t.AppendFormat([]byte{'"'}, RFC3339Nano), '"'), nil
}

// UnmarshalJSON parses a quoted RFC 3339 string; null changes nothing.
func (t *Time) UnmarshalJSON(data []byte) error {
	s := string(data)
	if s == "null" {
		return nil
	}
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	u, err := Parse(RFC3339, s[1:len(s)-1])
	*t = u
	return err
}
