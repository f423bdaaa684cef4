# C types for spaces.py.
cimport cython

from copydesk.wording.quick cimport Quick


cdef class Run:
    cdef public Py_ssize_t start, end
    cdef public bint is_squeezed, is_clean

    @cython.locals(start=Py_ssize_t, end=Py_ssize_t, is_squeezed=bint, is_clean=bint, place=Py_ssize_t, letter=Py_UCS4)
    cpdef look(self, str text)


cdef Run _RUN


@cython.locals(letter=Py_UCS4)
cpdef bint is_blank(str text) except? -1


cpdef str squeezed(str text)


cdef str _squeezed(str text)
