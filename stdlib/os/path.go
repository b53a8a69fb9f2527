package os

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
	"time"
)

func sysMkdir(name string, perm uint32) (errno int)
func sysUnlink(name string) (errno int)
func sysRmdir(name string) (errno int)
func sysRename(from, to string) (errno int)
func sysLink(from, to string) (errno int)
func sysSymlink(from, to string) (errno int)
func sysReadlink(name string) (target string, errno int)
func sysChmod(name string, mode uint32) (errno int)
func sysChtimes(name string, atime, mtime int64) (errno int) // a time of -1 stays
func sysTruncateName(name string, size int64) (errno int)
func sysGetwd() (dir string, errno int)
func sysChdir(dir string) (errno int)
func sysPipe() (r, w, errno int)
func sysRandom() uint32

// Mkdir creates a directory with perm, before the umask.
func Mkdir(name string, perm FileMode) error {
	return pathError("mkdir", name, sysMkdir(name, unixMode(perm)))
}

// MkdirAll creates a directory and all parents that are missing.
func MkdirAll(path string, perm FileMode) error {
	if info, err := Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return &PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR}
	}
	i := len(path)
	for i > 0 && path[i-1] == '/' {
		i--
	}
	for i > 0 && path[i-1] != '/' {
		i--
	}
	if i > 1 {
		if err := MkdirAll(path[:i-1], perm); err != nil {
			return err
		}
	}
	if err := Mkdir(path, perm); err != nil {
		if info, err1 := Lstat(path); err1 == nil && info.IsDir() {
			return nil
		}
		return err
	}
	return nil
}

// Remove removes the named file or empty directory.
func Remove(name string) error {
	errno := sysUnlink(name)
	if errno == 0 {
		return nil
	}
	errno1 := sysRmdir(name)
	if errno1 == 0 {
		return nil
	}
	if syscall.Errno(errno1) != syscall.ENOTDIR {
		errno = errno1
	}
	return pathError("remove", name, errno)
}

// RemoveAll removes path and everything in it. A path that does not exist is no error.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if basename(path) == "." {
		return &PathError{Op: "RemoveAll", Path: path, Err: syscall.EINVAL}
	}
	err := Remove(path)
	if err == nil || IsNotExist(err) {
		return nil
	}
	info, err1 := Lstat(path)
	if err1 != nil {
		if IsNotExist(err1) {
			return nil
		}
		return err1
	}
	if !info.IsDir() {
		return err
	}
	names, errno := sysReadDir(path)
	if errno != 0 {
		return pathError("open", path, errno)
	}
	// What cannot be removed does not keep the rest.
	var first error
	for _, name := range names {
		if err := RemoveAll(path + "/" + name); err != nil && first == nil {
			first = err
		}
	}
	if err := Remove(path); err == nil || IsNotExist(err) {
		return nil
	} else if first == nil {
		first = err
	}
	return first
}

func linkError(op, from, to string, errno int) error {
	if errno == 0 {
		return nil
	}
	return &LinkError{op, from, to, syscall.Errno(errno)}
}

// Rename renames a file; it replaces newpath unless that is a directory.
func Rename(oldpath, newpath string) error {
	if info, err := Lstat(newpath); err == nil && info.IsDir() {
		// A name that only differs in case may be that of the same directory.
		old, err := Lstat(oldpath)
		if e, ok := err.(*PathError); ok {
			return &LinkError{"rename", oldpath, newpath, e.Err}
		}
		if newpath == oldpath || !SameFile(info, old) {
			return &LinkError{"rename", oldpath, newpath, syscall.EEXIST}
		}
	}
	return linkError("rename", oldpath, newpath, sysRename(oldpath, newpath))
}

// Link makes newname a hard link to oldname.
func Link(oldname, newname string) error {
	return linkError("link", oldname, newname, sysLink(oldname, newname))
}

// Symlink makes newname a symbolic link to oldname.
func Symlink(oldname, newname string) error {
	return linkError("symlink", oldname, newname, sysSymlink(oldname, newname))
}

// Readlink returns where a symbolic link points.
func Readlink(name string) (string, error) {
	target, errno := sysReadlink(name)
	return target, pathError("readlink", name, errno)
}

// Chmod changes the mode of the named file.
func Chmod(name string, mode FileMode) error {
	return pathError("chmod", name, sysChmod(name, unixMode(mode)))
}

// Chtimes changes access and modification time of the named file; a zero Time leaves one unchanged.
func Chtimes(name string, atime time.Time, mtime time.Time) error {
	nanos := func(t time.Time) int64 {
		if t.IsZero() {
			return -1
		}
		return t.UnixNano()
	}
	return pathError("chtimes", name, sysChtimes(name, nanos(atime), nanos(mtime)))
}

// Truncate changes the size of the named file.
func Truncate(name string, size int64) error {
	return pathError("truncate", name, sysTruncateName(name, size))
}

// Getwd returns the current directory.
func Getwd() (dir string, err error) {
	dir, errno := sysGetwd()
	if errno != 0 {
		return "", NewSyscallError("getwd", syscall.Errno(errno))
	}
	return dir, nil
}

// Chdir changes the current directory.
func Chdir(dir string) error { return pathError("chdir", dir, sysChdir(dir)) }

// Pipe returns connected files; reads from r return what is written to w.
func Pipe() (r *File, w *File, err error) {
	rfd, wfd, errno := sysPipe()
	if errno != 0 {
		return nil, nil, NewSyscallError("pipe2", syscall.Errno(errno))
	}
	return NewFile(uintptr(rfd), "|0"), NewFile(uintptr(wfd), "|1"), nil
}

// TempDir returns the directory for temporary files.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// temporaryName makes a name from a pattern; the last * becomes a random number.
func temporaryName(op, dir, pattern string) (prefix, suffix string, err error) {
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '/' {
			return "", "", &PathError{Op: op, Path: pattern, Err: errors.New("pattern contains path separator")}
		}
	}
	prefix = pattern
	for i := len(pattern) - 1; i >= 0; i-- {
		if pattern[i] == '*' {
			prefix, suffix = pattern[:i], pattern[i+1:]
			break
		}
	}
	if dir == "" {
		dir = TempDir()
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	return dir + prefix, suffix, nil
}

func decimal(n uint32) string {
	var b [10]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(b[i:])
		}
	}
}

// CreateTemp creates a new file in dir, or TempDir, and opens it. The name comes from pattern.
func CreateTemp(dir, pattern string) (*File, error) {
	prefix, suffix, err := temporaryName("createtemp", dir, pattern)
	if err != nil {
		return nil, err
	}
	for try := 0; ; try++ {
		name := prefix + decimal(sysRandom()) + suffix
		f, err := OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		if IsExist(err) && try < 10000 {
			continue
		}
		return f, err
	}
}

// MkdirTemp creates a new directory in dir, or TempDir, and returns its name, which comes from pattern.
func MkdirTemp(dir, pattern string) (string, error) {
	prefix, suffix, err := temporaryName("mkdirtemp", dir, pattern)
	if err != nil {
		return "", err
	}
	for try := 0; ; try++ {
		name := prefix + decimal(sysRandom()) + suffix
		err := Mkdir(name, 0700)
		if err == nil {
			return name, nil
		}
		if IsExist(err) && try < 10000 {
			continue
		}
		if IsNotExist(err) {
			if dir == "" {
				dir = TempDir()
			}
			if _, err := Stat(dir); IsNotExist(err) {
				return "", err // names dir, not the name made up in it
			}
		}
		return "", err
	}
}

// DirFS returns the file system of the tree at dir.
func DirFS(dir string) fs.FS { return dirFS(dir) }

type dirFS string

func (d dirFS) join(op, name string) (string, error) {
	if d == "" {
		return "", &PathError{Op: op, Path: name, Err: errors.New("os: DirFS with empty root")}
	}
	if !fs.ValidPath(name) {
		return "", &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	return string(d) + "/" + name, nil
}

// relative makes the path of an error relative to the tree.
func relative(err error, name string) error {
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

func (d dirFS) Open(name string) (fs.File, error) {
	full, err := d.join("open", name)
	if err != nil {
		return nil, err
	}
	f, err := Open(full)
	if err != nil {
		return nil, relative(err, name)
	}
	return f, nil
}

func (d dirFS) ReadFile(name string) ([]byte, error) {
	full, err := d.join("readfile", name)
	if err != nil {
		return nil, err
	}
	b, err := ReadFile(full)
	return b, relative(err, name)
}

func (d dirFS) ReadDir(name string) ([]DirEntry, error) {
	full, err := d.join("readdir", name)
	if err != nil {
		return nil, err
	}
	entries, err := ReadDir(full)
	return entries, relative(err, name)
}

func (d dirFS) Stat(name string) (fs.FileInfo, error) {
	full, err := d.join("stat", name)
	if err != nil {
		return nil, err
	}
	info, err := Stat(full)
	return info, relative(err, name)
}

func (d dirFS) Lstat(name string) (fs.FileInfo, error) {
	full, err := d.join("lstat", name)
	if err != nil {
		return nil, err
	}
	info, err := Lstat(full)
	return info, relative(err, name)
}

func (d dirFS) ReadLink(name string) (string, error) {
	full, err := d.join("readlink", name)
	if err != nil {
		return "", err
	}
	target, err := Readlink(full)
	return target, relative(err, name)
}

// CopyFS copies the file system fsys into dir, which is created if necessary. Files that exist are an error.
func CopyFS(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := dir
		if path != "." {
			target += "/" + path
		}
		if d.IsDir() {
			return MkdirAll(target, 0777)
		}
		if !d.Type().IsRegular() {
			return &PathError{Op: "CopyFS", Path: path, Err: ErrInvalid}
		}
		r, err := fsys.Open(path)
		if err != nil {
			return err
		}
		defer r.Close()
		info, err := r.Stat()
		if err != nil {
			return err
		}
		w, err := OpenFile(target, O_CREATE|O_EXCL|O_WRONLY, 0666|info.Mode()&0777)
		if err != nil {
			return err
		}
		if _, err := io.Copy(w, r); err != nil {
			w.Close()
			return &PathError{Op: "Copy", Path: target, Err: err}
		}
		return w.Close()
	})
}
