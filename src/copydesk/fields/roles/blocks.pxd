# C types for blocks.py.
cimport cython

from copydesk.layout.marks cimport Marks
from copydesk.layout.sheet cimport Container, RawBlock


@cython.locals(block=RawBlock, by_container=dict, roles=list)
cpdef list roles_of(page, placement)


@cython.locals(text=str)
cpdef tuple _role_told(page, RawBlock block, dict known, section)


cpdef _refined(RawBlock block, role)


@cython.locals(size=Py_ssize_t, marks=Marks, own=frozenset)
cpdef _markup_role(page, Container container, dict known)


cpdef _named(frozenset own, Py_ssize_t size)


@cython.locals(size=Py_ssize_t, linked=bint)
cpdef _by_place(page, RawBlock block)


@cython.locals(block=RawBlock, size=Py_ssize_t)
cpdef dict repeated(page, origin, chosen, taken)
