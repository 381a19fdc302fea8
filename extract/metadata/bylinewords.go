package metadata

// bylineLabels are the words that stand before an author's name, lower case, in the languages whose sites print them.
// The longest that fits is taken off; a colon may follow each. labelWords are the first words of all of them, and
// labelStarts is a bit set that tells by the first three bytes (see triple) whether a text can begin with a label.
var bylineLabels, labelWords, labelStarts = makeLabels()

// bylineLabelRows holds bylineLabels as rows per language. Labels of photographers, editors and reviewers are not
// among them, they name others than the author; notAuthors has those.
var bylineLabelRows = [...]struct{ lang, labels string }{
	{"en", "by|written by|posted by|published by|article by|story by|words by|text by|this post was written by|article written by|post written by|story written by|this article was written by|authored by|recipe by|review by|reported by|contributed by|submitted by|" +
		"started by|created by|asked by|added by|blog by|post by|a post by|an article by|about the author|author|authors|" +
		"author(s)|writer|writers|thread starter|topic starter|original poster|contributor|contributors|guest post by"},
	{"de", "von|verfasst von|geschrieben von|erstellt von|veröffentlicht von|ein beitrag von|ein artikel von|ein kommentar von|" +
		"ein gastbeitrag von|gastbeitrag von|kommentar von|artikel von|text von|text|autor|autorin|autoren|autor/in|autor:in|" +
		"autor*in|verfasser|verfasserin|eingestellt von|gepostet von|über den autor|über die autorin|redakteur|redakteurin"},
	{"fr", "par|écrit par|rédigé par|publié par|posté par|un article de|texte de|propos recueillis par|auteur|auteurs|auteure|autrice"},
	{"es", "por|escrito por|publicado por|redactado por|un artículo de|texto de|autor|autora|autores"},
	{"pt", "por|escrito por|publicado por|postado por|autor|autora|autores|texto de|texto"},
	{"it", "di|scritto da|pubblicato da|postato da|a cura di|articolo di|testo di|autore|autrice|autori"},
	{"nl", "door|geschreven door|geplaatst door|auteur|auteurs|tekst"},
	{"sv", "av|skriven av|skrivet av|publicerad av|text|författare|skribent"},
	{"no", "av|skrevet av|publisert av|tekst|forfatter|journalist"},
	{"da", "af|skrevet af|tekst|forfatter"},
	{"fi", "kirjoittanut|kirjoittaja|teksti|toimittaja"},
	{"pl", "autor|autorka|autorzy|napisał|napisała|napisane przez|opublikowane przez|dodał|dodała|tekst|przez|rozmawiał|rozmawiała"},
	{"cs", "autor|autorka|autoři|napsal|napsala|text|píše"},
	{"hu", "írta|szerző|szerzők"},
	{"ro", "de|scris de|publicat de|autor|autori"},
	{"tr", "yazan|yazar|haber"},
	{"ru", "автор|авторы|автор статьи|автор текста|текст|опубликовал|опубликовала|написал|написала"},
	{"uk", "автор|автори|авторка|текст"},
	{"bg", "автор|автори|от"},
	{"el", "γράφει ο|γράφει η|του|της|γράφει|γράφουν|επιμέλεια|κείμενο|συντάκτης|από τον|από την|από"},
	{"id", "oleh|penulis|ditulis oleh|reporter|laporan"},
	{"vi", "tác giả|bài viết của|bài viết|người viết|bài|bài và ảnh|thực hiện|viết bởi|đăng bởi|bởi|phóng viên|pv|biên soạn"},
	{"zh", "作者|责任编辑|责编|文|文/|記者|记者|本报记者|撰文|撰稿"},
	{"ja", "文|著者|執筆者|執筆|筆者|取材・文|ライター"},
	{"ko", "글|글쓴이|작성자"},
	{"ar", "بقلم|كتب|كتبت|الكاتب|إعداد"},
	{"he", "מאת"},
}

// notAuthors are words that name somebody else's part in a page, or nobody, when they begin a line that stands where a
// name could.
var notAuthors = [...]string{"photo", "foto", "image", "bild", "reviewed by", "medically reviewed", "fact checked", "fact-checked",
	"edited by", "illustration", "ảnh", "view all", "all posts", "more by", "more from", "read more", "follow", "see all", "last edited",
	"last updated", "updated", "published", "posted in", "posted on", "share", "subscribe", "comment", "copyright", "about", "meet ",
	"join ", "articles by", "sign up", "log in", "sign in", "login", "powered by", "sponsored", "advert", "contact", "quelle", "source", "mehr ", "alle ", "translated by",
	"zeige alle", "zum profil", "anmelden", "abmelden", "registrier", "neues passwort", "passwort", "show all", "voir ", "afficher",
	"impressum", "kontakt", "newsletter", "cookie", "datenschutz", "lesezeit", "tiempo de lectura", "no author", "no comments",
	"xem thêm", "đăng nhập", "theo dõi", "chia sẻ", "bình luận", "all rights"}

// placeholders are account names that systems give to nobody in particular; as an author they say nothing.
var placeholders = map[string]bool{"admin": true, "administrator": true, "webmaster": true, "wp-admin": true, "user": true,
	"root": true, "anonymous": true, "guest": true, "unknown": true, "none": true, "null": true, "undefined": true, "n/a": true,
	"author": true, "authors": true, "autor": true, "tác giả": true, "test": true, "default": true, "by": true, "von": true,
	"editor": true, "super user": true, "website": true, "false": true, "true": true, "system": true, "name": true, "contributor": true,
	"contributors": true, "author name": true, "topic author": true, "first name": true, "last name": true, "login": true, "link": true, "via": true,
	"youtube": true, "facebook": true, "twitter": true, "linkedin": true, "instagram": true, "pinterest": true, "bluesky": true,
	"mastodon": true, "email": true, "e-mail": true, "home": true, "blog": true, "menu": true, "member login": true, "username": true, "profile": true, "avatar": true, "bio": true, "the author": true}

// groups are the words in small letters that the names of groups end in ("The Currency editors").
var groups = map[string]bool{"team": true, "staff": true, "editors": true, "editor": true, "contributors": true, "writers": true,
	"newsroom": true, "reporters": true, "redaktion": true, "desk": true, "correspondent": true, "agencies": true, "wire": true}

// roleWords are words that make a part of a byline a role or an office rather than a name.
var roleWords = map[string]bool{"editor": true, "reporter": true, "writer": true, "director": true, "manager": true, "founder": true,
	"co-founder": true, "ceo": true, "cto": true, "cmo": true, "chair": true, "professor": true, "journalist": true, "correspondent": true,
	"contributor": true, "officer": true, "president": true, "expert": true, "specialist": true, "analyst": true, "head": true,
	"strategist": true, "consultant": true, "author": true, "staff": true, "producer": true, "columnist": true, "educators": true,
	"redakteur": true, "redakteurin": true, "chefredakteur": true, "chefredakteurin": true, "autor": true, "autorin": true,
	"geschäftsführer": true, "geschäftsführerin": true, "korrespondent": true, "korrespondentin": true, "journalistin": true,
	"pressesprecher": true, "leiter": true, "leiterin": true, "rédacteur": true, "rédactrice": true, "redactor": true, "periodista": true,
	"dpa": true, "afp": true, "reuters": true, "ap": true, "apa": true, "ttxvn": true}
