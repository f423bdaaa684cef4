# C types for agencies.py.
cimport cython


@cython.locals(line=str, found=list)
cpdef list find_agencies(str text)


@cython.locals(openers=dict, start=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4)
cdef bint _may_name(str line) except? -1


@cython.locals(seconds=tuple, folded=str)
cdef bint _opens_agency(dict openers, str line, str word) except? -1
