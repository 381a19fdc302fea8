package metadata

// monthNames gives the words for the twelve months in the languages whose sites print them, in lower case: full names
// in the case that a date takes (genitive in Slavic languages, Greek, Finnish, Lithuanian) and as a calendar heads
// them, then the abbreviations. Taken from the month tables of Unicode CLDR 46 (gregorian: wide and abbreviated,
// format and stand-alone); forms without accents are added where sites print them.
//
// A word that names different months in two languages stands only in the larger one's row; see monthOverrides.
var monthNames = [...]struct{ lang, names string }{
	{"en", "january february march april may june july august september october november december"},
	{"en", "jan feb mar apr may jun jul aug sep oct nov dec"},
	{"en", "- - - - - - - - sept - - -"},
	{"de", "januar februar märz april mai juni juli august september oktober november dezember"},
	{"de", "jän feber mär apr mai jun jul aug sep okt nov dez"},
	{"de", "jänner - maerz - - - - - sept - - -"},
	{"fr", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
	{"fr", "janv févr mars avr mai juin juil août sept oct nov déc"},
	{"fr", "- fevrier - - - - juill aout - - - decembre"},
	{"fr", "- fév - - - - juilt - - - - -"},
	{"es", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"},
	{"es", "ene feb mar abr may jun jul ago sept oct nov dic"},
	{"es", "- - - - - - - - setiembre - - -"},
	{"pt", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"},
	{"pt", "jan fev mar abr mai jun jul ago set out nov dez"},
	{"pt", "- - marco - - - - - - - - -"},
	{"it", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"},
	{"it", "gen feb mar apr mag giu lug ago set ott nov dic"},
	{"ca", "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre"},
	{"gl", "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro"},
	{"ro", "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"},
	{"ro", "ian - - - - iun iul - - - noi -"},
	{"nl", "januari februari maart april mei juni juli augustus september oktober november december"},
	{"nl", "- - mrt - - - - - - - - -"},
	{"sv", "januari februari mars april maj juni juli augusti september oktober november december"},
	{"da", "januar februar marts april maj juni juli august september oktober november december"},
	{"no", "januar februar mars april mai juni juli august september oktober november desember"},
	{"no", "- - - - - - - - - - - des"},
	{"is", "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember"},
	{"fi", "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta"},
	{"fi", "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu"},
	{"et", "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember"},
	{"lv", "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris"},
	{"lv", "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī"},
	{"lt", "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio"},
	{"pl", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"},
	{"pl", "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"},
	{"pl", "sty lut mar kwi maj cze lip sie wrz paź lis gru"},
	{"pl", "- - - - - - - - wrzesnia pazdziernika - -"},
	{"cs", "ledna února března dubna května června července srpna září října listopadu prosince"},
	{"cs", "leden únor březen duben květen červen červenec srpen - říjen - prosinec"},
	{"sk", "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra"},
	{"sk", "január február - apríl máj jún júl - - október - -"},
	{"sl", "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra"},
	{"hr", "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna - studenoga prosinca"},
	{"hr", "siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan - studeni prosinac"},
	{"sr", "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar"},
	{"sr", "јануар фебруар март април мај јун јул август септембар октобар новембар децембар"},
	{"hu", "január február március április május június július augusztus szeptember október november december"},
	{"hu", "- - márc ápr máj jún júl - szept okt - -"},
	{"tr", "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"},
	{"tr", "oca şub - nis - haz tem ağu eyl eki kas ara"},
	{"az", "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"},
	{"sq", "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor"},
	{"el", "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου"},
	{"el", "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος δεκέμβριος"},
	{"el", "ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ"},
	{"el", "- - μαρτ - μαϊ - - - σεπτ - - -"},
	{"el", "ιανουαριου φεβρουαριου μαρτιου απριλιου μαϊου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου"},
	{"el", "- - - - μαίου - - - - - - -"},
	{"ru", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"},
	{"ru", "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"},
	{"ru", "янв фев мар апр - июн июл авг сен окт ноя дек"},
	{"ru", "- февр - - - - - - сент - нояб -"},
	{"uk", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"},
	{"uk", "січ лют бер кві тра чер лип сер вер жов лис гру"},
	{"be", "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня"},
	{"bg", "януари февруари март април май юни юли август септември октомври ноември декември"},
	{"mk", "јануари февруари март април мај јуни јули август септември октомври ноември декември"},
	{"kk", "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"},
	{"id", "januari februari maret april mei juni juli agustus september oktober november desember"},
	{"id", "- - - - - - - agu - - - -"},
	{"ms", "januari februari mac april mei jun julai ogos september oktober november disember"},
	{"tl", "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre"},
	{"sw", "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba"},
	{"eu", "urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua"},
	{"cy", "ionawr chwefror mawrth ebrill - mehefin gorffennaf awst medi hydref tachwedd rhagfyr"},
	{"ga", "eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa - - samhain nollaig"},
	{"ar", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"},
	{"ar", "جانفي فيفري - ابريل - جوان جويلية اغسطس - اكتوبر - -"},
	{"ar", "- شباط آذار نيسان أيار حزيران تموز آب أيلول - - -"},
	{"he", "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר"},
	{"he", "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"},
	{"hi", "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर"},
	{"hi", "- फरवरी - - - - - - सितम्बर - नवम्बर दिसम्बर"},
	{"mr", "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर"},
	{"bn", "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর"},
	{"bn", "জানুয়ারী ফেব্রুয়ারী - - - - - - - - - -"},
	{"th", "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"},
}

// monthOverrides are words that mean another month than in monthNames when the page is in the given language.
var monthOverrides = map[string]map[string]uint8{
	"hr": {"listopada": 10, "listopad": 10, "lis": 10, "srp": 7, "lip": 6, "ožu": 3, "stu": 11, "kol": 8},
	"bs": {"listopada": 10, "listopad": 10},
}

// dateWords are words that stand in or around a date without being a month.
var dateWords = [...]struct {
	role  role
	words string
}{
	{roleFiller, "de del d di do da la le el the of den der dem am om på på a año del année il lo on ng ti г года год року р рік m d " +
		"ngày ngay năm nam thg día dia at um uhr kl klo à as às alle ore lúc luc vào hồi в о у at an στις ώρα την bis w dnia roku"},
	{roleMonth, "tháng thang"},
	{roleOrdinal, "st nd rd th er º ª ème e ος η"},
	{roleAM, "am sa sáng пп a"},
	{rolePM, "pm ch chiều tối"},
	{roleZone, "gmt utc z"},
	{roleWeekday, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun " +
		"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so " +
		"lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim " +
		"lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom " +
		"lunedì martedì mercoledì giovedì venerdì sabato domenica gio " +
		"segunda terça quarta quinta sexta feira seg ter qua qui sex " +
		"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag " +
		"måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag " +
		"maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai " +
		"poniedziałek wtorek środa czwartek piątek sobota niedziela " +
		"pondělí úterý středa čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa " +
		"понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс " +
		"понеділок вівторок середа четвер п'ятниця субота неділя понеделник сряда четвъртък петък събота " +
		"δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή δευ τρι τετ πεμ παρ σαβ κυρ " +
		"pazartesi salı çarşamba perşembe cuma cumartesi pazar hétfő kedd szerda csütörtök péntek szombat vasárnap " +
		"senin selasa rabu kamis jumat sabtu minggu " +
		"thứ hai ba tư năm sáu bảy chủ nhật thu bay chu nhat cn " +
		"الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت"},
}

// viNumerals are the Vietnamese words for 1 to 12 as they follow "tháng"; "mười" may be followed by "một" or "hai".
var viNumerals = map[string]uint8{"một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6,
	"bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "chạp": 12}
