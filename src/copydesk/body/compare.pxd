# C types for compare.py.
cimport cython


from copydesk.wording.runs cimport told_runs


cdef class Comparison:
    cdef public object _texts
    cdef public dict _folded, _pieces
    cdef public Py_ssize_t _diffs_left

    @cython.locals(folded=str, other=str)
    cpdef verdict(self, Py_ssize_t later, Py_ssize_t earlier)

    @cython.locals(folded=str)
    cpdef bint is_glued(self, Py_ssize_t later, owners) except? -1

    @cython.locals(ours=list, theirs=list)
    cpdef bint is_assembled(self, Py_ssize_t later, owners) except? -1

    @cython.locals(folded=str, part=str, place=Py_ssize_t, index=Py_ssize_t)
    cpdef bint is_run(self, Py_ssize_t later, Py_ssize_t first) except? -1

    @cython.locals(folded=str, whole=str)
    cpdef bint is_preview(self, Py_ssize_t earlier, Py_ssize_t later) except? -1

    cpdef bint _affords(self, list ours, list theirs) except? -1

    @cython.locals(folded=str)
    cpdef str _fold(self, Py_ssize_t index)

    @cython.locals(pieces=list)
    cpdef list _cut(self, Py_ssize_t index)

    @cython.locals(head=Py_ssize_t, tail=Py_ssize_t, mine=list, yours=list)
    cpdef _changed(self, list ours, list theirs)


cpdef str fold(str text)


@cython.locals(word=str)
cpdef list _pieces(str text)


cpdef str _told(str text)


@cython.locals(place=Py_ssize_t, one=str, other=str)
cpdef Py_ssize_t _common(ours, theirs) except? -1


@cython.locals(known=set, strange=list, whole=str)
cdef list _strange(list ours, list theirs)
