# C types for guard.py.
cimport cython


@cython.locals(tops=Py_ssize_t, told=Py_ssize_t, templates=Py_ssize_t, size=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t, name=str)
cdef tuple _risks(str source)
