# C types for dom.py.
cimport cython

from copydesk.layout.guard cimport guarded
from copydesk.layout.hidden cimport mark_unseen, has_spoken_sign
from copydesk.layout.opening cimport Opening
from copydesk.layout.sheet cimport (
    Anchor, Container, Dom, Edge, Picture, RawBlock, TimeTag, new_anchor, new_block, new_container,
    new_edge,
)
from copydesk.wording.spaces cimport is_blank, squeezed
from copydesk.layout.spans cimport place
from copydesk.wording cimport quick


cdef int _BLOCK, _INLINE, _SKIP, _ANCHOR, _LINK, _SCRIPT, _META, _IMAGE, _BREAK, _TIME


@cython.locals(dom=Dom, walk=_Walk, safe=str)
cpdef Dom read_dom(str source, settings)


cdef class _Walk:
    cdef Dom dom
    cdef Opening opening
    cdef list parts, inline, quiet
    cdef Edge edge, last_edge
    cdef bint marked, in_link, in_bold, muted, is_hiding
    cdef Py_ssize_t cursor, last_cursor, link_chars, bold, run_anchors, budget, item, deepest, most_attributes, depth, drop_caps
    cdef Container container

    @cython.locals(dom=Dom, outer=Container, container=Container, opening=Opening, link=bint, bold=bint, muted=bint,
                   item=Py_ssize_t)
    cdef block(self, child, str tag)

    @cython.locals(parts=list, opening=Opening, role=int,  tag=str, data=str, start=Py_ssize_t)
    cdef children(self, node, Py_ssize_t outer, Py_ssize_t begin)

    @cython.locals(edge=Edge)
    cdef text(self, str data, parent, previous, Py_ssize_t begin)

    @cython.locals(parts=list)
    cdef line_break(self)

    @cython.locals(opening=Opening, item=Py_ssize_t)
    cdef inlined(self, child, str tag, Py_ssize_t outer)

    @cython.locals(dom=Dom, opening=Opening)
    cdef declared(self, child)

    @cython.locals(muted=bint, opening=Opening, start=Py_ssize_t, end=Py_ssize_t, may_be_spoken=bint)
    cdef shown(self, child, str tag, Py_ssize_t outer)

    @cython.locals(dom=Dom, was_in_link=bint, opening=Opening, href=str, blocks=Py_ssize_t, start=Py_ssize_t,
                   anchor=Anchor, item=Py_ssize_t)
    cdef anchor(self, child, str tag, Py_ssize_t outer)

    @cython.locals(dom=Dom)
    cdef special(self, child, str tag, int kind, Py_ssize_t outer)

    @cython.locals(item=Py_ssize_t)
    cdef cell(self, child, str tag, Py_ssize_t outer)

    cdef children_deep(self, node)

    cdef deep(self, child)

    @cython.locals(unseen=bint)
    cdef flush(self)

    @cython.locals(dom=Dom, parts=list, container=Container, joined=str, marked=bint, text=str, blocks=list,
                   before=RawBlock, block=RawBlock)
    cdef add_block(self, Edge edge, bint unseen)

    @cython.locals(before=Edge, joined=str)
    cdef str behind_capital(self, str text, str capital, Edge edge)

    @cython.locals(muted=bint, link=bint)
    cdef speak_up(self, list quiet)
