# C types for links.py.
cimport cython

from copydesk.layout.sheet cimport Anchor


@cython.locals(anchor=Anchor, found=dict)
cpdef dict author_links(list anchors)


@cython.locals(address=str, rel=str)
cdef bint _is_author(Anchor anchor) except? -1


cdef bint _may_match(str folded) except? -1
