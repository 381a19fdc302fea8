package dedupe

// Config says how duplicates are found. The zero value finds exact and near duplicates, the first document of a group
// being kept.
type Config struct {
}
