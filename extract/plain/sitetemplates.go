package plain

// strayScore is the score, in thousandths, up to which a line that stands on other pages of the site is dropped by
// itself. Above it goes its way with the lines around it, as any other.
const strayScore = 300

// weigh weighs what is known of the text's site against the scores of its lines, and drops those that are sure to be
// templates: the choice of runs would keep a short one between kept lines. What else stands in a text that is clean by
// itself stays as it is, its headline too.
func (j *job) weigh(s *scratch) {
	p := j.page
	s.units = p.Units(s.units[:0], p.scores)
	s.shared = append(s.shared[:0], make([]uint32, len(s.units))...)
	if !j.opt.Site.Rescore(s.units, 0, s.shared) {
		return
	}
	for i := range s.units {
		if s.shared[i] == 0 {
			continue
		}
		alone := p.scores[i]
		p.scores[i] = s.units[i].Content
		p.lines[i].shared, p.lines[i].alone = s.shared[i], alone
		if p.scores[i] >= strayScore || alone < strayScore {
			continue
		}
		if j.clean {
			p.lines[i].drop = ruleTemplate
		} else {
			j.drop(i, ruleTemplate)
		}
	}
}
