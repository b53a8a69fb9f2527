// Package embed gives access to files that are part of the program: a //go:embed directive above a variable of type string,
// []byte or FS names them.
package embed

import (
	"errors"
	"io"
	"io/fs"
	"sort"
	"strconv"
	"strings"
	"time"
)

// FS is a read-only tree of embedded files. The zero FS is empty.
type FS struct {
	files *[]*file // with their directories, sorted by directory and name
}

// FromDirective returns the FS of a directive. Golite itself calls it for a variable with a //go:embed directive; data has
// for each file its path, a zero byte, its size in decimal, a zero byte, and its contents.
func FromDirective(data string) FS {
	var files []*file
	seen := map[string]bool{".": true}
	for data != "" {
		name, rest, _ := strings.Cut(data, "\x00")
		digits, rest, _ := strings.Cut(rest, "\x00")
		size, _ := strconv.Atoi(digits)
		files = append(files, &file{name: name, data: rest[:size]})
		data = rest[size:]
		for dir := parent(name); !seen[dir]; dir = parent(dir) {
			seen[dir] = true
			files = append(files, &file{name: dir, dir: true})
		}
	}
	sort.Slice(files, func(i, j int) bool {
		a, b := files[i], files[j]
		if da, db := parent(a.name), parent(b.name); da != db {
			return da < db
		}
		return a.name < b.name
	})
	return FS{&files}
}

func parent(name string) string {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		return name[:i]
	}
	return "."
}

// A file is a file or directory; it is its own description, too.
type file struct {
	name string
	data string
	dir  bool
}

func (f *file) Name() string               { return f.name[strings.LastIndexByte(f.name, '/')+1:] }
func (f *file) Size() int64                { return int64(len(f.data)) }
func (f *file) ModTime() time.Time         { return time.Time{} }
func (f *file) IsDir() bool                { return f.dir }
func (f *file) Sys() any                   { return nil }
func (f *file) Type() fs.FileMode          { return f.Mode().Type() }
func (f *file) Info() (fs.FileInfo, error) { return f, nil }
func (f *file) String() string             { return fs.FormatFileInfo(f) }

func (f *file) Mode() fs.FileMode {
	if f.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

func (f FS) lookup(op, name string) (*file, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	if name == "." {
		return &file{name: ".", dir: true}, nil
	}
	if f.files != nil {
		for _, file := range *f.files {
			if file.name == name {
				return file, nil
			}
		}
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// list returns what a directory holds, sorted by name.
func (f FS) list(dir string) (list []*file) {
	if f.files != nil {
		for _, file := range *f.files {
			if parent(file.name) == dir {
				list = append(list, file)
			}
		}
	}
	return list
}

// Open opens a file or directory. The file has Seek and ReadAt, too.
func (f FS) Open(name string) (fs.File, error) {
	file, err := f.lookup("open", name)
	if err != nil {
		return nil, err
	}
	if file.dir {
		return &openDir{file, f.list(name), 0}, nil
	}
	return &openFile{file, 0}, nil
}

// ReadDir returns what a directory holds, sorted by name.
func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	file, err := f.lookup("open", name)
	if err != nil {
		return nil, err
	}
	if !file.dir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("not a directory")}
	}
	entries := []fs.DirEntry{}
	for _, e := range f.list(name) {
		entries = append(entries, e)
	}
	return entries, nil
}

// ReadFile returns the contents of a file.
func (f FS) ReadFile(name string) ([]byte, error) {
	file, err := f.lookup("open", name)
	if err != nil {
		return nil, err
	}
	if file.dir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("is a directory")}
	}
	return []byte(file.data), nil
}

type openFile struct {
	f      *file
	offset int64
}

func (f *openFile) Close() error               { return nil }
func (f *openFile) Stat() (fs.FileInfo, error) { return f.f, nil }

func (f *openFile) Read(b []byte) (int, error) {
	if f.offset >= int64(len(f.f.data)) {
		return 0, io.EOF
	}
	if f.offset < 0 {
		return 0, &fs.PathError{Op: "read", Path: f.f.name, Err: fs.ErrInvalid}
	}
	n := copy(b, f.f.data[f.offset:])
	f.offset += int64(n)
	return n, nil
}

func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.offset
	case io.SeekEnd:
		offset += int64(len(f.f.data))
	}
	if offset < 0 || offset > int64(len(f.f.data)) {
		return 0, &fs.PathError{Op: "seek", Path: f.f.name, Err: fs.ErrInvalid}
	}
	f.offset = offset
	return offset, nil
}

func (f *openFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > int64(len(f.f.data)) {
		return 0, &fs.PathError{Op: "read", Path: f.f.name, Err: fs.ErrInvalid}
	}
	n := copy(b, f.f.data[offset:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

type openDir struct {
	f      *file
	files  []*file
	offset int
}

func (d *openDir) Close() error               { return nil }
func (d *openDir) Stat() (fs.FileInfo, error) { return d.f, nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.f.name + "/", Err: errors.New("is a directory")}
}

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.files) - d.offset
	if n == 0 {
		if count <= 0 {
			return nil, nil
		}
		return nil, io.EOF
	}
	if count > 0 && n > count {
		n = count
	}
	list := make([]fs.DirEntry, n)
	for i := range list {
		list[i] = d.files[d.offset+i]
	}
	d.offset += n
	return list, nil
}
