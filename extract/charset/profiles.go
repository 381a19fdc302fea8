package charset

// A profile is how a language looks in letters outside of ASCII: those that are common in running text, and the
// others that it uses. In lower case, most frequent first, from the languages' published letter frequencies.
type profile struct {
	lang         string
	common, rare string
}

// A candidate is an encoding that detection tries, with the languages that are written in it.
type candidate struct {
	label string
	langs []profile
	prior int // points that it has to be better by than the commonest, windows-1252
}

var (
	western = []profile{
		{"de", "üäöß", "éèàêçáôëñ"},
		{"fr", "éèàêçùô", "îûâëïœæÿ"},
		{"es", "óáíéñú", "üç"},
		{"pt", "ãçáéí", "óõêâúàôü"},
		{"it", "èàùòì", "éîáóú"},
		{"nl", "ëéï", "èöüáóêçà"},
		{"sv", "äåö", "éüàèáø"},
		{"da", "øåæ", "éäöüóèáâ"},
		{"is", "áíðéöþóæú", "ýåüø"},
		{"ca", "àéèíóç", "òúïü"},
		{"en", "é", "áíóúàèìòùâêîôûäëïöüãõñçåøæßœýÿðþšž"}, // names and loanwords of all its neighbours
	}
	central = []profile{
		{"pl", "ąęłżóś", "ćńźéöüäáč"},
		{"cs", "íáéěřčžýšů", "úťďňóöüäł"},
		{"sk", "áíčéžýšťúľ", "ňôäďóĺŕěř"},
		{"hu", "áéőöóíüűú", "äčš"},
		{"ro", "ăîâşţ", "áéöüșț"},
		{"hr", "čšžć", "đéáüö"},
	}
	turkish = []profile{{"tr", "ıişçğüö", "âîûéİ"}}
	baltic  = []profile{
		{"lt", "ėšžųįčū", "ąęéöü"},
		{"lv", "āīēšūņ", "ļžģčķōŗ"},
		{"et", "äõüö", "šžéå"},
	}
	vietnamese = []profile{{"vi", "\u0300\u0301\u0309\u0303\u0323đưôêơâă", "àáèéíóùúýìò"}}
	cyrillic   = []profile{
		{"ru", "оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъё"},
		{"uk", "оаинвтіреслкдм", "упьяйзбгчшюхжщїєцґф"},
		{"bg", "аоеитнрсвлкдпмз", "ъубячгщжхцшйюьф"},
		{"sr", "аоиенрјстувкдмп", "лзбгњћчшжљђхцџфѓќѕ"},
		{"be", "аныілеоркстдвця", "ўгзпмуйьжэшчбхюёф"},
	}
	greek  = []profile{{"el", "αοιετσνηυρπκμλως", "γδχθφβξζψάέήίόύώϊϋΐΰ"}}
	hebrew = []profile{
		{"he", "יוהלאתרבמשנם", "עדקחפגטצכזןסךףץ\u05b0\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bc"},
	}
	arabic = []profile{
		{"ar", "اليمنرتبودعسهف", "قحجكشخصطةضزذثغظئءىأإآؤ،؛؟\u064b\u064e\u0650\u0651"},
		{"fa", "ایرندهمتبوسشک", "زگلخفقپعجحچصطغئآضثذظژ\u200c،؛؟"},
	}
	thai = []profile{{"th", "านรอกเงมยลวดทสตะ่้ัี", "ปบคหแจพชขใไิุูึื็์ำโธณผศฐญฟถซภฉษฤฏฎฑฒฬฮฝฃฅฯๆๅ๊๋ํ๎๏๐๑๒๓๔๕๖๗๘๙๚๛"}}

	simplified = []profile{{"zh", "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里" +
		"用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与" +
		"长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果" +
		"加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别" +
		"打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五" +
		"基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今", ""}}
	traditional = []profile{{"zh", "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡" +
		"用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力它與" +
		"長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果" +
		"加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別" +
		"打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五" +
		"基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今台灣", ""}}
	japanese = []profile{{"ja", "ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをん" +
		"ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶー日本人年大国会中出一事者月見分", ""}}
	korean = []profile{{"ko", "이다는의에을가고은한를로서하지사도기인대정자시아리해일어나그들있으원했전수조제부보스" +
		"장라주상경공우관국안세과만소동여성구면오마비신유게것미금당선결회개중년까연적", ""}}
)

// candidates in the order in which they win a tie: the commoner encoding first. UTF-8 is among them for pages that
// would be UTF-8 but for some damage.
var candidates = []candidate{
	{UTF8, nil, 0}, // any language
	{"windows-1252", western, 0},
	{"windows-1251", cyrillic, 0},
	{"gb18030", simplified, 0},
	{"shift_jis", japanese, 0},
	{"euc-kr", korean, 0},
	{"big5", traditional, 0},
	{"euc-jp", japanese, 0},
	{"windows-1250", central, someHandicap},
	{"iso-8859-2", central, someHandicap},
	{"windows-1253", greek, someHandicap},
	{"iso-8859-7", greek, someHandicap},
	{"windows-1254", turkish, someHandicap},
	{"windows-1256", arabic, someHandicap},
	{"windows-1255", hebrew, 0},
	{"windows-1258", vietnamese, someHandicap},
	{"windows-874", thai, rareHandicap},
	{"windows-1257", baltic, someHandicap},
	{"koi8-r", cyrillic, someHandicap},
	{"koi8-u", cyrillic, someHandicap},
	{"iso-8859-5", cyrillic, rareHandicap},
	{"ibm866", cyrillic, rareHandicap},
	{"iso-8859-6", arabic, rareHandicap},
	{"iso-8859-8-i", hebrew, rareHandicap},
	{"iso-8859-4", baltic, rareHandicap},
}

// languagesOf returns the profiles of the languages that are written in an encoding, nil when detection does not know
// the encoding.
func languagesOf(name string) []profile {
	for i := range trials {
		if trials[i].enc.name == name {
			return trials[i].langs
		}
	}
	switch name {
	case "iso-8859-15", "iso-8859-14", "iso-8859-10", "macintosh":
		return western
	case "x-mac-cyrillic":
		return cyrillic
	case "iso-8859-16":
		return central
	case "iso-8859-13":
		return baltic
	case "iso-8859-3":
		return turkish
	case "iso-8859-8":
		return hebrew
	}
	return nil
}

// A script is a kind of letters that words hold one of.
type script uint8

const (
	noScript script = iota // no letter, or one that no profile is written in
	latin
	cyrillicScript
	greekScript
	eastAsian // Han, kana and Hangul: words may mix them
	arabicScript
	hebrewScript
	thaiScript
)

// scriptOf returns the script that a character outside of ASCII belongs to, by the blocks of the Unicode Standard.
func scriptOf(r rune) script {
	switch {
	case r < 0xC0 || r == '×' || r == '÷':
		if r == 'ª' || r == 'º' || r == 'µ' {
			return latin
		}
		return noScript
	case r < 0x250, r >= 0x1E00 && r < 0x1F00:
		return latin
	case r >= 0x370 && r < 0x400, r >= 0x1F00 && r < 0x2000:
		return greekScript
	case r >= 0x400 && r < 0x530:
		return cyrillicScript
	case r >= 0x5D0 && r < 0x5F0:
		return hebrewScript
	case r >= 0x620 && r < 0x6F0:
		return arabicScript
	case r >= 0xE01 && r < 0xE5C:
		return thaiScript
	case r >= 0x3041 && r < 0x3100, isSign(r), r >= 0xFF66 && r < 0xFFA0:
		return eastAsian
	}
	return noScript
}

// isSign reports characters of Chinese and syllables of Korean: too many for a profile to list.
func isSign(r rune) bool { return r >= 0x3400 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3 }
