package cli

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestArrange(t *testing.T) {
	app := newApp(strings.NewReader(""), io.Discard, io.Discard)
	for line, want := range map[string]string{
		"winnow":                                 "winnow run",
		"winnow --help":                          "winnow --help",
		"winnow --version -v":                    "winnow --version -v",
		"winnow extract -h":                      "winnow extract -h",
		"winnow help dedupe":                     "winnow help -- dedupe",
		"winnow a b":                             "winnow run -- a b",
		"winnow -v a":                            "winnow run -v -- a",
		"winnow a -j 4 b -q":                     "winnow run -j 4 -q -- a b",
		"winnow a -j4":                           "winnow run -j 4 -- a",
		"winnow -qj 4 a":                         "winnow run -q -j 4 -- a",
		"winnow a -qvj4":                         "winnow run -q -v -j 4 -- a",
		"winnow a -qv":                           "winnow run -q -v -- a",
		"winnow a -qx":                           "winnow run -qx -- a",
		"winnow -o out extract a":                "winnow extract -o out -- a",
		"winnow -o extract a":                    "winnow run -o extract -- a",
		"winnow a extract":                       "winnow run -- a extract",
		"winnow -- extract":                      "winnow run -- extract",
		"winnow dedupe -- -q -":                  "winnow dedupe -- -q -",
		"winnow - --fields=id":                   "winnow run --fields=id -- -",
		"winnow a --rejected":                    "winnow run --rejected -- a",
		"winnow a --no-such -x":                  "winnow run --no-such -x -- a",
		"winnow extr --generate-bash-completion": "winnow extr --generate-bash-completion",
	} {
		got := strings.Join(arrange(app, strings.Fields(line)), " ")
		if got != want {
			t.Errorf("%s\n  became %s\n  want   %s", line, got, want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for s, want := range map[string]int64{"1": 1, "500k": 500 << 10, "20M": 20 << 20, "1.5g": 3 << 29, "2T": 2 << 40} {
		if got, err := parseSize(s); err != nil || got != want {
			t.Errorf("%q is %d, %v; want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "M", "0", "-1k", "12Q", "NaN", "1e300", "9000000000000T"} {
		if got, err := parseSize(s); err == nil {
			t.Errorf("%q is %d; want an error", s, got)
		}
	}
}

func TestReadNames(t *testing.T) {
	for _, test := range []struct {
		list string
		null bool
		want []string
	}{
		{"a\nb c\r\n\n-d", false, []string{"a", "b c", "-d"}},
		{"a\nb\x00\x00c", true, []string{"a\nb", "c"}},
		{"", false, nil},
	} {
		got, err := readNames(strings.NewReader(test.list), test.null)
		if err != nil || !cmp.Equal(got, test.want) {
			t.Errorf("%q: %q, %v; want %q", test.list, got, err, test.want)
		}
	}
}

func TestPrintable(t *testing.T) {
	for s, want := range map[string]string{
		"Hà Nội/trang 1.html": "Hà Nội/trang 1.html",
		"\x1b[31mred\n":       `\u001b[31mred\u000a`,
		"cut \xe1\xba":        `cut \xe1\xba`,
		"\u202egpj.exe":       `\u202egpj.exe`,
	} {
		if got := printable(s); got != want {
			t.Errorf("%q is shown as %s, want %s", s, got, want)
		}
	}
}
