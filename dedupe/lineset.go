package dedupe

// lineSet is a set of line hashes that is emptied at no cost.
type lineSet struct {
	hash []uint64
	gen  []uint32
	now  uint32
	n    int
}

func (s *lineSet) reset() {
	s.now++
	s.n = 0
	if s.now == 0 || s.hash == nil {
		s.hash, s.gen, s.now = make([]uint64, 1024), make([]uint32, 1024), 1
	}
}

// add reports whether h was in the set already.
func (s *lineSet) add(h uint64) bool {
	if 2*s.n >= len(s.hash) {
		old, gen, now := s.hash, s.gen, s.now
		*s = lineSet{hash: make([]uint64, 2*len(old)), gen: make([]uint32, 2*len(old)), now: 1}
		for i, x := range old {
			if gen[i] == now {
				s.add(x)
			}
		}
	}
	mask := uint64(len(s.hash) - 1)
	for p := h & mask; ; p = (p + 1) & mask {
		if s.gen[p] != s.now {
			s.hash[p], s.gen[p] = h, s.now
			s.n++
			return false
		}
		if s.hash[p] == h {
			return true
		}
	}
}
