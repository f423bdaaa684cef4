# C types for guard.py.
cimport cython

from copydesk.wording cimport quick
from copydesk.wording.quick cimport Letters, Quick

cdef Py_ssize_t _STORY


@cython.locals(tops=Py_ssize_t, templates=Py_ssize_t)
cpdef str guarded(str source)


@cython.locals(size=Py_ssize_t, width=int)
cdef tuple _risks(str source)


@cython.locals(tops=Py_ssize_t, templates=Py_ssize_t, told=list, since=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t,
               letter=Py_UCS4, behind=Py_UCS4)
cdef tuple _counted(Letters letters, str source, Py_ssize_t size)


@cython.locals(letter=Py_UCS4, given=Py_UCS4)
cdef bint _stands(Letters letters, Py_ssize_t at, Py_ssize_t size, str name) except -1
