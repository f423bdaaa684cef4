# C types for places.py.
cimport cython
from cpython.array cimport array

from copydesk.wording cimport quick
from copydesk.wording.quick cimport Quick


cdef class Lines:
    cdef public str source
    cdef array starts
    cdef Py_ssize_t count

    cpdef Py_ssize_t start(self, Py_ssize_t number) except -1

    @cython.locals(starts=array, source=str, last=Py_ssize_t, count=Py_ssize_t)
    cdef Py_ssize_t _further(self, Py_ssize_t number) except -1


@cython.locals(place=tuple, line=Py_ssize_t, column=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t)
cpdef tuple tag_span(Lines lines, tag)


@cython.locals(size=Py_ssize_t, at=Py_ssize_t)
cpdef Py_ssize_t tag_end(str source, Py_ssize_t start) except -2


cdef Py_ssize_t _value_end(str source, Py_ssize_t at, Py_ssize_t size) except -2
