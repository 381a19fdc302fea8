package source

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	pqformat "github.com/parquet-go/parquet-go/format"
)

// The library makes room for the directory of a file, for the lists in it and for a page of a column before it has read
// them, by what the lengths before them say: up to 4 GiB, which a few hundred bytes may claim; and it follows structures
// in structures as deep as they go. So lengths and depth are looked at beforehand.

// What a directory may hold. Parquet's own definition nests eight deep (https://github.com/apache/parquet-format, the
// Thrift file); a thousand row groups of a hundred columns have some 400,000 structures.
const (
	directoryDepth   = 32
	directoryStructs = 1 << 20
)

// checkFooter returns an error where the directory at the end of a file can't be as long as the file says.
func checkFooter(file io.ReaderAt, size, limit int64) error {
	var end [8]byte // the directory's length, and a mark
	if size < int64(len("PAR1")+len(end)) {
		return io.ErrUnexpectedEOF
	}
	if _, err := file.ReadAt(end[:], size-int64(len(end))); err != nil {
		return err
	}
	switch length := int64(binary.LittleEndian.Uint32(end[:4])); {
	case string(end[4:]) == "PARE":
		return errors.New("the file is encrypted")
	case length > size-int64(len("PAR1")+len(end)):
		return io.ErrUnexpectedEOF
	case length > limit:
		return tooLarge("bytes of directory", limit)
	default:
		directory := make([]byte, length)
		if _, err := file.ReadAt(directory, size-int64(len(end))-length); err != nil {
			return err
		}
		var protocol thrift.CompactProtocol
		structs := directoryStructs
		return checkThrift(protocol.NewReaderFromBytes(directory), thrift.STRUCT, directoryDepth, &structs)
	}
}

var errDirectory = fmt.Errorf("directory: %w", parquet.ErrCorrupted)

// checkThrift reads over a value and returns an error where it ends too early, is deeper than depth or has more
// structures than are left. Every item of a list takes a byte at least, so a list costs no more than what is there.
func checkThrift(r thrift.Reader, t thrift.Type, depth int, structs *int) (err error) {
	if depth == 0 || *structs == 0 {
		return errDirectory
	}
	switch t {
	case thrift.STRUCT:
		*structs--
		for {
			field, err := r.ReadField()
			if err != nil || field.Type == thrift.STOP {
				return err
			}
			if field.Type == thrift.TRUE || field.Type == thrift.FALSE {
				continue // the type is the value
			}
			if err := checkThrift(r, field.Type, depth-1, structs); err != nil {
				return err
			}
		}
	case thrift.LIST, thrift.SET:
		list, err := r.ReadList()
		for i := int32(0); i < list.Size && err == nil; i++ {
			err = checkThrift(r, list.Type, depth-1, structs)
		}
		return err
	case thrift.MAP:
		pairs, err := r.ReadMap()
		for i := int32(0); i < pairs.Size && err == nil; i++ {
			if err = checkThrift(r, pairs.Key, depth-1, structs); err == nil {
				err = checkThrift(r, pairs.Value, depth-1, structs)
			}
		}
		return err
	case thrift.TRUE, thrift.FALSE:
		_, err = r.ReadBool()
	case thrift.I8:
		_, err = r.ReadInt8()
	case thrift.I16:
		_, err = r.ReadInt16()
	case thrift.I32:
		_, err = r.ReadInt32()
	case thrift.I64:
		_, err = r.ReadInt64()
	case thrift.DOUBLE:
		_, err = r.ReadFloat64()
	case thrift.BINARY:
		_, err = r.ReadBytes()
	default:
		err = errDirectory
	}
	return err
}

// pageHeaderBytes bounds the header of a column's page. It holds some thirty bytes of numbers, and statistics: the
// smallest and the largest value, which writers cut off after some dozens of bytes.
const pageHeaderBytes = 64 << 10

// recordsPerPage is how many of the largest records a page of a column may take. Writers close a page after 1 MiB, but
// look only after every so many rows (https://arrow.apache.org/docs/cpp/api/formats.html, data_pagesize and
// write_batch_size), so pages of long texts come out much larger.
const recordsPerPage = 4

var errSharedPages = errors.New("columns or row groups share pages")

// checkPages reads the headers of the pages of a column chunk and returns an error where one of them states what cannot
// be, or a size over the limits. rows are those of the row group; left is how many bytes of the file are in no page yet: a
// directory that names the same pages again and again would have them read as often.
func checkPages(file io.ReaderAt, chunk *pqformat.ColumnMetaData, rows int64, left *int64, limits *Limits) (err error) {
	defer recovered(&err)
	at := chunk.DataPageOffset
	if chunk.DictionaryPageOffset != 0 {
		at = chunk.DictionaryPageOffset
	}
	end := at + chunk.TotalCompressedSize
	if at < 0 || end < at {
		return errors.New("a column has no place in the file")
	}
	head := make([]byte, 512) // enough for all but a few headers
	for at < end {
		n, size, err := readPageHeader(file, head[:512], at, end, rows, limits)
		for room := 1024; err != nil && room <= pageHeaderBytes; room *= 2 { // so that it costs what it has
			head = slices.Grow(head[:0], room)
			n, size, err = readPageHeader(file, head[:room], at, end, rows, limits)
		}
		if err != nil {
			return err
		}
		at += n + size
		if *left -= n + size; *left < 0 {
			return errSharedPages
		}
	}
	return nil
}

// readPageHeader reads the header that stands at a place; it returns the bytes of the header and of the page behind it.
func readPageHeader(file io.ReaderAt, head []byte, at, end, rows int64, limits *Limits) (n, size int64, err error) {
	read, err := file.ReadAt(head[:min(int64(len(head)), end-at)], at)
	if err != nil && err != io.EOF {
		return 0, 0, err
	}
	var protocol thrift.CompactProtocol
	r := protocol.NewReaderFromBytes(head[:read])
	var h pqformat.PageHeader
	if err := thrift.NewDecoder(r).Decode(&h); err != nil {
		return 0, 0, fmt.Errorf("header of a page: %w", err)
	}
	values := max(h.DataPageHeader.V.NumValues, h.DataPageHeaderV2.V.NumValues)
	n, size = int64(r.BytesRead()), int64(h.CompressedPageSize)
	switch unpacked := int64(h.UncompressedPageSize); {
	case size < 0 || size > end-at-n || unpacked < 0 || int64(values) > rows:
		return 0, 0, fmt.Errorf("a page of %d values, %d bytes: %w", values, size, parquet.ErrCorrupted)
	case unpacked > recordsPerPage*limits.RecordBytes:
		return 0, 0, tooLarge("bytes in a page of a column", recordsPerPage*limits.RecordBytes)
	case unpacked/limits.Ratio > size+pageHeaderBytes:
		return 0, 0, tooLarge("bytes for one compressed byte", limits.Ratio)
	}
	return n, size, nil
}
