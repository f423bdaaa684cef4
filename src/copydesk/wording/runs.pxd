# C types for runs.py.
cimport cython

from copydesk.wording.quick cimport Quick


@cython.locals(found=list, start=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4)
cpdef list letter_runs(str text)


@cython.locals(is_gap=bint, letter=Py_UCS4)
cpdef str spelled(str folded)


@cython.locals(letter=Py_UCS4)
cpdef bint holds_digit(str text) except? -1


@cython.locals(found=list, start=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4)
cpdef list wordlike_runs(str text)


@cython.locals(found=list, size=Py_ssize_t, start=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4)
cpdef list told_runs(str text)


@cython.locals(found=list, size=Py_ssize_t, place=Py_ssize_t, first=Py_ssize_t, start=Py_ssize_t)
cpdef list name_runs(str names, Py_ssize_t least)
