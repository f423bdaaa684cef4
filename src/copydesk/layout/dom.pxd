# C types for dom.py.
cimport cython

from copydesk.layout.sheet cimport Anchor, Container, Dom, Picture, RawBlock, TimeTag
from copydesk.layout.spans cimport locate


@cython.locals(dom=Dom, walk=_Walk)
cpdef Dom read_dom(str source, settings)


cdef class _Walk:
    cdef Dom dom
    cdef list edges, parts, inline, quiet
    cdef bint marked, in_link, in_bold, muted, microdata
    cdef tuple first, final, opened
    cdef Py_ssize_t link_chars, bold, run_anchors, budget, deepest, most_attributes, depth, drop_caps
    cdef Container container
    cdef object hiding, spoken

    @cython.locals(dom=Dom, outer=Container, container=Container, link=bint, bold=bint, muted=bint)
    cdef block(self, child, str tag)

    @cython.locals(parts=list, role=int, tag=str, data=str)
    cdef children(self, node)

    cdef text(self, str data, parent, previous)

    @cython.locals(parts=list)
    cdef line_break(self)

    cdef inlined(self, child, str tag)

    @cython.locals(muted=bint)
    cdef shown(self, child)

    @cython.locals(dom=Dom, outer=bint, blocks=Py_ssize_t, start=Py_ssize_t, anchor=Anchor)
    cdef anchor(self, child)

    @cython.locals(dom=Dom)
    cdef special(self, child, int kind)

    cdef cell(self, child)

    cdef children_deep(self, node)

    cdef deep(self, child)

    @cython.locals(joined=str, marked=bint, unseen=bint, text=str, block=RawBlock)
    cdef flush(self)

    @cython.locals(muted=bint, link=bint)
    cdef speak_up(self, list quiet)


cdef str _words(str joined)


cdef str _lines(str joined, Container container)
