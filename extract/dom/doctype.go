package dom

import "bytes"

// doctype handles a doctype, whose data is what stands between "<!doctype" and ">".
func (b *builder) doctype(data []byte) {
	switch b.mode {
	case modeInitial:
		b.quirks = isQuirky(data)
		b.mode = modeBeforeHTML
	case modeAfterBody:
		b.mode = modeInBody
	}
}

const spaces = " \t\r\n\f"

// isQuirky reports whether a doctype asks for quirks mode (13.2.6.4.1), in which a table doesn't close a paragraph. As
// in golang.org/x/net/html the name counts only in lower case.
func isQuirky(data []byte) bool {
	data = bytes.TrimLeft(data, spaces)
	end := bytes.IndexAny(data, spaces)
	if end < 0 {
		end = len(data)
	}
	quirks := string(data[:end]) != "html"
	rest := bytes.TrimLeft(data[end:], spaces)
	if len(rest) < len("public") {
		return quirks || len(rest) > 0
	}
	key := rest[:len("public")]
	var ids [2][]byte // public, system
	n := 0
	switch {
	case equalFold(key, "system"):
		n = 1
	case !equalFold(key, "public"):
		return true
	}
	rest = rest[len("public"):]
	for ; n < 2; n++ {
		rest = bytes.TrimLeft(rest, spaces)
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return true
		}
		ids[n], rest, _ = bytes.Cut(rest[1:], rest[:1])
	}
	if len(rest) > 0 || equalFold(ids[1], "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd") {
		return true
	}
	for _, id := range quirkyPublic {
		if len(ids[0]) >= len(id) && equalFold(ids[0][:len(id)], id) {
			return true
		}
	}
	switch public := ids[0]; {
	case equalFold(public, "-//w3o//dtd w3 html strict 3.0//en//"), equalFold(public, "html"),
		equalFold(public, "-/w3d/dtd html 4.0 transitional/en"):
		return true
	}
	return quirks
}

// quirkyPublic are the beginnings of public identifiers that mean quirks mode, from the HTML standard.
var quirkyPublic = []string{
	"+//silmaril//dtd html pro v0r11 19970101//",
	"-//as//dtd html 3.0 aswedit + extensions//",
	"-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
	"-//ietf//dtd html 2.0 level 1//",
	"-//ietf//dtd html 2.0 level 2//",
	"-//ietf//dtd html 2.0 strict level 1//",
	"-//ietf//dtd html 2.0 strict level 2//",
	"-//ietf//dtd html 2.0 strict//",
	"-//ietf//dtd html 2.0//",
	"-//ietf//dtd html 2.1e//",
	"-//ietf//dtd html 3.0//",
	"-//ietf//dtd html 3.2 final//",
	"-//ietf//dtd html 3.2//",
	"-//ietf//dtd html 3//",
	"-//ietf//dtd html level 0//",
	"-//ietf//dtd html level 1//",
	"-//ietf//dtd html level 2//",
	"-//ietf//dtd html level 3//",
	"-//ietf//dtd html strict level 0//",
	"-//ietf//dtd html strict level 1//",
	"-//ietf//dtd html strict level 2//",
	"-//ietf//dtd html strict level 3//",
	"-//ietf//dtd html strict//",
	"-//ietf//dtd html//",
	"-//metrius//dtd metrius presentational//",
	"-//microsoft//dtd internet explorer 2.0 html strict//",
	"-//microsoft//dtd internet explorer 2.0 html//",
	"-//microsoft//dtd internet explorer 2.0 tables//",
	"-//microsoft//dtd internet explorer 3.0 html strict//",
	"-//microsoft//dtd internet explorer 3.0 html//",
	"-//microsoft//dtd internet explorer 3.0 tables//",
	"-//netscape comm. corp.//dtd html//",
	"-//netscape comm. corp.//dtd strict html//",
	"-//o'reilly and associates//dtd html 2.0//",
	"-//o'reilly and associates//dtd html extended 1.0//",
	"-//o'reilly and associates//dtd html extended relaxed 1.0//",
	"-//sq//dtd html 2.0 hotmetal + extensions//",
	"-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
	"-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
	"-//spyglass//dtd html 2.0 extended//",
	"-//sun microsystems corp.//dtd hotjava html//",
	"-//sun microsystems corp.//dtd hotjava strict html//",
	"-//w3c//dtd html 3 1995-03-24//",
	"-//w3c//dtd html 3.2 draft//",
	"-//w3c//dtd html 3.2 final//",
	"-//w3c//dtd html 3.2//",
	"-//w3c//dtd html 3.2s draft//",
	"-//w3c//dtd html 4.0 frameset//",
	"-//w3c//dtd html 4.0 transitional//",
	"-//w3c//dtd html experimental 19960712//",
	"-//w3c//dtd html experimental 970421//",
	"-//w3c//dtd w3 html//",
	"-//w3o//dtd w3 html 3.0//",
	"-//webtechs//dtd mozilla html 2.0//",
	"-//webtechs//dtd mozilla html//",
}
