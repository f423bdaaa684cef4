# C types for handed.py.
cimport cython

from copydesk.layout.sheet cimport Anchor, RawBlock


@cython.locals(anchor=Anchor, found=list)
cpdef list short_links(list anchors, Py_ssize_t first, Py_ssize_t last, Py_ssize_t longest, but)


@cython.locals(anchor=Anchor, found=list, count=Py_ssize_t)
cpdef list links_in_role(list anchors, roles, str role, Py_ssize_t shortest, Py_ssize_t longest)


@cython.locals(anchor=Anchor, counts=dict, addresses=set)
cpdef dict links_counted(list anchors, asked)


@cython.locals(block=RawBlock, index=Py_ssize_t, found=list)
cpdef list blocks_said(list blocks, Py_ssize_t first, Py_ssize_t last, Py_ssize_t shortest, Py_ssize_t longest)


@cython.locals(block=RawBlock, index=Py_ssize_t, count=Py_ssize_t)
cpdef Py_ssize_t letters_between(list blocks, Py_ssize_t first, Py_ssize_t last)


@cython.locals(place=Py_ssize_t, known=list, places=dict)
cpdef dict places_of(roles)
