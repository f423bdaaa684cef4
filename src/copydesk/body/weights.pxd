# C types for weights.py.
cimport cython

from copydesk.layout.sheet cimport Container
from copydesk.wording.runs cimport name_runs


cdef class Names:
    cdef public double own, parent, above
    cdef public int kinds


cdef dict _KINDS, _TAGS, _LEAVES
cdef frozenset _HEADINGS


@cython.locals(own=double, parent=double, above=double, more=double, more_parent=double, more_above=double, kinds=int,
               found=tuple, token=str)
cpdef Names names_of(Container container, dict weights)


@cython.locals(names=Names)
cdef Names _named(double own, double parent, double above, int kinds)


cdef class Shape:
    cdef public Py_ssize_t number, chars, paras
    cdef public str tag, parent_tag


cdef class Look:
    cdef public Py_ssize_t number, blocks
    cdef public str tag, classes
    cdef public int tags
    cdef public double leaf
    cdef public bint is_heading
    cdef public dict names, inner, wide, wider


cdef class Looks:
    cdef dict _weights, _by_tag
    cdef Py_ssize_t _count

    @cython.locals(by_classes=dict, look=Look)
    cpdef Look of(self, Container container)

    @cython.locals(names=Names)
    cpdef Names names(self, Container container, Look look)

    @cython.locals(shape=Shape)
    cpdef Shape shape(self, Look look, Look parent)

    @cython.locals(wide=Shape, tags=tuple)
    cpdef Shape wide_shape(self, Shape shape, Look above)

    @cython.locals(look=Look)
    cdef Look _made(self, str tag, str classes)

    @cython.locals(shape=Shape)
    cdef Shape _shaped(self, str tag, str parent_tag)
