# C types for packed.py.
cimport cython


@cython.locals(texts=list, roles=list, kinds=list, gaps=list, extras=list, text=str, role=str, start=Py_ssize_t,
               end=Py_ssize_t, last=Py_ssize_t, index=Py_ssize_t)
cdef _columns(tuple blocks, sizes)
