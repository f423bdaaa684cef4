# C types for opening.py.
cimport cython
from cpython.array cimport array

from copydesk.layout.hidden cimport is_hidden
from copydesk.layout.places cimport Lines, tag_span
from copydesk.layout.sheet cimport Tags
from copydesk.wording cimport quick
from copydesk.wording.quick cimport Letters, Quick


cdef list _KNOWN, _ASKED
cdef array _ELEMENT_AT, _ATTRIBUTE_AT, _ROLE_OF
cdef dict _NUMBER_OF
cdef int _CLASS, _ID, _HREF, _HIDDEN, _ARIA, _STYLE, _ITEM, _SCOPE, _TYPE
cdef unsigned int _HIDING, _FACTOR, _LAST_SIGN
cdef bint _BY_LETTER


cdef class Opening:
    cdef public str source, classes, id, href
    cdef public Lines lines
    cdef public Py_ssize_t start, end
    cdef public int role
    cdef public bint hidden, is_property, is_scope
    cdef array places
    cdef unsigned int has, sign
    cdef Py_ssize_t count, value, value_end

    @cython.locals(line=Py_ssize_t, start=Py_ssize_t, size=Py_ssize_t, width=int, known=Py_ssize_t, source=str, name=str)
    cpdef str name(self, element)

    @cython.locals(has=cython.uint, is_outermost=bint)
    cpdef look(self, element, str name)

    cdef bint _is_empty(self, int number) noexcept

    @cython.locals(value=str)
    cdef str _said(self, element, int number)

    @cython.locals(number=int)
    cpdef str said(self, element, str name)

    @cython.locals(found=list, values=list, index=Py_ssize_t, start=Py_ssize_t, is_read=bint, first=str, place=Py_ssize_t)
    cpdef list rows(self, Tags tags, list names, Py_ssize_t most, frozenset silent=*)

    cpdef ask(self, element)

    cpdef bint are_more_than(self, Py_ssize_t most, element) except? -1

    @cython.locals(source=str, size=Py_ssize_t, width=int)
    cpdef bint read(self, Py_ssize_t start) except? -1


@cython.locals(at=Py_ssize_t, sign=cython.uint, letter=Py_UCS4, known=Py_ssize_t)
cdef Py_ssize_t _known(Letters letters, Py_ssize_t start, Py_ssize_t size) except -2


@cython.locals(letter=Py_UCS4, given=Py_UCS4)
cdef bint _is(Letters letters, Py_ssize_t start, Py_ssize_t end, str name) except -1


@cython.locals(at=Py_ssize_t, letter=Py_UCS4, has=cython.uint, count=Py_ssize_t, begin=Py_ssize_t, named=Py_ssize_t)
cdef Py_ssize_t _read(Letters letters, str source, Py_ssize_t start, Py_ssize_t size, Opening opening) except -2


@cython.locals(letter=Py_UCS4, sign=cython.uint)
cdef Py_ssize_t _name_end(Letters letters, Py_ssize_t at, Py_ssize_t size, Opening opening) noexcept


@cython.locals(letter=Py_UCS4, end=Py_ssize_t)
cdef Py_ssize_t _value(Letters letters, str source, Py_ssize_t at, Py_ssize_t size, Opening opening) except -2


@cython.locals(letter=Py_UCS4)
cdef Py_ssize_t _behind_space(Letters letters, Py_ssize_t at, Py_ssize_t size) noexcept


@cython.locals(letter=Py_UCS4)
cdef Py_ssize_t _bare_end(Letters letters, Py_ssize_t at, Py_ssize_t size) noexcept
