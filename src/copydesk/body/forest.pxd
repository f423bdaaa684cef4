# C types for forest.py.
cimport cython


cdef class Scorer:
    cpdef double total(self, double[::1] row) except? -1


cdef class Forest(Scorer):
    cdef readonly Py_ssize_t width
    cdef int[::1] features, lefts, rights, roots, counts
    cdef double[::1] thresholds, lows, highs, row

    @cython.locals(index=Py_ssize_t, number=Py_ssize_t, values=cython.double[::1])
    cpdef double margin(self, row) except? -1

    @cython.locals(values=cython.double[::1], at=Py_ssize_t, found=list)
    cpdef list margins(self, rows, Py_ssize_t width)

    @cython.locals(total=double, done=Py_ssize_t, stage=Py_ssize_t, count=Py_ssize_t)
    cpdef double total(self, double[::1] row) except? -1

    @cython.locals(total=double, tree=Py_ssize_t, node=int, feature=int, thresholds=cython.double[::1],
                   features=cython.int[::1])
    cdef double stage(self, double[::1] values, Py_ssize_t first, Py_ssize_t last) except? -1
