package metadata

// languageCode returns the language subtag of a BCP 47 tag or of a locale ("en-US", "vi_VN") in lower case; "" when
// there is none.
func languageCode(tag []byte) string {
	var code [3]byte
	n := 0
	for _, c := range tag {
		if !isLetter(c) {
			break
		}
		if n == len(code) {
			return ""
		}
		code[n] = c | 0x20
		n++
	}
	if n < 2 {
		return ""
	}
	return string(code[:n])
}
