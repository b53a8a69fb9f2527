package fstest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"
	"testing/iotest"
)

// TestFS tests an implementation of a file system: it walks the tree and checks that files, directories and the optional
// interfaces of package fs agree with one another, and that the expected files are there; none expected means that fsys
// has to be empty. It returns an error that lists everything wrong.
func TestFS(fsys fs.FS, expected ...string) error {
	if err := testFS(fsys, expected...); err != nil {
		return err
	}
	// One directory is tested as a file system of its own.
	for _, name := range expected {
		dir, _, found := strings.Cut(name, "/")
		if !found {
			continue
		}
		var inside []string
		for _, name := range expected {
			if rest, ok := strings.CutPrefix(name, dir+"/"); ok {
				inside = append(inside, rest)
			}
		}
		sub, err := fs.Sub(fsys, dir)
		if err != nil {
			return err
		}
		if err := testFS(sub, inside...); err != nil {
			return fmt.Errorf("testing fs.Sub(fsys, %s): %w", dir, err)
		}
		return nil
	}
	return nil
}

func testFS(fsys fs.FS, expected ...string) error {
	t := fsTester{fsys: fsys}
	t.checkDir(".")
	t.checkOpen(".")
	found := map[string]bool{}
	for _, name := range append(t.dirs, t.files...) {
		found[name] = true
	}
	delete(found, ".")
	if len(expected) == 0 && len(found) > 0 {
		var list []string
		for name := range found {
			list = append(list, name)
		}
		sort.Strings(list)
		if len(list) > 15 {
			list = append(list[:10], "...")
		}
		t.errorf("expected empty file system but found files:\n%s", strings.Join(list, "\n"))
	}
	for _, name := range expected {
		if !found[name] {
			t.errorf("expected but not found: %s", name)
		}
	}
	if len(t.errors) == 0 {
		return nil
	}
	return fmt.Errorf("TestFS found errors:\n%w", errors.Join(t.errors...))
}

type fsTester struct {
	fsys   fs.FS
	errors []error
	dirs   []string
	files  []string
}

func (t *fsTester) errorf(format string, args ...any) {
	t.errors = append(t.errors, fmt.Errorf(format, args...))
}

func (t *fsTester) openDir(dir string) fs.ReadDirFile {
	f, err := t.fsys.Open(dir)
	if err != nil {
		t.errorf("%s: Open: %w", dir, err)
		return nil
	}
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		f.Close()
		t.errorf("%s: Open returned File type %T, not a fs.ReadDirFile", dir, f)
		return nil
	}
	return d
}

// checkDir checks a directory that is known to be there, and what it contains.
func (t *fsTester) checkDir(dir string) {
	t.dirs = append(t.dirs, dir)
	d := t.openDir(dir)
	if d == nil {
		return
	}
	list, err := d.ReadDir(-1)
	if err != nil {
		d.Close()
		t.errorf("%s: ReadDir(-1): %w", dir, err)
		return
	}
	prefix := dir + "/"
	if dir == "." {
		prefix = ""
	}
	for _, entry := range list {
		name := entry.Name()
		switch {
		case name == ".", name == "..", name == "":
			t.errorf("%s: ReadDir: child has invalid name: %#q", dir, name)
			continue
		case strings.Contains(name, "/"):
			t.errorf("%s: ReadDir: child name contains slash: %#q", dir, name)
			continue
		case strings.Contains(name, `\`):
			t.errorf("%s: ReadDir: child name contains backslash: %#q", dir, name)
			continue
		}
		child := prefix + name
		t.checkStat(child, entry)
		t.checkOpen(child)
		switch entry.Type() {
		case fs.ModeDir:
			t.checkDir(child)
		case fs.ModeSymlink:
			t.files = append(t.files, child) // what it leads to may be anywhere
		default:
			t.checkFile(child)
		}
	}

	if rest, err := d.ReadDir(-1); len(rest) > 0 || err != nil {
		d.Close()
		t.errorf("%s: ReadDir(-1) at EOF = %d entries, %w, wanted 0 entries, nil", dir, len(rest), err)
		return
	}
	if rest, err := d.ReadDir(1); len(rest) > 0 || err != io.EOF {
		d.Close()
		t.errorf("%s: ReadDir(1) at EOF = %d entries, %w, wanted 0 entries, EOF", dir, len(rest), err)
		return
	}
	if err := d.Close(); err != nil {
		t.errorf("%s: Close: %w", dir, err)
	}
	d.Close() // a second Close has to be harmless

	if d = t.openDir(dir); d == nil {
		return
	}
	defer d.Close()
	again, err := d.ReadDir(-1)
	if err != nil {
		t.errorf("%s: second Open+ReadDir(-1): %w", dir, err)
		return
	}
	t.checkList(dir, "first Open+ReadDir(-1) vs second Open+ReadDir(-1)", list, again)
	t.checkPieces(dir, list)

	if fsys, ok := t.fsys.(fs.ReadDirFS); ok {
		got, err := fsys.ReadDir(dir)
		if err != nil {
			t.errorf("%s: fsys.ReadDir: %w", dir, err)
			return
		}
		t.checkList(dir, "first Open+ReadDir(-1) vs fsys.ReadDir", list, got)
		t.checkSorted(dir, "fsys.ReadDir", got)
	}
	got, err := fs.ReadDir(t.fsys, dir)
	if err != nil {
		t.errorf("%s: fs.ReadDir: %w", dir, err)
		return
	}
	t.checkList(dir, "first Open+ReadDir(-1) vs fs.ReadDir", list, got)
	t.checkSorted(dir, "fs.ReadDir", got)
	t.checkGlob(dir, got)
}

// checkPieces reads the directory with one entry per call, and then two.
func (t *fsTester) checkPieces(dir string, list []fs.DirEntry) {
	d := t.openDir(dir)
	if d == nil {
		return
	}
	defer d.Close()
	var got []fs.DirEntry
	for {
		n := 1
		if len(got) > 0 {
			n = 2
		}
		part, err := d.ReadDir(n)
		if len(part) > n {
			t.errorf("%s: third Open: ReadDir(%d) after %d: %d entries (too many)", dir, n, len(got), len(part))
			return
		}
		got = append(got, part...)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.errorf("%s: third Open: ReadDir(%d) after %d: %w", dir, n, len(got), err)
			return
		}
		if len(part) == 0 {
			t.errorf("%s: third Open: ReadDir(%d) after %d: 0 entries but nil error", dir, n, len(got))
			return
		}
	}
	t.checkList(dir, "first Open+ReadDir(-1) vs third Open+ReadDir(1,2) loop", list, got)
}

func (t *fsTester) checkSorted(dir, what string, list []fs.DirEntry) {
	for i := 0; i+1 < len(list); i++ {
		if list[i].Name() >= list[i+1].Name() {
			t.errorf("%s: %s: list not sorted: %s before %s", dir, what, list[i].Name(), list[i+1].Name())
		}
	}
}

func formatEntry(entry fs.DirEntry) string {
	return fmt.Sprintf("%s IsDir=%v Type=%v", entry.Name(), entry.IsDir(), entry.Type())
}

func formatInfoEntry(info fs.FileInfo) string {
	return fmt.Sprintf("%s IsDir=%v Type=%v", info.Name(), info.IsDir(), info.Mode().Type())
}

func formatInfo(info fs.FileInfo) string {
	return fmt.Sprintf("%s IsDir=%v Mode=%v Size=%d ModTime=%v", info.Name(), info.IsDir(), info.Mode(), info.Size(), info.ModTime())
}

// checkGlob checks Glob, where the file system has it, with a pattern that some of the names in dir match.
func (t *fsTester) checkGlob(dir string, list []fs.DirEntry) {
	fsys, ok := t.fsys.(fs.GlobFS)
	if !ok {
		return
	}
	// Each element of dir becomes a pattern for itself alone.
	glob := ""
	if dir != "." {
		elements := strings.Split(dir, "/")
		for i, e := range elements {
			var pattern []rune
			for j, r := range e {
				switch {
				case r == '*' || r == '?' || r == '\\' || r == '[' || r == '-':
					pattern = append(pattern, '\\', r)
				case (i+j)%5 == 0:
					pattern = append(pattern, r)
				case (i+j)%5 == 1:
					pattern = append(pattern, '[', r, ']')
				case (i+j)%5 == 2:
					pattern = append(pattern, '[', r, '-', r, ']')
				case (i+j)%5 == 3:
					pattern = append(pattern, '[', '\\', r, ']')
				default:
					pattern = append(pattern, '[', '\\', r, '-', '\\', r, ']')
				}
			}
			elements[i] = string(pattern)
		}
		glob = strings.Join(elements, "/") + "/"
	}
	if _, err := fsys.Glob(glob + "nonexist/[]"); err == nil {
		t.errorf("%s: Glob(%#q): bad pattern not detected", dir, glob+"nonexist/[]")
	}
	// A letter that some names have and others have not.
	c := rune('a')
	for ; c <= 'z'; c++ {
		have, haveNot := false, false
		for _, d := range list {
			if strings.ContainsRune(d.Name(), c) {
				have = true
			} else {
				haveNot = true
			}
		}
		if have && haveNot {
			break
		}
	}
	if c > 'z' {
		c = 'a'
	}
	glob += "*" + string(c) + "*"
	var want []string
	for _, d := range list {
		if strings.ContainsRune(d.Name(), c) {
			want = append(want, path.Join(dir, d.Name()))
		}
	}
	names, err := fsys.Glob(glob)
	if err != nil {
		t.errorf("%s: Glob(%#q): %w", dir, glob, err)
		return
	}
	if !sort.StringsAreSorted(names) {
		t.errorf("%s: Glob(%#q): unsorted output:\n%s", dir, glob, strings.Join(names, "\n"))
		sort.Strings(names)
	}
	if problems := difference(want, names); problems != nil {
		t.errorf("%s: Glob(%#q): wrong output:\n%s", dir, glob, strings.Join(problems, "\n"))
	}
}

// difference compares sorted lists of names.
func difference(want, have []string) (problems []string) {
	for len(want) > 0 || len(have) > 0 {
		switch {
		case len(want) > 0 && len(have) > 0 && want[0] == have[0]:
			want, have = want[1:], have[1:]
		case len(want) > 0 && (len(have) == 0 || want[0] < have[0]):
			problems = append(problems, "missing: "+want[0])
			want = want[1:]
		default:
			problems = append(problems, "extra: "+have[0])
			have = have[1:]
		}
	}
	return problems
}

// checkStat checks that all ways to ask about a file agree with the directory's entry.
func (t *fsTester) checkStat(path string, entry fs.DirEntry) {
	file, err := t.fsys.Open(path)
	if err != nil {
		t.errorf("%s: Open: %w", path, err)
		return
	}
	info, err := file.Stat()
	file.Close()
	if err != nil {
		t.errorf("%s: Stat: %w", path, err)
		return
	}
	// A link's entry is about the link, the rest about what it leads to.
	link := entry.Type()&fs.ModeSymlink != 0
	fentry, finfo := formatEntry(entry), formatInfo(info)
	if fi := formatInfoEntry(info); fentry != fi && !link {
		t.errorf("%s: mismatch:\n\tentry = %s\n\tfile.Stat() = %s", path, fentry, fi)
	}
	einfo, err := entry.Info()
	if err != nil {
		t.errorf("%s: entry.Info: %w", path, err)
		return
	}
	feinfo := formatInfo(einfo)
	if link {
		if fe := formatInfoEntry(einfo); fentry != fe {
			t.errorf("%s: mismatch\n\tentry = %s\n\tentry.Info() = %s\n", path, fentry, fe)
		}
	} else if feinfo != finfo {
		t.errorf("%s: mismatch:\n\tentry.Info() = %s\n\tfile.Stat() = %s\n", path, feinfo, finfo)
	}
	info2, err := fs.Stat(t.fsys, path)
	if err != nil {
		t.errorf("%s: fs.Stat: %w", path, err)
		return
	}
	if f := formatInfo(info2); f != finfo {
		t.errorf("%s: fs.Stat(...) = %s\n\twant %s", path, f, finfo)
	}
	if fsys, ok := t.fsys.(fs.StatFS); ok {
		info2, err := fsys.Stat(path)
		if err != nil {
			t.errorf("%s: fsys.Stat: %w", path, err)
			return
		}
		if f := formatInfo(info2); f != finfo {
			t.errorf("%s: fsys.Stat(...) = %s\n\twant %s", path, f, finfo)
		}
	}
}

// checkList checks that two listings of a directory agree, whatever their order.
func (t *fsTester) checkList(dir, what string, list1, list2 []fs.DirEntry) {
	old := map[string]fs.DirEntry{}
	checkMode := func(entry fs.DirEntry) {
		if entry.IsDir() != (entry.Type()&fs.ModeDir != 0) {
			if entry.IsDir() {
				t.errorf("%s: ReadDir returned %s with IsDir() = true, Type() & ModeDir = 0", dir, entry.Name())
			} else {
				t.errorf("%s: ReadDir returned %s with IsDir() = false, Type() & ModeDir = ModeDir", dir, entry.Name())
			}
		}
	}
	for _, e := range list1 {
		old[e.Name()] = e
		checkMode(e)
	}
	var diffs []string
	for _, e := range list2 {
		before := old[e.Name()]
		if before == nil {
			checkMode(e)
			diffs = append(diffs, "+ "+formatEntry(e))
			continue
		}
		if formatEntry(before) != formatEntry(e) {
			diffs = append(diffs, "- "+formatEntry(before), "+ "+formatEntry(e))
		}
		delete(old, e.Name())
	}
	for _, e := range old {
		diffs = append(diffs, "- "+formatEntry(e))
	}
	if len(diffs) == 0 {
		return
	}
	sort.Slice(diffs, func(i, j int) bool { return diffs[i][2:]+diffs[i][:1] < diffs[j][2:]+diffs[j][:1] })
	t.errorf("%s: diff %s:\n\t%s", dir, what, strings.Join(diffs, "\n\t"))
}

// checkFile checks that all ways to read a file give the same.
func (t *fsTester) checkFile(file string) {
	t.files = append(t.files, file)
	f, err := t.fsys.Open(file)
	if err != nil {
		t.errorf("%s: Open: %w", file, err)
		return
	}
	data, err := io.ReadAll(f)
	if err != nil {
		f.Close()
		t.errorf("%s: Open+ReadAll: %w", file, err)
		return
	}
	if err := f.Close(); err != nil {
		t.errorf("%s: Close: %w", file, err)
	}
	f.Close() // a second Close has to be harmless

	if fsys, ok := t.fsys.(fs.ReadFileFS); ok {
		got, err := fsys.ReadFile(file)
		if err != nil {
			t.errorf("%s: fsys.ReadFile: %w", file, err)
			return
		}
		t.checkRead(file, "ReadAll vs fsys.ReadFile", data, got)
		for i := range got {
			got[i]++ // the caller owns what it got
		}
		if got, err = fsys.ReadFile(file); err != nil {
			t.errorf("%s: second call to fsys.ReadFile: %w", file, err)
			return
		}
		t.checkRead(file, "Readall vs second fsys.ReadFile", data, got)
		t.checkBadPath(file, "ReadFile", func(name string) error { _, err := fsys.ReadFile(name); return err })
	}
	got, err := fs.ReadFile(t.fsys, file)
	if err != nil {
		t.errorf("%s: fs.ReadFile: %w", file, err)
		return
	}
	t.checkRead(file, "ReadAll vs fs.ReadFile", data, got)

	if f, err = t.fsys.Open(file); err != nil {
		t.errorf("%s: second Open: %w", file, err)
		return
	}
	defer f.Close()
	if err := iotest.TestReader(f, data); err != nil {
		t.errorf("%s: failed TestReader:\n\t%s", file, strings.ReplaceAll(err.Error(), "\n", "\n\t"))
	}
}

func (t *fsTester) checkRead(file, what string, data1, data2 []byte) {
	if !bytes.Equal(data1, data2) {
		t.errorf("%s: %s: different data returned\n\t%q\n\t%q", file, what, data1, data2)
	}
}

// checkOpen checks that Open rejects invalid forms of a valid name.
func (t *fsTester) checkOpen(file string) {
	t.checkBadPath(file, "Open", func(file string) error {
		f, err := t.fsys.Open(file)
		if err == nil {
			f.Close()
		}
		return err
	})
}

func (t *fsTester) checkBadPath(file, what string, open func(string) error) {
	bad := []string{"/" + file, file + "/."}
	if file == "." {
		bad = append(bad, "/")
	}
	if i := strings.IndexByte(file, '/'); i >= 0 {
		bad = append(bad, file[:i]+"//"+file[i+1:], file[:i]+"/./"+file[i+1:], file[:i]+`\`+file[i+1:], file[:i]+"/../"+file)
	}
	if i := strings.LastIndexByte(file, '/'); i >= 0 {
		bad = append(bad, file[:i]+"//"+file[i+1:], file[:i]+"/./"+file[i+1:], file[:i]+`\`+file[i+1:], file+"/../"+file[i+1:])
	}
	for _, b := range bad {
		if err := open(b); err == nil {
			t.errorf("%s: %s(%s) succeeded, want error", file, what, b)
		}
	}
}
