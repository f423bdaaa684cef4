# C types for names.py.
cimport cython


@cython.locals(words=list, word=str, folded=str, longest=str, never=frozenset, is_proper=bint)
cpdef bint is_name(str text, bint cased=*)


@cython.locals(words=list, word=str, shouted=bint, at=Py_ssize_t)
cpdef str tidy_name(str text)


@cython.locals(words=list)
cpdef str untitled(str name)


cdef bint _is_generation(str word)


cdef bint _is_particle(str word)


@cython.locals(letters=str)
cdef str _cased(str word, bint first, bint shouted)


@cython.locals(parts=list, keep=bint, at=Py_ssize_t, part=str)
cdef str _capital(str word)
