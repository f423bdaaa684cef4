# C types for furniture.py.
cimport cython


@cython.locals(length=Py_ssize_t, folded=str, words=list, head=str)
cdef tuple _phrase_in(str text)


@cython.locals(prefixes=dict, size=Py_ssize_t, entry=tuple)
cdef tuple _begun(str head, Py_ssize_t length)


@cython.locals(line=str, lines=dict)
cpdef tuple _whole_entry(list words)


@cython.locals(anchors=dict, word=str)
cpdef tuple _anywhere(str line, list words)


@cython.locals(folded=str)
cpdef str _folded_line(str text)
