# C types for copies.py.
cimport cython

from copydesk.body.compare cimport Comparison


cdef bint _LETTERS_ARE_FAST


cdef class _Search:
    cdef public bint _wants_previews
    cdef public list repeats, near
    cdef public dict previews, _exact, _owners, _starts, _siblings
    cdef public Py_ssize_t _left, _cap
    cdef public set _compared
    cdef public Comparison _comparison

    @cython.locals(spaced=bint, first=Py_ssize_t, anchors=list, owners=dict, found=list, anchor=str, same_start=Py_ssize_t)
    cpdef take(self, Py_ssize_t index, str text)

    cpdef bint _settle_start(self, Py_ssize_t index, Py_ssize_t owner) except? -1

    @cython.locals(ranked=list)
    cpdef bint _settle(self, Py_ssize_t index, votes, Py_ssize_t anchors) except? -1

    cpdef bint _is_copy(self, Py_ssize_t index, Py_ssize_t candidate) except? -1

    cpdef _note_preview(self, Py_ssize_t index, Py_ssize_t candidate)


@cython.locals(search=_Search, index=Py_ssize_t, text=str)
cpdef _Search _searched(texts, bint previews)


cpdef bint _is_long(str text, bint spaced) except? -1


@cython.locals(lengthy=list, words=list, word=str, anchors=list, place=Py_ssize_t, one=str, other=str)
cpdef list _anchors(str text, Py_ssize_t cap)


@cython.locals(found=list, start=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4)
cpdef list _long_by_letter(str text, Py_ssize_t least)


@cython.locals(first=Py_UCS4, last=Py_UCS4)
cdef str _bare(str word)


@cython.locals(repeats=list, index=Py_ssize_t, source=Py_ssize_t, block=Py_ssize_t)
cpdef _join_runs(texts, _Search search)


@cython.locals(place=Py_ssize_t)
cpdef _next_copy(list repeats, Py_ssize_t index)


@cython.locals(text=str, place=Py_ssize_t)
cpdef _same_short(texts, Py_ssize_t block, Py_ssize_t source, Py_ssize_t before)
