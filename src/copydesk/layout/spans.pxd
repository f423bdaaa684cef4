# C types for spans.py.
cimport cython

from copydesk.wording cimport quick
from copydesk.wording.quick cimport Quick
from copydesk.layout.places cimport Lines, tag_span
from copydesk.layout.sheet cimport Edge


@cython.locals(source=str, begin=Py_ssize_t, span=tuple)
cpdef tuple place(Lines lines, str text, Edge edge, Py_ssize_t cursor)


@cython.locals(size=Py_ssize_t, end=Py_ssize_t)
cdef tuple _span_at(str source, str text, Py_ssize_t begin)


@cython.locals(place=tuple, line=Py_ssize_t, column=Py_ssize_t)
cdef tuple _span_behind(Lines lines, str text, Edge edge)


@cython.locals(start=Py_ssize_t, tag=Py_ssize_t, end=Py_ssize_t, behind=Py_ssize_t)
cdef tuple _plain_span(str source, str text, Py_ssize_t lower, bint follows)


@cython.locals(source=str, start=Py_ssize_t, last=Py_ssize_t, span=tuple)
cdef tuple _marked_span(Lines lines, str text, Edge edge)


cdef Py_ssize_t _text_start(Lines lines, parent, previous) except -2


@cython.locals(span=tuple)
cdef Py_ssize_t _start_tag_end(Lines lines, element) except -2


cdef bint _is_copy(element) except? -1


@cython.locals(end=Py_ssize_t)
cdef tuple _trim(str source, Py_ssize_t start, Py_ssize_t last)


@cython.locals(size=Py_ssize_t, at=Py_ssize_t, letter=Py_UCS4)
cpdef Py_ssize_t _run_end(str source, Py_ssize_t start) except -2


@cython.locals(size=Py_ssize_t, end=Py_ssize_t)
cpdef Py_ssize_t _behind_space(str source, Py_ssize_t start) except -2


@cython.locals(size=Py_ssize_t, length=Py_ssize_t, at=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4, end=Py_ssize_t)
cpdef bint _agree(str piece, str text) except? -1


@cython.locals(end=Py_ssize_t, at=Py_ssize_t)
cdef Py_ssize_t _markup_end(str piece, Py_ssize_t start, Py_ssize_t size) except -2


@cython.locals(letters=str, given=str, shown=str)
cdef bint _same(str piece, str text)


@cython.locals(letters=str)
cdef bint _same_seen(str source, str piece, str text)


@cython.locals(words=list, first=str, last=str, start=Py_ssize_t, end=Py_ssize_t)
cdef tuple _search(str source, str text, Py_ssize_t cursor)
