package metadata

// functionWords lists, for each language, some fifty of its commonest short words, lower case: articles, pronouns,
// prepositions, conjunctions, auxiliaries. In running text a third to a half of all words are among them, and hardly
// any of another language's. Words that two languages share stand with both. The languages of a script that serves
// one of them alone (Greek, Thai, Korean…) need no list; see scripts in language.go.
//
// At most 64 languages: each is a bit.
var functionWords = [...]struct{ code, words string }{
	// Latin
	{"en", "the of and to in is that for it with as was on are by this be at from have or an not you which but they his her has had its were been their will would can more if who what when there all about we your our my no so out up how than into he she i"},
	{"de", "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei wir ich ihr uns kann wenn was keine unter"},
	{"fr", "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou aux cette ont son nous comme mais ses leur été vous ces elle être fait sa même où deux je tout si lui bien entre aussi après sans c'est d'un qu'il l'on"},
	{"es", "de la que el en y a los del se las por un para con no una su al es lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué han nos ni contra"},
	{"pt", "de a que o e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus foi são está ser tem pelos há você esta às num nem"},
	{"it", "di che è e la il un a per in una sono non si con da del le della i dei come più lo al nel anche ma ha alla ed su questo gli delle dal ci nella essere se o dalla stato sul hanno loro tra era molto cui suo degli due fra quando dopo dell'a dell"},
	{"ca", "de la i que el a en els per les un del amb una no és al ha com més es dels va són però pel aquest seu seva ser si han també aquesta o sobre fer molt entre quan tot ja on perquè dues anys"},
	{"gl", "de a e que o en do da un unha os para con as no na por non dos máis se á ao como das é súa foi seu tamén pola polo ou pero sobre ten ata nos moi está son anos"},
	{"ro", "de și în la a cu pe care că din nu un o este pentru sunt au fi mai ce al să ca s-a sau lui ale fost după am dar prin ei cele cel cea într-o unei acest această lor până doar când foarte noi anul le îi si sa ii"},
	{"nl", "de het een en van in is dat op te zijn voor met die niet aan er om ook als dan maar bij of uit nog worden door naar heeft tot ze wordt over hij kan meer hebben was deze al geen onder je we dit waar veel zich wel zo haar onze hun moet"},
	{"af", "die van en in is het dat te vir 'n op nie wat met om was as aan ook word by hy sy uit een sal kan hulle maar deur ons dit se oor nog ek so nie"},
	{"sv", "och att i en som det är av på för med den till de inte om ett han men var jag från vi så har hade sig kan nu när man eller ska efter även vid skulle sin där hon under mot denna mycket bara finns alla också är år blir"},
	{"da", "og i at det er en til af på de for som med den der har ikke et han var om men sig fra vi kan så ved skal også eller blev mod efter være hvor over hun nu når vil sin blive havde denne man jeg kun alle meget siger år"},
	{"no", "og i det er på en som for at med til av de har ikke den et han var om men seg fra vi kan så ble ved skal også eller mot etter være hvor over hun nå når vil sin bli hadde denne man jeg bare alle mye sier dette opp ut år"},
	{"is", "og að í á er sem til við um en það með var ekki af fyrir hann þar hefur þess eru hún eftir frá því þetta ég eða verið ár úr hafa upp vera"},
	{"fi", "ja on ei että se oli kun hän myös mutta ovat tai niin joka ole kuin sen mukaan jos vain jo sekä ovat nyt olla vuoden siitä kanssa hänen mitä sitä näin siitä tämä tämän joka jotka vielä voi olisi ollut minä sitten nämä"},
	{"et", "ja on ei et see oli ka mis kui ning aga seda ta oma nagu kes või välja veel siis selle mida pole üle ma kuid olla nii aasta vaid olid küll saab selles kas"},
	{"lv", "un ir ar par no kas uz ka arī lai bet tiek to tā gan kā tas pie pēc nav vai bija šo jau vēl savu tikai gada ļoti kad tad pat var mēs viņš starp būs līdz"},
	{"lt", "ir kad į iš su yra bet tai kaip po jis o ne už apie buvo dar to tik jau metų per tačiau nuo prie savo bei ar kuris ji taip pat iki gali labai šis turi nėra ant jų"},
	{"pl", "w i z na do się nie że to jest o jak po a za od przez ale dla oraz są przy tym który ma tego co być czy już tylko jego było także jako lub ich może był też które roku nad która można bardzo jej przed pod we tak sobie"},
	{"cs", "a v se na je že s z do o to i ve k za pro jsou jako by po od který ale jsem tak nebo podle jeho které byl při co bylo také už jen která až až jak této ze mezi může před proto než bude ke pouze byla i roce však má ještě"},
	{"sk", "a v sa na je že s z do o to aj k za pre sú ako by po od ktorý ale som tak alebo podľa jeho ktoré bol pri čo bolo tiež už len ktorá až pod zo medzi môže pred preto bude ku iba bola vo však má ešte"},
	{"sl", "in je v na za se da so ki z pa tudi po bi ne kot pri še od iz do ali le lahko bo ter s kar ga jih tako že svoje bil nad ob bila tem ni kako med leta ima"},
	{"hr", "i je u na se da za su od s o a koji će ne kako što po iz kao to ili bi koje sam samo ali ima do biti bio te koja već nije prema li nakon kad tako može zbog jer više godine bila između sve"},
	{"hu", "a az és hogy nem is egy ez meg de van volt csak már mint azt ha még el szerint ezt be minden után vagy pedig ki lesz azonban fel lehet nagyon mert ezért ami amely aki során sem át magyar volna között kell itt"},
	{"tr", "ve bir bu için da de ile olarak çok daha olan en gibi sonra kadar ne o var göre ise değil ya olduğu oldu her ancak kendi tarafından iki büyük ben mi ki şey diye yeni ama veya bunu yok içinde olduğunu ilk"},
	{"az", "və bir bu üçün də ilə də olan ki daha edir isə olub görə onun çox sonra öz hər var kimi edib qeyd idi olduğunu bildirib haqqında"},
	{"sq", "të e në dhe për që me i një nga se është më nuk ka si do por ai kjo ky janë ishte kanë u edhe çdo pas gjatë tha duke ndaj deri këtë"},
	{"id", "yang dan di dengan untuk dari ini itu dalam pada tidak ke akan adalah juga tersebut oleh ada bisa sudah karena saat telah atau para lebih mereka seperti kami kita saya ia tahun bahwa orang harus hanya secara menjadi"},
	{"ms", "yang dan di untuk dengan ini dalam pada itu tidak akan kepada oleh tersebut kerana adalah telah beliau bagi katanya juga boleh ialah daripada ada iaitu mereka tahun lebih berkata supaya kita lagi orang"},
	{"tl", "ang ng sa na mga at ay ni para ito nang kung hindi si din rin siya niya may ako lang pa kay isang po naman kanyang mula ayon upang dahil ka"},
	{"vi", "và của là các cho không được những trong một có người với đã này khi để đến về từ cũng tại theo ra vào nhiều như việc phải năm trên sẽ còn đó sau làm hơn bị ông ngày tôi trước do nhưng nước thì lại nếu anh hai"},
	{"sw", "ya na wa kwa ni katika la za cha kuwa hii hiyo kama huo watu pia wake ambao lakini baada yake si huyo"},
	{"eu", "eta da ez du bat dira dute ere izan hau baina egin den zuen zen duen beste baino dela dago egiten edo"},
	{"cy", "y yr a i o yn ar mae am ei eu wedi bod gan oedd ac fod ond hefyd at gyda nid cael"},
	{"ga", "an na agus ar is a i tá le do ag go sé bhí atá sin chun seo ach ó faoi"},
	// Cyrillic
	{"ru", "и в не на что с по как это из к у за от о он его а но для бы был все так же то до или они мы если также этого при было она чтобы после года уже только во когда который еще её их без может быть со под"},
	{"uk", "і в не на що з у до та за як це від про його а для й по але було які бути він так або вже щоб також із під час року якщо після який ще тільки при більше є може через вони ми цього був її"},
	{"be", "і ў не на што з у да як гэта па за ад пра яго а для але было якія ён так або ўжо каб таксама пад года калі пасля які яшчэ толькі пры больш ёсць"},
	{"bg", "на да и в за се е от че с не са по ще това като или до който но към си има при беше го след които та бъде му само още те той най може през когато ми ни бил"},
	{"mk", "на и во да се за од е дека со не ќе што го кои ги ја по но како беше до а има или тоа при ова не само"},
	{"sr", "и је у на да се за су од о са не који ће што а као из би то или али је након због само који како"},
	{"kk", "және бұл мен үшін деп бір да де бойынша туралы болып осы еді ол бар кейін"},
	// Arabic
	{"ar", "في من على إلى أن عن التي الذي ما هذا مع هذه كان لا بعد أو بين كما قد كل خلال ذلك إن حيث لم هو قال غير كانت وقد عند"},
	{"fa", "و در به از که این را با است برای آن یک خود تا بر هم کرد شد نیز شده ها می باید اما وی یا"},
	{"ur", "کے کی میں ہے اور سے کا کو اس نے پر کہ ہیں ایک بھی نہیں تھا ہو کر گیا یہ"},
	// Devanagari
	{"hi", "के में की है और को से का ने पर कि यह हैं भी इस लिए एक नहीं कर था तो हो गया ही या"},
	{"mr", "आणि आहे या हे व तर ते आहेत की होते केली करण्यात मध्ये नाही असे झाले त्या त्यांनी"},
	{"ne", "छ र को मा लागि भने गरेको छन् पनि हो थियो यो भएको गर्न उनले"},
	// Hebrew
	{"he", "של את על לא כי הוא זה עם גם היא אני או יותר כל אבל אם היה רק בין הם"},
	{"yi", "און פון איז די אין דער צו האט דאס מיט אז נישט"},
}
