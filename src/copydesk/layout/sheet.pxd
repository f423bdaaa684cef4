# The C form of what the walk finds; sheet.py is the source and the plain form.
cimport cython
from cpython.array cimport array

from copydesk.layout.places cimport Lines
from copydesk.wording cimport quick


cdef class Edge:
    cdef public object parent, previous, last, last_previous
    cdef public Py_ssize_t begin


cdef class Container:
    cdef public Py_ssize_t index, depth, first, last
    cdef public Container parent
    cdef public str tag, classes, id
    cdef public object element
    cdef public bint hidden


cdef class RawBlock:
    cdef public Py_ssize_t index, link_chars, bold, anchors, begin, end
    cdef public str text
    cdef public Container container
    cdef public bint cells, unseen
    cdef public tuple inline


cdef class Anchor:
    cdef public object element
    cdef public str href, text, _rel
    cdef public Py_ssize_t block
    cdef public Container container


@cython.locals(made=Container)
cpdef Container new_container(Container parent, Py_ssize_t index, str tag, element)


@cython.locals(made=RawBlock)
cpdef RawBlock new_block(Py_ssize_t index, str text, Container container)


@cython.locals(made=Edge)
cpdef Edge new_edge(parent, previous, Py_ssize_t begin)


@cython.locals(made=Anchor)
cpdef Anchor new_anchor(element, str href, Py_ssize_t block, Container container)


@cython.locals(anchor=Anchor)
cpdef list anchors_in(list anchors, Py_ssize_t first, Py_ssize_t last)


cdef class Picture:
    cdef public object element
    cdef public Py_ssize_t block
    cdef public Container container


cdef class TimeTag:
    cdef public object element
    cdef public Py_ssize_t block
    cdef public Container container
    cdef public str text


@cython.locals(tag=str, classes=str, found=Py_ssize_t, block=RawBlock, container=Container)
cpdef Py_ssize_t alike_count(list blocks, RawBlock like)


@cython.locals(found=Py_ssize_t, block=RawBlock)
cpdef Py_ssize_t repeat_count(list blocks, str text)


cdef class Tags:
    cdef public list elements
    cdef public array starts

    cpdef add(self, element, Py_ssize_t start)


cdef class Dom:
    cdef public str source
    cdef public list blocks, containers, anchors, pictures, times, titles, items
    cdef public Tags metas, links, scripts, properties
    cdef public array scopes
    cdef public object lang
    cdef public Lines lines
