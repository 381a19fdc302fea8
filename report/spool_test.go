package report

import (
	"os"
	"runtime"
	"testing"
)

// A process that is killed must not leave its temporary file behind.
func TestSpoolHasNoName(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("open files can't be removed here")
	}
	s := spool{dir: t.TempDir()}
	s.put(1, false, &Sample{ID: "a", Text: "text"})
	s.flush()
	if left, err := os.ReadDir(s.dir); err != nil || len(left) > 0 || s.file == nil {
		t.Errorf("while texts wait there is %v (%v)", left, err)
	}
	n := 0
	if err := s.each(func(uint64) bool { return true }, func(*entry) { n++ }); err != nil || n != 1 {
		t.Errorf("%d texts came back, %v", n, err)
	}
	if err := s.close(); err != nil {
		t.Error(err)
	}
}
