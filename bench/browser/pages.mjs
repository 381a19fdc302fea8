// What the pages of the test hold: texts that attack, and a corpus that looks like one.

// attack is a text that tries to become markup, script, a style sheet, an address or a reference, wherever it may land.
export const attack = [
  `<script>window.broken=1;alert(1)</script>`,
  `</script><script>window.broken=2</script>`,
  `<img src=x onerror="window.broken=3">`,
  `<img src="http://attack.invalid/pixel.png"><link rel=stylesheet href="http://attack.invalid/a.css">`,
  `"><svg onload=window.broken=4>`,
  `' autofocus onfocus='window.broken=5`,
  `</style><style>body{display:none}*{background:url(http://attack.invalid/b.png)}</style>`,
  `</title></textarea></iframe></details></summary><h1 id=attack>taken over</h1>`,
  `<a href="javascript:window.broken=6">a link</a> javascript:window.broken=7`,
  `<iframe srcdoc="<script>top.broken=8</script>"></iframe><meta http-equiv=refresh content="0;url=http://attack.invalid/">`,
  `<form action="http://attack.invalid/"><input autofocus onfocus="window.broken=9"></form><base href="http://attack.invalid/">`,
  `{{.Code}} \${window.broken=10} <%= 1 %> &lt;script&gt;window.broken=11&lt;/script&gt; <!-- --!> <![CDATA[ ]]>`,
  `\u202eevil\u202c \u2028 \u0000 \ufeff <math><mtext><style><img src onerror=window.broken=12></style></mtext></math>`,
].join(" ");

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;").replace(/\0/g, "");

// hostile are pages whose every visible part attacks, and one whose markup does.
export function hostile() {
  const part = escape(attack);
  const body = (n) => Array.from({ length: 6 }, (_, i) =>
    `<p>The harbour master said on day ${n} that paragraph ${i} of the notice holds more than twenty words of plain text, and then this: ${part}</p>`).join("\n");
  const page = (n, extra = "") => `<!doctype html><html lang="en"><head><title>${part}</title>
<meta property="og:url" content="https://attack.invalid/${n}?${part}"><meta name="author" content="${part}"><meta property="og:site_name" content="${part}">
</head><body><nav class="${part}"><ul><li><a href="javascript:window.broken=20">${part}</a></li><li>Home</li><li>News</li><li>Sport</li></ul></nav>
<main class="${part}"><article><h1>${part}</h1>${body(n)}${extra}</article></main></body></html>`;
  const raw = `<!doctype html><html><head><title>Raw markup</title><script>window.broken=30;top.broken=30</script><style>@import "http://attack.invalid/c.css";</style>
<meta http-equiv="refresh" content="0;url=http://attack.invalid/"><base href="http://attack.invalid/"></head>
<body onload="top.broken=31" style="background:url(http://attack.invalid/d.png)"><article><h1>Raw markup</h1>
${Array.from({ length: 5 }, (_, i) => `<p onclick="top.broken=32">Paragraph ${i} of a page whose markup itself attacks the reader, with more than enough words to be kept as text. ${attack.replace(/\0/g, "")}</p>`).join("\n")}
<video src="http://attack.invalid/v.mp4" autoplay></video><object data="http://attack.invalid/o"></object><embed src="http://attack.invalid/e">
<svg><script>top.broken=33</script><use href="http://attack.invalid/s.svg#a"/></svg></article></body></html>`;
  return { "one.html": page(1), "two.html": page(2), "near.html": page(1, "<p>The notice of day 1 was taken down again at noon, said the harbour master.</p>"),
    "copy.html": page(2), "raw.html": raw, "empty.html": `<title>${part}</title>` };
}

// random returns a generator of numbers 0..1 (mulberry32), so that the pictures are the same each time.
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const syllables = ("An Bình Cầu Đông Giang Hải Khê Lam Minh Nam Phú Quang Sơn Tân Thủy Trà Vân Xuân Yên Hòa " +
  "Arle Brack Crow Dun Elm Fen Gar Holm Isk Kell Low Mere Nor Oak Pel Rud Stone Tarn Ull Wick").split(" ");

const languages = {
  vi: {
    sites: ["baocuasong.example", "tinmienbien.example", "thoisu.vankhe.example", "songhau.example"],
    who: ["Ủy ban xã", "Ông Trần Đức Lâm", "Ban quản lý bến tàu", "Hợp tác xã muối", "Bà Nguyễn Thị Sương", "Đội cứu hộ đường thủy", "Trường tiểu học Vân Khê"],
    does: ["cho biết sẽ mở lại", "đã khởi công", "đề nghị tạm dừng", "hoàn thành", "xin thêm vốn cho", "kiểm tra", "bàn giao"],
    what: ["cây cầu gỗ qua sông", "tuyến đò đêm", "khu chợ cá", "con đường ven đê", "trạm bơm số ba", "nhà văn hóa xóm Đông", "kho lúa cũ"],
    when: ["từ sáng thứ hai", "trước mùa mưa", "vào cuối tháng", "sau 18 tháng chờ đợi", "trong quý tới", "khi nước rút"],
    near: ["gần", "cách", "dọc theo", "đối diện", "phía bắc"],
    why: ["để dân đi lại thuận tiện hơn", "vì nước lên nhanh hơn dự báo", "do thiếu người làm", "nhằm giữ chân du khách", "sau nhiều kiến nghị của bà con"],
  },
  en: {
    sites: ["valleycourier.example", "stonebridge-post.example"],
    who: ["The parish council", "The ferry company", "A group of parents", "The harbour master", "The county library"],
    does: ["said it would reopen", "has started work on", "wants to put off", "has finished", "asked for money for", "handed over"],
    what: ["the night ferry", "the footbridge at Low Haven", "the old grain store", "the bus to Brackwell", "the tidal pool"],
    when: ["from Monday morning", "before the winter", "by the end of the month", "after eighteen months", "next spring"],
    near: ["near", "beyond", "across from", "north of"],
    why: ["because too few people knew of it", "so that children can walk to school", "since the water rises faster than forecast", "after a long dispute about noise"],
  },
  de: {
    sites: ["altenroder-bote.example"],
    who: ["Der Gemeinderat", "Die Bücherei von Altenrode", "Ein Verein aus der Nachbarschaft", "Das Wasserwerk"],
    does: ["eröffnet wieder", "baut seit gestern an", "verschiebt", "beantragt Geld für"],
    what: ["die Brücke am Mühlgraben", "das Freibad", "den Lesesaal im Erdgeschoss", "die Buslinie nach Norden"],
    when: ["am Montag", "vor dem Winter", "bis zum Monatsende", "nach anderthalb Jahren"],
    near: ["nahe", "hinter", "gegenüber", "nördlich von"],
    why: ["damit der Schulweg sicherer wird", "weil das Wasser schneller steigt als vorhergesagt", "obwohl Personal fehlt"],
  },
};

// corpus are pages as JSON lines: articles of several sites in three languages, copies of agencies' texts, cut ones, and
// pages that hold none.
export function corpus(count, seed = 2026) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const name = () => pick(syllables) + " " + pick(syllables).toLowerCase() + " " + pick(syllables);
  // Names in every sentence, so that two articles are not one in other words.
  const sentence = (l) => `${pick(l.who)} ${pick(l.does)} ${pick(l.what)} ${name()} ${pick(l.when)} ${pick(l.why)}, ${pick(l.near)} ${name()} ${1 + Math.floor(next() * 900)} ${name()}.`;
  const paragraph = (l, n) => Array.from({ length: n }, () => sentence(l)).join(" ");
  const lines = [], agency = [];
  for (let i = 0; i < count; i++) {
    const lang = next() < 0.68 ? "vi" : next() < 0.7 ? "en" : "de";
    const l = languages[lang], site = l.sites[Math.floor(next() ** 1.8 * l.sites.length)];
    let title = `${pick(l.who)} ${pick(l.does)} ${pick(l.what)}`;
    let paragraphs = Array.from({ length: 2 + Math.floor(14 * next() ** 2.2) }, () => paragraph(l, 2 + Math.floor(3 * next())));
    const copies = agency.filter((a) => a.lang === lang);
    if (copies.length && next() < 0.17) {
      const a = copies[Math.floor(next() ** 3 * copies.length)]; // a few are copied very often
      title = a.title;
      paragraphs = a.paragraphs.slice();
      if (next() < 0.6) paragraphs[paragraphs.length - 1] += " " + (lang === "vi" ? "Theo TTXVN." : lang === "de" ? "Das meldete die Agentur." : "The agency reported it first.");
      if (next() < 0.4) paragraphs[0] = paragraphs[0].replace(/\d+/, "12");
    } else if (paragraphs.length > 4) agency.push({ lang, title, paragraphs });
    const kind = next();
    const month = Math.floor(18 * Math.sqrt(next())), date = new Date(Date.UTC(2025, 5 + month, 1 + Math.floor(next() * 28))).toISOString().slice(0, 10);
    const menu = `<header><nav><ul>${Array.from({ length: 12 }, () => `<li><a href="/">${pick(l.what)}</a></li>`).join("")}</ul></nav></header>`;
    const more = `<aside class="related"><h3>${lang === "vi" ? "Tin liên quan" : "Related"}</h3><ul>${Array.from({ length: 8 }, () => `<li><a href="/">${pick(l.who)} ${pick(l.does)} ${pick(l.what)}</a></li>`).join("")}</ul></aside>`;
    const foot = `<footer><p>© 2026 ${site}</p><p><a href="/">RSS</a> <a href="/">Facebook</a></p></footer>`;
    let body = `<main><article><h1>${title}</h1>${paragraphs.map((p) => `<p>${p}</p>`).join("")}</article></main>`;
    if (kind < 0.035) body = `<div id="app"></div>`;
    const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title} - ${site}</title>${next() < 0.9 ? `<meta property="article:published_time" content="${date}">` : ""}</head><body>${kind < 0.035 ? body : menu + body + more + foot}</body></html>`;
    lines.push(JSON.stringify({ id: `${site.split(".")[0]}-${seed}-${i}`, url: `https://${site}/${date.slice(0, 7)}/${i}.html`, html }));
  }
  return lines.join("\n") + "\n";
}
