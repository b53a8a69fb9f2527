// Package filepath manipulates file name paths of the operating system.
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"
)

const (
	// Separator separates the elements of a path.
	Separator = '/'
	// ListSeparator separates the paths of a list such as $PATH.
	ListSeparator = ':'
)

// ErrBadPattern says that a pattern was malformed.
var ErrBadPattern = path.ErrBadPattern

// SkipDir is returned by walk functions to skip a directory.
var SkipDir error = fs.SkipDir

// SkipAll is returned by walk functions to skip all that is left.
var SkipAll error = fs.SkipAll

// Clean returns the shortest path equivalent to path by purely lexical processing.
func Clean(path_ string) string { return path.Clean(path_) }

// IsLocal reports whether path is lexically within the directory it is used in: not empty, not absolute, without leaving by "..".
func IsLocal(path string) bool {
	if path == "" || IsAbs(path) {
		return false
	}
	path = Clean(path)
	return path != ".." && !strings.HasPrefix(path, "../")
}

// Localize converts a slash-separated path into one of the operating system. It must be valid according to fs.ValidPath.
func Localize(path string) (string, error) {
	if !fs.ValidPath(path) || strings.IndexByte(path, 0) >= 0 {
		return "", errors.New("invalid path")
	}
	return path, nil
}

// ToSlash returns path with separators replaced by slashes.
func ToSlash(path string) string { return path }

// FromSlash returns path with slashes replaced by separators.
func FromSlash(path string) string { return path }

// SplitList splits a list of paths joined by ListSeparator; empty for "".
func SplitList(path string) []string {
	if path == "" {
		return []string{}
	}
	return strings.Split(path, ":")
}

// Split splits path behind its last separator into a directory and a file name.
func Split(path_ string) (dir, file string) { return path.Split(path_) }

// Join joins the non-empty elements with separators and cleans the result.
func Join(elem ...string) string { return path.Join(elem...) }

// Ext returns the file name extension of path.
func Ext(path_ string) string { return path.Ext(path_) }

// Base returns the last element of path.
func Base(path_ string) string { return path.Base(path_) }

// Dir returns all but the last element of path, cleaned.
func Dir(path_ string) string { return path.Dir(path_) }

// VolumeName returns the leading volume name, which is always empty here.
func VolumeName(path string) string { return "" }

// IsAbs reports whether the path is absolute.
func IsAbs(path_ string) bool { return path.IsAbs(path_) }

// HasPrefix reports whether the text p starts with prefix.
//
// Deprecated: it does not respect path boundaries.
func HasPrefix(p, prefix string) bool { return strings.HasPrefix(p, prefix) }

// Match reports whether name matches the shell pattern.
func Match(pattern, name string) (matched bool, err error) { return path.Match(pattern, name) }

// Abs returns an absolute form of path, joined to the working directory if needed.
func Abs(path string) (string, error) {
	if IsAbs(path) {
		return Clean(path), nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(wd, path), nil
}

// Rel returns a path that is lexically equivalent to targpath when joined to basepath.
func Rel(basepath, targpath string) (string, error) {
	base := Clean(basepath)
	targ := Clean(targpath)
	if targ == base {
		return ".", nil
	}
	if base == "." {
		base = ""
	}
	if IsAbs(base) != IsAbs(targ) {
		return "", errors.New("Rel: can't make " + targpath + " relative to " + basepath)
	}
	// Find the first elements that differ.
	bl, tl := len(base), len(targ)
	var b0, bi, t0, ti int
	for {
		for bi < bl && base[bi] != '/' {
			bi++
		}
		for ti < tl && targ[ti] != '/' {
			ti++
		}
		if targ[t0:ti] != base[b0:bi] || bi == bl && ti == tl {
			break
		}
		if bi < bl {
			bi++
		}
		if ti < tl {
			ti++
		}
		b0 = bi
		t0 = ti
	}
	if base[b0:bi] == ".." {
		return "", errors.New("Rel: can't make " + targpath + " relative to " + basepath)
	}
	if b0 != bl {
		// The base has elements left: go up.
		up := ".." + strings.Repeat("/..", strings.Count(base[b0:bl], "/"))
		if t0 != tl {
			up += "/" + targ[t0:]
		}
		return up, nil
	}
	return targ[t0:], nil
}

// WalkFunc is called by Walk for each file or directory, or for an error on the way to it.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// WalkDir calls fn for each file or directory of the tree at root, including root, in lexical order. It does not follow symbolic
// links.
func WalkDir(root string, fn fs.WalkDirFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walkDir(root, fs.FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walkDir(path string, d fs.DirEntry, fn fs.WalkDirFunc) error {
	if err := fn(path, d, nil); err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			err = nil
		}
		return err
	}
	dirs, err := os.ReadDir(path)
	if err != nil {
		// The second call reports the error.
		err = fn(path, d, err)
		if err != nil {
			if err == SkipDir && d.IsDir() {
				err = nil
			}
			return err
		}
	}
	for _, d1 := range dirs {
		if err := walkDir(Join(path, d1.Name()), d1, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}

// Walk calls fn for each file or directory of the tree at root, including root, in lexical order. WalkDir is more efficient.
func Walk(root string, fn WalkFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(root, info, fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walk(path string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(path, info, nil)
	}
	entries, err := os.ReadDir(path)
	err1 := fn(path, info, err)
	// If the directory cannot be read, fn has seen the error, and there is nothing to walk.
	if err != nil || err1 != nil {
		return err1
	}
	for _, entry := range entries {
		filename := Join(path, entry.Name())
		info, err := os.Lstat(filename)
		if err != nil {
			if err := fn(filename, info, err); err != nil && err != SkipDir {
				return err
			}
			continue
		}
		if err := walk(filename, info, fn); err != nil && (!info.IsDir() || err != SkipDir) {
			return err
		}
	}
	return nil
}

// Glob returns the names of all files that match pattern; nil if there are none. It ignores errors of the file system. The only
// possible error is ErrBadPattern.
func Glob(pattern string) (matches []string, err error) { return globLimited(pattern, 0) }

// maxGlobDepth limits the elements with wildcards in a pattern, each of which is a recursion.
const maxGlobDepth = 10000

func globLimited(pattern string, depth int) (matches []string, err error) {
	if depth == maxGlobDepth {
		return nil, ErrBadPattern
	}
	// A bad pattern is an error even if nothing is compared with it.
	if _, err := Match(pattern, ""); err != nil {
		return nil, err
	}
	if !hasMeta(pattern) {
		if _, err = os.Lstat(pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, file := Split(pattern)
	switch dir {
	case "":
		dir = "."
	case "/":
	default:
		dir = dir[0 : len(dir)-1]
	}
	if !hasMeta(dir) {
		return glob(dir, file, nil)
	}
	if dir == pattern {
		return nil, ErrBadPattern
	}
	dirs, err := globLimited(dir, depth+1)
	if err != nil {
		return nil, err
	}
	for _, d := range dirs {
		matches, err = glob(d, file, matches)
		if err != nil {
			return matches, err
		}
	}
	return matches, nil
}

func glob(dir, pattern string, matches []string) ([]string, error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return matches, nil
	}
	entries, _ := os.ReadDir(dir)
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(names)
	for _, n := range names {
		matched, err := Match(pattern, n)
		if err != nil {
			return matches, err
		}
		if matched {
			matches = append(matches, Join(dir, n))
		}
	}
	return matches, nil
}

func hasMeta(path string) bool { return strings.ContainsAny(path, `*?[\`) }

// EvalSymlinks returns path with all symbolic links evaluated, cleaned.
func EvalSymlinks(path string) (string, error) {
	rest := path
	done := ""
	if IsAbs(path) {
		done = "/"
	}
	for links := 0; rest != ""; {
		elem, after, within := strings.Cut(rest, "/")
		rest = after
		switch elem {
		case "", ".":
			continue
		case "..":
			if done == "" || done == ".." || strings.HasSuffix(done, "/..") {
				done = Join(done, "..")
			} else {
				done = Dir(done)
				if done == "." {
					done = ""
				}
			}
			continue
		}
		next := Join(done, elem)
		info, err := os.Lstat(next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			if !info.IsDir() && within {
				return "", syscall.ENOTDIR
			}
			done = next
			continue
		}
		links++
		if links > 255 {
			return "", errors.New("EvalSymlinks: too many links")
		}
		link, err := os.Readlink(next)
		if err != nil {
			return "", err
		}
		if IsAbs(link) {
			done = "/"
		}
		if within {
			link += "/" + rest
		}
		rest = link
	}
	return Clean(done), nil
}
