package metadata

import (
	"math/bits"
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		text, hint, want string
		confident        bool
	}{
		{"Hội đồng nhân dân thành phố đã thông qua nghị quyết về việc trồng thêm cây xanh trên các tuyến phố trong năm nay, và sẽ có một khoản kinh phí cho công việc này.", "", "vi", true},
		{"The council voted on Monday to plant more trees along the river, and it will pay for the work with money that was set aside for roads.", "", "en", true},
		{"Der Rat hat am Montag beschlossen, mehr Bäume an der Straße zu pflanzen, und das Geld dafür ist in diesem Jahr schon da.", "", "de", true},
		{"Рада в понедельник решила, что на улицах города будет больше деревьев, и это не всё, что для этого было сделано.", "", "ru", true},
		{"Рада в понеділок вирішила, що на вулицях міста буде більше дерев, і це не все, що для цього було зроблено та оплачено.", "", "uk", true},
		{"Το δημοτικό συμβούλιο αποφάσισε να φυτέψει δέντρα.", "", "el", true},
		{"Rada postanowiła, że w tym roku na ulicach miasta będzie więcej drzew, ale nie wiadomo, jak i kiedy to się stanie oraz co z tego wyniknie.", "", "pl", true},
		{"市议会星期一决定在河边多种树木。", "", "zh", true},
		{"市議会は月曜日に川沿いに木を植えることを決めた。", "", "ja", true},
		{"시의회는 월요일에 강변에 나무를 더 심기로 했다.", "", "ko", true},
		// what the page declares is believed where the text does not speak clearly against it
		{"Apple iPhone 17 Pro 256 GB", "de", "de", false},
		{"Apple iPhone 17 Pro 256 GB", "de-AT", "de", false},
		{"Byrådet har på mandag besluttet at plante flere træer, og det er ikke det eneste, der skal ske i byen til næste år.", "no", "no", true},
		{"The council voted on Monday to plant more trees along the river, and it will pay for the work with money that was set aside for roads.", "vi", "en", true},
		{"市议会星期一决定在河边多种树木。", "en-US", "zh", true},
		{"Kraków 2026", "xx", "xx", false},
		// nothing to go by
		{"", "", "", false},
		{"12345 67890", "", "", false},
		{"12345 67890", "fr_FR", "fr", false},
	} {
		got, confident := Language([]byte(c.text), c.hint)
		if got != c.want || confident != c.confident {
			t.Errorf("Language(%.40q, %q) = %q, %v; want %q, %v", c.text, c.hint, got, confident, c.want, c.confident)
		}
	}
}

// Only the beginning of a text counts, so that a long one costs no more.
func TestLanguageSample(t *testing.T) {
	english := strings.Repeat("it was the best of times and it was the worst of times ", 20)
	german := strings.Repeat("es war die beste Zeit und es war die schlechteste Zeit ", 2000)
	if got, _ := Language([]byte(english+german), ""); got != "en" {
		t.Errorf("got %q", got)
	}
}

func TestFunctionWords(t *testing.T) {
	if len(functionWords) > 64 {
		t.Fatalf("%d languages do not fit into 64 bits", len(functionWords))
	}
	all := map[string]bool{}
	for i, row := range functionWords {
		for word := range strings.FieldsSeq(row.words) {
			if word != strings.ToLower(word) {
				t.Errorf("%q is not in lower case", word)
			}
			set := wordLanguages.of([]byte(word))
			if set>>i&1 == 0 {
				t.Errorf("%q is not found as a word of %s", word, row.code)
			}
			if bits.OnesCount64(set) > 24 {
				t.Errorf("%q stands with %d languages and tells nothing", word, bits.OnesCount64(set))
			}
			all[word] = true
		}
	}
	if 2*len(all) > len(wordLanguages.short) {
		t.Errorf("%d words in a table of %d", len(all), len(wordLanguages.short))
	}
	for _, word := range []string{"xyzzy", "the ", "th", "unterseeboote"} {
		if set := wordLanguages.of([]byte(word)); set != 0 {
			t.Errorf("%q is taken for a word of languages %b", word, set)
		}
	}
}

func TestLanguageCode(t *testing.T) {
	for tag, want := range map[string]string{"en": "en", "en-US": "en", "vi_VN": "vi", "ZH-hans": "zh", "fil": "fil",
		"": "", "e": "", "english": "", "x-default": "", "-": ""} {
		if got := languageCode([]byte(tag)); got != want {
			t.Errorf("languageCode(%q) = %q, want %q", tag, got, want)
		}
	}
}

func FuzzLanguage(f *testing.F) {
	f.Add([]byte("Hội đồng nhân dân"), "vi")
	f.Add([]byte("it''''''''''''''''''''''''''''''''''''''''''s"), "")
	f.Add([]byte("𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇'𠀈"), "") // fills the buffer of a word to its last byte
	f.Add([]byte("\xff\xfe漢字"), "ja_JP")
	f.Fuzz(func(t *testing.T, text []byte, hint string) {
		code, sure := Language(text, hint)
		if again, _ := Language(text, hint); again != code || sure && code == "" {
			t.Errorf("Language(%q, %q) = %q, %v, then %q", text, hint, code, sure, again)
		}
	})
}
