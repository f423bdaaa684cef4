# C types for markup.py.
cimport cython

from copydesk.wording.runs cimport name_runs


@cython.locals(words=dict, pairs=dict, others=dict, found=set, paired=Py_ssize_t, last=Py_ssize_t, number=Py_ssize_t,
               token=str)
cdef frozenset _marks_of_tokens(list tokens)
