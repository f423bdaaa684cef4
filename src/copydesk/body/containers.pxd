# C types for containers.py.
cimport cython

from copydesk.body.weights cimport Names, names_of
from copydesk.layout.sheet cimport Container, Dom, RawBlock


cdef dict _TAGS, _LEAF


cdef class Box:
    cdef public Box parent
    cdef public Names names
    cdef public tuple features, shape, wide
    cdef public Py_ssize_t chars, link, para_chars, paras, blocks
    cdef public bint is_in_main
    cdef public double above, score
    cdef public int tags, kinds, near

    cpdef describe(self, Container container, Box parent, Names names)

    @cython.locals(up=Box, names=Names)
    cpdef inherit(self)


cdef class Boxes:
    cdef public dict weights
    cdef public list sizes, links, paras, is_links
    cdef public list _chars, _link, _paras, _para_chars, _boxes
    cdef public dict _names
    cdef public Container main
    cdef public Py_ssize_t _main_end, main_chars
    cdef public Box page

    @cython.locals(block=RawBlock, size=Py_ssize_t, link=Py_ssize_t)
    cpdef measure(self, list blocks)

    cpdef Box of(self, Container container)

    @cython.locals(box=Box, names=Names, first=Py_ssize_t, last=Py_ssize_t)
    cpdef Box _made(self, Container container)

    @cython.locals(middle=Container, sums=list)
    cpdef Container _main(self, Dom dom)

    @cython.locals(containers=list, index=Py_ssize_t, depth=Py_ssize_t)
    cpdef Py_ssize_t _end_of(self, Dom dom, Container main)

    @cython.locals(container=Container, flags=list, first=Py_ssize_t, last=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t)
    cpdef list _lists_of_links(self, Dom dom)

    cpdef bint _are_links(self, Py_ssize_t first, Py_ssize_t last)


@cython.locals(parent=Container, above=Container)
cpdef tuple shapes_of(Container container)


@cython.locals(up=Box, up2=Box, total=Py_ssize_t, kinds=int, tags=int)
cpdef tuple box_features(Container container, Box box, Box page, Py_ssize_t main_depth)
