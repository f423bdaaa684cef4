# C types for record.py.
cimport cython

from copydesk.layout.sheet cimport Container, RawBlock


cpdef _block(RawBlock block, role, view)


@cython.locals(container=Container, parent=Container)
cpdef _kind_of_block(RawBlock block)
