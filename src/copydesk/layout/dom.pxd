# C types for dom.py.
cimport cython

from copydesk.layout.guard cimport guarded
from copydesk.layout.hidden cimport mark_unseen
from copydesk.layout.opening cimport Opening
from copydesk.layout.sheet cimport (
    Anchor, Container, Dom, Edge, Picture, RawBlock, TimeTag, new_anchor, new_block, new_container,
    new_edge,
)
from copydesk.wording.spaces cimport is_blank, squeezed
from copydesk.layout.spans cimport locate
from copydesk.wording cimport quick


@cython.locals(dom=Dom, walk=_Walk, safe=str)
cpdef Dom read_dom(str source, settings)


cdef class _Walk:
    cdef Dom dom
    cdef Opening opening
    cdef list edges, parts, inline, quiet
    cdef Edge edge
    cdef bint marked, in_link, in_bold, muted, is_hiding
    cdef Py_ssize_t link_chars, bold, run_anchors, budget, item, deepest, most_attributes, depth, drop_caps
    cdef Container container

    @cython.locals(dom=Dom, outer=Container, container=Container, opening=Opening, link=bint, bold=bint, muted=bint,
                   item=Py_ssize_t)
    cdef block(self, child, str tag)

    @cython.locals(parts=list, opening=Opening, role=int, tag=str, data=str, start=Py_ssize_t)
    cdef children(self, node, Py_ssize_t outer, Py_ssize_t begin)

    @cython.locals(edge=Edge)
    cdef text(self, str data, parent, previous, Py_ssize_t begin)

    @cython.locals(parts=list)
    cdef line_break(self)

    @cython.locals(opening=Opening, item=Py_ssize_t)
    cdef inlined(self, child, str tag, Py_ssize_t outer)

    @cython.locals(dom=Dom, opening=Opening)
    cdef declared(self, child)

    @cython.locals(muted=bint, opening=Opening, start=Py_ssize_t, end=Py_ssize_t)
    cdef shown(self, child, str tag, Py_ssize_t outer)

    @cython.locals(names=str, sign=str)
    cdef bint is_spoken(self, child) except? -1

    @cython.locals(dom=Dom, was_in_link=bint, opening=Opening, href=str, blocks=Py_ssize_t, start=Py_ssize_t,
                   anchor=Anchor, item=Py_ssize_t)
    cdef anchor(self, child, str tag, Py_ssize_t outer)

    @cython.locals(dom=Dom)
    cdef special(self, child, str tag, int kind, Py_ssize_t outer)

    @cython.locals(item=Py_ssize_t)
    cdef cell(self, child, str tag, Py_ssize_t outer)

    cdef children_deep(self, node)

    cdef deep(self, child)

    @cython.locals(edge=Edge, joined=str, marked=bint, unseen=bint, text=str, block=RawBlock)
    cdef flush(self)

    @cython.locals(before=Edge, capital=str, joined=str)
    cdef str behind_capital(self, str text, Edge edge)

    @cython.locals(muted=bint, link=bint)
    cdef speak_up(self, list quiet)


@cython.locals(lines=list, cells=list, line=str, cell=str)
cdef str _lines(str joined, Container container)
