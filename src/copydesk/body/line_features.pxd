# C types for line_features.py.
cimport cython

from copydesk.wording.lines cimport is_caption, is_dense, is_prose, line_end, looks_dated, width


cdef Py_ssize_t _WIDTH, _CAPITALS, _SHORT, _CREDIT, _SEEN, _FURNITURE, _NEAR, _FEW, _LONG, _SHORT_WORD
cdef Py_ssize_t _LONGEST_FURNITURE, REACH


@cython.locals(long=list, since=list, until=list, telling=list, i=Py_ssize_t, line=str)
cpdef list telling_lines(lines)


cpdef bint _is_prompt(str line) except? -1


cdef class _Lines:
    cdef public list lines, blanks, sizes, ends, prose, since, until, judged, place, furniture


@cython.locals(known=_Lines, rows=cython.double[::1], i=Py_ssize_t, at=Py_ssize_t, line=str)
cpdef tuple line_features(lines, blanks)


cpdef double _code(found) except? -1


@cython.locals(i=Py_ssize_t, place=Py_ssize_t, row=Py_ssize_t, at=Py_ssize_t, count=Py_ssize_t, start=Py_ssize_t,
               is_there=bint)
cdef _near(double[::1] rows, _Lines known)


@cython.locals(digits=Py_ssize_t, commas=Py_ssize_t, stops=Py_ssize_t, marks=Py_ssize_t, quotes=Py_ssize_t,
               glued=Py_ssize_t, count=Py_ssize_t, few=Py_ssize_t, capitals=Py_ssize_t, short=Py_ssize_t,
               is_year=bint, has_colon=bint, is_word=bint, is_small=bint, has_small=bint, length=Py_ssize_t,
               before=Py_UCS4, letter=Py_UCS4, is_lower=bint, is_upper=bint, unspaced=bint)
cdef _shape(double[::1] rows, Py_ssize_t at, str line, Py_ssize_t size)


cdef bint _is_small(Py_UCS4 letter)


cdef double _start(Py_UCS4 first)


@cython.locals(count=Py_ssize_t, mass=list, ending=list, sums=cython.longlong[::1],
               chars=cython.longlong[::1], dates=cython.longlong[::1], passed=cython.longlong[::1], total=Py_ssize_t,
               begin=Py_ssize_t, end=Py_ssize_t, shared=list, bags=dict, title=Py_ssize_t, topic=set, ranked=list,
               median=Py_ssize_t, core=double, runs=list, since_section=list, tails=list, at=Py_ssize_t,
               row=Py_ssize_t, i=Py_ssize_t)
cdef _places(double[::1] rows, _Lines known)


@cython.locals(mass=list, i=Py_ssize_t, is_told=bint, size=Py_ssize_t)
cdef list _mass(_Lines known)


@cython.locals(sums=cython.longlong[::1], total=cython.longlong, i=Py_ssize_t)
cdef _summed(list numbers)


@cython.locals(i=Py_ssize_t, line=str)
cdef list _dated(_Lines known)


@cython.locals(i=Py_ssize_t)
cdef list _ending(_Lines known)


@cython.locals(alike=Py_ssize_t, place=Py_ssize_t)
cdef Py_ssize_t _tails_alike(list tails, Py_ssize_t i)


@cython.locals(best=Py_ssize_t, total=Py_ssize_t, begin=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, i=Py_ssize_t,
               size=Py_ssize_t)
cpdef tuple _core(list mass)


@cython.locals(distances=list, last=Py_ssize_t, i=Py_ssize_t)
cpdef list _since(list flags)


cpdef list _until(list flags)


@cython.locals(runs=list, start=Py_ssize_t, i=Py_ssize_t)
cpdef list _runs(list flags)


@cython.locals(used=dict, bags=dict, bag=set, i=Py_ssize_t, told=Py_ssize_t, least=Py_ssize_t, word=str, shares=list)
cdef tuple _shared_words(_Lines known, Py_ssize_t begin, Py_ssize_t end)


@cython.locals(found=set, start=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4)
cdef set _long_words(str line)


@cython.locals(i=Py_ssize_t, found=Py_ssize_t, best=double, score=double)
cpdef Py_ssize_t _guessed_headline(_Lines known, list judged, list shared, Py_ssize_t begin) except? -2
