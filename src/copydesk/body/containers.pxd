# C types for containers.py.
cimport cython

from copydesk.body.weights cimport Look, Looks, Names, Shape
from copydesk.layout.sheet cimport Container, Dom, RawBlock


cdef int _MAIN, _FIGURE, _FIGCAPTION, _LI, _CAPTION, _COMMENT, _PROMO, _LIST
cdef Py_ssize_t _LINKS, _PARA
cdef double _LINK_SHARE


cdef class Box:
    cdef public Box parent
    cdef public Look look
    cdef public Names names
    cdef public Shape shape, wide
    cdef public Py_ssize_t depth, chars, link, para_chars, paras, blocks, article
    cdef public bint is_in_main
    cdef public double above, score
    cdef public int tags, kinds, near

    @cython.locals(up=Box, names=Names)
    cdef inherit(self)


cdef class Boxes:
    cdef public Looks looks
    cdef long long[::1] chars, link, paras, para_chars
    cdef list _boxes
    cdef Py_ssize_t count, containers, _main_end
    cdef public Py_ssize_t main_chars
    cdef public bytearray is_links
    cdef public Container main
    cdef public Box page

    @cython.locals(block=RawBlock, size=Py_ssize_t, link=Py_ssize_t, chars=Py_ssize_t, links=Py_ssize_t,
                   paras=Py_ssize_t, para_chars=Py_ssize_t, place=Py_ssize_t)
    cdef measure(self, list blocks)

    @cython.locals(box=Box, index=Py_ssize_t)
    cpdef Box of(self, Container container)

    @cython.locals(box=Box, up=Box, parent=Box, above=Box, look=Look)
    cdef Box _made(self, Container container)

    cdef _sum_up(self, Box box, Py_ssize_t first, Py_ssize_t last)

    @cython.locals(middle=Container, most=Py_ssize_t)
    cdef Container _main(self, Dom dom)

    @cython.locals(first=Py_ssize_t, last=Py_ssize_t)
    cdef Py_ssize_t _para_chars_in(self, Container container) except? -1

    @cython.locals(containers=list, container=Container, index=Py_ssize_t, depth=Py_ssize_t)
    cdef Py_ssize_t _end_of(self, Dom dom, Container main) except? -1

    @cython.locals(container=Container, flags=bytearray, first=Py_ssize_t, last=Py_ssize_t, start=Py_ssize_t,
                   end=Py_ssize_t)
    cdef bytearray _lists_of_links(self, Dom dom)

    @cython.locals(link=Py_ssize_t)
    cdef bint _are_links(self, Py_ssize_t first, Py_ssize_t last) except? -1


cpdef page_features(double[::1] row, Box page)


@cython.locals(up=Box, up2=Box, total=Py_ssize_t, kinds=int, tags=int)
cpdef box_features(double[::1] row, Box box, Box page, Py_ssize_t main_depth)
