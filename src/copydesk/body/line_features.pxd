# C types for line_features.py.
cimport cython

from copydesk.wording.lines cimport is_caption, is_dense, is_prose, line_end, width


cpdef bint _is_prompt(str line) except? -1


cdef class _Lines:
    cdef public object lines, blanks
    cdef public list sizes, ends, prose, since, until, judged, furniture


@cython.locals(known=_Lines, judged=list, shapes=list, i=Py_ssize_t)
cpdef tuple line_features(lines, blanks)


cpdef double _code(found) except? -1


@cython.locals(edge=list, sizes=list, ends=list, padded=list, i=Py_ssize_t, row=list, rows=list, shape=list,
               trait=Py_ssize_t, around=tuple)
cpdef list _near(_Lines known, list judged, list shapes)


@cython.locals(words=list, count=Py_ssize_t, unspaced=bint, digits=Py_ssize_t, few=list, word=str)
cpdef list _shape(str line, Py_ssize_t size, double end)


cpdef double _start(str first) except? -1


@cython.locals(count=Py_ssize_t, mass=list, sums=list, total=Py_ssize_t, chars=list, begin=Py_ssize_t, end=Py_ssize_t,
               title=Py_ssize_t, dates=list, core=double, runs=list, since_section=list, passed=list, padded=list,
               tails=list, rows=list, row=list, i=Py_ssize_t, size=Py_ssize_t, line=str)
cpdef list _places(_Lines known, list judged)


@cython.locals(best=double, total=double, begin=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, i=Py_ssize_t)
cpdef tuple _core(list mass)


@cython.locals(distances=list, last=Py_ssize_t, i=Py_ssize_t)
cpdef list _since(list flags)


@cython.locals(runs=list, start=Py_ssize_t, i=Py_ssize_t)
cpdef list _runs(list flags)


@cython.locals(i=Py_ssize_t, found=Py_ssize_t, best=double, score=double)
cpdef Py_ssize_t _guessed_headline(_Lines known, list judged, list shared, Py_ssize_t begin) except? -2
