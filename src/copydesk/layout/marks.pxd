# C types for marks.py.
cimport cython

from copydesk.layout.sheet cimport Container


cdef class Marks:
    cdef public dict _own

    @cython.locals(classes=str, name=str)
    cpdef frozenset own(self, Container container)

    @cython.locals(found=frozenset, parent=Container)
    cpdef frozenset near(self, Container container, Py_ssize_t most, Py_ssize_t reach=*)

    @cython.locals(found=list, box=Container)
    cpdef list boxes(self, list containers, str name, frozenset tags, Py_ssize_t start, Py_ssize_t end, Py_ssize_t most)
