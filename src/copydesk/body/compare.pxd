# C types for compare.py.
cimport cython


from copydesk.wording.runs cimport told_runs


cdef class Comparison:
    cdef public object _texts
    cdef public dict _folded, _pieces, _lowered
    cdef public Py_ssize_t _diffs_left

    @cython.locals(folded=str, other=str)
    cpdef verdict(self, Py_ssize_t later, Py_ssize_t earlier)

    @cython.locals(folded=str)
    cpdef bint is_glued(self, Py_ssize_t later, owners) except? -1

    @cython.locals(places=list, ours=list, theirs=list, lower=list, upper=list, strange=list, changes=list, pair=tuple)
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

    @cython.locals(lowered=list)
    cpdef list _lower(self, Py_ssize_t index)

    @cython.locals(head=Py_ssize_t, tail=Py_ssize_t, ours=list, theirs=list, lower=list, upper=list, mine=list, yours=list)
    cpdef _changed(self, Py_ssize_t later, Py_ssize_t earlier)


cpdef str fold(str text)


@cython.locals(word=str)
cpdef list _pieces(str text)


cpdef str _told(str text)


@cython.locals(most=Py_ssize_t, place=Py_ssize_t)
cdef Py_ssize_t _common(list ours, list theirs) except? -1


@cython.locals(last=Py_ssize_t, other=Py_ssize_t, place=Py_ssize_t)
cdef Py_ssize_t _common_end(list ours, list theirs, Py_ssize_t most) except? -1


@cython.locals(known=set, strange=list, whole=str, word=str)
cdef list _strange(list ours, list theirs)


@cython.locals(changes=list, mine=Py_ssize_t, yours=Py_ssize_t, first=Py_ssize_t, other=Py_ssize_t, size=Py_ssize_t)
cpdef list _differences(list ours, list theirs, list lower, list upper)


cdef class _Runs:
    cdef Py_ssize_t _count, _other
    cdef int[::1] _following, _first, _lengths

    @cython.locals(low=Py_ssize_t, high=Py_ssize_t, left=Py_ssize_t, right=Py_ssize_t, mine=Py_ssize_t,
                   yours=Py_ssize_t, size=Py_ssize_t, found=list, parts=list)
    cpdef list all(self)

    @cython.locals(mine=Py_ssize_t, yours=Py_ssize_t, best=Py_ssize_t, width=Py_ssize_t, place=Py_ssize_t,
                   row=Py_ssize_t, old=Py_ssize_t, there=Py_ssize_t, size=Py_ssize_t)
    cdef tuple _longest(self, Py_ssize_t low, Py_ssize_t high, Py_ssize_t left, Py_ssize_t right)

    @cython.locals(there=Py_ssize_t)
    cdef _forget(self, Py_ssize_t place, Py_ssize_t row, Py_ssize_t right)


@cython.locals(amount=Py_ssize_t, one=list, other=list, pair=tuple)
cdef _weigh(list changes, Py_ssize_t size)


@cython.locals(words=list, word=str)
cdef _kind(list ours, list theirs)
