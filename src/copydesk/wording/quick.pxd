# Letters, numbers and nodes without a call of the interpreter; `letterwise.py` is the plain form. What is cimported as
# `Quick` is there for what it does to the C of a module.
from cpython cimport array

ctypedef const unsigned char* Narrow
ctypedef const unsigned short* Wide
ctypedef const unsigned int* Widest

cdef extern from *:
    """
    #ifndef COPYDESK_QUICK
    #define COPYDESK_QUICK
    #if defined(__GNUC__) && (!defined(__STDC_VERSION__) || __STDC_VERSION__ < 202000L)
    /* A letter by its place is some six instructions where the bounds are known, and the compiler makes it a call. */
    static CYTHON_INLINE Py_UCS4 __Pyx_GetItemInt_Unicode_Fast() __attribute__((always_inline));
    #endif

    /* The next place of a letter, found by its lower byte; where that stands in many other letters, as Python finds it. */
    static CYTHON_INLINE Py_ssize_t copydesk_find_letter(PyObject *text, Py_UCS4 letter, Py_ssize_t start, Py_ssize_t end) {
        Py_ssize_t size = PyUnicode_GET_LENGTH(text);
        if (start < 0) return PyUnicode_FindChar(text, letter, start, end, 1);
        if (end > size) end = size;
        if (start >= end) return -1;
        if (PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND) {
            const Py_UCS1 *letters = PyUnicode_1BYTE_DATA(text);
            const Py_UCS1 *found = letter > 255 ? NULL : (const Py_UCS1 *)memchr(letters + start, (int)letter, end - start);
            return found == NULL ? -1 : found - letters;
        }
        if (PyUnicode_KIND(text) == PyUnicode_2BYTE_KIND && letter > 0 && letter < 256) {
            const Py_UCS2 *letters = PyUnicode_2BYTE_DATA(text);
            const char *first = (const char *)letters, *found;
            int others;
            for (others = 0; others < 4; others++) {
                found = (const char *)memchr(letters + start, (int)letter, (end - start) * 2);
                if (found == NULL) return -1;
                start = (found - first) / 2;
                if (letters[start] == letter) return start;
                if (++start >= end) return -1;
            }
        }
        return PyUnicode_FindChar(text, letter, start, end, 1);
    }
    static CYTHON_INLINE Py_ssize_t copydesk_find(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t end, int way) {
        if (PyUnicode_GET_LENGTH(part) == 1) {
            Py_UCS4 letter = PyUnicode_READ_CHAR(part, 0);
            if (way > 0 && end >= 0) return copydesk_find_letter(text, letter, start, end);
            return PyUnicode_FindChar(text, letter, start, end, way);
        }
        return (PyUnicode_Find)(text, part, start, end, way);
    }
    #define PyUnicode_Find(text, part, start, end, way) copydesk_find(text, part, start, end, way)
    #define copydesk_find_from(text, letter, start) copydesk_find_letter(text, letter, start, PY_SSIZE_T_MAX)

    static CYTHON_INLINE int copydesk_stands(PyObject *text, PyObject *part, Py_ssize_t at) {
        Py_ssize_t length = PyUnicode_GET_LENGTH(part), place;
        int width = PyUnicode_KIND(text), narrower = PyUnicode_KIND(part);
        if (at < 0 || length > PyUnicode_GET_LENGTH(text) - at || narrower > width) return 0;
        if (width == narrower)
            return memcmp((const char *)PyUnicode_DATA(text) + at * width, PyUnicode_DATA(part), length * width) == 0;
        if (width == PyUnicode_2BYTE_KIND) {
            const Py_UCS2 *letters = PyUnicode_2BYTE_DATA(text) + at;
            const Py_UCS1 *others = PyUnicode_1BYTE_DATA(part);
            for (place = 0; place < length; place++) if (letters[place] != others[place]) return 0;
            return 1;
        }
        return PyUnicode_Tailmatch(text, part, at, PY_SSIZE_T_MAX, -1) > 0;
    }

    #define copydesk_width(text) ((int)PyUnicode_KIND(text))
    #define copydesk_narrow(text) ((const unsigned char *)PyUnicode_DATA(text))
    #define copydesk_wide(text) ((const unsigned short *)PyUnicode_DATA(text))
    #define copydesk_widest(text) ((const unsigned int *)PyUnicode_DATA(text))

    /* An attribute of many things of one type, which is looked up for the first of them. */
    typedef struct { PyTypeObject *type; getter get; void *closure; } copydesk_asked;
    static PyObject *copydesk_look_up(PyObject *thing, const char *name, copydesk_asked *asked) {
        PyObject *named = PyUnicode_FromString(name), *found, *answer;
        if (named == NULL) return NULL;
        answer = PyObject_GetAttr(thing, named);
        found = PyObject_GetAttr((PyObject *)Py_TYPE(thing), named);
        Py_DECREF(named);
        if (found == NULL) PyErr_Clear();
        else if (Py_IS_TYPE(found, &PyGetSetDescr_Type) && ((PyGetSetDescrObject *)found)->d_getset->get != NULL) {
            Py_INCREF(found); /* for good: its functions are remembered */
            Py_INCREF(Py_TYPE(thing));
            asked->get = ((PyGetSetDescrObject *)found)->d_getset->get;
            asked->closure = ((PyGetSetDescrObject *)found)->d_getset->closure;
            asked->type = Py_TYPE(thing);
        }
        Py_XDECREF(found);
        return answer;
    }
    static CYTHON_INLINE PyObject *copydesk_ask(PyObject *thing, const char *name, copydesk_asked *asked) {
        if (asked->type == Py_TYPE(thing)) return asked->get(thing, asked->closure);
        return copydesk_look_up(thing, name, asked);
    }
    static CYTHON_INLINE Py_ssize_t copydesk_number(PyObject *answer) {
        Py_ssize_t number = -1;
        if (answer == NULL) return -2;
        if (answer != Py_None) {
            number = PyLong_AsSsize_t(answer);
            if (number < 0) number = PyErr_Occurred() ? -2 : -1;
        }
        Py_DECREF(answer);
        return number;
    }
    static copydesk_asked copydesk_lines, copydesk_columns, copydesk_texts, copydesk_nodes;
    static CYTHON_INLINE PyObject *copydesk_inside(PyObject *node) {
        PyObject *found = copydesk_ask(node, "children", &copydesk_nodes), *all;
        if (found == NULL || PyTuple_CheckExact(found)) return found;
        all = PySequence_Tuple(found);
        Py_DECREF(found);
        return all;
    }
    #define copydesk_line(element) copydesk_number(copydesk_ask(element, "source_line", &copydesk_lines))
    #define copydesk_column(element) copydesk_number(copydesk_ask(element, "source_col", &copydesk_columns))
    #define copydesk_data(node) copydesk_ask(node, "data", &copydesk_texts)
    #endif
    """
    ctypedef int Quick "int"
    int width "copydesk_width"(str text) noexcept
    Narrow narrow "copydesk_narrow"(str text) noexcept
    Wide wide "copydesk_wide"(str text) noexcept
    Widest widest "copydesk_widest"(str text) noexcept
    Py_ssize_t find "copydesk_find_from"(str text, Py_UCS4 letter, Py_ssize_t start) except -2
    bint stands "copydesk_stands"(str text, str part, Py_ssize_t at) noexcept
    Py_ssize_t line "copydesk_line"(object element) except -2
    Py_ssize_t column "copydesk_column"(object element) except -2
    tuple inside "copydesk_inside"(object node)
    object data "copydesk_data"(object node)

ctypedef fused Letters:
    Narrow
    Wide
    Widest


cdef inline Py_ssize_t number(array.array numbers, Py_ssize_t at) noexcept:
    return numbers.data.as_longlongs[at]


cdef inline int put(array.array numbers, Py_ssize_t at, Py_ssize_t value) noexcept:
    numbers.data.as_longlongs[at] = value
    return 0


cdef inline int add(array.array numbers, Py_ssize_t value) except -1:
    cdef Py_ssize_t size = len(numbers)
    array.resize_smart(numbers, size + 1)
    numbers.data.as_longlongs[size] = value
    return 0
