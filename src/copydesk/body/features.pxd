# C types for features.py.
cimport cython

from copydesk.body.containers cimport Box, Boxes, box_features
from copydesk.layout.sheet cimport Container, Dom, RawBlock


cdef dict _HEADINGS


@cython.locals(container=Container, parent=Container)
cpdef tuple shape_of(RawBlock block)


cdef class _Features:
    cdef public list blocks, paras, sizes, densities, local, until, ahead, next_density
    cdef public Boxes boxes
    cdef public Py_ssize_t main_depth, heading, covered
    cdef public bint has_body
    cdef public dict shapes, wides
    cdef public dict classes
    cdef public object main_shape

    @cython.locals(boxes=Boxes, classes=dict, block=RawBlock, container=Container, index=Py_ssize_t, link=Py_ssize_t,
                   size=Py_ssize_t, key=tuple)
    cdef look(self, hints, title)

    @cython.locals(block=RawBlock, box=Box, size=Py_ssize_t, entry=list, local=list)
    cdef count(self)

    @cython.locals(boxes=Boxes, page=Box, margins=list, runner=_Runner, seen=dict, index=Py_ssize_t, block=RawBlock,
                   row=list, box=Box)
    cdef list margins(self, margin)

    @cython.locals(blocks=list, boxes=Boxes, sizes=list, last=Py_ssize_t, before=Py_ssize_t, after=Py_ssize_t,
                   near=Py_ssize_t, behind=RawBlock, ahead=RawBlock)
    cdef tuple around(self, Py_ssize_t index, Box box)


cdef class _Runner:
    cdef _Features page
    cdef Py_ssize_t total, chars, main_chars
    cdef double cover, heading_overlap
    cdef Container title
    cdef Py_ssize_t title_article
    cdef dict articles, apart
    cdef Py_ssize_t done, done_main, headings, ends, article_count, last_article, last_end, first_main

    cdef skip(self, RawBlock block)

    @cython.locals(page=_Features, shape=tuple, wide=tuple, size=Py_ssize_t, entry=list, same=double, role=double,
                   after=Py_ssize_t, place=double, place_main=double)
    cdef tuple step(self, Py_ssize_t index, RawBlock block, Box box)

    @cython.locals(number=Py_ssize_t, article=Py_ssize_t)
    cdef double article(self, RawBlock block, bint para)

    cdef double furniture(self, Py_ssize_t index, RawBlock block)

    cdef tuple distance(self, Container container, Container other)


@cython.locals(text=str, size=Py_ssize_t, density=double, last=str, overlap=double, in_description=double,
               in_body=double, both=Py_ssize_t, opens=bint)
cdef list _local(RawBlock block, hints, title)


@cython.locals(block=RawBlock, row=list, best=double, score=double, found=Py_ssize_t)
cdef Py_ssize_t _heading(list blocks, list local)


cdef Py_ssize_t _nearest_article(Container container)


@cython.locals(a=Container, b=Container, up=Py_ssize_t, down=Py_ssize_t)
cdef tuple _apart(Container one, Container other)


@cython.locals(count=Py_ssize_t, until=list, ahead=list, density=list, following=Py_ssize_t, total=double,
               seen=Py_ssize_t, index=Py_ssize_t, gap=Py_ssize_t)
cdef tuple _distances(list paras, list densities)
