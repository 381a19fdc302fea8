package source

import "io"

// A window shows the bytes of a stream from the current position on without consuming them, so that a record can be
// judged before the position moves behind it.
type window struct {
	r      io.Reader
	buf    []byte
	pos    int   // of the current position in buf
	offset int64 // of the current position in the stream
	err    error // of the last read; what was read before it is still shown
}

// minRead is how much the window asks for at least.
const minRead = 64 << 10

// peek returns the next n bytes, fewer only when the stream ends or breaks before (see err). They are valid until the
// next call of a method.
func (w *window) peek(n int) []byte {
	if len(w.buf)-w.pos < n && w.err == nil {
		if w.pos > 0 {
			if cap(w.buf) > scratchMax && len(w.buf)-w.pos <= minRead {
				w.buf = append(make([]byte, 0, 2*minRead), w.buf[w.pos:]...) // let go of a huge record's memory
			} else {
				w.buf = w.buf[:copy(w.buf, w.buf[w.pos:])]
			}
			w.pos = 0
		}
		for len(w.buf) < n && w.err == nil {
			w.read()
		}
	}
	return w.buf[w.pos:min(w.pos+n, len(w.buf))]
}

// more returns all that is in the window after reading at least once more, unless the stream has ended.
func (w *window) more() []byte {
	w.peek(len(w.buf) - w.pos + 1)
	return w.buf[w.pos:]
}

func (w *window) read() {
	if cap(w.buf)-len(w.buf) < minRead {
		grown := make([]byte, len(w.buf), max(2*cap(w.buf), 2*minRead))
		copy(grown, w.buf)
		w.buf = grown
	}
	n, err := w.r.Read(w.buf[len(w.buf):cap(w.buf)])
	w.buf, w.err = w.buf[:len(w.buf)+n], err
}

// skip moves the position over n bytes that have been shown.
func (w *window) skip(n int) {
	w.pos += n
	w.offset += int64(n)
}
