// Package url parses URLs and implements query escaping, as in RFC 3986.
package url

import (
	"errors"
	"path"
	"sort"
	"strconv"
	"strings"
)

// Error reports an operation on a URL that failed.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Unwrap() error { return e.Err }
func (e *Error) Error() string { return e.Op + " " + strconv.Quote(e.URL) + ": " + e.Err.Error() }

// Timeout reports whether the cause is a time-out.
func (e *Error) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary reports whether the cause is temporary.
func (e *Error) Temporary() bool {
	t, ok := e.Err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// EscapeError is a percent sign without two hexadecimal digits.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// InvalidHostError is a character that a host name must not have.
type InvalidHostError string

func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

// A part says where in a URL a text stands, and so what must be escaped.
type part int

const (
	inPath part = iota
	inPathSegment
	inHost
	inZone
	inUser
	inQuery
	inFragment
)

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func fromHex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// mustEscape reports whether c is escaped in the given part.
func mustEscape(c byte, where part) bool {
	if isLetter(c) || isDigit(c) {
		return false
	}
	if where == inHost || where == inZone {
		if strings.IndexByte("!$&'()*+,;=:[]<>\"", c) >= 0 {
			return false
		}
	}
	switch c {
	case '-', '_', '.', '~':
		return false
	case '$', '&', '+', ',', '/', ':', ';', '=', '?', '@':
		switch where {
		case inPath:
			return c == '?'
		case inPathSegment:
			return c == '/' || c == ';' || c == ',' || c == '?'
		case inUser:
			return c == '@' || c == '/' || c == '?' || c == ':'
		case inQuery:
			return true
		case inFragment:
			return false
		}
	}
	if where == inFragment {
		return strings.IndexByte("!()*", c) < 0
	}
	return true
}

func escape(s string, where part) string {
	const digits = "0123456789ABCDEF"
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		plus := c == ' ' && where == inQuery
		if b == nil {
			if !plus && !mustEscape(c, where) {
				continue
			}
			b = append(make([]byte, 0, len(s)+16), s[:i]...)
		}
		switch {
		case plus:
			b = append(b, '+')
		case mustEscape(c, where):
			b = append(b, '%', digits[c>>4], digits[c&15])
		default:
			b = append(b, c)
		}
	}
	if b == nil {
		return s
	}
	return string(b)
}

func unescape(s string, where part) (string, error) {
	changes := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return "", EscapeError(s[i:min(i+3, len(s))])
			}
			// A host has escapes for bytes beyond ASCII alone, and a zone also for those it must escape.
			if where == inHost && fromHex(s[i+1]) < 8 && s[i:i+3] != "%25" {
				return "", EscapeError(s[i : i+3])
			}
			if where == inZone {
				v := fromHex(s[i+1])<<4 | fromHex(s[i+2])
				if s[i:i+3] != "%25" && v != ' ' && mustEscape(v, inHost) {
					return "", EscapeError(s[i : i+3])
				}
			}
			changes = true
			i += 2
		case c == '+':
			changes = changes || where == inQuery
		case (where == inHost || where == inZone) && c < 0x80 && mustEscape(c, where):
			return "", InvalidHostError(s[i : i+1])
		}
	}
	if !changes {
		return s, nil
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			b = append(b, fromHex(s[i+1])<<4|fromHex(s[i+2]))
			i += 2
		case c == '+' && where == inQuery:
			b = append(b, ' ')
		default:
			b = append(b, c)
		}
	}
	return string(b), nil
}

// QueryEscape escapes a text for a query.
func QueryEscape(s string) string { return escape(s, inQuery) }

// QueryUnescape undoes QueryEscape.
func QueryUnescape(s string) (string, error) { return unescape(s, inQuery) }

// PathEscape escapes a text for a segment of a path.
func PathEscape(s string) string { return escape(s, inPathSegment) }

// PathUnescape undoes PathEscape; unlike QueryUnescape it leaves '+' alone.
func PathUnescape(s string) (string, error) { return unescape(s, inPathSegment) }

// A URL is a parsed URL, [scheme:][//[userinfo@]host][/]path[?query][#fragment], or scheme:opaque[?query][#fragment].
type URL struct {
	Scheme      string
	Opaque      string    // encoded
	User        *Userinfo // name and password
	Host        string    // "host" or "host:port"
	Path        string    // decoded
	RawPath     string    // the encoding, if it is not the default
	OmitHost    bool      // no "//" for an empty host
	ForceQuery  bool      // a '?' even if RawQuery is empty
	RawQuery    string    // encoded, without '?'
	Fragment    string    // decoded, without '#'
	RawFragment string    // the encoding, if it is not the default
}

// Userinfo is the name and password of a URL. It does not change.
type Userinfo struct {
	username    string
	password    string
	passwordSet bool
}

// User returns a Userinfo without a password.
func User(username string) *Userinfo { return &Userinfo{username: username} }

// UserPassword returns a Userinfo with a password.
func UserPassword(username, password string) *Userinfo { return &Userinfo{username, password, true} }

// Username returns the name.
func (u *Userinfo) Username() string {
	if u == nil {
		return ""
	}
	return u.username
}

// Password returns the password and whether there is one.
func (u *Userinfo) Password() (string, bool) {
	if u == nil {
		return "", false
	}
	return u.password, u.passwordSet
}

// String returns "name[:password]", encoded.
func (u *Userinfo) String() string {
	if u == nil || u.username == "" && u.password == "" && !u.passwordSet {
		return ""
	}
	s := escape(u.username, inUser)
	if u.passwordSet {
		s += ":" + escape(u.password, inUser)
	}
	return s
}

// splitScheme cuts "scheme:" off.
func splitScheme(s string) (scheme, rest string, err error) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case isLetter(c):
		case isDigit(c) || c == '+' || c == '-' || c == '.':
			if i == 0 {
				return "", s, nil
			}
		case c == ':':
			if i == 0 {
				return "", "", errors.New("missing protocol scheme")
			}
			return s[:i], s[i+1:], nil
		default:
			return "", s, nil
		}
	}
	return "", s, nil
}

// Parse parses a URL, which may be relative.
func Parse(rawURL string) (*URL, error) {
	u, fragment, _ := strings.Cut(rawURL, "#")
	url, err := parse(u, false)
	if err != nil {
		return nil, &Error{"parse", u, err}
	}
	if fragment != "" {
		if err := url.setFragment(fragment); err != nil {
			return nil, &Error{"parse", rawURL, err}
		}
	}
	return url, nil
}

// ParseRequestURI parses the URL of a request: an absolute URI or path, without a fragment.
func ParseRequestURI(rawURL string) (*URL, error) {
	url, err := parse(rawURL, true)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return url, nil
}

func parse(s string, isRequest bool) (*URL, error) {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == 0x7F {
			return nil, errors.New("net/url: invalid control character in URL")
		}
	}
	if s == "" && isRequest {
		return nil, errors.New("empty url")
	}
	url := new(URL)
	if s == "*" {
		url.Path = "*"
		return url, nil
	}
	scheme, rest, err := splitScheme(s)
	if err != nil {
		return nil, err
	}
	url.Scheme = strings.ToLower(scheme)
	if strings.HasSuffix(rest, "?") && strings.Count(rest, "?") == 1 {
		url.ForceQuery = true
		rest = rest[:len(rest)-1]
	} else {
		rest, url.RawQuery, _ = strings.Cut(rest, "?")
	}
	if !strings.HasPrefix(rest, "/") {
		if url.Scheme != "" {
			url.Opaque = rest
			return url, nil
		}
		if isRequest {
			return nil, errors.New("invalid URI for request")
		}
		if segment, _, _ := strings.Cut(rest, "/"); strings.Contains(segment, ":") {
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	if (url.Scheme != "" || !isRequest && !strings.HasPrefix(rest, "///")) && strings.HasPrefix(rest, "//") {
		authority := rest[2:]
		rest = ""
		if i := strings.IndexByte(authority, '/'); i >= 0 {
			authority, rest = authority[:i], authority[i:]
		}
		if err := url.setAuthority(authority); err != nil {
			return nil, err
		}
	} else if url.Scheme != "" && strings.HasPrefix(rest, "/") {
		url.OmitHost = true
	}
	if err := url.setPath(rest); err != nil {
		return nil, err
	}
	return url, nil
}

func (u *URL) setAuthority(s string) error {
	i := strings.LastIndexByte(s, '@')
	host, err := parseHost(s[i+1:])
	if err != nil {
		return err
	}
	u.Host = host
	if i < 0 {
		return nil
	}
	info := s[:i]
	for _, r := range info {
		if !(r < 0x80 && (isLetter(byte(r)) || isDigit(byte(r)) || strings.IndexByte("-._:~!$&'()*+,;=%@", byte(r)) >= 0)) {
			return errors.New("net/url: invalid userinfo")
		}
	}
	name, password, hasPassword := strings.Cut(info, ":")
	if name, err = unescape(name, inUser); err != nil {
		return err
	}
	if !hasPassword {
		u.User = User(name)
		return nil
	}
	if password, err = unescape(password, inUser); err != nil {
		return err
	}
	u.User = UserPassword(name, password)
	return nil
}

// isPort reports whether s is "" or ":" and digits.
func isPort(s string) bool {
	if s == "" {
		return true
	}
	if s[0] != ':' {
		return false
	}
	for i := 1; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

func parseHost(host string) (string, error) {
	if strings.HasPrefix(host, "[") {
		i := strings.LastIndexByte(host, ']')
		if i < 0 {
			return "", errors.New("missing ']' in host")
		}
		if port := host[i+1:]; !isPort(port) {
			return "", errors.New("invalid port " + strconv.Quote(port) + " after host")
		}
		if zone := strings.Index(host[:i], "%25"); zone >= 0 {
			a, err := unescape(host[:zone], inHost)
			if err != nil {
				return "", err
			}
			b, err := unescape(host[zone:i], inZone)
			if err != nil {
				return "", err
			}
			c, err := unescape(host[i:], inHost)
			if err != nil {
				return "", err
			}
			return a + b + c, nil
		}
	} else if i := strings.LastIndexByte(host, ':'); i >= 0 {
		if port := host[i:]; !isPort(port) {
			return "", errors.New("invalid port " + strconv.Quote(port) + " after host")
		}
	}
	return unescape(host, inHost)
}

func (u *URL) setPath(p string) error {
	decoded, err := unescape(p, inPath)
	if err != nil {
		return err
	}
	u.Path, u.RawPath = decoded, ""
	if p != escape(decoded, inPath) {
		u.RawPath = p
	}
	return nil
}

func (u *URL) setFragment(f string) error {
	decoded, err := unescape(f, inFragment)
	if err != nil {
		return err
	}
	u.Fragment, u.RawFragment = decoded, ""
	if f != escape(decoded, inFragment) {
		u.RawFragment = f
	}
	return nil
}

// isEncoded reports whether s is an encoding for the given part.
func isEncoded(s string, where part) bool {
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("!$&'()*+,;=:@[]%", s[i]) < 0 && mustEscape(s[i], where) {
			return false
		}
	}
	return true
}

// EscapedPath returns RawPath if it is an encoding of Path, and else the default encoding of Path.
func (u *URL) EscapedPath() string {
	if u.RawPath != "" && isEncoded(u.RawPath, inPath) {
		if p, err := unescape(u.RawPath, inPath); err == nil && p == u.Path {
			return u.RawPath
		}
	}
	if u.Path == "*" {
		return "*"
	}
	return escape(u.Path, inPath)
}

// EscapedFragment returns RawFragment if it is an encoding of Fragment, and else the default encoding of Fragment.
func (u *URL) EscapedFragment() string {
	if u.RawFragment != "" && isEncoded(u.RawFragment, inFragment) {
		if f, err := unescape(u.RawFragment, inFragment); err == nil && f == u.Fragment {
			return u.RawFragment
		}
	}
	return escape(u.Fragment, inFragment)
}

// String reassembles the URL.
func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme + ":")
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		if u.Scheme != "" || u.Host != "" || u.User != nil {
			if !(u.OmitHost && u.Host == "" && u.User == nil) {
				if u.Host != "" || u.Path != "" || u.User != nil {
					b.WriteString("//")
				}
				if u.User != nil {
					b.WriteString(u.User.String() + "@")
				}
				b.WriteString(escape(u.Host, inHost))
			}
		}
		p := u.EscapedPath()
		if p != "" && p[0] != '/' && u.Host != "" {
			b.WriteByte('/')
		}
		if b.Len() == 0 {
			// A colon in the first segment would look like a scheme.
			if segment, _, _ := strings.Cut(p, "/"); strings.Contains(segment, ":") {
				b.WriteString("./")
			}
		}
		b.WriteString(p)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteString("?" + u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteString("#" + u.EscapedFragment())
	}
	return b.String()
}

// Redacted is String with the password replaced by "xxxxx".
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	r := *u
	if _, ok := r.User.Password(); ok {
		r.User = UserPassword(r.User.Username(), "xxxxx")
	}
	return r.String()
}

// IsAbs reports whether the URL has a scheme.
func (u *URL) IsAbs() bool { return u.Scheme != "" }

// Parse parses a URL relative to u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

// resolvePath resolves ref against base and removes dot segments.
func resolvePath(base, ref string) string {
	full := ref
	if ref == "" {
		full = base
	} else if ref[0] != '/' {
		full = base[:strings.LastIndexByte(base, '/')+1] + ref
	}
	if full == "" {
		return ""
	}
	var out []string
	segments := strings.Split(full, "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".":
			if last || len(out) == 0 {
				out = append(out, "")
			}
		case "..":
			if n := len(out); n > 0 {
				out = out[:n-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	p := strings.Join(out, "/")
	return "/" + strings.TrimPrefix(p, "/")
}

// ResolveReference resolves ref against the absolute URL u, as section 5.2 of RFC 3986 says.
func (u *URL) ResolveReference(ref *URL) *URL {
	url := *ref
	if ref.Scheme == "" {
		url.Scheme = u.Scheme
	}
	if ref.Scheme != "" || ref.Host != "" || ref.User != nil {
		url.setPath(resolvePath(ref.EscapedPath(), ""))
		return &url
	}
	if ref.Opaque != "" {
		url.User, url.Host, url.Path = nil, "", ""
		return &url
	}
	if ref.Path == "" && !ref.ForceQuery && ref.RawQuery == "" {
		url.RawQuery = u.RawQuery
		if ref.Fragment == "" {
			url.Fragment, url.RawFragment = u.Fragment, u.RawFragment
		}
	}
	if ref.Path == "" && u.Opaque != "" {
		url.Opaque = u.Opaque
		url.User, url.Host, url.Path = nil, "", ""
		return &url
	}
	url.Host, url.User = u.Host, u.User
	url.setPath(resolvePath(u.EscapedPath(), ref.EscapedPath()))
	return &url
}

// Query returns the values of RawQuery, without malformed pairs.
func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}

// RequestURI returns the encoded path and query, or the opaque part and query.
func (u *URL) RequestURI() string {
	s := u.Opaque
	if s == "" {
		s = u.EscapedPath()
		if s == "" {
			s = "/"
		}
	} else if strings.HasPrefix(s, "//") {
		s = u.Scheme + ":" + s
	}
	if u.ForceQuery || u.RawQuery != "" {
		s += "?" + u.RawQuery
	}
	return s
}

// splitHost splits Host into name and ":port".
func (u *URL) splitHost() (name, port string) {
	i := strings.LastIndexByte(u.Host, ':')
	if i >= 0 && isPort(u.Host[i:]) && strings.LastIndexByte(u.Host, ']') < i {
		name, port = u.Host[:i], u.Host[i+1:]
	} else {
		name = u.Host
	}
	if strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") {
		name = name[1 : len(name)-1]
	}
	return name, port
}

// Hostname returns Host without port and brackets.
func (u *URL) Hostname() string {
	name, _ := u.splitHost()
	return name
}

// Port returns the port of Host, or "".
func (u *URL) Port() string {
	_, port := u.splitHost()
	return port
}

// JoinPath returns a copy of u with the elements added to its path, which is cleaned.
func (u *URL) JoinPath(elem ...string) *URL {
	url := *u
	p := ""
	elem = append([]string{u.EscapedPath()}, elem...)
	if !strings.HasPrefix(elem[0], "/") {
		elem[0] = "/" + elem[0]
		p = path.Join(elem...)[1:]
	} else {
		p = path.Join(elem...)
	}
	if strings.HasSuffix(elem[len(elem)-1], "/") && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	url.setPath(p)
	return &url
}

// JoinPath returns base with the elements added to its path.
func JoinPath(base string, elem ...string) (result string, err error) {
	u, err := Parse(base)
	if err != nil {
		return "", err
	}
	return u.JoinPath(elem...).String(), nil
}

// MarshalBinary returns String.
func (u *URL) MarshalBinary() (text []byte, err error) { return []byte(u.String()), nil }

// AppendBinary appends String.
func (u *URL) AppendBinary(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

// UnmarshalBinary is Parse.
func (u *URL) UnmarshalBinary(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*u = *parsed
	return nil
}

// Values has a list of values for each key, as in a query.
type Values map[string][]string

// Get returns the first value of key, or "".
func (v Values) Get(key string) string {
	if vs := v[key]; len(vs) > 0 {
		return vs[0]
	}
	return ""
}

// Set replaces the values of key by one.
func (v Values) Set(key, value string) { v[key] = []string{value} }

// Add adds a value to those of key.
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

// Del removes the values of key.
func (v Values) Del(key string) { delete(v, key) }

// Has reports whether key is set.
func (v Values) Has(key string) bool {
	_, ok := v[key]
	return ok
}

// Encode returns the query "a=1&b=2", sorted by key.
func (v Values) Encode() string {
	keys := make([]string, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, k := range keys {
		for _, value := range v[k] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(QueryEscape(k))
			b.WriteByte('=')
			b.WriteString(QueryEscape(value))
		}
	}
	return b.String()
}

// ParseQuery returns the values of a query, and the first error; what is well-formed is there in any case.
func ParseQuery(query string) (Values, error) {
	v := Values{}
	var first error
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		if strings.Contains(pair, ";") {
			first = errors.New("invalid semicolon separator in query")
			continue
		}
		if pair == "" {
			continue
		}
		key, value, _ := strings.Cut(pair, "=")
		key, err := QueryUnescape(key)
		if err == nil {
			value, err = QueryUnescape(value)
		}
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		v.Add(key, value)
	}
	return v, first
}
