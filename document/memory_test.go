package document

import "testing"

// TestMemoryClasses goes through all sizes: classes grow with them, one by one, and waste less than a fourth.
func TestMemoryClasses(t *testing.T) {
	last, lastSize := 0, 1<<leastMemory
	for n := 0; n <= 9<<20; n++ {
		class, size := memoryClass(n)
		if size < n || n > 1<<leastMemory && 4*size > 5*n+8 {
			t.Fatalf("%d bytes take %d", n, size)
		}
		if class == last != (size == lastSize) || class < last || class > last+1 {
			t.Fatalf("%d bytes are class %d of %d, those before %d of %d", n, class, size, last, lastSize)
		}
		if n == 8<<20 && class != memoryClasses-1 {
			t.Fatalf("8 MB are class %d", class)
		}
		last, lastSize = class, size
	}
}

func TestReleaseRaw(t *testing.T) {
	lend := func(format Format, trace bool) (d *Document, m *Memory) {
		m = NewMemory(20000)
		d = &Document{Format: format, Trace: trace}
		d.SetRaw(m.Bytes, m)
		d.ReleaseRaw()
		if d.Raw != nil {
			t.Error("the bytes are still there")
		}
		return d, m
	}
	again := func(m *Memory) bool { // a pool may lose what it is given: it is asked more than once
		for range 8 {
			if next := NewMemory(19500); next == m {
				return len(next.Bytes) == 19500
			}
		}
		return false
	}
	if _, m := lend(FormatText, false); again(m) {
		t.Error("the memory of a text, whose blocks are parts of it, is used again")
	}
	if _, m := lend(FormatHTML, true); again(m) {
		t.Error("the memory of a traced page is used again")
	}
	found := false
	for range 100 {
		_, m := lend(FormatHTML, false)
		found = found || again(m)
	}
	if !found {
		t.Error("the memory of pages is not used again")
	}
}
