// Package fstest supports tests of implementations and users of file systems.
package fstest

import (
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"
	"time"
)

// A MapFS is a file system in memory: a map from path names to files. Directories that contain files need not be listed.
type MapFS map[string]*MapFile

// A MapFile is a file or directory of a MapFS.
type MapFile struct {
	Data    []byte
	Mode    fs.FileMode
	ModTime time.Time
	Sys     any
}

var (
	_ fs.FS   = MapFS(nil)
	_ fs.File = (*openMapFile)(nil)
)

// Open opens the named file.
func (fsys MapFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	file := fsys[name]
	if file != nil && file.Mode&fs.ModeDir == 0 {
		return &openMapFile{name, mapFileInfo{path.Base(name), file}, 0}, nil
	}
	// A directory: its children are what begins with its name.
	var list []mapFileInfo
	need := map[string]bool{} // children that are directories only because of what they contain
	prefix := name + "/"
	if name == "." {
		prefix = ""
	}
	for child, f := range fsys {
		if !strings.HasPrefix(child, prefix) || child == name {
			continue
		}
		rest := child[len(prefix):]
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			need[rest[:i]] = true
		} else {
			list = append(list, mapFileInfo{rest, f})
		}
	}
	if file == nil && name != "." && len(list) == 0 && len(need) == 0 {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	for _, info := range list {
		delete(need, info.name)
	}
	for child := range need {
		list = append(list, mapFileInfo{child, &MapFile{Mode: fs.ModeDir | 0555}})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].name < list[j].name })
	if file == nil {
		file = &MapFile{Mode: fs.ModeDir | 0555}
	}
	return &mapDir{name, mapFileInfo{path.Base(name), file}, list, 0}, nil
}

// onlyOpen hides the other methods of a MapFS, so that package fs does not come back to them.
type onlyOpen struct{ fs.FS }

func (fsys MapFS) ReadFile(name string) ([]byte, error) { return fs.ReadFile(onlyOpen{fsys}, name) }

func (fsys MapFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(onlyOpen{fsys}, name) }

func (fsys MapFS) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(onlyOpen{fsys}, name)
}

func (fsys MapFS) Glob(pattern string) ([]string, error) { return fs.Glob(onlyOpen{fsys}, pattern) }

type hideSub struct{ MapFS }

func (hideSub) Sub() {} // not the method of fs.SubFS

func (fsys MapFS) Sub(dir string) (fs.FS, error) { return fs.Sub(hideSub{fsys}, dir) }

// mapFileInfo implements fs.FileInfo and fs.DirEntry.
type mapFileInfo struct {
	name string
	f    *MapFile
}

func (i mapFileInfo) Name() string               { return path.Base(i.name) }
func (i mapFileInfo) Size() int64                { return int64(len(i.f.Data)) }
func (i mapFileInfo) Mode() fs.FileMode          { return i.f.Mode }
func (i mapFileInfo) Type() fs.FileMode          { return i.f.Mode.Type() }
func (i mapFileInfo) ModTime() time.Time         { return i.f.ModTime }
func (i mapFileInfo) IsDir() bool                { return i.f.Mode&fs.ModeDir != 0 }
func (i mapFileInfo) Sys() any                   { return i.f.Sys }
func (i mapFileInfo) Info() (fs.FileInfo, error) { return i, nil }
func (i mapFileInfo) String() string             { return fs.FormatFileInfo(i) }

// An openMapFile is a file that was opened.
type openMapFile struct {
	path string
	mapFileInfo
	offset int64
}

func (f *openMapFile) Stat() (fs.FileInfo, error) { return f.mapFileInfo, nil }

func (f *openMapFile) Close() error { return nil }

func (f *openMapFile) Read(b []byte) (int, error) {
	if f.offset >= int64(len(f.f.Data)) {
		return 0, io.EOF
	}
	n := copy(b, f.f.Data[f.offset:])
	f.offset += int64(n)
	return n, nil
}

func (f *openMapFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.offset
	case io.SeekEnd:
		offset += int64(len(f.f.Data))
	}
	if offset < 0 || offset > int64(len(f.f.Data)) {
		return 0, &fs.PathError{Op: "seek", Path: f.path, Err: fs.ErrInvalid}
	}
	f.offset = offset
	return offset, nil
}

func (f *openMapFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > int64(len(f.f.Data)) {
		return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
	}
	n := copy(b, f.f.Data[offset:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// A mapDir is a directory that was opened.
type mapDir struct {
	path string
	mapFileInfo
	entries []mapFileInfo
	offset  int
}

func (d *mapDir) Stat() (fs.FileInfo, error) { return d.mapFileInfo, nil }

func (d *mapDir) Close() error { return nil }

func (d *mapDir) Read(b []byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.path, Err: fs.ErrInvalid}
}

func (d *mapDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.entries) - d.offset
	if n == 0 && count > 0 {
		return nil, io.EOF
	}
	if count > 0 && n > count {
		n = count
	}
	list := make([]fs.DirEntry, n)
	for i := range list {
		list[i] = d.entries[d.offset+i]
	}
	d.offset += n
	return list, nil
}
