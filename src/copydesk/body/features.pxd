# C types for features.py.
cimport cython

from copydesk.body.columns cimport Columns
from copydesk.body.containers cimport Box, Boxes, box_features, page_features
from copydesk.body.forest cimport Scorer
from copydesk.layout.sheet cimport Container, Dom, RawBlock
from copydesk.wording.quick cimport Quick


cdef dict _FURNITURE
cdef frozenset _HEADINGS
cdef Py_ssize_t _LONGEST_FURNITURE, _FAR
cdef double _NO_BODY


@cython.locals(container=Container, parent=Container)
cpdef tuple shape_of(RawBlock block)


cdef class _Rows:
    cdef Columns columns
    cdef Box page
    cdef Py_ssize_t count, total, page_chars, main_chars, main_depth, heading, title_article
    cdef Container title, near_title
    cdef dict seen
    cdef Py_ssize_t done, done_main, headings, ends, article_count, last_article, last_end, first_main
    cdef double[::1] row

    @cython.locals(row=cython.double[::1], columns=Columns, boxes=Boxes, page=Box)
    cdef begin(self)

    @cython.locals(links=bytearray, boxes=Boxes, values=cython.double[::1], index=Py_ssize_t, block=RawBlock, box=Box)
    cpdef margins(self, Scorer scorer)

    cdef skip(self, RawBlock block)

    @cython.locals(row=cython.double[::1], text=str, size=Py_ssize_t, density=double, bold=double, last=Py_UCS4)
    cdef own(self, Py_ssize_t index, RawBlock block)

    @cython.locals(row=cython.double[::1], columns=Columns, boxes=Boxes, last=Py_ssize_t, before=Py_ssize_t,
                   after=Py_ssize_t, ahead=Py_ssize_t, copies=Py_ssize_t, beside=RawBlock)
    cdef around(self, Py_ssize_t index, RawBlock block, Box box)

    @cython.locals(last=Py_ssize_t, near=Py_ssize_t)
    cdef Py_ssize_t near(self, Py_ssize_t index, Py_ssize_t size)

    @cython.locals(row=cython.double[::1], columns=Columns, container=Container, ahead=Py_ssize_t)
    cdef behind(self, Py_ssize_t index, RawBlock block, Box box)

    @cython.locals(row=cython.double[::1], size=Py_ssize_t)
    cdef step(self, Py_ssize_t index, RawBlock block, Box box)

    cdef double article(self, Py_ssize_t index, Box box)

    cdef double furniture(self, Py_ssize_t index, str text) except? -1

    @cython.locals(up=Py_ssize_t, down=Py_ssize_t, one=Container)
    cdef apart(self, Py_ssize_t place, Container container, Container other)
