# C types for spaces.py.
cimport cython

from copydesk.wording cimport quick
from copydesk.wording.quick cimport Letters, Quick


cdef class Run:
    cdef public Py_ssize_t start, end
    cdef public bint is_squeezed, is_clean

    @cython.locals(size=Py_ssize_t, width=int)
    cpdef look(self, str text)


@cython.locals(start=Py_ssize_t, end=Py_ssize_t, is_squeezed=bint, is_clean=bint, place=Py_ssize_t, letter=Py_UCS4,
               before=Py_UCS4)
cdef _look(Letters letters, Py_ssize_t size, Run run)


cdef Run _RUN


@cython.locals(letter=Py_UCS4)
cpdef bint is_blank(str text) except? -1


cpdef str squeezed(str text)


cdef str _squeezed(str text)
