# C types for hidden.py.
cimport cython

from copydesk.layout.sheet cimport Container, Dom, RawBlock


@cython.locals(container=Container, block=RawBlock, sizes=list)
cpdef mark_unseen(Dom dom)


cdef bint _may_hide(str style) except? -1


cpdef bint is_hidden(hidden, aria, style) except? -1


cpdef bint is_decoration(str text) except? -1


@cython.locals(names=str, sign=str)
cpdef bint has_spoken_sign(str classes) except? -1
