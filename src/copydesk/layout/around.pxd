# C types for around.py.
from copydesk.layout.sheet cimport Container


cpdef bint stands_within(Container container, frozenset tags, Py_ssize_t most)


cpdef Container innermost(Container container, numbers, Py_ssize_t most=*)
