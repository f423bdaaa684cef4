# C types for weights.py.
cimport cython

from copydesk.layout.sheet cimport Container
from copydesk.wording.runs cimport name_runs


cdef class Names:
    cdef public double own, parent, above
    cdef public int kinds


cdef dict _KINDS


@cython.locals(own=double, parent=double, above=double, kinds=int, found=tuple, token=str)
cpdef Names names_of(Container container, dict weights)
