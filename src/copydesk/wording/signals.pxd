# C types for signals.py.
cimport cython
from libc.stdint cimport uint64_t


cdef int _DIGIT, _PARTED, _TRIPLE, _YEAR, _CLOCK, _DATE, _LENGTH, _ALL
cdef int _MONTH, _THREE, _WORDS, _LONGEST, _REACH, _SLASH, _COLON, _ELSE
cdef uint64_t _SEED, _PRIME, _MASK, _SMALL


cpdef int signals_of(str text)


@cython.locals(found=int)
cpdef int signs_of_dates(str text)


cdef int _whole(int found)


@cython.locals(words=_Words, found=int, start=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4, mark=uint64_t,
               is_plain=bint)
cdef int _signs_of_words(str text)


@cython.locals(
    found=int, between=int, row=Py_ssize_t, last=Py_ssize_t, is_near=bint, is_parted=bint, is_far=bint,
    place=Py_ssize_t, letter=Py_UCS4,
)
cdef int _signs_of_figures(str text)


@cython.locals(found=int)
cdef int _signs_of_parting(int between, bint is_third)


cdef bint _is_letter(Py_UCS4 letter)


cdef int _sign_between(Py_UCS4 letter)


cdef bint _is_century(Py_UCS4 first, Py_UCS4 second)


cdef class _Words:
    cdef uint64_t _last
    cdef uint64_t[::1] _marks
    cdef int[::1] _signs

    cdef _add(self, uint64_t mark, int signs)

    @cython.locals(place=uint64_t)
    cdef uint64_t _place(self, uint64_t mark) noexcept

    cdef int signs(self, uint64_t mark) noexcept


@cython.locals(mark=uint64_t, letter=Py_UCS4)
cdef uint64_t _mark_of(str word)


cdef class Signals:
    cdef public dict _of

    @cython.locals(known=int)
    cpdef int of(self, int needs, parts, Py_ssize_t index)

    @cython.locals(found=list, index=Py_ssize_t)
    cpdef list having(self, int needs, parts, indices, Py_ssize_t longest)
