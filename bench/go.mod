module winnow/bench

go 1.26.0

require (
	golang.org/x/text v0.43.0
	winnow v0.0.0
)

require (
	github.com/andybalholm/cascadia v1.3.4 // indirect
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/klauspost/compress v1.20.3 // indirect
	golang.org/x/net v0.62.0 // indirect
)

replace winnow => ../
