package charset_test

import (
	"fmt"

	"winnow/extract/charset"
)

func ExampleDecode() {
	// Russian in windows-1251 on a page that says it is Western European.
	page := append([]byte("<meta charset=iso-8859-1><p>"), 0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, ',', ' ', 0xEC, 0xE8, 0xF0)
	res := charset.Decode(page, charset.Options{Markup: true})
	fmt.Println(res.Encoding, string(res.Text))
	// Output: windows-1251 <meta charset=iso-8859-1><p>Привет, мир
}
