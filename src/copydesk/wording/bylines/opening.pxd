# C types for opening.py.
cimport cython

from copydesk.wording.bylines.letters cimport letters_of


@cython.locals(words=list, lower=Py_ssize_t, word=str, first=set)
cpdef bint is_sentence(str line)

@cython.locals(folded=str, bare=str)
cpdef bint is_lead(str line)


cpdef bint is_other_lead(str line)


@cython.locals(folded=list)
cpdef bint opens_for_others(str line)


cdef int _BRACKET, _ADDRESS, _FIGURED, _GLUED, _PARTED, _UNSEEN


@cython.locals(words=list, own=frozenset, at=Py_ssize_t, word=str, signs=int)
cpdef str clean_line(str line, publisher=*)


@cython.locals(folded=str)
cdef bint _may_name_others(str line)


@cython.locals(before=str, after=str, ends=str)
cdef bint _stands_alone(list words, Py_ssize_t at)


@cython.locals(tokens=list, folded=list, token=str)
cpdef open_line(str line, bint labelled)


@cython.locals(tokens=list, token=str)
cpdef bint is_opened(str line)


@cython.locals(start=Py_ssize_t)
cdef _opening(list tokens, list folded, bint labelled)


@cython.locals(size=Py_ssize_t, at=Py_ssize_t)
cdef Py_ssize_t _behind_section(list folded)


@cython.locals(start=Py_ssize_t, dated=bint, word=str)
cdef str _without_head(list tokens, list folded)


@cython.locals(after=Py_ssize_t, size=Py_ssize_t, rest=str)
cdef _opening_at(list tokens, list folded, Py_ssize_t start, bint labelled)


@cython.locals(glued=str)
cdef str _from(list tokens, Py_ssize_t after, list folded)


@cython.locals(end=Py_ssize_t, word=str, name=str)
cdef tuple _label(list folded, Py_ssize_t start)


@cython.locals(bare=str, c=str)
cdef bint _is_light(str word)


@cython.locals(words=tuple, word=str)
cdef Py_ssize_t _phrase(dict starts, list folded, Py_ssize_t at)


@cython.locals(tokens=list, folded=list, tails=dict, at=Py_ssize_t, word=str, size=Py_ssize_t, token=str)
cpdef str cut_tail(str line)


@cython.locals(has_month=bint)
cdef list _without_date_words(list tokens, list folded, Py_ssize_t at)


@cython.locals(parts=list, part=str, folded=list, others=dict, after=Py_ssize_t, size=Py_ssize_t)
cpdef list split_line(str line, opening)


@cython.locals(folded=list)
cpdef bint is_one_piece(str line)


cdef bint _may_join(str token)


@cython.locals(joints=frozenset, cuts=list, edges=list, at=Py_ssize_t, token=str)
cdef list _joined(list tokens, list folded)
