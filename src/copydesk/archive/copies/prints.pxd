# C types for prints.py.
cimport cython

cdef unsigned long long _FIRST, _SECOND, _THIRD
cdef long long _HALF, _MASK


@cython.locals(words=cython.uint[::1], prints=set, rows=list, first=Py_ssize_t, end=Py_ssize_t,
               print_=cython.longlong)
cpdef tuple prints_of(document)


@cython.locals(place=Py_ssize_t, one=cython.ulonglong, two=cython.ulonglong, three=cython.ulonglong, rows=list,
               print_=cython.longlong)
cdef list _rows(cython.uint[::1] words, Py_ssize_t first, Py_ssize_t end)


@cython.locals(counts=dict, least=Py_ssize_t, count=Py_ssize_t)
cpdef list candidates_of(prints, holders)
