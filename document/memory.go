package document

import (
	"math/bits"
	"sync"
)

// Memory is memory that the bytes of a page lie in, and those of another page when they are no longer needed: it need not be
// cleared, nor the collector look for it, and it stays in the processor's cache.
type Memory struct {
	Bytes []byte
	class int
}

// Memory is kept by its size, four sizes from one power of two to the next: up to 16 KB first, up to 8 MB last. Larger pages
// have some of their own.
const (
	leastMemory   = 14 // 1<<14 is 16 KB
	memoryClasses = 1 + 4*9
)

var memories [memoryClasses]sync.Pool

// memoryClass returns the class of n bytes, and how many such memory has.
func memoryClass(n int) (class, size int) {
	if n <= 1<<leastMemory {
		return 0, 1 << leastMemory
	}
	power := bits.Len(uint(n - 1)) // n is at most 1<<power, and more than half of it
	step := 1 << (power - 3)
	steps := (n + step - 1) / step // 5 to 8
	return 4*(power-leastMemory-1) + steps - 4, steps * step
}

// NewMemory returns n bytes, which hold anything.
func NewMemory(n int) *Memory {
	class, size := memoryClass(n)
	if class >= memoryClasses {
		return &Memory{make([]byte, n), class}
	}
	if m, _ := memories[class].Get().(*Memory); m != nil {
		m.Bytes = m.Bytes[:n]
		return m
	}
	return &Memory{make([]byte, n, size), class}
}

// release keeps the memory for other pages.
func (m *Memory) release() {
	if m.class < memoryClasses {
		memories[m.class].Put(m)
	}
}

// SetRaw makes raw, which lies in m, the bytes of the page.
func (d *Document) SetRaw(raw []byte, m *Memory) { d.Raw, d.memory = raw, m }

// ReleaseRaw lets go of the page's bytes: nothing may be looked at any more that lies among them. Those of a traced document,
// and of a text, whose blocks are parts of it, are left to the collector.
func (d *Document) ReleaseRaw() {
	if d.memory != nil && d.Format == FormatHTML && !d.Trace {
		d.memory.release()
	}
	d.Raw, d.memory = nil, nil
}
