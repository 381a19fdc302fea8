package templates

import (
	"net/netip"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// maxSite bounds the name of a site in bytes: a host name has 253 at most (RFC 1035).
const maxSite = 255

// SiteOf names the site that a page belongs to: the registrable domain, by the public suffix list, of its host (HostOf).
func SiteOf(given, address, file string) string { return registrable(HostOf(given, address, file)) }

// HostOf names the host that a page comes from: what the user's records say; else the host of the page's address; else
// the nearest directory above the file that is named like a host, as mirrors are laid out; else the directory that
// holds the file. "" where nothing is known.
func HostOf(given, address, file string) string {
	host := strings.ToLower(strings.TrimSpace(given))
	if host == "" {
		host = hostOf(address)
	}
	if host == "" && file != "" && file != "-" {
		host = ofPath(file)
	}
	return strings.ToValidUTF8(shorten(host, maxSite), "_")
}

func hostOf(address string) string {
	if !strings.Contains(address, "://") && !strings.HasPrefix(address, "//") {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
}

// registrable returns the domain that a host was registered under; the host itself where there is none.
func registrable(host string) string {
	if _, err := netip.ParseAddr(host); err == nil {
		return host
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

func ofPath(file string) string {
	dir := path.Dir(filepath.ToSlash(file))
	for d := dir; d != "." && d != "/"; d = path.Dir(d) {
		if name := strings.ToLower(path.Base(d)); isHost(name) {
			return name
		}
	}
	if dir == "." || dir == "/" {
		return ""
	}
	return strings.ToLower(path.Base(dir))
}

// isHost tells whether a name ends with a public suffix that is no default: "www.news.example.gr", not "v1.2".
func isHost(name string) bool {
	if !strings.Contains(name, ".") || strings.ContainsAny(name, " _") {
		return false
	}
	_, icann := publicsuffix.PublicSuffix(name)
	return icann
}
