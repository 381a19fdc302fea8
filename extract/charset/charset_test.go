package charset

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"winnow/internal/bytekinds"
)

func TestDeclaredIn(t *testing.T) {
	tests := []struct{ page, want string }{
		{`<html><head><meta charset="utf-8">`, "utf-8"},
		{`<META CHARSET=Shift_JIS>`, "shift_jis"},
		{`<meta http-equiv="Content-Type" content="text/html; charset=windows-1258" />`, "windows-1258"},
		{`<meta content='text/html;charset = koi8-r'>`, "koi8-r"},
		{`<!-- <meta charset="big5"> --><meta charset=gbk>`, "gbk"},
		{`<?xml version="1.0" encoding='ISO-8859-2'?><html>`, "iso-8859-2"},
		{`<meta name="charsets" content="none"><meta charset=euc-kr>`, "euc-kr"},
		{`<metadata charset=big5><p>charset=big5</p>`, ""},
		{`<!-- <meta charset="big5">`, ""},
		{strings.Repeat("<p>x</p>", prescanLimit/8) + `<meta charset=big5>`, ""},
		{`<meta charset=`, ""},
		{`<`, ""},
	}
	for _, tt := range tests {
		if got := declaredIn([]byte(tt.page)); got != tt.want {
			t.Errorf("declaredIn(%.60q) = %q, want %q", tt.page, got, tt.want)
		}
	}
}

// texts are one short news text a language, with the encodings that it has been written in on the web.
var texts = []struct{ lang, encodings, text string }{
	{"de", "windows-1252 iso-8859-1", "Die Bürgermeisterin eröffnete am Samstag die neue Brücke über den Fluß; für Fußgänger führt ein schmaler Weg zurück in die Altstadt. Später hörten Gäste ein Konzert."},
	{"fr", "windows-1252", "Le maire a inauguré samedi le marché rénové où les producteurs de la région présenteront dès l’été leurs légumes. « C’était très attendu », a déclaré un élu."},
	{"es", "windows-1252", "La alcaldesa inauguró este sábado el mercado después de dos años de obras. ¿Qué cambiará? Según los vecinos, habrá más árboles y más niños en la plaza también."},
	{"sv", "windows-1252", "På lördagen öppnades den nya bron över ån. Många människor väntade redan från klockan åtta för att få gå över först, säger kommunens språkrör."},
	{"pl", "windows-1250 iso-8859-2", "W sobotę burmistrz otworzył nową kładkę nad rzeką. Mieszkańcy czekali na nią pięć lat, a pierwsi goście przyszli już o ósmej. Będzie też ścieżka dla pieszych, żeby było łatwiej."},
	{"cs", "windows-1250 iso-8859-2", "Starosta v sobotu otevřel novou lávku přes řeku. Lidé na ni čekali pět let a první návštěvníci přišli už v osm hodin ráno. Příští týden začne oprava náměstí, říká úřad."},
	{"hu", "windows-1250", "A polgármester szombaton megnyitotta az új hidat a folyó fölött. Az első látogatók már reggel nyolckor megérkeztek, és később zenét is hallgattak a téren."},
	{"tr", "windows-1254", "Belediye başkanı cumartesi günü ırmağın üzerindeki yeni köprüyü açtı. İlk ziyaretçiler sabah sekizde geldi; yağmura rağmen çocuklar köprüden koşarak geçti."},
	{"ru", "windows-1251 koi8-r iso-8859-5 ibm866", "В субботу глава города открыл новый мост через реку. Первые гости пришли уже в восемь часов утра, а вечером на площади играл оркестр."},
	{"uk", "windows-1251 koi8-u", "У суботу міський голова відкрив новий міст через річку. Перші відвідувачі прийшли вже о восьмій ранку, а ввечері на площі грав оркестр, її ґанок прикрасили."},
	{"el", "windows-1253 iso-8859-7", "Το Σάββατο ο δήμαρχος εγκαινίασε τη νέα γέφυρα του ποταμού. Οι πρώτοι επισκέπτες ήρθαν στις οκτώ το πρωί και το βράδυ έπαιξε μουσική στην πλατεία."},
	{"he", "windows-1255 iso-8859-8-i", "ראש העיר פתח בשבת את הגשר החדש מעל הנהר. המבקרים הראשונים הגיעו כבר בשמונה בבוקר ובערב ניגנה תזמורת בכיכר העיר."},
	{"ar", "windows-1256 iso-8859-6", "افتتح رئيس البلدية يوم السبت الجسر الجديد فوق النهر. وصل الزوار الأوائل في الساعة الثامنة صباحا وعزفت فرقة موسيقية في الساحة مساء."},
	{"th", "windows-874", "นายกเทศมนตรีเปิดสะพานใหม่ข้ามแม่น้ำเมื่อวันเสาร์ ผู้คนกลุ่มแรกมาถึงตั้งแต่แปดโมงเช้า และในตอนเย็นมีดนตรีที่ลานกลางเมือง"},
	{"lt", "windows-1257", "Šeštadienį meras atidarė naują tiltą per upę. Pirmieji lankytojai atėjo jau aštuntą valandą ryto, o vakare aikštėje grojo orkestras, žmonės džiaugėsi."},
	{"vi", "windows-1258", "Sa\u0301ng thư\u0301 ba\u0309y, chu\u0309 ti\u0323ch thi\u0323 xa\u0303 đa\u0303 khai trương cây câ\u0300u mơ\u0301i qua sông. Nhiê\u0300u ngươ\u0300i dân đê\u0301n tư\u0300 sơ\u0301m đê\u0309 xem."},
	{"zh", "gb18030 gbk", "星期六上午，市长在河边宣布新桥正式开放。第一批市民早上八点就来了，他们说等这座桥已经等了五年。晚上在广场上还有音乐会。"},
	{"zh-Hant", "big5", "星期六上午，市長在河邊宣布新橋正式開放。第一批市民早上八點就來了，他們說等這座橋已經等了五年。晚上在廣場上還有音樂會。"},
	{"ja", "shift_jis euc-jp iso-2022-jp", "市長は土曜日の午前、川にかかる新しい橋の開通を宣言した。最初の市民は朝八時に訪れ、五年間この橋を待っていたと話した。夜には広場でコンサートが開かれた。"},
	{"ko", "euc-kr", "시장은 토요일 오전 강을 건너는 새 다리를 열었다. 첫 방문객들은 아침 여덟 시에 도착했으며 저녁에는 광장에서 음악회가 열렸다고 시청은 전했다."},
}

func encodeAs(t testing.TB, label, text string) []byte {
	t.Helper()
	b, err := lookup(label).enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s can't hold %q: %v", label, text, err)
	}
	return b
}

// TestDetect reads each text in each of its encodings without any declaration, and under a wrong one.
func TestDetect(t *testing.T) {
	for _, tt := range texts {
		for _, label := range strings.Fields(tt.encodings) {
			raw := encodeAs(t, label, tt.text)
			for _, declared := range []string{"", "utf-8", "iso-8859-1", label, "nonsense"} {
				res := Decode(raw, Options{Transport: declared})
				if string(res.Text) != tt.text {
					t.Errorf("%s in %s declared %q: read as %s: %s", tt.lang, label, declared, res.Encoding, res.Text)
				}
				if declared == "" && res.Doubtful {
					t.Errorf("%s in %s: read as %s, doubtful", tt.lang, label, res.Encoding)
				}
			}
			if res := Decode([]byte(tt.text), Options{Transport: label}); res.Encoding != UTF8 || string(res.Text) != tt.text {
				t.Errorf("%s in UTF-8 declared %s: read as %s", tt.lang, label, res.Encoding)
			}
		}
	}
}

func TestDecode(t *testing.T) {
	const page = "<html><head><meta charset=windows-1251></head><body>Привет, мир</body></html>"
	utf16 := func(mark string, enc named, s string) string { return mark + string(encodeNamed(enc, s)) }
	tests := []struct {
		name, raw string
		opt       Options
		text, enc string
		replaced  int
		doubtful  bool
	}{
		{"empty", "", Options{}, "", UTF8, 0, false},
		{"ascii", "plain", Options{Transport: "big5"}, "plain", UTF8, 0, false},
		{"utf-8 mark", "\xEF\xBB\xBFchữ", Options{}, "chữ", UTF8, 0, false},
		{"utf-16le mark", utf16("\xFF\xFE", utf16le, "Tiếng Việt"), Options{}, "Tiếng Việt", "utf-16le", 0, false},
		{"utf-16be mark", utf16("\xFE\xFF", utf16be, "Tiếng Việt"), Options{}, "Tiếng Việt", "utf-16be", 0, false},
		{"utf-32le mark", utf16("\xFF\xFE\x00\x00", utf32le, "việt"), Options{}, "việt", "utf-32le", 0, false},
		{"utf-16le bare", utf16("", utf16le, page), Options{Markup: true}, page, "utf-16le", 0, false},
		{"utf-16be bare", utf16("", utf16be, page), Options{Markup: true}, page, "utf-16be", 0, false},
		{"utf-16le cut", utf16("\xFF\xFE", utf16le, "ab") + "c", Options{}, "ab\uFFFD", "utf-16le", 1, false},
		{"damaged utf-8", "một ngày đẹp \xC3 trời ở Hà Nội", Options{}, "một ngày đẹp \uFFFD trời ở Hà Nội", UTF8, 1, false},
		{"cut utf-8", "một ngày đẹp trời \xE1\xBB", Options{}, "một ngày đẹp trời \uFFFD", UTF8, 1, false},
		{"forced", "\xE9t\xE9", Options{Forced: "windows-1251"}, "йtй", "windows-1251", 0, false},
		{"forced over utf-8", "é", Options{Forced: "latin1"}, "Ã©", "windows-1252", 0, false},
		{"meta believed", "<meta charset=iso-8859-2><p>\xB6roda", Options{Markup: true}, "<meta charset=iso-8859-2><p>środa", "iso-8859-2", 0, false},
		{"one letter", "caf\xE9", Options{}, "café", "windows-1252", 0, true},
		{"escape but no japanese", "\x1b$ utf-8 é", Options{}, "\x1b$ utf-8 é", UTF8, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := Decode([]byte(tt.raw), tt.opt)
			if string(res.Text) != tt.text || res.Encoding != tt.enc || res.Replaced != tt.replaced || res.Doubtful != tt.doubtful {
				t.Errorf("got %q %s replaced %d doubtful %v\nwant %q %s replaced %d doubtful %v", res.Text, res.Encoding,
					res.Replaced, res.Doubtful, tt.text, tt.enc, tt.replaced, tt.doubtful)
			}
			if warned := res.Warning() != ""; warned != (tt.doubtful || tt.replaced > 0) {
				t.Errorf("Warning() = %q", res.Warning())
			}
		})
	}
}

func encodeNamed(e named, s string) []byte {
	b, err := e.enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

func TestLookup(t *testing.T) {
	for label, want := range map[string]string{"GB2312": "gb18030", "latin1": "windows-1252", " UTF8 ": UTF8, "Shift-JIS": "shift_jis"} {
		if got, ok := Lookup(label); got != want || !ok {
			t.Errorf("Lookup(%q) = %q, %v, want %q", label, got, ok, want)
		}
	}
	for _, label := range []string{"", "klingon", "utf-7", "iso-2022-cn"} {
		if got, ok := Lookup(label); ok {
			t.Errorf("Lookup(%q) = %q, want none", label, got)
		}
	}
}

func TestUTF8IsNotCopied(t *testing.T) {
	page := []byte(strings.Repeat("Hà Nội ngày nay. ", 1000))
	if n := testing.AllocsPerRun(10, func() { Decode(page, Options{Markup: true}) }); n != 0 {
		t.Errorf("%v allocations a page", n)
	}
	if res := Decode(page, Options{}); &res.Text[0] != &page[0] {
		t.Error("the text is a copy")
	}
}

func FuzzDecode(f *testing.F) {
	for _, tt := range texts {
		for _, label := range strings.Fields(tt.encodings) {
			f.Add(encodeAs(f, label, tt.text), "", label)
		}
	}
	f.Add([]byte("\xFF\xFE\x00"), "utf-16le", "utf-16be")
	f.Add([]byte("<?xml encoding='utf-16'?>\xFF"), "", "")
	f.Add([]byte("\x1b$B\x21\x1b(J\xA4"), "iso-2022-jp", "hz-gb-2312")
	f.Add([]byte("Viá»‡t â€“ isnâ\u0080\u0099t æ\u009d±äº¬ Ð¿Ñ€Ð¸"), "", "")
	f.Fuzz(func(t *testing.T, raw []byte, forced, transport string) {
		keep := bytes.Clone(raw)
		res := Decode(raw, Options{Forced: forced, Transport: transport, Markup: true})
		if !utf8.Valid(res.Text) {
			t.Errorf("invalid UTF-8 read as %s: %q", res.Encoding, res.Text)
		}
		if res.Encoding == "" || res.Replaced < 0 || !bytes.Equal(keep, raw) {
			t.Errorf("encoding %q, replaced %d, input changed %v", res.Encoding, res.Replaced, !bytes.Equal(keep, raw))
		}
		if kinds := bytekinds.Of(res.Text); forced == "" && res.Kinds != kinds {
			t.Errorf("kinds %b, want %b: %q", res.Kinds, kinds, res.Text)
		}
		if _, known := Lookup(forced); !known && isMangled(res.Text) {
			t.Errorf("still mangled: %q", res.Text)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	page := strings.Repeat("<div class=\"story-body\"><p>Sáng thứ bảy, chủ tịch thị xã đã khai trương cây cầu mới.</p></div>\n", 500)
	b.Run("utf-8", func(b *testing.B) {
		raw := []byte(page)
		b.SetBytes(int64(len(raw)))
		b.ReportAllocs()
		for b.Loop() {
			Decode(raw, Options{Markup: true})
		}
	})
	b.Run("detect", func(b *testing.B) {
		raw := encodeAs(b, "windows-1251", strings.Repeat(texts[8].text, 200))
		b.SetBytes(int64(len(raw)))
		for b.Loop() {
			Decode(raw, Options{})
		}
	})
}
