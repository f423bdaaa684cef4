# C types for furniture.py.
cimport cython


@cython.locals(length=Py_ssize_t, folded=str, words=list, head=str)
cdef _read(str text)


@cython.locals(prefixes=dict, size=Py_ssize_t)
cdef _begun(str head, Py_ssize_t length)


@cython.locals(line=str, lines=dict)
cpdef _whole_entry(list words)


@cython.locals(anchors=dict, word=str)
cpdef _anywhere(str line, list words)


@cython.locals(folded=str)
cpdef str _folded_line(str text)
