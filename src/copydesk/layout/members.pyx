"""Attributes of the compiled classes of `sheet.py` as the interpreter reads them fastest.

What is declared `public` in a .pxd is read by a function each time, at the cost of twenty reads of a slot. The fields read
blocks and containers some ten thousand times a page, so those attributes that are objects become members here, as
`__slots__` has them. They are read-only: nothing but the compiled walk writes them.
"""

from copydesk.layout.sheet cimport Anchor, Container, Dom, Picture, RawBlock, TimeTag

cdef extern from *:
    """
    #include <structmember.h>
    #define PLACE(kind, name) offsetof(struct __pyx_obj_8copydesk_6layout_5sheet_##kind, name)
    #define ANCHOR(name) PLACE(Anchor, name)
    #define CONTAINER(name) PLACE(Container, name)
    #define DOM(name) PLACE(Dom, name)
    #define PICTURE(name) PLACE(Picture, name)
    #define BLOCK(name) PLACE(RawBlock, name)
    #define TIME(name) PLACE(TimeTag, name)

    static int make_member(PyObject *kind, const char *name, Py_ssize_t place) {
        PyTypeObject *type = (PyTypeObject *)kind;
        PyMemberDef *member = (PyMemberDef *)PyMem_Calloc(1, sizeof(PyMemberDef));
        PyObject *found;
        int failed;
        if (member == NULL) { PyErr_NoMemory(); return -1; }
        member->name = name; member->type = T_OBJECT_EX; member->offset = place; member->flags = READONLY;
        found = PyDescr_NewMember(type, member);
        if (found == NULL) { PyMem_Free(member); return -1; }
        failed = PyDict_SetItemString(type->tp_dict, name, found);
        Py_DECREF(found);
        PyType_Modified(type);
        return failed;
    }
    """
    int make_member(object kind, const char* name, Py_ssize_t place) except -1
    Py_ssize_t block_text "BLOCK(text)", block_container "BLOCK(container)"
    Py_ssize_t box_parent "CONTAINER(parent)", box_tag "CONTAINER(tag)", box_classes "CONTAINER(classes)"
    Py_ssize_t box_id "CONTAINER(id)", box_element "CONTAINER(element)"
    Py_ssize_t anchor_element "ANCHOR(element)", anchor_href "ANCHOR(href)", anchor_text "ANCHOR(text)"
    Py_ssize_t anchor_container "ANCHOR(container)"
    Py_ssize_t picture_element "PICTURE(element)", picture_container "PICTURE(container)"
    Py_ssize_t time_element "TIME(element)", time_container "TIME(container)", time_text "TIME(text)"
    Py_ssize_t dom_source "DOM(source)", dom_blocks "DOM(blocks)", dom_containers "DOM(containers)"
    Py_ssize_t dom_anchors "DOM(anchors)", dom_pictures "DOM(pictures)"

make_member(RawBlock, b"text", block_text)
make_member(RawBlock, b"container", block_container)
make_member(Container, b"parent", box_parent)
make_member(Container, b"tag", box_tag)
make_member(Container, b"classes", box_classes)
make_member(Container, b"id", box_id)
make_member(Container, b"element", box_element)
make_member(Anchor, b"element", anchor_element)
make_member(Anchor, b"href", anchor_href)
make_member(Anchor, b"text", anchor_text)
make_member(Anchor, b"container", anchor_container)
make_member(Picture, b"element", picture_element)
make_member(Picture, b"container", picture_container)
make_member(TimeTag, b"element", time_element)
make_member(TimeTag, b"container", time_container)
make_member(TimeTag, b"text", time_text)
make_member(Dom, b"source", dom_source)
make_member(Dom, b"blocks", dom_blocks)
make_member(Dom, b"containers", dom_containers)
make_member(Dom, b"anchors", dom_anchors)
make_member(Dom, b"pictures", dom_pictures)
