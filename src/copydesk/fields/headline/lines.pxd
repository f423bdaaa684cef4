# C types for lines.py.
cimport cython

from copydesk.wording.lines cimport looks_dated


cdef Py_ssize_t _WIDTH, _NEAR, _UNSIGNED, _FARTHEST


cpdef bint _follows_path(str line, str path) except? -1


@cython.locals(folded=str, named=Py_ssize_t, network=str)
cpdef bint _may_be_headline(str line) except? -1


cdef class _Header:
    cdef public list lines, places, words, shared, ranks, sizes, wordy, dates, signed, alike
    cdef public set speech, lede, inside
    cdef public object seen
    cdef public dict between
    cdef public Py_ssize_t start, first

    @cython.locals(place=Py_ssize_t)
    cdef set words_at(self, Py_ssize_t i)


@cython.locals(at=Py_ssize_t, number=Py_ssize_t, i=Py_ssize_t, line=str)
cdef _fill(double[::1] rows, _Header known)


@cython.locals(count=Py_ssize_t, capitals=Py_ssize_t, is_word=bint, has_colon=bint, has_mark=bint, before=Py_UCS4,
               letter=Py_UCS4)
cdef _shape(double[::1] rows, Py_ssize_t at, str line)


@cython.locals(lines=list, line=str, other=str, after=str, count=Py_ssize_t, size=Py_ssize_t, is_dated=Py_ssize_t,
               dated_after=Py_ssize_t, dated_before=Py_ssize_t, until=Py_ssize_t, since=Py_ssize_t, k=Py_ssize_t,
               seen=Py_ssize_t, echoed=Py_ssize_t, repeated=Py_ssize_t)
cdef _place(double[::1] rows, Py_ssize_t at, _Header known, Py_ssize_t i)


@cython.locals(mine=set, other=set, echoes=double, k=Py_ssize_t)
cdef _echoes(double[::1] rows, Py_ssize_t at, _Header known, Py_ssize_t i)


@cython.locals(alike=list, words=set, last=Py_ssize_t, signed=Py_ssize_t, k=Py_ssize_t, ends=bint)
cdef _story(double[::1] rows, Py_ssize_t at, _Header known, Py_ssize_t i)


@cython.locals(count=Py_ssize_t, word=str)
cdef Py_ssize_t _common(set own, set other) except -1


cdef double _share(set own, set other) except? -1


cpdef bint _is_alike(str line) except? -1


cdef double _capitals(str line) except? -2


@cython.locals(found=set, line=str, text=str)
cpdef set _words_of_lines(list lines)


@cython.locals(letter=Py_UCS4)
cdef bint _is_east_asian(str line)


@cython.locals(start=Py_ssize_t, place=Py_ssize_t, letter=Py_UCS4)
cdef _put_words(str text, set found)


cdef _put_word(str text, Py_ssize_t start, Py_ssize_t end, set found)
