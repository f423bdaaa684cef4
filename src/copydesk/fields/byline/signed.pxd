# C types for signed.py.
cimport cython

from copydesk.layout.marks cimport Marks
from copydesk.layout.sheet cimport Container, RawBlock


cdef Py_ssize_t NEAR, LONGEST_BARE


cdef class _Sheet:
    cdef public object page, publisher, small, language
    cdef public list blocks
    cdef public Marks marks
    cdef public Py_ssize_t headline, top, prose, first, last
    cdef public dict links, _read

    @cython.locals(found=list, leads=list, block=RawBlock, text=str, index=Py_ssize_t, lead=Py_ssize_t, other=Py_ssize_t)
    cpdef list lines(self, indices, Py_ssize_t longest=*)

    @cython.locals(found=frozenset)
    cpdef frozenset near(self, RawBlock block)

    @cython.locals(marks=frozenset, is_marked=bint, labelled=bint, is_other=bint, is_by_link=bint, tag=str)
    cpdef line(self, RawBlock block, bint led)

    @cython.locals(is_opened=bint, is_bare=bint, inside=bint, share=double, confidence=double, tag=str)
    cpdef judged(self, RawBlock block, links, bint labelled, bint is_other, bint led)

    cpdef read(self, str text, bint labelled)

    @cython.locals(container=Container)
    cpdef bint is_set_aside(self, RawBlock block, str mark) except? -1

    @cython.locals(index=Py_ssize_t)
    cpdef bint may_sign(self, RawBlock block) except? -1
