# C types for boxes.py.
cimport cython

from copydesk.layout.sheet cimport Container, RawBlock


@cython.locals(container=Container)
cpdef bint _is_unseen(RawBlock block) except? -1


cpdef bint _is_link(RawBlock block) except? -1


cdef class _Kinds:
    cdef public dict known

    @cython.locals(marks=dict, token=str, names=str)
    cpdef of(self, Container container)


@cython.locals(words=frozenset, mine=frozenset, best=double, score=double, block=RawBlock, found=RawBlock, tag=str)
cpdef RawBlock _headline(list blocks, str title)


@cython.locals(found=list)
cpdef list _articles(Container container)


@cython.locals(container=Container)
cpdef bint _is_elsewhere(RawBlock block, Py_ssize_t home) except? -1


@cython.locals(container=Container)
cpdef bint _is_caption(RawBlock block) except? -1


cpdef bint _is_in_figure(Container container) except? -1


cpdef bint is_prompt(RawBlock block) except? -1
