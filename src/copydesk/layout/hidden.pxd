# C types for hidden.py.
cimport cython

from copydesk.layout.sheet cimport Container, Dom, RawBlock


@cython.locals(container=Container, block=RawBlock, sizes=list)
cpdef mark_unseen(Dom dom)


cdef bint _may_hide(str style) except? -1
