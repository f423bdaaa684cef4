# C types for letters.py.
cimport cython


cdef int _BRACKET, _ADDRESS, _FIGURED, _GLUED, _PARTED, _UNSEEN
cdef bint _BY_LETTER


@cython.locals(found=int, before=Py_UCS4, letter=Py_UCS4)
cpdef int letters_of(str line) except? -1


cdef int _sign_of_mark(Py_UCS4 letter, Py_UCS4 before)


cdef int _by_pattern(str line) except? -1
