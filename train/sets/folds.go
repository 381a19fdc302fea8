package sets

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Page names a page of a set.
type Page struct{ Set, ID string }

// ReadFolds reads dir/folds.tsv, which train/train.py --cv writes beside the models of a cross-validation: for each
// page the path of the model that did not see the page's site.
func ReadFolds(dir string) (map[Page]string, error) {
	file, err := os.Open(filepath.Join(dir, "folds.tsv"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	models := map[Page]string{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("%s: %q: want set, page, model", file.Name(), lines.Text())
		}
		models[Page{cells[0], cells[1]}] = filepath.Join(dir, cells[2])
	}
	return models, lines.Err()
}
