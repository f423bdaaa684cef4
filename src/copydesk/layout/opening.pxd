# C types for opening.py.
cimport cython

from copydesk.layout.hidden cimport is_hidden
from copydesk.layout.places cimport Lines
from copydesk.wording.quick cimport Quick


cdef dict _NAMES


cdef class Opening:
    cdef public str source, classes, id, href
    cdef public Lines lines
    cdef public Py_ssize_t start, end
    cdef public bint hidden, is_property
    cdef Py_ssize_t _count, _class, _id, _href, _hidden, _aria, _style, _item
    cdef Py_ssize_t _class_end, _id_end, _href_end, _hidden_end, _aria_end, _style_end, _item_end

    @cython.locals(place=tuple, line=Py_ssize_t, column=Py_ssize_t, start=Py_ssize_t, at=Py_ssize_t, size=Py_ssize_t, source=str)
    cpdef str name(self, element)

    cpdef look(self, element, str name)

    @cython.locals(value=str)
    cdef str _said(self, element, str name, Py_ssize_t begin, Py_ssize_t end)

    cpdef ask(self, element)

    cpdef bint are_more_than(self, Py_ssize_t most, element) except? -1

    @cython.locals(source=str, size=Py_ssize_t, at=Py_ssize_t)
    cpdef bint read(self, Py_ssize_t start) except? -1

    @cython.locals(source=str, size=Py_ssize_t, at=Py_ssize_t, length=Py_ssize_t, begin=Py_ssize_t, end=Py_ssize_t)
    cdef Py_ssize_t _attribute(self, Py_ssize_t start) except -2

    cdef _note(self, Py_ssize_t start, Py_ssize_t length, Py_ssize_t begin, Py_ssize_t end)

    @cython.locals(source=str, letter=Py_UCS4)
    cdef bint _is(self, Py_ssize_t start, str name) except? -1
