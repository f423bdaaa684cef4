# C types for damage.py.
cimport cython


@cython.locals(letter=Py_UCS4, may_lead=bint)
cpdef bint holds_damage(str text) except? -1


cdef bint _is_unseen(Py_UCS4 letter)
