package metadata_test

import (
	"fmt"

	"winnow/extract/dom"
	"winnow/extract/metadata"
)

func ExampleRead() {
	page := `<html lang="en"><title>A walk in the woods | The Ledger</title>
		<meta property="og:site_name" content="The Ledger">
		<h1>A walk in the woods</h1><p>By Jane Roe and John Doe | November 21, 2026, 5:05 PM</p>`
	var p dom.Parser
	m := metadata.Read(p.Parse([]byte(page)), "https://ledger.example/walk")
	fmt.Println(m.Title)
	fmt.Println(m.Author)
	fmt.Println(m.Date)
	fmt.Println(m.Site, m.Lang)
	// Output:
	// A walk in the woods
	// Jane Roe, John Doe
	// 2026-11-21T17:05:00
	// The Ledger en
}

func ExampleParseDate() {
	for _, line := range []string{"Thứ bảy, 21/11/2026, 17:05 (GMT+7)", "Sat Nov 21 17:05:00 UTC 2026", "3 hours ago"} {
		iso, ok := metadata.ParseDate([]byte(line))
		fmt.Println(iso, ok)
	}
	// Output:
	// 2026-11-21T17:05:00+07:00 true
	// 2026-11-21T17:05:00Z true
	//  false
}

func ExampleLanguage() {
	text := "Hội đồng nhân dân thành phố đã thông qua nghị quyết về việc trồng thêm cây xanh trên các tuyến phố."
	code, confident := metadata.Language([]byte(text), "en-US")
	fmt.Println(code, confident)
	// Output: vi true
}
