# C types for pieces.py.
cimport cython

from copydesk.wording.names cimport is_name, tidy_name


@cython.locals(piece=str, words=list, found=list, folded=list, word=str, half=Py_ssize_t)
cpdef read_piece(str text, publisher, bint labelled)


@cython.locals(rest=str, left=list, word=str)
cdef _as_agency(str piece, list found)


@cython.locals(name=str, outlet=str, size=Py_ssize_t, at=Py_ssize_t, is_named=bint)
cdef _filed(str piece, list words, list found)


cdef bint _is_acronym(str word)


cdef bint _known(str word)


@cython.locals(folded=str)
cdef _desk(str piece, list words, publisher)


@cython.locals(a=str, b=str, bare=str)
cdef bint _same(str one, str other)


cdef str _letters(str text)


cdef bint _is_brand(str word)


@cython.locals(words=list, word=str)
cpdef bint is_organisation(str piece)


@cython.locals(known=frozenset, last=str, acronym=bint, word=str)
cdef bint _is_organisation(str piece, list words, list folded)


@cython.locals(word=str)
cpdef bint is_job(list words)


@cython.locals(words=list)
cpdef bint ends_as_outlet(str piece)


cdef bint _is_head(str word)


@cython.locals(firsts=frozenset, at=Py_ssize_t, size=Py_ssize_t)
cdef _placed(list words, list folded, publisher, bint labelled)


@cython.locals(size=Py_ssize_t)
cdef Py_ssize_t _size(str kind, list folded, Py_ssize_t at)


@cython.locals(rest=str)
cdef _split_at(list words, Py_ssize_t at, Py_ssize_t size, str kind, publisher, bint labelled)


@cython.locals(heads=list, start=Py_ssize_t, name=str, role=str, word=str, at=Py_ssize_t)
cdef _titled(list words, list folded)


@cython.locals(cased=bint, name=str, tidy=str)
cdef _plain(str piece, list words, list folded, bint labelled)


cdef _single(str word, bint labelled)
