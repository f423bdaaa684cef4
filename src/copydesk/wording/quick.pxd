# Letters and places in texts without a call: cimported for what it does to the C of a module, not for a name.
cdef extern from *:
    """
    #ifndef COPYDESK_QUICK
    #define COPYDESK_QUICK
    #if defined(__GNUC__) && (!defined(__STDC_VERSION__) || __STDC_VERSION__ < 202000L)
    /* A letter by its place is some six instructions where the bounds are known, and the compiler makes it a call. */
    static CYTHON_INLINE Py_UCS4 __Pyx_GetItemInt_Unicode_Fast() __attribute__((always_inline));
    #endif
    static CYTHON_INLINE Py_ssize_t copydesk_find(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t end, int way) {
        if (PyUnicode_GET_LENGTH(part) == 1)
            return PyUnicode_FindChar(text, PyUnicode_READ_CHAR(part, 0), start, end, way);
        return (PyUnicode_Find)(text, part, start, end, way);
    }
    #define PyUnicode_Find(text, part, start, end, way) copydesk_find(text, part, start, end, way)
    #endif
    """
    ctypedef int Quick "int"
