# C types for columns.py.
cimport cython

from copydesk.body.containers cimport Box, Boxes
from copydesk.body.weights cimport Look, Shape
from copydesk.layout.sheet cimport Dom, RawBlock
from copydesk.wording.quick cimport Quick


cdef dict _HEADINGS
cdef double _LEAST_AGREEMENT, _LEAST_MORE
cdef Py_ssize_t _SHORTEST_HEADLINE, _SHORTEST_TOLD, _TOLD, _SHORTEST_SAID, _SAID, _GRAMS
cdef bint _BY_GRAM


cdef class Sought:
    cdef public str text
    cdef public Py_ssize_t size
    cdef bytearray _grams
    cdef Py_ssize_t _at

    @cython.locals(grams=bytearray, at=Py_ssize_t, size=Py_ssize_t, place=Py_ssize_t, number=cython.uint)
    cpdef bint holds(self, str part) except? -1


@cython.locals(grams=bytearray, place=Py_ssize_t, number=cython.uint)
cdef bytearray _grams(str text)


cdef class Columns:
    cdef public list blocks
    cdef Py_ssize_t count, covered, heading
    cdef public Boxes boxes
    cdef frozenset _title
    cdef Py_ssize_t _title_size
    cdef Sought _description, _body
    cdef str _opening
    cdef bint has_body
    cdef double[::1] densities, overlaps, next_density
    cdef bytearray in_body
    cdef long long[::1] ahead
    cdef double _best
    cdef Shape main_shape

    @cython.locals(boxes=Boxes, links=bytearray, index=Py_ssize_t, block=RawBlock, size=Py_ssize_t, link=Py_ssize_t,
                   look=Look, overlap=double)
    cdef look(self)

    @cython.locals(title=frozenset, size=Py_ssize_t, both=Py_ssize_t, mine=frozenset)
    cdef double overlap(self, str text, Look look) except? -1

    cdef bint told(self, str text) except? -1

    @cython.locals(size=Py_ssize_t, opens=bint, closes=bint)
    cdef int said(self, str text) except? -1

    @cython.locals(score=double, extra=object)
    cdef take_heading(self, Py_ssize_t index, double overlap, str tag, Py_ssize_t size)

    @cython.locals(following=Py_ssize_t, total=double, seen=Py_ssize_t, index=Py_ssize_t)
    cdef measure(self)

    @cython.locals(boxes=Boxes, shapes=list, index=Py_ssize_t, block=RawBlock, box=Box, size=Py_ssize_t,
                   most=Py_ssize_t, shape=Shape)
    cdef sum_up(self)
