# C types for find.py.
cimport cython

from copydesk.body.features cimport shape_of
from copydesk.layout.sheet cimport Container, Dom, RawBlock


@cython.locals(total=Py_ssize_t, shapes=dict, index=Py_ssize_t, block=RawBlock, size=Py_ssize_t,
               score=double)
cpdef set _of_body_shape(list blocks, list scores, set chosen)


@cython.locals(found=set, ordered=list, before=Py_ssize_t, after=Py_ssize_t, one=RawBlock, other=RawBlock,
               between=RawBlock, home=Container, next_home=Container, index=Py_ssize_t)
cpdef set _between(list blocks, list scores, set chosen)


@cython.locals(block=RawBlock, found=set)
cpdef set _trailing_headings(list blocks, set chosen)


@cython.locals(block=RawBlock, score=double, best=double)
cdef double _best_score(list blocks, list scores) except? -1


@cython.locals(found=set, index=Py_ssize_t, beside=Py_ssize_t)
cpdef set _alongside(list blocks, list scores, set chosen)


@cython.locals(one=Container, two=Container)
cpdef bint _is_beside(RawBlock block, RawBlock other) except? -1


@cython.locals(found=set, ordered=list, before=Py_ssize_t, after=Py_ssize_t, below=Container, index=Py_ssize_t)
cpdef set _subheads(list blocks, list scores, set chosen)


@cython.locals(container=Container)
cpdef bint _is_subhead(RawBlock block, Container below) except? -1


cpdef bint _are_alike(Container one, Container other) except? -1
