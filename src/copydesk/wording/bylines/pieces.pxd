# C types for pieces.py.
cimport cython

from copydesk.wording.names cimport is_name, tidy_name


@cython.locals(piece=str, words=list, half=Py_ssize_t)
cpdef read_piece(str text, publisher, bint labelled)


@cython.locals(found=list, rest=str, left=list, word=str)
cdef _as_agency(str piece)


@cython.locals(found=list, name=str, outlet=str, at=Py_ssize_t, is_named=bint)
cdef _filed(str piece, list words)


cdef bint _known(str word)


@cython.locals(folded=str)
cdef _desk(str piece, publisher)


@cython.locals(a=str, b=str)
cdef bint _same(str one, str other)


cdef str _letters(str text)


cdef bint _is_brand(str word)


@cython.locals(words=list)
cpdef bint ends_as_outlet(str piece)


cdef bint _is_head(str word)


@cython.locals(folded=list, firsts=frozenset, at=Py_ssize_t, size=Py_ssize_t, word=str)
cdef _placed(list words, publisher, bint labelled)


@cython.locals(size=Py_ssize_t)
cdef Py_ssize_t _size(str kind, list folded, Py_ssize_t at)


@cython.locals(rest=str)
cdef _split_at(list words, Py_ssize_t at, Py_ssize_t size, str kind, publisher, bint labelled)


@cython.locals(folded=list, heads=list, start=Py_ssize_t, name=str, role=str, word=str, at=Py_ssize_t)
cdef _titled(list words)


@cython.locals(cased=bint, endings=frozenset, word=str, name=str, tidy=str)
cdef _plain(str piece, list words, bint labelled)


cdef _single(str word, bint labelled)
