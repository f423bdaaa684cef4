# C types for weights.py.
cimport cython

from copydesk.layout.sheet cimport Container
from copydesk.wording.runs cimport name_runs


cdef class Names:
    cdef public double own, parent, above
    cdef public int kinds


@cython.locals(own=double, parent=double, above=double, kinds=int)
cpdef Names names_of(Container container, weights)
