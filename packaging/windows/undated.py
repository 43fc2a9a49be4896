#!/usr/bin/env python3
"""Takes the time of linking out of Windows programs, so that the same sources give the same bytes.

    undated.py PROGRAM...

The linker writes it into the header and into each entry of the debug directory, and derives the identity of the debug
information from it (PE format: "COFF File Header", "Debug Directory", and CodeView's RSDS record). All become zero.
"""
import pathlib
import struct
import sys

DEBUG = 6  # of the data directories
ENTRY = 28  # bytes of an entry of the debug directory
CODEVIEW = 2  # type of an entry


def undated(data):
    def number(at, form="<I"):
        return struct.unpack_from(form, data, at)[0]

    header = number(60) + 4
    optional = header + 20
    sections = [struct.unpack_from("<8sIIII", data, optional + number(header + 16, "<H") + 40 * i) for i in range(number(header + 2, "<H"))]

    def place(address):
        for _, _, start, size, offset in sections:
            if start <= address < start + size:
                return offset + address - start
        sys.exit("the debug directory is in no section")

    data[header + 4:header + 8] = bytes(4)
    if number(optional, "<H") != 0x20B:
        sys.exit("no 64-bit program")
    address, size = struct.unpack_from("<II", data, optional + 112 + 8 * DEBUG)
    for at in range(place(address), place(address) + size, ENTRY) if size else ():
        data[at + 4:at + 8] = bytes(4)
        if number(at + 12) == CODEVIEW:
            record = number(at + 24)
            data[record + 4:record + 20] = bytes(16)
    return data


for name in sys.argv[1:] or sys.exit(__doc__):
    path = pathlib.Path(name)
    path.write_bytes(undated(bytearray(path.read_bytes())))
