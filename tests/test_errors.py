import pickle

import pytest

from copydesk.errors import CopydeskError, MissingExtra, NotAStory


@pytest.mark.parametrize("error", [NotAStory("empty", "no line"), MissingExtra("desk", "names")])
def test_an_error_goes_from_one_process_to_another_whole(error: CopydeskError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
