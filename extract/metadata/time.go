package metadata

import "bytes"

// timeAround looks for the time of day after the date, then before it, and widens p.from and p.to to hold it.
func (p *dateParser) timeAround() {
	if p.found.hour >= 0 {
		return
	}
	for i := p.to; i < min(p.to+5, p.n); i++ {
		t := &p.tokens[i]
		if t.kind == kindNumber {
			if s, next := p.timeAt(i); next > 0 {
				p.takeTime(s)
				p.to = next
				return
			}
			break
		}
		if t.kind == kindWord && t.role&(roleFiller|roleWeekday|roleOrdinal) == 0 && !p.isT(i) {
			break
		}
	}
	// before: the token that ends the time touches the date but for a weekday and fillers
	for i := p.from - 1; i >= max(p.from-8, 0); i-- {
		t := &p.tokens[i]
		if t.kind == kindNumber {
			for start := max(i-2, 0); start <= i; start++ { // 17:05:00 is three tokens
				if s, next := p.timeAt(start); next > i {
					p.takeTime(s)
					p.from = start
					return
				}
			}
			return
		}
		if t.kind == kindWord && t.role&(roleFiller|roleWeekday|roleZone|roleAM|rolePM) == 0 {
			return
		}
	}
}

func (p *dateParser) isT(i int) bool {
	t := &p.tokens[i]
	return t.end-t.start == 1 && p.line[t.start]|0x20 == 't' && t.before == 0
}

func (p *dateParser) takeTime(s stamp) {
	p.found.hour, p.found.min, p.found.sec = s.hour, s.min, s.sec
	p.found.hasZone, p.found.zulu, p.found.offset = s.hasZone, s.zulu, s.offset
}

// timeAt reads a time of day that starts at token i: 17:05, 17:05:30.123, 5:05 PM, 17h05, 17 giờ 05, 17時05分, then its
// zone. It returns the token after them, or 0.
func (p *dateParser) timeAt(i int) (s stamp, next int) {
	h := p.at(i)
	if h.kind != kindNumber || h.digits > 2 || h.value > 23 {
		return s, 0
	}
	sep, m := p.at(i+1), p.at(i+1)
	j := i + 2
	switch {
	case sep.kind == kindHour:
		m = p.at(i + 2)
		j = i + 3
		if m.kind != kindNumber || m.digits != 2 || m.before&^gapSpace != 0 {
			return s, 0
		}
	case sep.kind == kindNumber && (sep.before == gapColon || sep.before == gapDot && p.dottedTime(i)):
	default:
		return s, 0
	}
	if m.digits != 2 || m.value > 59 {
		return s, 0
	}
	s = stamp{hour: int8(h.value), min: int8(m.value)}
	if p.at(j).kind == kindMinute {
		j++
	}
	if t := p.at(j); t.kind == kindNumber && t.before == gapColon && t.digits == 2 && t.value <= 60 {
		s.sec = int8(min(t.value, 59)) // a leap second
		j++
		if t := p.at(j); t.kind == kindNumber && t.before == gapDot { // fractions of a second
			j++
		}
	}
	j = p.half(&s, j)
	return s, p.zone(&s, j)
}

// dottedTime reports whether 17.05 at token i is a time: only where a filler such as "kl" or "Uhr" says so.
func (p *dateParser) dottedTime(i int) bool {
	after := p.at(i + 2)
	return i > 0 && p.tokens[i-1].kind == kindWord && p.tokens[i-1].role&roleFiller != 0 && p.at(i+1).digits == 2 &&
		(after.kind != kindNumber || after.before&gapDot == 0) && p.tokens[i].before&gapDot == 0 ||
		after.kind == kindWord && bytes.EqualFold(p.line[after.start:after.end], []byte("uhr"))
}

// half reads AM or PM at token j.
func (p *dateParser) half(s *stamp, j int) int {
	t := p.at(j)
	if t.kind != kindWord || t.role&(roleAM|rolePM) == 0 || s.hour > 12 {
		// "a.m.", "p. m.": two words of one letter
		if n := p.at(j + 1); t.kind == kindWord && t.end-t.start == 1 && n.kind == kindWord && n.end-n.start == 1 &&
			p.line[n.start]|0x20 == 'm' && s.hour <= 12 {
			switch p.line[t.start] | 0x20 {
			case 'a':
				s.hour %= 12
				return j + 2
			case 'p':
				s.hour = s.hour%12 + 12
				return j + 2
			}
		}
		return j
	}
	if t.end-t.start == 1 { // "a", "p" alone
		if n := p.at(j + 1); n.kind == kindWord && n.end-n.start == 1 && p.line[n.start]|0x20 == 'm' {
			s.hour %= 12
			return j + 2
		}
		return j
	}
	if t.role&roleAM != 0 {
		s.hour %= 12
	} else {
		s.hour = s.hour%12 + 12
	}
	return j + 1
}

// zoneNames are the zone names of RFC 5322 section 4.3 and those of Europe that sites print; minutes east of UTC.
// Names that mean several zones (IST, BST, CST in Asia) are left out, so that no wrong offset is written.
var zoneNames = map[string]int16{"EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480,
	"PDT": -420, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "JST": 540, "KST": 540}

// zone reads Z, UTC, GMT+7, (GMT+07:00), +0700, +07:00 or a name at token j.
func (p *dateParser) zone(s *stamp, j int) int {
	t := p.at(j)
	k := j
	if t.kind == kindWord {
		word := p.line[t.start:t.end]
		switch {
		case t.role&roleZone != 0:
			s.hasZone, s.zulu = true, true
			j, k = j+1, j+1
			t = p.at(k)
		default:
			if len(word) <= 4 {
				if offset, ok := zoneNames[string(word)]; ok {
					s.hasZone, s.offset = true, offset
					return j + 1
				}
			}
			return j
		}
	}
	if t.kind != kindNumber || t.before&^(gapSpace|gapOther) != gapPlus && t.before&^gapSpace != gapDash {
		return j
	}
	if t.before&gapDash != 0 && t.before&gapSpace != 0 && !s.hasZone && t.digits != 4 {
		return j // "17:05 - 3 comments"
	}
	var minutes int32
	switch n := p.at(k + 1); {
	case t.digits == 4:
		minutes = t.value/100*60 + t.value%100
		k++
	case t.digits <= 2 && n.kind == kindNumber && n.before == gapColon && n.digits == 2:
		minutes = t.value*60 + n.value
		k += 2
	case t.digits <= 2 && (s.hasZone || t.digits == 2):
		minutes = t.value * 60
		k++
	default:
		return j
	}
	if minutes > 14*60 {
		return j
	}
	if t.before&gapDash != 0 {
		minutes = -minutes
	}
	s.hasZone, s.zulu, s.offset = true, minutes == 0, int16(minutes)
	return k
}

// String returns the stamp as ISO 8601, as precisely as it is known.
func (s stamp) String() string {
	var buf [25]byte
	b := append(buf[:0], byte('0'+s.year/1000), byte('0'+s.year/100%10), byte('0'+s.year/10%10), byte('0'+s.year%10))
	b = two(append(b, '-'), int(s.month))
	b = two(append(b, '-'), int(s.day))
	if s.hour < 0 {
		return string(b)
	}
	b = two(append(b, 'T'), int(s.hour))
	b = two(append(b, ':'), int(s.min))
	b = two(append(b, ':'), int(s.sec))
	switch {
	case !s.hasZone:
	case s.zulu:
		b = append(b, 'Z')
	default:
		o := int(s.offset)
		sign := byte('+')
		if o < 0 {
			sign, o = '-', -o
		}
		b = two(append(b, sign), o/60)
		b = two(append(b, ':'), o%60)
	}
	return string(b)
}

func two(b []byte, v int) []byte { return append(b, byte('0'+v/10), byte('0'+v%10)) }
