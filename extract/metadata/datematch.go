package metadata

// dateAt tries the forms of a date that start at token i. It fills p.found and returns the token after the date, or
// 0 when none of them fits.
func (p *dateParser) dateAt(i int) int {
	t := &p.tokens[i]
	switch {
	case t.kind == kindNumber && t.digits == 4 && p.isYear(t.value):
		return p.yearFirst(i)
	case t.kind == kindNumber && t.digits <= 2 && t.value >= 1 && t.value <= 31:
		return p.dayOrMonthFirst(i)
	case t.kind == kindNumber && t.digits == 8 && p.short:
		if p.set(t.value/10000, t.value/100%100, t.value%100) {
			return i + 1
		}
	case t.kind == kindNumber && (t.digits == 10 || t.digits == 13) && int(t.end-t.start) == int(t.digits) && p.short && p.n == 1:
		return p.unixTime(i)
	case t.kind == kindWord && t.month != 0:
		return p.monthFirst(i)
	}
	return 0
}

func (p *dateParser) isYear(y int32) bool { return y >= p.minYear && y <= maxYear }

// set fills p.found when the three make a date.
func (p *dateParser) set(y, m, d int32) bool {
	if !p.isYear(y) || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return false
	}
	p.found = stamp{year: y, month: uint8(m), day: uint8(d), hour: -1}
	return true
}

func daysIn(y, m int32) int32 {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// at returns token i, or a token that fits nothing where the line has ended.
func (p *dateParser) at(i int) *token {
	if i < p.n {
		return &p.tokens[i]
	}
	return &endToken
}

var endToken = token{kind: 255}

// fillers steps over up to n filler words from i on.
func (p *dateParser) fillers(i, n int, roles role) int {
	for ; n > 0 && p.at(i).kind == kindWord && p.at(i).role&roles != 0 && p.at(i).month == 0; n-- {
		i++
	}
	return i
}

// near reports whether a gap can stand between the parts of one date that has a month's name.
func near(g gap) bool { return g&(gapSlash|gapColon|gapPlus) == 0 }

// yearFirst reads 2026-11-21, 2026/11/21, 2026.11.21, 2026年11月21日, 2026 November 21.
func (p *dateParser) yearFirst(i int) int {
	year, t := p.tokens[i].value, p.at(i+1)
	switch {
	case t.kind == kindYear:
		m, d := p.at(i+2), p.at(i+4)
		if m.kind == kindNumber && p.at(i+3).kind == kindMonth && d.kind == kindNumber && p.at(i+5).kind == kindDay &&
			p.set(year, m.value, d.value) {
			return i + 6
		}
	case t.kind == kindNumber && t.digits <= 2:
		d := p.at(i + 2)
		sep := t.before &^ gapSpace
		if d.kind == kindNumber && d.digits <= 2 && d.before&^gapSpace == sep &&
			(sep == gapDash || sep == gapSlash || sep == gapDot) && p.set(year, t.value, d.value) {
			return i + 3
		}
	default:
		j := p.fillers(i+1, 1, roleFiller)
		if m := p.at(j); m.kind == kindWord && m.month != 0 && near(m.before) {
			d := p.at(j + 1)
			if d.kind == kindNumber && d.digits <= 2 && near(d.before) && p.at(j+2).before&gapColon == 0 &&
				p.set(year, int32(m.month), d.value) {
				return j + 2
			}
		}
	}
	return 0
}

// dayOrMonthFirst reads 21/11/2026, 21.11.2026, 21-11-2026, 11/21/2026, 21 November 2026, 21. 11. 2026,
// 21 tháng 11 năm 2026.
func (p *dateParser) dayOrMonthFirst(i int) int {
	day, t := p.tokens[i].value, p.at(i+1)
	if p.tokens[i].before&(gapColon|gapPlus) != 0 && p.tokens[i].before&gapSpace == 0 {
		return 0 // minutes of a time
	}
	if t.kind == kindNumber && t.digits <= 2 {
		y := p.at(i + 2)
		sep := t.before &^ gapSpace
		if y.kind != kindNumber || y.before&^gapSpace != sep || sep != gapSlash && sep != gapDot && sep != gapDash {
			return 0
		}
		year := y.value
		if y.digits == 2 && p.short && sep != gapDash {
			if year += 2000; year > 2069 {
				year -= 100
			}
		} else if y.digits != 4 {
			return 0
		}
		month := t.value
		if p.swap(day, month, sep, i+3) {
			day, month = month, day
		}
		if p.set(year, month, day) {
			return i + 3
		}
		return 0
	}
	j := p.fillers(i+1, 2, roleFiller|roleOrdinal)
	m := p.at(j)
	if m.kind != kindWord || !near(m.before) {
		return 0
	}
	month := int32(m.month)
	if m.role&roleMonth != 0 {
		if month, j = p.vietnameseMonth(j + 1); month == 0 {
			return 0
		}
	} else if j++; month == 0 {
		return 0
	}
	j = p.fillers(j, 2, roleFiller)
	y := p.at(j)
	slash := y.before&gapSlash != 0 && y.before&^(gapSlash|gapSpace) == 0 // 21/Nov/2026
	if y.kind != kindNumber || !near(y.before) && !slash {
		return 0
	}
	year := y.value
	switch {
	case y.digits == 4 && year >= 2400 && year <= 2643: // the Buddhist calendar of Thai sites
		year -= 543
	case y.digits == 2 && (p.short || p.line[max(y.start-1, 0)] == '\''):
		year += 2000
	case y.digits != 4:
		return 0
	}
	if p.set(year, month, day) {
		return j + 1
	}
	return 0
}

// swap reports whether day and month of a numeric date stand in American order. next is the token after the date.
func (p *dateParser) swap(first, second int32, sep gap, next int) bool {
	switch {
	case first > 12:
		return false
	case second > 12:
		return true
	case sep != gapSlash && sep != gapDash:
		return false
	case p.order == monthFirst:
		return true
	}
	for j := next; j < min(next+5, p.n); j++ { // a 12-hour clock goes with the month first
		if t := &p.tokens[j]; t.kind == kindWord && t.role&(roleAM|rolePM) != 0 && t.end-t.start == 2 &&
			p.tokens[j-1].kind == kindNumber && p.line[t.start+1]|0x20 == 'm' {
			return true
		}
	}
	return false
}

// vietnameseMonth reads the month after "tháng": a number or a numeral.
func (p *dateParser) vietnameseMonth(i int) (month int32, next int) {
	t := p.at(i)
	if t.kind == kindNumber && t.digits <= 2 {
		return t.value, i + 1
	}
	if t.kind != kindWord {
		return 0, i
	}
	month = int32(p.numeral(i))
	if month == 10 {
		if n := p.numeral(i + 1); n == 1 || n == 2 {
			return 10 + int32(n), i + 2
		}
	}
	return month, i + 1
}

func (p *dateParser) numeral(i int) uint8 {
	t := p.at(i)
	if t.kind != kindWord {
		return 0
	}
	var folded [16]byte
	n := 0
	for _, r := range string(p.line[t.start:t.end]) {
		if n+4 > len(folded) {
			return 0
		}
		n += copy(folded[n:], string(lower(r)))
	}
	return viNumerals[string(folded[:n])]
}

// monthFirst reads November 21, 2026; Nov. 21st 2026; Nov 21 17:05:00 GMT 2026.
func (p *dateParser) monthFirst(i int) int {
	month, d := int32(p.tokens[i].month), p.at(i+1)
	if d.kind != kindNumber || d.digits > 2 || d.value < 1 || d.value > 31 || d.before&(gapSlash|gapColon) != 0 {
		return 0
	}
	j := p.fillers(i+2, 2, roleFiller|roleOrdinal)
	y := p.at(j)
	if y.kind == kindNumber && y.digits <= 2 && p.at(j+1).before == gapColon { // a time stands before the year
		if s, next := p.timeAt(j); next > 0 {
			for k := next; k < min(next+3, p.n); k++ {
				if t := &p.tokens[k]; t.kind == kindNumber && t.digits == 4 && t.before == gapSpace && p.set(t.value, month, d.value) {
					p.found.hour, p.found.min, p.found.sec = s.hour, s.min, s.sec
					p.found.hasZone, p.found.zulu, p.found.offset = s.hasZone, s.zulu, s.offset
					return k + 1
				}
			}
		}
		return 0
	}
	if y.kind != kindNumber || !near(y.before) {
		return 0
	}
	year := y.value
	if y.digits == 2 && p.line[max(y.start-1, 0)] == '\'' {
		year += 2000
	} else if y.digits != 4 {
		return 0
	}
	if p.set(year, month, d.value) {
		return j + 1
	}
	return 0
}

// unixTime reads seconds or milliseconds since 1970, as data attributes and fields hold them.
func (p *dateParser) unixTime(i int) int {
	t := &p.tokens[i]
	var seconds int64
	for _, c := range p.line[t.start : t.start+10] {
		seconds = seconds*10 + int64(c-'0')
	}
	days := seconds / 86400
	y, m, d := civil(days)
	if !p.set(y, m, d) {
		return 0
	}
	rest := seconds % 86400
	p.found.hour, p.found.min, p.found.sec = int8(rest/3600), int8(rest/60%60), int8(rest%60)
	p.found.hasZone, p.found.zulu = true, true
	return i + 1
}

// civil turns days since 1970-01-01 into a date (H. Hinnant, chrono-compatible low-level date algorithms).
func civil(days int64) (y, m, d int32) {
	z := days + 719468
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = int32(doy - (153*mp+2)/5 + 1)
	m = int32(mp + 3)
	if m > 12 {
		m -= 12
	}
	y = int32(yoe + era*400)
	if m <= 2 {
		y++
	}
	return y, m, d
}
