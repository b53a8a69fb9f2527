package bufio

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A Scanner reads data such as lines of text: each Scan steps to the next token, which a SplitFunc finds.
type Scanner struct {
	r         io.Reader
	split     SplitFunc
	maxToken  int
	token     []byte
	buf       []byte
	start     int // of the unread data in buf
	end       int
	err       error
	empties   int // how many empty tokens came one after the other
	scanning  bool
	finished  bool
	readsText bool // the split function is ScanLines, which needs no call
}

// SplitFunc finds the next token in data: it returns how many bytes to advance, the token (nil for none yet), and an error.
// atEOF says that no more data will come. ErrFinalToken delivers a last token.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// The errors of a Scanner.
var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
)

// ErrFinalToken is returned by a SplitFunc to deliver a last token, or to stop if that is nil.
var ErrFinalToken = errors.New("final token")

const (
	// MaxScanTokenSize is the size of the longest token, unless Buffer sets another.
	MaxScanTokenSize = 64 * 1024

	startBufSize              = 4096
	maxConsecutiveEmptyReads  = 100
	maxConsecutiveEmptyTokens = 100
)

// NewScanner returns a Scanner of r that splits with ScanLines.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{r: r, split: ScanLines, readsText: true, maxToken: MaxScanTokenSize}
}

// Err returns the first error but io.EOF.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Bytes returns the token of the last Scan. It may be overwritten by the next.
func (s *Scanner) Bytes() []byte { return s.token }

// Text returns the token of the last Scan as a string.
func (s *Scanner) Text() string { return string(s.token) }

// Scan steps to the next token and reports whether there is one. It panics if the split function returns too many empty tokens
// without advancing.
func (s *Scanner) Scan() bool {
	if s.finished {
		return false
	}
	s.scanning = true
	for {
		if s.readsText && s.end > s.start {
			// The usual case: a whole line is there.
			data := s.buf[s.start:s.end]
			if i := indexByte(data, '\n'); i >= 0 {
				s.start += i + 1
				if i > 0 && data[i-1] == '\r' {
					i--
				}
				s.token = data[:i]
				s.empties = 0
				return true
			}
		}
		if s.end > s.start || s.err != nil {
			advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
			if err != nil {
				if err == ErrFinalToken {
					s.token = token
					s.finished = true
					return token != nil
				}
				s.setErr(err)
				s.token = nil
				return false
			}
			if !s.advance(advance) {
				return false
			}
			s.token = token
			if token != nil {
				if s.err == nil || advance > 0 {
					s.empties = 0
				} else {
					s.empties++
					if s.empties > maxConsecutiveEmptyTokens {
						panic("bufio.Scan: too many empty tokens without progressing")
					}
				}
				return true
			}
		}
		if s.err != nil {
			s.start = 0
			s.end = 0
			return false
		}
		if !s.fill() {
			return false
		}
	}
}

// fill reads more data. It returns false if the token is too long.
func (s *Scanner) fill() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		copy(s.buf, s.buf[s.start:s.end])
		s.end -= s.start
		s.start = 0
	}
	if s.end == len(s.buf) {
		const maxInt = 1<<63 - 1
		if len(s.buf) >= s.maxToken || len(s.buf) > maxInt/2 {
			s.setErr(ErrTooLong)
			s.token = nil
			return false
		}
		size := len(s.buf) * 2
		if size == 0 {
			size = startBufSize
		}
		if size > s.maxToken {
			size = s.maxToken
		}
		buf := make([]byte, size)
		copy(buf, s.buf[s.start:s.end])
		s.buf = buf
		s.end -= s.start
		s.start = 0
	}
	for loop := 0; ; {
		n, err := s.r.Read(s.buf[s.end:len(s.buf)])
		if n < 0 || len(s.buf)-s.end < n {
			s.setErr(ErrBadReadCount)
			return true
		}
		s.end += n
		if err != nil {
			s.setErr(err)
			return true
		}
		if n > 0 {
			s.empties = 0
			return true
		}
		loop++
		if loop > maxConsecutiveEmptyReads {
			s.setErr(io.ErrNoProgress)
			return true
		}
	}
}

func (s *Scanner) advance(n int) bool {
	if n < 0 {
		s.token = nil
		s.setErr(ErrNegativeAdvance)
		return false
	}
	if n > s.end-s.start {
		s.token = nil
		s.setErr(ErrAdvanceTooFar)
		return false
	}
	s.start += n
	return true
}

func (s *Scanner) setErr(err error) {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
}

// Buffer sets the initial buffer and the greatest size a buffer may grow to. It panics if scanning has begun.
func (s *Scanner) Buffer(buf []byte, max int) {
	if s.scanning {
		panic("Buffer called after Scan")
	}
	s.buf = buf[0:cap(buf)]
	s.maxToken = max
}

// Split sets the split function. It panics if scanning has begun.
func (s *Scanner) Split(split SplitFunc) {
	if s.scanning {
		panic("Split called after Scan")
	}
	s.split = split
	s.readsText = false
}

// ScanBytes is a SplitFunc that returns each byte.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[0:1], nil
}

// ScanRunes is a SplitFunc that returns each rune, U+FFFD for invalid bytes.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	if data[0] < utf8.RuneSelf {
		return 1, data[0:1], nil
	}
	_, width := utf8.DecodeRune(data)
	if width > 1 {
		return width, data[0:width], nil
	}
	if !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	return 1, []byte("\uFFFD"), nil
}

// ScanLines is a SplitFunc that returns each line without its end, which is a newline, perhaps after a carriage return. The
// last line need not have one.
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if atEOF && len(data) == 0 {
		return 0, nil, nil
	}
	i := indexByte(data, '\n')
	if i < 0 {
		if !atEOF {
			return 0, nil, nil
		}
		i = len(data)
		advance = i
	} else {
		advance = i + 1
	}
	if i > 0 && data[i-1] == '\r' {
		i--
	}
	return advance, data[:i], nil
}

// wordBounds returns where the first word of data begins and the white space after it, len(data) where there is none, and the
// width of that white space character.
func wordBounds(data []byte) (start, end, width int)

// ScanWords is a SplitFunc that returns each word between white space.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start, end, width := wordBounds(data)
	if end < len(data) {
		return end + width, data[start:end], nil
	}
	if atEOF && len(data) > start {
		return len(data), data[start:], nil
	}
	return start, nil, nil
}
