# C types for words.py.
cimport cython

cdef unsigned int[::1] _CRC
cdef frozenset _COMMON
cdef bint _IS_COMPILED


@cython.locals(run=str, numbers=list)
cpdef list word_ids(str text)


@cython.locals(place=Py_ssize_t, code=cython.uint)
cdef bint _is_simple(str run) except -1


@cython.locals(place=Py_ssize_t, size=Py_ssize_t, begin=Py_ssize_t, code=cython.uint, crc=cython.uint,
               number=cython.uint)
cdef _append(str run, list numbers)


@cython.locals(size=Py_ssize_t, begin=Py_ssize_t, code=cython.uint, crc=cython.uint)
cdef Py_ssize_t _append_figure(str run, Py_ssize_t place, list numbers) except -1
