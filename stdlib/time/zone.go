package time

import "errors"

// A Location maps instants to the zone in use at that time.
type Location struct {
	name    string
	zones   []zone
	changes []change
	rule    string // POSIX TZ rule for instants after the last change
	loaded  bool   // false for Local before its first use
}

// A zone is one offset from UTC.
type zone struct {
	name   string
	offset int // seconds east of UTC
	dst    bool
}

// A change says that from `when` on, in Unix seconds, the zone with this index is used.
type change struct {
	when int64
	zone int
}

const (
	minUnix = -1 << 63
	maxUnix = 1<<63 - 1
)

var (
	utcLocation   = Location{name: "UTC", loaded: true}
	localLocation = Location{name: "Local"}
)

// UTC is Universal Coordinated Time.
var UTC *Location = &utcLocation

// Local is the system's time zone, or that of the environment variable TZ.
var Local *Location = &localLocation

// localZone returns the name of the zone of the environment ("" for the system's) and whether TZ is set.
func localZone() (name string, set bool)

// readZone returns the contents of a zone file; nil if there is none, and why if that is the host's choice.
func readZone(path string) (data []byte, denied string)

func (l *Location) get() *Location {
	if l == nil {
		return &utcLocation
	}
	if !l.loaded {
		l.loaded = true
		l.loadLocal()
	}
	return l
}

func (l *Location) loadLocal() {
	name, set := localZone()
	path := "/etc/localtime"
	if set {
		if name == "" || name == "UTC" {
			l.name = "UTC"
			return
		}
		if name[0] == ':' {
			name = name[1:]
		}
		path = name
		if name[0] != '/' {
			path = "/usr/share/zoneinfo/" + name
		}
	}
	data, _ := readZone(path)
	if z, err := parseZone("Local", data); err == nil {
		l.zones, l.changes, l.rule = z.zones, z.changes, z.rule
		return
	}
	l.name = "UTC"
}

// String returns the name: the argument of LoadLocation or FixedZone.
func (l *Location) String() string { return l.get().name }

// FixedZone returns a Location that always uses the given name and offset, in seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{name: name, zones: []zone{{name, offset, false}}, loaded: true}
}

// LoadLocation returns the Location of a name of the IANA database, such as "America/New_York". "" and "UTC" are UTC,
// "Local" is Local.
func LoadLocation(name string) (*Location, error) {
	if name == "" || name == "UTC" {
		return UTC, nil
	}
	if name == "Local" {
		return Local, nil
	}
	if name[0] == '/' || name[0] == '\\' {
		return nil, errors.New("time: invalid location name")
	}
	for i := 0; i+1 < len(name); i++ {
		if name[i] == '.' && name[i+1] == '.' {
			return nil, errors.New("time: invalid location name")
		}
	}
	data, denied := readZone("/usr/share/zoneinfo/" + name)
	if denied != "" {
		return nil, errors.New("unknown time zone " + name + ": " + denied)
	}
	if data == nil {
		return nil, errors.New("unknown time zone " + name)
	}
	return parseZone(name, data)
}

// LoadLocationFromTZData returns a Location with the given name from the contents of an IANA zone file.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	return parseZone(name, data)
}

// lookup returns the zone in use at a Unix time, and when that begins and ends.
func (l *Location) lookup(unix int64) (name string, offset int, start, end int64) {
	z, start, end := l.zoneAt(unix)
	return z.name, z.offset, start, end
}

// lookupName returns the offset of the zone with an abbreviation: the one in effect at that clock reading if it has
// this name, else any.
func (l *Location) lookupName(name string, unix int64) (offset int, ok bool) {
	l = l.get()
	for _, z := range l.zones {
		if z.name == name {
			if at, _, _ := l.zoneAt(unix - int64(z.offset)); at.name == name {
				return at.offset, true
			}
		}
	}
	for _, z := range l.zones {
		if z.name == name {
			return z.offset, true
		}
	}
	return 0, false
}

func (l *Location) isDST(unix int64) bool {
	z, _, _ := l.zoneAt(unix)
	return z.dst
}

func (l *Location) zoneAt(unix int64) (z zone, start, end int64) {
	l = l.get()
	if len(l.zones) == 0 {
		return zone{name: "UTC"}, minUnix, maxUnix
	}
	if len(l.changes) == 0 || unix < l.changes[0].when {
		end = maxUnix
		if len(l.changes) > 0 {
			end = l.changes[0].when
		}
		return l.zones[l.firstZone()], minUnix, end
	}
	lo, hi := 0, len(l.changes)
	end = maxUnix
	for hi-lo > 1 {
		mid := int(uint(lo+hi) >> 1)
		if unix < l.changes[mid].when {
			end = l.changes[mid].when
			hi = mid
		} else {
			lo = mid
		}
	}
	start = l.changes[lo].when
	if lo == len(l.changes)-1 && l.rule != "" {
		if z, s, e, ok := ruleLookup(l.rule, start, unix); ok {
			return z, s, e
		}
	}
	return l.zones[l.changes[lo].zone], start, end
}

// firstZone is the zone before the first change: the first that is no daylight saving time.
func (l *Location) firstZone() int {
	for i := range l.zones {
		if !l.zones[i].dst {
			return i
		}
	}
	return 0
}

var errBadData = errors.New("malformed time zone information")

// parseZone reads a zone file in the format of RFC 8536.
func parseZone(name string, data []byte) (*Location, error) {
	counts, rest, err := zoneHeader(data)
	if err != nil {
		return nil, err
	}
	size := 4
	if version := data[4]; version >= '2' {
		// The second block has 64-bit times; skip the first.
		skip := counts[3]*5 + counts[4]*6 + counts[5] + counts[2]*8 + counts[1] + counts[0]
		if len(rest) < skip {
			return nil, errBadData
		}
		if counts, rest, err = zoneHeader(rest[skip:]); err != nil {
			return nil, err
		}
		size = 8
	}
	isUT, isStd, leaps, times, types, chars := counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]
	if len(rest) < times*(size+1)+types*6+chars+leaps*(size+4)+isStd+isUT || types == 0 {
		return nil, errBadData
	}
	whens, rest := rest[:times*size], rest[times*size:]
	indexes, rest := rest[:times], rest[times:]
	infos, rest := rest[:types*6], rest[types*6:]
	names, rest := string(rest[:chars]), rest[chars:]
	rest = rest[leaps*(size+4)+isStd+isUT:]

	l := &Location{name: name, loaded: true}
	for i := 0; i < types; i++ {
		b := infos[i*6:]
		at := int(b[5])
		if at > len(names) {
			return nil, errBadData
		}
		end := at
		for end < len(names) && names[end] != 0 {
			end++
		}
		l.zones = append(l.zones, zone{names[at:end], int(int32(bigEndian(b[:4]))), b[4] != 0})
	}
	for i := 0; i < times; i++ {
		when := int64(bigEndian(whens[i*size : i*size+size]))
		if size == 4 {
			when = int64(int32(when))
		}
		if int(indexes[i]) >= types {
			return nil, errBadData
		}
		l.changes = append(l.changes, change{when, int(indexes[i])})
	}
	if len(rest) > 2 && rest[0] == '\n' && rest[len(rest)-1] == '\n' {
		l.rule = string(rest[1 : len(rest)-1])
	}
	return l, nil
}

func zoneHeader(data []byte) (counts [6]int, rest []byte, err error) {
	if len(data) < 44 || string(data[:4]) != "TZif" {
		return counts, nil, errBadData
	}
	for i := range counts {
		counts[i] = int(bigEndian(data[20+i*4 : 24+i*4]))
	}
	return counts, data[44:], nil
}

func bigEndian(b []byte) uint64 {
	var v uint64
	for _, c := range b {
		v = v<<8 | uint64(c)
	}
	return v
}

// ruleLookup applies a POSIX TZ rule such as "CET-1CEST,M3.5.0,M10.5.0/3".
func ruleLookup(rule string, last, unix int64) (z zone, start, end int64, ok bool) {
	var std, dst zone
	var s string
	if std.name, s, ok = ruleName(rule); !ok {
		return
	}
	if std.offset, s, ok = ruleOffset(s); !ok {
		return
	}
	std.offset = -std.offset
	if s == "" || s[0] == ',' {
		return std, last, maxUnix, true
	}
	dst.dst = true
	if dst.name, s, ok = ruleName(s); !ok {
		return
	}
	dst.offset = std.offset + secondsPerHour
	if s != "" && s[0] != ',' {
		if dst.offset, s, ok = ruleOffset(s); !ok {
			return
		}
		dst.offset = -dst.offset
	}
	if s == "" {
		s = ",M3.2.0,M11.1.0"
	}
	var from, to dateRule
	if s[0] != ',' && s[0] != ';' {
		return z, 0, 0, false
	}
	if from, s, ok = parseDateRule(s[1:]); !ok || s == "" || s[0] != ',' {
		return z, 0, 0, false
	}
	if to, s, ok = parseDateRule(s[1:]); !ok || s != "" {
		return z, 0, 0, false
	}
	year, _, _, _ := date(floorDiv(unix+secondsToUnix, secondsPerDay))
	yearStart := daysSinceZero(int64(year))*secondsPerDay - secondsToUnix
	inYear := unix - yearStart
	begin := int64(from.seconds(year) - std.offset)
	finish := int64(to.seconds(year) - dst.offset)
	if finish < begin { // southern hemisphere: daylight saving time wraps around the year
		begin, finish = finish, begin
		std, dst = dst, std
	}
	length := int64(365)
	if isLeap(year) {
		length++
	}
	switch {
	case inYear < begin:
		return std, yearStart, yearStart + begin, true
	case inYear >= finish:
		return std, yearStart + finish, yearStart + length*secondsPerDay, true
	default:
		return dst, yearStart + begin, yearStart + finish, true
	}
}

func ruleName(s string) (name, rest string, ok bool) {
	if s == "" {
		return "", "", false
	}
	if s[0] == '<' {
		for i := range s {
			if s[i] == '>' {
				return s[1:i], s[i+1:], true
			}
		}
		return "", "", false
	}
	i := 0
	for i < len(s) && s[i] != ',' && s[i] != '-' && s[i] != '+' && (s[i] < '0' || s[i] > '9') {
		i++
	}
	return s[:i], s[i:], i >= 3
}

func ruleNumber(s string) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i > 0
}

// ruleOffset reads [+-]hh[:mm[:ss]] as seconds.
func ruleOffset(s string) (seconds int, rest string, ok bool) {
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	unit := secondsPerHour
	for {
		n, r, ok := ruleNumber(s)
		if !ok {
			return 0, "", false
		}
		seconds += n * unit
		s = r
		unit /= 60
		if s == "" || s[0] != ':' || unit == 0 {
			break
		}
		s = s[1:]
	}
	if negative {
		seconds = -seconds
	}
	return seconds, s, true
}

// A dateRule is a moment of every year: Jn, n or Mm.w.d, with a time of day.
type dateRule struct {
	kind             byte // 'J', 'D' or 'M'
	month, week, day int
	time             int
}

func parseDateRule(s string) (r dateRule, rest string, ok bool) {
	if s == "" {
		return r, "", false
	}
	switch {
	case s[0] == 'J':
		r.kind = 'J'
		r.day, s, ok = ruleNumber(s[1:])
	case s[0] == 'M':
		r.kind = 'M'
		if r.month, s, ok = ruleNumber(s[1:]); !ok || s == "" || s[0] != '.' {
			return r, "", false
		}
		if r.week, s, ok = ruleNumber(s[1:]); !ok || s == "" || s[0] != '.' {
			return r, "", false
		}
		r.day, s, ok = ruleNumber(s[1:])
		if r.month < 1 || r.month > 12 || r.week < 1 || r.week > 5 || r.day > 6 {
			return r, "", false
		}
	default:
		r.kind = 'D'
		r.day, s, ok = ruleNumber(s)
	}
	if !ok {
		return r, "", false
	}
	r.time = 2 * secondsPerHour
	if s != "" && s[0] == '/' {
		if r.time, s, ok = ruleOffset(s[1:]); !ok {
			return r, "", false
		}
	}
	return r, s, true
}

// seconds returns when the rule holds in the given year, in seconds after its start.
func (r dateRule) seconds(year int) int {
	var day int
	switch r.kind {
	case 'J': // February 29 is never counted
		day = r.day - 1
		if isLeap(year) && r.day >= 60 {
			day++
		}
	case 'D':
		day = r.day
	case 'M':
		first := int(daysBefore[r.month-1])
		if isLeap(year) && r.month > 2 {
			first++
		}
		weekday := int((daysSinceZero(int64(year)) + int64(first) + 1) % 7)
		day = (r.day - weekday + 7) % 7
		for w := 1; w < r.week && day+7 < daysIn(Month(r.month), year); w++ {
			day += 7
		}
		day += first
	}
	return day*secondsPerDay + r.time
}
