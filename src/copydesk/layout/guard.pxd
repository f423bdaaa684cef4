# C types for guard.py.
cimport cython

from copydesk.wording.quick cimport Quick


@cython.locals(tops=Py_ssize_t, templates=Py_ssize_t, told=Py_ssize_t)
cpdef str guarded(str source)


@cython.locals(tops=Py_ssize_t, told=Py_ssize_t, templates=Py_ssize_t, size=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t, name=str, letter=Py_UCS4)
cdef tuple _risks(str source)
