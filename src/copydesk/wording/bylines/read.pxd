# C types for read.py.
cimport cython

from copydesk.wording.bylines.letters cimport letters_of
from copydesk.wording.bylines.opening cimport (
    clean_line, cut_tail, is_one_piece, is_sentence, open_line, split_line,
)
from copydesk.wording.bylines.pieces cimport ends_as_outlet, read_piece
from copydesk.wording.names cimport is_name, tidy_name


cdef int GLUED


@cython.locals(printed=str, printed_line=str, line=str)
cpdef read_byline(str text, language=*, publisher=*, bint labelled=*)


@cython.locals(body=str, outlet=str, pieces=list, is_dated=bint)
cpdef read_line(str line, str printed, language, publisher, bint labelled)


@cython.locals(letters=str, named=str)
cpdef bint is_plain(str text, str printed, publisher) except? -1


@cython.locals(parts=list, pieces=list, part=list, some=list, shouted=frozenset, text=str)
cdef list _all_pieces(str body, opening, publisher, bint labelled)


cdef bint _is_strange(list pieces) except? -1


@cython.locals(settled=list, at=Py_ssize_t)
cdef list _settled(list pieces)


cdef bint _is_person(piece) except? -1


cdef bint _is_given(str name) except? -1


@cython.locals(names=list, text=str)
cdef frozenset _shouted(list texts)


@cython.locals(words=list)
cdef list _lower_name(str body)


@cython.locals(body=str)
cdef bint _begins_with_name(str printed) except? -1


cdef bint _is_handle(str line, str rest) except? -1


@cython.locals(name=str, behind=str, is_parted=bint)
cdef _dated_handle(opening, str body)


@cython.locals(plain=str, is_small=bint)
cdef bint _is_account(str name) except? -1


@cython.locals(behind=str, name=str)
cdef str _outlet(str rest, str publisher)


@cython.locals(pieces=list, text=str, outlet=bint)
cdef list _pieces(list part, publisher, bint labelled, bint barred)


@cython.locals(lines=list, line=str)
cdef str _one_line(str text)


@cython.locals(people=list, initials=bint, strange=Py_ssize_t, kind=str)
cdef _collect(list pieces)


@cython.locals(seen=dict)
cdef list _unique(list people)


cdef _judge(reading, opening, str printed, bint labelled)


@cython.locals(body=str, behind=list, joined=bint, word=str)
cdef str _whole_desk(str desk, opening)


cdef tuple _verdict(reading, opening, str printed, bint labelled)


@cython.locals(full=bint, told=bint, doubt=double)
cdef tuple _people_verdict(reading, opening, bint labelled)


cdef _none(str printed)
