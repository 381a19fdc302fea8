package phrases

import "testing"

func TestPageTitle(t *testing.T) {
	for title, want := range map[string]PageKind{
		"404":                                ErrorPage,
		"404 Not Found":                      ErrorPage,
		"Example News | Error 503":           ErrorPage,
		"Page not found – The Daily Example": ErrorPage,
		"Oops!":                              ErrorPage,
		"Just a moment...":                   ErrorPage,
		"Báo Ví dụ: Không tìm thấy trang":            ErrorPage,
		"Страница не найдена":                        ErrorPage,
		"找不到页面":                                      ErrorPage,
		"Log in":                                     LoginPage,
		"ĐĂNG NHẬP - Ví dụ":                          LoginPage,
		"Before you continue":                        ConsentPage,
		"Wir über uns | Cookie-Einstellungen":        ConsentPage,
		"1984":                                       NoKind, // a book
		"Error 1979":                                 NoKind,
		"200":                                        NoKind,
		"Body of hiker not found, says police":       NoKind,
		"Why you should log in less":                 NoKind,
		"Not found in the archive: a story of files": NoKind,
		"": NoKind,
	} {
		if got := PageTitle(title); got != want {
			t.Errorf("%q: %d, want %d", title, got, want)
		}
	}
}
