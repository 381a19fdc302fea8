package dedupe

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// corrections open the title of a text that takes the place of an earlier one: agencies' slugs and newspapers' marks.
var corrections = []string{
	"CORRECTED", "CORRECTION", "CORRECTS", "UPDATE", "UPDATED", "REFILE", "WRITETHRU",
	"CẬP NHẬT", "ĐÍNH CHÍNH", "KORREKTUR", "BERICHTIGUNG", "AKTUALISIERT", "CORRIGÉ", "MISE À JOUR", "CORREGIDO",
	"ACTUALIZACIÓN", "ACTUALIZADO", "CORREÇÃO", "ATUALIZAÇÃO", "RETTELSE", "ИСПРАВЛЕНО", "ОБНОВЛЕНО",
}

// isCorrection reports whether a title opens with one of these marks, set apart from what follows: in capitals, or
// followed by a colon, a dash, a bracket or a number ("UPDATE 2-Shares fall", "[Cập nhật] Giá vàng"), so that "Update
// your passport" is none.
func isCorrection(title string) bool {
	title = strings.TrimLeftFunc(title, func(r rune) bool { return !unicode.IsLetter(r) })
	if !opensLikeCorrection(title) {
		return false
	}
	const longest = 24
	head := title[:min(len(title), 2*longest)]
	upper := strings.ToUpper(head)
	for _, mark := range corrections {
		if !strings.HasPrefix(upper, mark) || len(upper) != len(head) {
			continue
		}
		rest := strings.TrimLeft(title[len(mark):], " \u00a0")
		r, _ := utf8.DecodeRuneInString(rest)
		if len(rest) < len(title)-len(mark) || !unicode.IsLetter(r) {
			return strings.ContainsRune(":-–—)]|/", r) || unicode.IsDigit(r) ||
				strings.HasPrefix(head, mark) && !isAllUpper(title)
		}
	}
	return false
}

// opensLikeCorrection reports whether one of the marks may begin with the two bytes that a title begins with: all but one
// title in a hundred are told by that.
func opensLikeCorrection(title string) bool {
	if len(title) < 2 {
		return false
	}
	if title[0] >= utf8.RuneSelf {
		return correctionLeads[title[0]]
	}
	seconds := correctionStarts[title[0]&31]
	if title[1] >= utf8.RuneSelf {
		return seconds&otherLetter != 0
	}
	return seconds>>(title[1]&31)&1 != 0
}

// correctionStarts has, by the first letter of a mark in ASCII, a bit for each second one, and one for all others.
var correctionStarts = func() (starts [32]uint32) {
	for _, mark := range corrections {
		switch {
		case mark[0] >= utf8.RuneSelf:
		case mark[1] >= utf8.RuneSelf:
			starts[mark[0]&31] |= otherLetter
		default:
			starts[mark[0]&31] |= 1 << (mark[1] & 31)
		}
	}
	return starts
}()

const otherLetter = 1 // no letter of ASCII has this bit

// correctionLeads has the first bytes of marks, in capitals and in small letters.
var correctionLeads = func() (leads [256]bool) {
	for _, mark := range corrections {
		leads[mark[0]], leads[strings.ToLower(mark)[0]] = true, true
	}
	return leads
}()

// isAllUpper reports whether text has letters, and all of its cased letters are capitals.
func isAllUpper(text string) bool {
	letters := false
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsUpper(r)
	}
	return letters
}
