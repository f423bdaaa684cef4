# C types for lines.py.
cimport cython


cpdef bint looks_dated(str line) except? -1


@cython.locals(letter=Py_UCS4)
cpdef bint has_figure(str line) except? -1


@cython.locals(folded=str, stem=str)
cpdef bint has_credit(str line) except? -1


cpdef bint is_caption(str line) except? -1


cpdef Py_ssize_t width(str line) except? -1


@cython.locals(letter=Py_UCS4)
cpdef bint is_dense(str line) except? -1


cpdef double line_end(str line, Py_UCS4 last) except? -1


cdef bint _ends_sentence(Py_UCS4 letter)


cpdef bint reads_as_prose(str line) except? -1


cpdef bint is_prose(str line, Py_ssize_t size, double end) except? -1
