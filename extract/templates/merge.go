package templates

import (
	"cmp"
	"container/heap"
	"errors"
	"fmt"
	"io"
	"os"
)

// Merge adds up files of templates: the bytes that come out are those that one pass over the pages of all of them
// gives. They must come from the same models.
func Merge(out io.Writer, names []string) error {
	info, err := ReadInfo(names[0])
	if err != nil {
		return err
	}
	w := NewWriter(out, info)
	if err := mergeFiles(w, names, info.Models); err != nil {
		return err
	}
	return w.Close()
}

// ReadInfo reads the description of a file.
func ReadInfo(name string) (Info, error) {
	f, err := os.Open(name)
	if err != nil {
		return Info{}, err
	}
	defer func() { _ = f.Close() }()
	r, err := newReader(f)
	if err != nil {
		return Info{}, fmt.Errorf("%s: %w", name, err)
	}
	return r.info, nil
}

// cursor is a file at one of its entries.
type cursor struct {
	*reader
	name string
	file *os.File
	entry
}

// cursors are a heap, the least entry on top.
type cursors []*cursor

func (c cursors) Len() int      { return len(c) }
func (c cursors) Swap(i, j int) { c[i], c[j] = c[j], c[i] }
func (c cursors) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(c[i].site, c[j].site), c[i].before(&c[j].entry)) < 0
}
func (c *cursors) Push(x any) { *c = append(*c, x.(*cursor)) }
func (c *cursors) Pop() any {
	old := *c
	last := old[len(old)-1]
	*c = old[:len(old)-1]
	return last
}

// mergeFiles writes the sums of the entries of sorted files.
func mergeFiles(w *Writer, names []string, models string) (err error) {
	var open cursors
	defer func() {
		for _, c := range open {
			err = errors.Join(err, c.file.Close())
		}
	}()
	for _, name := range names {
		c, openErr := openCursor(name, models)
		if openErr != nil {
			return openErr
		}
		if c != nil {
			open = append(open, c)
		}
	}
	heap.Init(&open)
	var sum entry
	site, pending := "", false
	for len(open) > 0 {
		c := open[0]
		if pending && c.site == site && sum.before(&c.entry) == 0 {
			sum.add(&c.entry)
		} else {
			if pending {
				if err := w.write(&sum); err != nil {
					return err
				}
			}
			sum, site, pending = c.entry, c.site, true
		}
		switch err := c.next(&c.entry); {
		case err == io.EOF:
			heap.Pop(&open)
			if err := c.file.Close(); err != nil {
				return err
			}
		case err != nil:
			return fmt.Errorf("%s: %w", c.name, err)
		default:
			heap.Fix(&open, 0)
		}
	}
	if pending {
		return w.write(&sum)
	}
	return nil
}

// openCursor opens a file at its first entry; nil for a file without any.
func openCursor(name, models string) (*cursor, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	c := &cursor{name: name, file: f}
	c.reader, err = newReader(f)
	if err == nil && c.info.Models != models {
		err = fmt.Errorf("learned with models %s, the others with %s", c.info.Models, models)
	}
	if err == nil {
		err = c.next(&c.entry)
	}
	if err == nil {
		return c, nil
	}
	if closeErr := f.Close(); err == io.EOF {
		return nil, closeErr
	}
	return nil, fmt.Errorf("%s: %w", name, err)
}
