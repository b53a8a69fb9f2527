package os

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"time"
)

var errPathEscapes = errors.New("path escapes from parent")

// maxLinks bounds the symbolic links on the way to a file.
const maxLinks = 255

// A Root gives access to the files in one directory, and to no others: names that lead out of it, with ".." or by a
// symbolic link, are errors.
type Root struct {
	name   string
	closed bool
}

// OpenRoot opens the directory.
func OpenRoot(name string) (*Root, error) {
	info, err := Stat(name)
	if err != nil {
		if e, ok := err.(*PathError); ok {
			e.Op = "open"
		}
		return nil, err
	}
	if !info.IsDir() {
		return nil, &PathError{Op: "open", Path: name, Err: errors.New("not a directory")}
	}
	return &Root{name: name}, nil
}

// OpenInRoot opens a file in a directory for reading, as Root.Open does.
func OpenInRoot(dir, name string) (*File, error) {
	r, err := OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Open(name)
}

// Name returns the name given to OpenRoot.
func (r *Root) Name() string { return r.name }

// Close closes the root; its methods fail from then on.
func (r *Root) Close() error {
	r.closed = true
	return nil
}

// resolve returns the path of a file in the root, without symbolic links except, unless follow is set, a last one.
func (r *Root) resolve(name string, follow bool) (string, error) {
	if r.closed {
		return "", ErrClosed
	}
	if name == "" {
		return "", syscall.ENOENT
	}
	if name[0] == '/' {
		return "", errPathEscapes
	}
	slash := strings.HasSuffix(name, "/")
	rest := strings.Split(name, "/")
	var done []string
	for links := 0; len(rest) > 0; {
		part := rest[0]
		rest = rest[1:]
		switch part {
		case "", ".":
			continue
		case "..":
			if len(done) == 0 {
				return "", errPathEscapes
			}
			done = done[:len(done)-1]
			continue
		}
		full := r.name + "/" + strings.Join(append(done[:len(done):len(done)], part), "/")
		last := len(rest) == 0
		info, err := Lstat(full)
		if err != nil {
			if last && errors.Is(err, ErrNotExist) {
				return full, nil // perhaps it is to be made
			}
			return "", underlying(err)
		}
		if info.Mode()&ModeSymlink == 0 || last && !follow && !slash {
			done = append(done, part)
			continue
		}
		if links++; links > maxLinks {
			return "", syscall.ELOOP
		}
		target, err := Readlink(full)
		if err != nil {
			return "", underlying(err)
		}
		if target != "" && target[0] == '/' {
			return "", errPathEscapes
		}
		rest = append(strings.Split(target, "/"), rest...)
	}
	if len(done) == 0 {
		return r.name, nil
	}
	return r.name + "/" + strings.Join(done, "/"), nil
}

// do calls f with the path of a file in the root; errors name the file as the caller does.
func (r *Root) do(op, name string, follow bool, f func(path string) error) error {
	path, err := r.resolve(name, follow)
	if err == nil {
		if err = f(path); err == nil {
			return nil
		}
	}
	return &PathError{Op: op, Path: name, Err: underlying(err)}
}

// Open opens a file for reading.
func (r *Root) Open(name string) (*File, error) { return r.OpenFile(name, O_RDONLY, 0) }

// Create creates or truncates a file.
func (r *Root) Create(name string) (*File, error) {
	return r.OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0o666)
}

// OpenFile opens a file.
func (r *Root) OpenFile(name string, flag int, perm FileMode) (f *File, err error) {
	if perm&0o777 != perm {
		return nil, &PathError{Op: "openat", Path: name, Err: errors.New("unsupported file mode")}
	}
	err = r.do("openat", name, true, func(path string) (err error) {
		f, err = OpenFile(path, flag, perm)
		return err
	})
	return f, err
}

// OpenRoot opens a directory in the root as a root of its own.
func (r *Root) OpenRoot(name string) (inner *Root, err error) {
	err = r.do("openat", name, true, func(path string) (err error) {
		inner, err = OpenRoot(path)
		return err
	})
	return inner, err
}

// Chmod changes the mode of a file.
func (r *Root) Chmod(name string, mode FileMode) error {
	return r.do("chmodat", name, true, func(path string) error { return Chmod(path, mode) })
}

// Chtimes changes the access and modification times of a file.
func (r *Root) Chtimes(name string, atime, mtime time.Time) error {
	return r.do("chtimesat", name, true, func(path string) error { return Chtimes(path, atime, mtime) })
}

// Mkdir makes a directory.
func (r *Root) Mkdir(name string, perm FileMode) error {
	if perm&0o777 != perm {
		return &PathError{Op: "mkdirat", Path: name, Err: errors.New("unsupported file mode")}
	}
	return r.do("mkdirat", name, false, func(path string) error { return Mkdir(path, perm) })
}

// MkdirAll makes a directory and those it lies in.
func (r *Root) MkdirAll(name string, perm FileMode) error {
	if perm&0o777 != perm {
		return &PathError{Op: "mkdirat", Path: name, Err: errors.New("unsupported file mode")}
	}
	parts := strings.Split(name, "/")
	for i := range parts {
		err := r.do("mkdirat", strings.Join(parts[:i+1], "/"), true, func(path string) error {
			if info, err := Stat(path); err == nil {
				if info.IsDir() {
					return nil
				}
				return syscall.ENOTDIR
			}
			return Mkdir(path, perm)
		})
		if err != nil {
			err.(*PathError).Path = name
			return err
		}
	}
	return nil
}

// Remove removes a file or empty directory.
func (r *Root) Remove(name string) error { return r.do("unlinkat", name, false, Remove) }

// RemoveAll removes a file, or a directory with what it holds.
func (r *Root) RemoveAll(name string) error {
	err := r.do("RemoveAll", name, false, func(path string) error {
		if path == r.name {
			return syscall.EINVAL
		}
		return RemoveAll(path)
	})
	if errors.Is(err, ErrNotExist) {
		return nil
	}
	return err
}

// Stat describes a file.
func (r *Root) Stat(name string) (info FileInfo, err error) {
	err = r.do("statat", name, true, func(path string) (err error) {
		info, err = stat("statat", name, -1, 0, path)
		return err
	})
	return info, err
}

// Lstat describes a file, a symbolic link itself.
func (r *Root) Lstat(name string) (info FileInfo, err error) {
	err = r.do("lstatat", name, false, func(path string) (err error) {
		info, err = stat("lstatat", name, -1, 1, path)
		return err
	})
	return info, err
}

// Readlink returns the destination of a symbolic link.
func (r *Root) Readlink(name string) (target string, err error) {
	err = r.do("readlinkat", name, false, func(path string) (err error) {
		target, err = Readlink(path)
		return err
	})
	return target, err
}

// ReadFile returns the contents of a file.
func (r *Root) ReadFile(name string) ([]byte, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// WriteFile writes a file.
func (r *Root) WriteFile(name string, data []byte, perm FileMode) error {
	f, err := r.OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

// pair calls f with the paths of two files in the root.
func (r *Root) pair(op, oldname, newname string, f func(oldpath, newpath string) error) error {
	oldpath, err := r.resolve(oldname, false)
	var newpath string
	if err == nil {
		newpath, err = r.resolve(newname, false)
	}
	if err == nil {
		err = f(oldpath, newpath)
	}
	if err == nil {
		return nil
	}
	return &LinkError{Op: op, Old: oldname, New: newname, Err: underlying(err)}
}

// Rename moves a file.
func (r *Root) Rename(oldname, newname string) error { return r.pair("renameat", oldname, newname, Rename) }

// Link makes newname a hard link to oldname.
func (r *Root) Link(oldname, newname string) error { return r.pair("linkat", oldname, newname, Link) }

// Symlink makes newname a symbolic link to oldname, which may be any text; a link that leads out of the root cannot be
// followed.
func (r *Root) Symlink(oldname, newname string) error {
	path, err := r.resolve(newname, false)
	if err == nil {
		err = Symlink(oldname, path)
	}
	if err == nil {
		return nil
	}
	return &LinkError{Op: "symlinkat", Old: oldname, New: newname, Err: underlying(err)}
}

// FS returns the files of the root as a file system.
func (r *Root) FS() fs.FS { return rootFS{r} }

type rootFS struct{ r *Root }

func (f rootFS) valid(op, name string) error {
	if !fs.ValidPath(name) {
		return &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	return nil
}

func (f rootFS) Open(name string) (fs.File, error) {
	if err := f.valid("open", name); err != nil {
		return nil, err
	}
	file, err := f.r.Open(name)
	if err != nil {
		return nil, err
	}
	return file, nil
}

func (f rootFS) ReadDir(name string) ([]DirEntry, error) {
	if err := f.valid("readdir", name); err != nil {
		return nil, err
	}
	path, err := f.r.resolve(name, true)
	if err != nil {
		return nil, &PathError{Op: "readdir", Path: name, Err: err}
	}
	entries, err := ReadDir(path)
	return entries, relative(err, name)
}

func (f rootFS) ReadFile(name string) ([]byte, error) {
	if err := f.valid("readfile", name); err != nil {
		return nil, err
	}
	return f.r.ReadFile(name)
}

func (f rootFS) Stat(name string) (FileInfo, error) {
	if err := f.valid("stat", name); err != nil {
		return nil, err
	}
	return f.r.Stat(name)
}

func (f rootFS) Lstat(name string) (FileInfo, error) {
	if err := f.valid("lstat", name); err != nil {
		return nil, err
	}
	return f.r.Lstat(name)
}

func (f rootFS) ReadLink(name string) (string, error) {
	if err := f.valid("readlink", name); err != nil {
		return "", err
	}
	return f.r.Readlink(name)
}
