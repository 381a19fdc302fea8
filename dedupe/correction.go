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
