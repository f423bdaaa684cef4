# C types for links.py.
cimport cython

from copydesk.layout.sheet cimport Anchor


cdef Py_ssize_t _LONGEST_PART, LONGEST, LONGEST_ADDRESS


@cython.locals(anchor=Anchor, found=dict)
cpdef dict author_links(list anchors)


@cython.locals(address=str, rel=str)
cdef bint _is_author(Anchor anchor) except? -1


@cython.locals(parts=frozenset, start=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4)
cdef bint _may_match(str address) except? -1
