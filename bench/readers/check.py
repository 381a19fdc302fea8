"""Checks winnow against other people's readers and writers of the same formats.

    check.py WINNOW PAGES    WINNOW is the program, PAGES a directory of pages to make articles of
"""

import pathlib
import sys
import tempfile

import tables
import warc


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, pages = (pathlib.Path(arg).resolve() for arg in sys.argv[1:])
    for name, check in ("tables", lambda d: tables.check(program, pages, d)), ("warc", lambda d: warc.check(program, d)):
        print(name)
        with tempfile.TemporaryDirectory() as scratch:
            check(pathlib.Path(scratch))


if __name__ == "__main__":
    main()
