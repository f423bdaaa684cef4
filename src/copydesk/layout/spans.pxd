# C types for spans.py.
cimport cython

from copydesk.layout.sheet cimport RawBlock


@cython.locals(cursor=Py_ssize_t, lines=_Lines, starts=list, block=RawBlock, edge=tuple, text=str, line=Py_ssize_t,
               lower=Py_ssize_t, span=tuple)
cpdef locate(str source, list blocks, list edges)


cdef class _Lines:
    cdef str source
    cdef list starts

    @cython.locals(starts=list, source=str, last=Py_ssize_t)
    cdef Py_ssize_t start(self, Py_ssize_t number)


@cython.locals(start=Py_ssize_t, tag=Py_ssize_t, end=Py_ssize_t)
cdef tuple _plain_span(str source, str text, Py_ssize_t lower, bint follows)


@cython.locals(end=Py_ssize_t, tag=str)
cdef _plain_tag_end(str source, Py_ssize_t start)


cdef tuple _marked_span(str source, str text, tuple edge, start)


cdef tuple _trim(str source, Py_ssize_t start, Py_ssize_t last)


@cython.locals(letters=str, given=str)
cdef bint _same(str piece, str text)


@cython.locals(letters=str)
cdef bint _same_seen(str source, str piece, str text)


@cython.locals(words=list, start=Py_ssize_t, end=Py_ssize_t)
cdef tuple _search(str source, str text, Py_ssize_t cursor)
