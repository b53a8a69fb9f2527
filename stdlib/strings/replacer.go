package strings

import "io"

// A Replacer replaces a list of strings with replacements. It may be used by several goroutines at once.
type Replacer struct {
	oldnew []string
	index  []int32 // made by replacerIndex
}

// NewReplacer returns a Replacer for a list of old, new pairs. At each position of the text the first pair whose old matches
// there counts. It panics if the number of arguments is odd.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	list := append([]string(nil), oldnew...)
	return &Replacer{list, replacerIndex(list)}
}

// replacerIndex returns the chains that lead from a first byte of old strings through all pairs that have it: the first 256
// elements are the indices of the first pairs, the next the one for the empty string, then comes for each pair the next one.
// There is -1 at the end of each chain.
func replacerIndex(oldnew []string) []int32

// replacePairs returns s with all replacements made.
func replacePairs(s string, oldnew []string, index []int32) string

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string { return replacePairs(s, r.oldnew, r.index) }

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}
