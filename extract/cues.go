package extract

import "strings"

// cueSet holds the cue groups that the class, id or role of an element names, a bit a group.
type cueSet uint32

// Cue groups, in the order of cueLexicon.
const (
	cueNav = iota
	cueCrumb
	cueShare
	cueComment
	cueReply
	cueRelated
	cueSide
	cueFoot
	cueHead
	cueAd
	cueModal
	cueSignup
	cueByline
	cueDate
	cueTags
	cuePager
	cueContent
	cueBody
	cueTitle
	cueLead
	cueProduct
	cueForum
	cueCaption
	cueHidden
	cueTOC
	cueCard
	cueTabs
	cueCode
	cueFilter
	cueTool
	numCues
)

// cueLexicon lists, for each group, what class names and ids of many sites have in common. A '|' stands for the
// border of a word: "|nav|" is the word nav, "|nav" begins a word, "comment" may stand anywhere; "read_more" stands
// for "readmore" and "read-more" alike. Words that mean the same in the languages of the development sets (English,
// German, French, Spanish, Polish, Vietnamese, Chinese and Russian as they are romanised) stand together, because
// class names follow the language of the people who wrote the page. Names of single sites have no place here.
var cueLexicon = [numCues]struct{ name, patterns string }{
	cueNav:     {"nav", "|nav| |navi| navbar |menu |submenu| menu| navigation |topnav |subnav |mainnav |megamenu |dropdown |hamburger |topbar| |mnav sitemap daohang |danhmuc"},
	cueCrumb:   {"crumb", "crumb |pfad| |vitri| youarehere |you_are_here"},
	cueShare:   {"share", "|share |sharing |social facebook |twitter whatsapp pinterest |addthis |addtoany linkedin telegram |follow| |follow_us |sns| |fb| |like| |chiase teilen |partage |udostepnij |fenxiang"},
	cueComment: {"comment", "comment kommentar |coment |disqus |respond| binhluan binh_luan komentarz |pinglun |opinie| |yorum |kommentti |reactie |guestbook |discussion |livefyre"},
	cueReply:   {"reply", "|reply |replies |antwort |feedback |avatar |commentlist |comment_list |comment_body |comment_text |comment_content |parentcmt |itemcomment"},
	cueRelated: {"related", "related |recommend |popular |trending |similar |suggest |mostread |most_read |most_view |mostview |readmore |read_more |see_more |seealso |see_also |alsolike |also_like |youmaylike |more| |latest |recent |next| |prev |previous |upnext |upsell |crosssell |outbrain |taboola |recirc |associated lienquan lien_quan |docthem |xemthem |docnhieu |xemnhieu |tinmoi |tin_moi |cungchuyenmuc |tinkhac |verwandt |weitere |mehr| |aehnlich |auch_interessant |similaires |alire |lesaussi |relacionad |czytaj |powiazan |zobacz |xiangguan |tuijian |remen |poleznoe |pohozh |popularn"},
	cueSide:    {"side", "sidebar |aside |side| |rail| |widget |complementary |secondary |rightcol |right_col |leftcol |left_col |right| |left| |sidecol |rechts| |seitenleiste |marginal |rightbar |leftbar |sidebox"},
	cueFoot:    {"foot", "footer |foot| |bottom |copyright |colophon |legal| |imprint |impressum |disclaimer |stopka |fuss |chantrang |bottombar |dibu"},
	cueHead:    {"head", "|header| |masthead |head| |top| |banner| |hero| |logo |kopf |topheader |pageheader |siteheader |page_header |site_header"},
	cueAd:      {"ad", "|ad| |ads| |advert |adv| |adslot |adbox |adunit |sponsor |promo |promoted |adsense |dfp| |gpt| |werbung |anzeige |reklam |publicit |quangcao |quang_cao |guanggao |commercial| |affiliate"},
	cueModal:   {"modal", "|modal |popup |overlay |dialog |lightbox |cookie |consent |gdpr |ccpa |onetrust |privacy |drawer| |tooltip |toast| |alert| |notification |notice |interstitial |offcanvas |flyout |popover"},
	cueSignup:  {"signup", "newsletter |subscri |signup |sign_up |login |signin |sign_in |register |paywall |premium| |account |optin |cta| |donate |donation |abo| |anmelde |abonn |dangky |dangnhap |membership"},
	cueByline:  {"byline", "byline |author |writer |contributor |bio| |vcard |profile |username |user| |autor |auteur |verfasser |tacgia |tac_gia |zuozhe |credits| |signature |reporter |journalist"},
	cueDate:    {"date", "|date |time| |timestamp |pubdate |published |updated |dateline |datum |posted |postmeta |post_meta |entry_meta |entrymeta |articlemeta |article_meta |article_info |articleinfo |meta| |ngay| |thoigian |riqi |shijian"},
	cueTags:    {"tags", "|tag| |tags| |taglist |tagcloud |category |categories |cat| |keyword |topic| |topics| |label |labels |badge |chips |taxonomy |schlagwort |tukhoa |tu_khoa |chude |rubrik |rubric"},
	cuePager:   {"pager", "paginat |pager |pagenav |page_nav |paging |page_numbers |wp_pagenavi |phantrang |fenye |seite|"},
	cueContent: {"content", "|content| |contents| maincontent main_content |main| |primary| |inhalt |contenu |contenido |tresc |noidung |neirong |pagecontent |page_content |article| |news| |story| |entry| |single| |blog| |post|"},
	cueBody:    {"body", "articlebody article_body articletext article_text articlecontent article_content postbody post_body postcontent post_content entrycontent entry_content storybody story_body storytext story_text newsbody news_body newstext news_text newscontent news_content newsdetail news_detail |bodytext |body_text |bodycopy |richtext |rich_text |rte| |prose| |wysiwyg |markdown |fulltext |full_text |fck |detailcontent |detail_content |contentdetail |content_detail |chitiet |chi_tiet |article__body |zhengwen |hentry |blogpost |textbody |text| |copy| |paragraph"},
	cueTitle:   {"title", "|title |headline |heading |subject| |tieude |tieu_de |titel |titre |titulo |biaoti |tytul |zagolovok"},
	cueLead:    {"lead", "|lead| |lede |teaser |sapo |intro |introduction |excerpt |summary |standfirst |subtitle |subhead |sub_title |sub_head |deck| |dek| |abstract |kicker |chapo |vorspann |zajawka |blurb |description |desc| |strap"},
	cueProduct: {"product", "|product |price |cart |shop| |buy| |sku |variant |rating |ratings |stars |swatch |quantity |checkout |basket |wishlist |addtocart |add_to_cart |specification |specs| |review |preis |precio |giohang"},
	cueForum:   {"forum", "|forum |thread |message |msg |quote| |bbcode |question |answer |vote |postbit |posttext |post_text |topic_body |topicbody |poster |signature |threadpost |messagebody |message_body"},
	cueCaption: {"caption", "caption |photo |image |img| |picture |gallery |slideshow |slider |carousel |swiper |slide| |figure |credit| |thumb |media| |bildunterschrift |legende |chuthich |anh| |video |player |tupian"},
	cueHidden:  {"hidden", "|hidden |hide |invisible |sr_only |sronly |screen_reader |screenreader |visuallyhidden |visually_hidden |offscreen |assistive |noprint |no_print |noindex |collapsed |collapse |skip |skiplink |d_none"},
	cueTOC:     {"toc", "|toc| |toc_ |tableofcontents |table_of_contents |outline| |inhaltsverzeichnis |jump |anchor |mucluc |contents_list"},
	cueCard:    {"card", "|card |cards |tile |tiles |grid |item| |items| |list| |listing |feed |loop |archive |result |results |row| |column |columns |box| |block|"},
	cueTabs:    {"tabs", "|faq |accordion |tab| |tabs| |tabpanel |tab_ |panel |toggle |expand |spoiler"},
	cueCode:    {"code", "|code| |highlight |codehilite |syntax |prettyprint |language |snippet| |hljs |sourcecode"},
	cueFilter:  {"filter", "filter |facet |sort| |sorting |refine |search |suche |suchen |recherche |busca |timkiem |sousuo |query"},
	cueTool:    {"tool", "|toolbar |tools| |print| |email| |button |btn |icon |icons |action |actions |controls |subnavi |jumpto |jump_to |breaking |ticker |live| |weather |language_switch |lang_switch |widget_area |fontsize |font_size"},
}

// The lexicon is matched by one automaton (Aho and Corasick 1975) over the bytes of class names, folded to 27
// symbols: the border of a word and a..z.
const cueSymbols = 32 // a power of two; 27 are used

type cueAutomaton struct {
	next [][cueSymbols]uint16
	hits []cueSet // groups of all patterns that end in a state
}

var cueMatcher = buildCueMatcher()

func buildCueMatcher() *cueAutomaton {
	a := &cueAutomaton{next: make([][cueSymbols]uint16, 1), hits: make([]cueSet, 1)}
	for g, group := range cueLexicon {
		for _, pattern := range strings.Fields(group.patterns) {
			a.insert(strings.ReplaceAll(pattern, "_", ""), g)
			a.insert(strings.ReplaceAll(pattern, "_", "|"), g)
		}
	}
	fail := make([]uint16, len(a.next))
	var queue []uint16
	for s := range a.next[0] {
		if to := a.next[0][s]; to != 0 {
			queue = append(queue, to)
		}
	}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		a.hits[state] |= a.hits[fail[state]]
		for s := range a.next[state] {
			back := a.next[fail[state]][s]
			if to := a.next[state][s]; to != 0 {
				fail[to] = back
				queue = append(queue, to)
			} else {
				a.next[state][s] = back
			}
		}
	}
	// Several borders in a row are one: a state that a border leads to stays.
	border := make([]bool, len(a.next))
	for state := range a.next {
		border[a.next[state][0]] = true
	}
	for state := range a.next {
		if border[state] {
			a.next[state][0] = uint16(state)
		}
	}
	return a
}

func (a *cueAutomaton) insert(pattern string, group int) {
	state := uint16(0)
	for i := range len(pattern) {
		s := cueSymbol(pattern[i])
		if a.next[state][s] == 0 {
			a.next = append(a.next, [cueSymbols]uint16{})
			a.hits = append(a.hits, 0)
			a.next[state][s] = uint16(len(a.next) - 1)
		}
		state = a.next[state][s]
	}
	a.hits[state] |= 1 << group
}

// cueBytes folds all bytes and marks small letters and capitals.
var cueBytes = func() (t [256]byte) {
	for c := range t {
		switch t[c] = cueSymbol(byte(c)); {
		case t[c] == 0:
		case c < 'a':
			t[c] |= cueUpper
		default:
			t[c] |= cueLower
		}
	}
	return t
}()

const (
	cueLower = 0x40
	cueUpper = 2 * cueLower
)

// cueSymbol folds a byte: letters to 1..26, everything else to the border of a word.
func cueSymbol(c byte) byte {
	if c |= 0x20; c >= 'a' && c <= 'z' {
		return c - 'a' + 1
	}
	return 0
}

// match returns the groups that a class or id names, and its shape: its hash (FNV-1a) without its digits, so that
// "post-17" and "post-18" are of one shape. Borders stand where anything but a letter does, and between a lower-case
// letter and a capital (camel case).
func (a *cueAutomaton) match(value []byte) (found cueSet, shape uint64) {
	next, hits := a.next, a.hits
	state, before := next[0][0], byte(0)
	shape = 14695981039346656037
	for _, c := range value {
		s := cueBytes[c]
		if before<<1&s&cueUpper != 0 {
			state = next[state][0]
			found |= hits[state]
		}
		before = s
		state = next[state][s&(cueSymbols-1)]
		found |= hits[state]
		if c-'0' > 9 {
			shape = (shape ^ uint64(c)) * 1099511628211
		}
	}
	return found | hits[next[state][0]], shape
}
